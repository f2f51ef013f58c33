import { expect, test } from 'vitest';
import type { Fetch } from '../../../src/formats/services/ask';
import { discover } from '../../../src/formats/services/discover';
import { openArchive } from '../../../src/formats/services/pmtiles';
import { plainTile, pmtiles, pointTile } from '../../fixtures/pmtiles';

const url = 'https://maps.example/a.pmtiles';

/** A server that holds one file, with byte ranges or without. */
const serving =
  (file: Uint8Array<ArrayBuffer>, ranges = true): Fetch =>
  (_, { headers }) => {
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(headers.range ?? '') ?? [];
    const body = ranges ? file.slice(Number(from), Number(to) + 1) : file;
    return Promise.resolve(new Response(body, { status: ranges ? 206 : 200 }));
  };

const vector = pmtiles([{ id: 0, bytes: pointTile() }], {
  tileType: 1,
  minZoom: 0,
  maxZoom: 0,
  metadata: {
    name: '水井',
    attribution: '<a href="https://maps.example">水务局</a>',
    vector_layers: [{ id: 'wells' }, { id: 'pipes' }],
  },
});

test('a vector archive says its layers, levels and attribution, and gives its tile', async () => {
  const archive = await openArchive(url, { fetch: serving(vector), keyName: null });
  expect(archive).toMatchObject({
    kind: 'vector',
    layers: ['wells', 'pipes'],
    title: '水井',
    attribution: '水务局',
    minZoom: 0,
    maxZoom: 0,
  });
  const tile = await archive.tile({ z: 0, x: 0, y: 0 });
  expect(new Uint8Array(tile!)).toEqual(pointTile());
  expect(await archive.tile({ z: 1, x: 0, y: 0 })).toBeNull();
});

test('its offer is the whole archive, then its single layers', async () => {
  const { layers } = await discover('pmtiles', url, { fetch: serving(vector), keyName: null });
  expect(layers.map(({ id, title }) => [id, title])).toEqual([
    ['', '水井'],
    ['wells', 'wells'],
    ['pipes', 'pipes'],
  ]);
});

test('a raster archive gives its pictures byte by byte', async () => {
  const red = plainTile(200, 30, 30);
  const file = pmtiles(
    [
      { id: 0, bytes: plainTile(1, 2, 3) },
      { id: 1, bytes: red },
    ],
    { tileType: 2, minZoom: 0, maxZoom: 1, metadata: {} },
  );
  const archive = await openArchive(url, { fetch: serving(file), keyName: null });
  expect(archive.kind).toBe('raster');
  expect(Buffer.from((await archive.tile({ z: 1, x: 0, y: 0 }))!).equals(red)).toBe(true);
});

test('a server without byte ranges sends a large file whole, and the sentence says what it needs', async () => {
  const large = new Uint8Array(3_000_000);
  large.set(vector);
  const opening = openArchive(url, { fetch: serving(large, false), keyName: null });
  await expect(opening).rejects.toThrow('does not serve byte ranges');
});

test('another file, and one that is cut off, are no archive', async () => {
  const png = plainTile(1, 2, 3);
  await expect(openArchive(url, { fetch: serving(png), keyName: null })).rejects.toThrow(
    'no PMTiles of version 3',
  );
  const cut = vector.slice(0, 140);
  await expect(openArchive(url, { fetch: serving(cut), keyName: null })).rejects.toThrow(
    'no PMTiles of version 3',
  );
});
