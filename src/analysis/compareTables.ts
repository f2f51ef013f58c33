import { text, type Text } from '../domain/text';
import type { CompareSummary } from './compareSummary';
import type { Column, Headline, Table } from './define';
import { outsideOptions, rowsOf } from './rows';

const people = text('人', 'people');
const area = text('m²/人', 'm²/person');

const column = (
  key: string,
  zh: string,
  en: string,
  kind: Column['kind'],
  unit?: Text,
): Column => ({ key, label: text(zh, en), kind, ...(unit && { unit }) });

const townColumns: Column[] = [
  { ...column('name', '镇街', 'Town', 'text'), options: outsideOptions },
  column('code', '代码', 'Code', 'text'),
  column('newlyCovered', '新增覆盖', 'Newly covered', 'people', people),
  column('newlyLost', '失去覆盖', 'Newly lost', 'people', people),
  column('coveredShareBefore', '覆盖率，前', 'Covered, before', 'share'),
  column('coveredShareAfter', '覆盖率，后', 'Covered, after', 'share'),
  column('coveredBefore', '覆盖居民，前', 'Covered residents, before', 'people', people),
  column('coveredAfter', '覆盖居民，后', 'Covered residents, after', 'people', people),
  column(
    'squareMetresPerResidentBefore',
    '人均面积，前',
    'Area per resident, before',
    'squareMetresPerPerson',
    area,
  ),
  column(
    'squareMetresPerResidentAfter',
    '人均面积，后',
    'Area per resident, after',
    'squareMetresPerPerson',
    area,
  ),
  column('sheltersBefore', '场所，前', 'Shelters, before', 'count'),
  column('sheltersAfter', '场所，后', 'Shelters, after', 'count'),
];

/** Towns where something changed come first, the largest change on top. */
export function compareTables({ units }: CompareSummary): Table[] {
  const change = (unit: CompareSummary['units'][number]) =>
    Math.max(unit.newlyCovered ?? 0, unit.newlyLost ?? 0);
  return [
    {
      id: 'towns',
      title: text('分镇街变化', 'Change by town'),
      columns: townColumns,
      rows: rowsOf(
        townColumns,
        units.toSorted((a, b) => change(b) - change(a)),
      ),
    },
  ];
}

/** The figures that a comparison begins with. */
export function compareHeadlines(summary: CompareSummary): Headline[] {
  const { before, after, newlyCovered, newlyLost } = summary;
  return [
    {
      id: 'newlyCovered',
      label: text('新增覆盖居民', 'Newly covered residents'),
      value: newlyCovered,
      kind: 'people',
      of: after.residents,
    },
    {
      id: 'newlyLost',
      label: text('失去覆盖居民', 'Residents newly without'),
      value: newlyLost,
      kind: 'people',
      of: after.residents,
      caution: (newlyLost ?? 0) > 0,
    },
    {
      id: 'coveredShareBefore',
      label: text('覆盖率，前', 'Covered, before'),
      value: before.coveredShare,
      kind: 'share',
    },
    {
      id: 'coveredShareAfter',
      label: text('覆盖率，后', 'Covered, after'),
      value: after.coveredShare,
      kind: 'share',
    },
    {
      id: 'squareMetresPerResidentBefore',
      label: text('人均避难面积，前', 'Area per resident, before'),
      value: before.squareMetresPerResident,
      kind: 'squareMetresPerPerson',
    },
    {
      id: 'squareMetresPerResidentAfter',
      label: text('人均避难面积，后', 'Area per resident, after'),
      value: after.squareMetresPerResident,
      kind: 'squareMetresPerPerson',
    },
  ];
}
