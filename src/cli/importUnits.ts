import type { Field } from '../domain/field';
import { text } from '../domain/text';
import { firstRows, type Rows, type Sheet, type SheetRow } from '../formats/sheet';
import { doubtfulUnits, importFields, type Mapping } from '../pack/import';
import type { Target } from '../pack/make';
import { columnFactor, unitWords } from '../pack/quantity';
import { Ambiguity, doubtIn, type Choice } from './importAmbiguity';
import { WrongUse } from './usage';

/** Units in which a quantity is met in registers, by the unit that it is stored in. */
const unitChoices: Readonly<Record<string, readonly string[]>> = {
  'm²': ['m²', '亩', '公顷', '万m²', 'km²'],
  mu: ['亩', '公顷', 'm²'],
  'm³': ['m³', '万m³', '亿m³'],
  '10,000 yuan': ['万元', '元', '亿元'],
};

const withUnit = (column: string, unit: string) => `${column}（${unit}）`;

/**
 * A table whose columns are headed with the units that a person gave them, so that they are read like any other that
 * names its unit.
 */
export function withUnits(sheet: Sheet, units: ReadonlyMap<string, string>): Sheet {
  if (!units.size) return sheet;
  const renamed = (column: string) => {
    const unit = units.get(column);
    return unit === undefined ? column : withUnit(column, unit);
  };
  const rename = ({ values, ...rest }: SheetRow): SheetRow => {
    const named = Object.create(null) as Record<string, unknown>;
    for (const [column, value] of Object.entries(values)) named[renamed(column)] = value;
    return { ...rest, values: named };
  };
  const { rows } = sheet;
  const renamedRows: Rows = {
    length: rows.length,
    at: (index) => {
      const row = rows.at(index);
      return row && rename(row);
    },
    *[Symbol.iterator]() {
      for (const row of rows) yield rename(row);
    },
  };
  return {
    ...sheet,
    columns: sheet.columns.map(renamed),
    rows: renamedRows,
    problems: sheet.problems.map((problem) => ({
      ...problem,
      field: problem.field === null ? null : renamed(problem.field),
    })),
  };
}

/** The mapping of a table for the same table {@link withUnits}. */
export const mappingWithUnits = (mapping: Mapping, units: ReadonlyMap<string, string>): Mapping =>
  Object.fromEntries(
    Object.entries(mapping).map(([key, column]) => {
      const unit = column === null ? undefined : units.get(column);
      return [key, unit === undefined ? column : withUnit(column!, unit)];
    }),
  );

/** A number without a unit of its own. */
const isBare = (value: unknown): boolean =>
  typeof value === 'number' ||
  (typeof value === 'string' && /^[+-]?[\d,]*\.?\d+$/u.test(value.normalize('NFKC').trim()));

/** Rows that are looked at for numbers without a unit. */
const lookedAt = 10_000;

/**
 * Refuses a column whose unit nobody can know: bare numbers under a head that names no unit, or one that is not known,
 * where registers use several. The keys of fields name their units and are no doubt.
 * @param units what `--unit` gave
 * @throws Ambiguity naming the units
 * @throws WrongUse when a given unit is none of the field
 */
export function checkUnits(
  target: Target,
  sheet: Sheet,
  mapping: Mapping,
  units: ReadonlyMap<string, string>,
  file: string,
): void {
  const fields = importFields(target);
  const rows = firstRows(sheet.rows, lookedAt);
  for (const [key, column] of Object.entries(mapping)) {
    const field = fields[key];
    if (column === null || !field?.unit || column === key) continue;
    const given = units.get(column);
    if (given !== undefined) {
      if (columnFactor(field, withUnit(column, given)) !== null) continue;
      throw new WrongUse(
        text(
          `--unit：“${given}”不是列“${column}”能用的单位；可用：${choicesOf(field).join('、')}。`,
          `--unit: “${given}” is no unit for the column “${column}”; there are ${choicesOf(field).join(', ')}.`,
        ),
      );
    }
    const isUnknown = columnFactor(field, column) === null;
    const isDoubtful = !unitWords(field, column).length && doubtfulUnits.has(field.unit.en);
    if (!isUnknown && !isDoubtful) continue;
    if (!rows.some(({ values }) => isBare(values[column]))) continue;
    const reason = isUnknown
      ? text(`列“${column}”的单位不认得`, `the unit of the column “${column}” is not known`)
      : text(`列“${column}”没有写单位`, `the column “${column}” names no unit`);
    const choices = choicesOf(field).map((unit): Choice => ({
      value: `${column}=${unit}`,
      meaning: null,
    }));
    throw new Ambiguity(doubtIn(file, reason), '--unit', choices);
  }
}

const choicesOf = ({ unit }: Field): readonly string[] =>
  unit ? (unitChoices[unit.en] ?? [unit['zh-CN'], unit.en]) : [];
