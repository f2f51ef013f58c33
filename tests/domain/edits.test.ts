import { expect, test } from 'vitest';
import { withEdit } from '../../src/domain/edits';
import type { Edit } from '../../src/domain/scenario';

const add: Edit = {
  kind: 'add',
  id: 'n',
  name: 'New',
  longitude: 106,
  latitude: 29,
  duration: 'short',
  class51143: null,
  effectiveAreaSquareMetres: 100,
  capacityPeople: null,
};
const move = (id: string, longitude: number): Edit => ({
  kind: 'move',
  id,
  longitude,
  latitude: 29,
});
const after = (...edits: Edit[]) => edits.reduce<Edit[]>(withEdit, []);

test('moving a shelter twice is one edit', () => {
  expect(after(move('a', 1), move('b', 2), move('a', 3))).toEqual([move('a', 3), move('b', 2)]);
});

test('what happens to a new shelter goes into the adding of it', () => {
  const size: Edit = { kind: 'resize', id: 'n', effectiveAreaSquareMetres: 9, capacityPeople: 3 };
  const long: Edit = { kind: 'reclass', id: 'n', duration: 'long', class51143: 'central' };
  expect(after(add, move('n', 107), size, long)).toEqual([
    {
      ...add,
      longitude: 107,
      effectiveAreaSquareMetres: 9,
      capacityPeople: 3,
      duration: 'long',
      class51143: 'central',
    },
  ]);
});

test('closing a new shelter takes it out, closing one of the pack is an edit', () => {
  const close = (id: string): Edit => ({ kind: 'status', id, status: 'closed' });
  expect(after(add, close('n'))).toEqual([]);
  expect(after(add, close('a'))).toEqual([add, close('a')]);
});

test('residents have one factor everywhere and one for each town; every cut stands', () => {
  const residents = (town: string | null, factor: number): Edit => ({
    kind: 'residents',
    town,
    factor,
  });
  const cut: Edit = { kind: 'cut', longitude: 106, latitude: 29 };
  expect(after(residents(null, 2), residents('1', 3), residents(null, 4), cut, cut)).toEqual([
    residents(null, 4),
    residents('1', 3),
    cut,
    cut,
  ]);
});
