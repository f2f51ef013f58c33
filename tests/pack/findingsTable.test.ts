import fc from 'fast-check';
import { expect, test } from 'vitest';
import { text } from '../../src/domain/text';
import { toCsv } from '../../src/formats/csv';
import { checkRecords } from '../../src/pack/checks';
import { findingsOfProblems } from '../../src/pack/finding';
import { findingsTables } from '../../src/pack/findingsTable';
import { context, point, record } from './checks/register';

const features = [
  record('shelters', { phone: '1381234247' }),
  record(
    'shelters',
    { id: 'S2', name: '龙水中学', town: '龙水镇', capacityPeople: 0 },
    point(105.15, 29.05),
  ),
  record('shelters', { id: 'S3', name: '体育馆', town: null }, point(105.06, 29.05)),
];
const findings = checkRecords('shelters', features, context);

test('findings are tables for each town, numbered, with phones masked and an empty column for the outcome', () => {
  const tables = findingsTables(findings, { locale: 'zh-CN', features });
  expect(tables.map(({ name }) => name)).toEqual(['龙岗街道', '龙水镇', '应急避难场所']);
  expect(tables.map(({ columns, rows }) => toCsv(columns, rows))).toEqual([
    '\uFEFF序号,行,编号,名称,字段,值,问题,建议,处理结果\r\n' +
      '1,2,S1,龙岗中学,联系电话,****4247,手机号只有 10 位，应为 11 位,请更正,\r\n',
    '\uFEFF序号,行,编号,名称,字段,值,问题,建议,处理结果\r\n' +
      '1,3,S2,龙水中学,可容纳人数,0,为 0，像是没有填；不知道就留空,请更正,\r\n',
    '\uFEFF序号,行,编号,名称,字段,值,问题,建议,处理结果\r\n' +
      '1,4,S3,体育馆,乡镇街道,,没有写镇街；位置在“龙岗街道”,镇街填为“龙岗街道”,\r\n',
  ]);
});

test('in English, and unmasked for those who are allowed to see it', () => {
  const [table] = findingsTables(findings, { locale: 'en', features, unmasked: true });
  expect(table!.columns.map(({ label, kind }) => [label, kind])).toEqual([
    ['No.', 'integer'],
    ['Row', 'integer'],
    ['Number', 'text'],
    ['Name', 'text'],
    ['Field', 'text'],
    ['Value', 'text'],
    ['Problem', 'text'],
    ['Advice', 'text'],
    ['Outcome', 'text'],
  ]);
  expect(table!.rows[0]).toMatchObject({
    field: 'Phone',
    value: '1381234247',
    problem: 'a mobile number of 10 figures; it needs 11',
    advice: 'Correct it',
  });
});

test('rows that were not read come along, with persons and phones of their columns masked', () => {
  const problem = (field: string | null, value: string) => ({
    row: 7,
    field,
    value,
    level: 'error' as const,
    reason: text('没有坐标，没有导入', 'no position; not imported'),
  });
  const problems = findingsOfProblems('shelters', [
    problem('责任人姓名', '陈建国'),
    problem('值班电话', '4372 1234'),
    // Area code and last figures would be all of it.
    problem('联系电话', '0123 4567'),
    problem('经度', '105.71'),
    problem(null, '陈建国 | 13812342471'),
  ]);
  const rows = findingsTables(problems, { locale: 'zh-CN' }).flatMap((table) => table.rows);
  expect(rows.map(({ value }) => value)).toEqual(['陈**', '****1234', '****4567', '105.71', '***']);
});

/** Seven figures and more, with what people put between. */
const figures = fc
  .array(fc.tuple(fc.constantFrom(...'0123456789'), fc.constantFrom('', '', '', ' ', '-', '(')), {
    minLength: 7,
    maxLength: 13,
  })
  .map((pairs) => pairs.flat().join('').trim());

test('no phone that a field holds leaves the house in any cell, whatever is wrong with it', () => {
  fc.assert(
    fc.property(figures, (phone) => {
      const one = [record('shelters', { phone })];
      const tables = findingsTables(checkRecords('shelters', one, context), {
        locale: 'en',
        features: one,
      });
      const digits = phone.replace(/\D/gu, '');
      const cells = tables.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row)));
      expect(cells.filter((cell) => String(cell).replace(/\D/gu, '').includes(digits))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
