import { expect, test } from 'vitest';
import { groupFiles } from '../../src/formats';

const groups = (...names: string[]) =>
  groupFiles(names.map((name) => ({ name }))).map((group) => group.map(({ name }) => name));

test('the loose files of a Shapefile dropped together are one, whatever their order and case', () => {
  expect(groups('a.dbf', 'list.csv', 'A.SHP', 'a.prj')).toEqual([
    ['list.csv'],
    ['A.SHP', 'a.dbf', 'a.prj'],
  ]);
});

test('a dBase table without a .shp takes its character set with it; other files stay alone', () => {
  expect(groups('b.cpg', 'b.dbf', 'c.dbf', 'b.csv')).toEqual([
    ['b.dbf', 'b.cpg'],
    ['c.dbf'],
    ['b.csv'],
  ]);
});
