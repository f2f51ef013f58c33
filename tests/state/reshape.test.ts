import type { Polygon } from 'geojson';
import { expect, test, vi } from 'vitest';
import { RecordForm } from '../../src/state/recordForm.svelte';
import { Reshape } from '../../src/state/reshape.svelte';
import { box } from '../fixtures/pack';

const forest = {
  type: 'Feature' as const,
  geometry: box(105, 29, 105.01, 29.01),
  properties: { id: 'f-1', name: '东林' },
};
const corner = (index: number) => ({ part: 0, ring: 0, index });

function hand() {
  const form = RecordForm.of('forests', forest);
  const ontouch = vi.fn();
  return { form, ontouch, reshape: new Reshape(form, ontouch) };
}
const ringOf = (form: RecordForm) => (form.geometry as Polygon).coordinates[0]!;

test('a corner that is dragged is one step of the form, the next drag another one', () => {
  const { form, reshape, ontouch } = hand();
  reshape.choose(corner(0));
  reshape.moveTo([104.99, 29]);
  reshape.moveTo([104.98, 29]);
  reshape.settle();
  reshape.moveTo([104.97, 29]);
  expect(ontouch).toHaveBeenCalledTimes(3);
  form.turn('undo');
  expect(ringOf(form)[0]).toEqual([104.98, 29]);
  form.turn('undo');
  expect([form.geometry, form.changed]).toEqual([forest.geometry, false]);
});

test('a corner that is added in the middle of a side and dragged goes in one step', () => {
  const { form, reshape } = hand();
  reshape.addAfter(corner(0));
  expect(reshape.number).toBe(2);
  reshape.moveTo([105.005, 28.99]);
  reshape.settle();
  expect(ringOf(form)).toHaveLength(6);
  form.turn('undo');
  expect(form.geometry).toEqual(forest.geometry);
  expect(reshape.corner).toEqual(corner(1));
});

test('a corner that is removed hands the choice to the one before; three stay', () => {
  const { form, reshape } = hand();
  reshape.choose(corner(2));
  expect(reshape.canRemove).toBe(true);
  reshape.remove();
  expect([ringOf(form).length, reshape.corner]).toEqual([4, corner(1)]);
  expect(reshape.canRemove).toBe(false);
  reshape.remove();
  expect(ringOf(form)).toHaveLength(4);
});

test('edges that cross are told with their places while the corner is under the hand', () => {
  const { reshape } = hand();
  expect(reshape.crossings).toEqual([]);
  const area = reshape.areaSquareMetres;
  reshape.choose(corner(0));
  reshape.moveTo([105.02, 29.005]);
  expect(reshape.crossings.length).toBeGreaterThan(0);
  expect(reshape.areaSquareMetres).not.toBe(area);
});

test('a step back that takes the chosen corner away lets the choice go', () => {
  const { form, reshape } = hand();
  reshape.addAfter(corner(3));
  expect(reshape.corner).toEqual(corner(4));
  form.turn('undo');
  expect([reshape.corner, reshape.number, reshape.canRemove]).toEqual([null, 0, false]);
});
