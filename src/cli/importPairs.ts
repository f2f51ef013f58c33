import { text, type Text } from '../domain/text';
import type { Sheet } from '../formats';
import { proposeMapping, type Mapping } from '../pack/import';
import type { Target } from '../pack/make';
import { importFields } from '../pack/targets';
import { normalName } from '../pack/words';
import { noValue } from './option';
import { listOf, WrongUse, type Options } from './usage';

/**
 * The values of an option that is typed as `LEFT=RIGHT`, by what stands on the left. The last sign of equality counts,
 * since a column may hold one.
 * @throws WrongUse when there is none, or something is said twice
 */
export function pairsOf(options: Options, name: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const typed of listOf(options, name)) {
    const at = typed.lastIndexOf('=');
    const [left, right] = [typed.slice(0, at).trim(), typed.slice(at + 1).trim()];
    if (at < 1 || !right)
      throw new WrongUse(
        text(
          `--${name} 要写成“左=右”，而不是“${typed}”。`,
          `--${name} is written LEFT=RIGHT, not “${typed}”.`,
        ),
      );
    if (pairs.has(left))
      throw new WrongUse(
        text(`--${name} 里“${left}”说了两次。`, `--${name} says “${left}” twice.`),
      );
    pairs.set(left, right);
  }
  return pairs;
}

const listed = (names: readonly string[]): Text => {
  const some = names.slice(0, 30);
  const more = names.length > some.length;
  return text(`${some.join('、')}${more ? '……' : ''}`, `${some.join(', ')}${more ? ' …' : ''}`);
};

/** @throws WrongUse when the file has no such column */
function checkColumn(option: string, column: string, { columns }: Sheet, file: string): void {
  if (columns.includes(column)) return;
  const { 'zh-CN': zh, en } = listed(columns);
  throw new WrongUse(
    text(
      `--${option}：${file} 没有列“${column}”；有：${zh}。`,
      `--${option}: ${file} has no column “${column}”; it has ${en}.`,
    ),
  );
}

/**
 * Which column gives which field: as their names say, but for what `--map` says of them.
 * @throws WrongUse naming the column or field that is not there, or that two columns are to give
 */
export function mappingOf(target: Target, sheet: Sheet, file: string, options: Options): Mapping {
  const mapping = proposeMapping(target, sheet);
  const said = new Map<string, string>();
  for (const [column, wanted] of pairsOf(options, 'map')) {
    checkColumn('map', column, sheet, file);
    for (const key of Object.keys(mapping)) if (mapping[key] === column) mapping[key] = null;
    if (wanted === noValue) continue;
    const key = fieldNamed('map', target, wanted);
    const other = said.get(key);
    if (other !== undefined) throw givenTwice(wanted, other, column);
    said.set(key, column);
    mapping[key] = column;
  }
  return mapping;
}

const givenTwice = (field: string, first: string, second: string) =>
  new WrongUse(
    text(
      `--map：“${first}”和“${second}”两列不能都给出字段“${field}”；只留一列，数量要相加用 --sum。`,
      `--map: the columns “${first}” and “${second}” cannot both give the field “${field}”; keep one of them, or add amounts with --sum.`,
    ),
  );

/** @throws WrongUse when the layer has no such field */
function fieldNamed(option: string, target: Target, wanted: string): string {
  const fields = importFields(target);
  const names = (key: string) => [key, fields[key]!.label['zh-CN'], fields[key]!.label.en];
  const key = Object.keys(fields).find(
    (each) =>
      each === wanted || names(each).some((word) => normalName(word) === normalName(wanted)),
  );
  if (key !== undefined) return key;
  const { 'zh-CN': zh, en } = listed(Object.keys(fields));
  throw new WrongUse(
    text(
      `--${option}：图层 ${target} 没有字段“${wanted}”；有：${zh}。`,
      `--${option}: the layer ${target} has no field “${wanted}”; it has ${en}.`,
    ),
  );
}

/**
 * Columns that `--sum` adds, by the field that they make; such a field has no other column.
 * @throws WrongUse naming the column or field that is not there
 */
export function sumsOf(
  target: Target,
  sheet: Sheet,
  file: string,
  options: Options,
): Record<string, string[]> {
  const sums: Record<string, string[]> = {};
  for (const [column, wanted] of pairsOf(options, 'sum')) {
    checkColumn('sum', column, sheet, file);
    (sums[fieldNamed('sum', target, wanted)] ??= []).push(column);
  }
  return sums;
}

/**
 * The units that `--unit` gives to columns.
 * @throws WrongUse naming the column that is not there
 */
export function unitsOf(sheet: Sheet, file: string, options: Options): Map<string, string> {
  const units = pairsOf(options, 'unit');
  for (const column of units.keys()) checkColumn('unit', column, sheet, file);
  return units;
}
