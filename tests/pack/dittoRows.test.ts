import { expect, test } from 'vitest';
import { noGround } from '../../src/pack/ground';
import { matchColumns } from '../../src/pack/import';
import { withoutDittos } from '../../src/pack/dittoRows';
import { treat } from '../../src/pack/treat';
import { sheetOf } from '../fixtures/sheet';

const ledger =
  '名称,经度,纬度,责任人,电话,备注\n一中,105.05,29.05,同上,13812342471,\n二中,105.06,29.05,陈建国,〃,\n同上,105.07,29.05, 同上 ,ditto,\n四中,105.08,29.05,"""",,\n';

// The call list of the shelter had a person called 同上 whom nobody could find.
test('同上 is the value of the row above, said of each cell; no name and no place is copied', async () => {
  const sheet = sheetOf(ledger);
  const mapping = matchColumns('shelters', sheet.columns);
  const { features, findings } = await treat('shelters', sheet, mapping, noGround, '2026-04-04', {
    crs: 'EPSG:4326',
  });
  expect(
    features.map(({ properties }) => [
      properties?.name as unknown,
      properties?.manager as unknown,
      properties?.phone as unknown,
    ]),
  ).toEqual([
    ['一中', null, '13812342471'],
    ['二中', '陈建国', '13812342471'],
    ['同上', '陈建国', '13812342471'],
    ['四中', '陈建国', null],
  ]);
  const read = findings.filter(({ check }) => check === 'reading');
  expect(read.map(({ row, field, reason }) => [row, field, reason.en])).toEqual([
    [2, '责任人', 'the row above has no value; kept as unknown'],
    [3, '电话', 'taken from the row above (row 2); check it'],
    [4, '责任人', 'taken from the row above (row 3); check it'],
    [4, '电话', 'taken from the row above (row 3); check it'],
    [5, '责任人', 'taken from the row above (row 4); check it'],
  ]);
});

test('rows are the same by place as one after the other, and a table without any stays as it is', () => {
  const sheet = sheetOf(ledger);
  const mapping = matchColumns('shelters', sheet.columns);
  const { rows } = withoutDittos(sheet, mapping).sheet;
  expect([...rows]).toEqual([0, 1, 2, -1].map((index) => rows.at(index)));
  const plain = sheetOf('名称,责任人\n一中,陈建国\n');
  expect(withoutDittos(plain, { name: '名称', manager: '责任人' }).sheet).toBe(plain);
});
