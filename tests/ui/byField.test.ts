import { expect, test } from 'vitest';
import { byField } from '../../src/ui/export/byField';

test('places of one field are listed together, so that forty notes of shelters are one line', () => {
  expect(
    byField([
      { dataset: 'shelters', record: '3', field: 'note' },
      { dataset: 'towns', record: '500111001', field: 'note' },
      { dataset: 'shelters', record: '5', field: 'note' },
      { dataset: 'shelters', record: '5', field: 'address' },
    ]),
  ).toEqual([
    { dataset: 'shelters', field: 'note', records: ['3', '5'] },
    { dataset: 'towns', field: 'note', records: ['500111001'] },
    { dataset: 'shelters', field: 'address', records: ['5'] },
  ]);
});

test('a record with two texts in a field counts once, and the pack itself is no record', () => {
  expect(
    byField([
      { dataset: 'hazchem', record: 'H1', field: 'substances' },
      { dataset: 'hazchem', record: 'H1', field: 'substances' },
      { dataset: 'pack', record: '', field: 'fullName' },
    ]),
  ).toEqual([
    { dataset: 'hazchem', field: 'substances', records: ['H1'] },
    { dataset: 'pack', field: 'fullName', records: [] },
  ]);
});
