import { expect, test, vi } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { text } from '../../src/domain/text';
import { TileDoor } from '../../src/state/serviceTiles';

const tile = { z: 1, x: 0, y: 0 };
const { signal } = new AbortController();
const broken = () => Promise.reject(new Failure(text('坏了', 'Broken')));

test('three failed tiles in a row shut the door: nothing more is asked, and the reason is told once', async () => {
  const ask = vi.fn(broken);
  const onfail = vi.fn();
  const door = new TileDoor(ask, onfail);
  for (let i = 0; i < 6; i++) expect(await door.get(tile, signal)).toBeNull();
  expect(ask).toHaveBeenCalledTimes(3);
  expect(onfail.mock.calls).toEqual([[text('坏了', 'Broken')]]);
});

test('a tile that comes in between starts the count anew; single gaps are no failure', async () => {
  const answers = [broken, broken, () => Promise.resolve(new ArrayBuffer(1)), broken, broken];
  const onfail = vi.fn();
  const door = new TileDoor(() => answers.shift()!(), onfail);
  for (let i = 0; i < 5; i++) await door.get(tile, signal);
  expect(onfail).not.toHaveBeenCalled();
});

test('a tile that the map no longer wants counts for nothing', async () => {
  const ended = new AbortController();
  ended.abort();
  const onfail = vi.fn();
  const door = new TileDoor(broken, onfail);
  for (let i = 0; i < 4; i++) await expect(door.get(tile, ended.signal)).rejects.toThrow();
  expect(onfail).not.toHaveBeenCalled();
});
