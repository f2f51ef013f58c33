import type { Feature } from 'geojson';
import { datasetTitles } from '../domain/datasets';
import type { Field } from '../domain/field';
import type { Change, History, Step } from '../domain/history';
import { registers } from '../domain/registers';
import { text, type Locale, type Text } from '../domain/text';
import type { OutColumn, OutTable } from '../formats/format';
import { differenceOf } from './historyDifference';
import type { Entry } from './historyRecords';
import { maskPerson, maskPhone } from './mask';
import { maskPhonesIn } from './phones';

const columns: readonly (Omit<OutColumn, 'label'> & { label: Text })[] = [
  { key: 'at', label: text('时间', 'Time'), kind: 'text' },
  { key: 'step', label: text('步骤', 'Step'), kind: 'text' },
  { key: 'file', label: text('来源文件', 'Source file'), kind: 'text' },
  { key: 'asOf', label: text('数据日期', 'Data as of'), kind: 'date' },
  { key: 'dataset', label: text('数据', 'Dataset'), kind: 'text' },
  { key: 'id', label: text('编号', 'Number'), kind: 'text' },
  { key: 'name', label: text('名称', 'Name'), kind: 'text' },
  { key: 'outcome', label: text('变化', 'Change'), kind: 'text' },
  { key: 'field', label: text('字段', 'Field'), kind: 'text' },
  { key: 'before', label: text('原值', 'Before'), kind: 'text' },
  { key: 'after', label: text('新值', 'After'), kind: 'text' },
];

const outcomes = {
  new: text('新增', 'New'),
  gone: text('移除', 'Removed'),
  moved: text('移动', 'Moved'),
  reshaped: text('形状改变', 'Shape changed'),
  changed: text('修改', 'Changed'),
  file: text('整个文件更换', 'Whole file replaced'),
};

interface HistoryTableOptions {
  locale: Locale;
  /** Persons and phones in full; masked otherwise. */
  revealed?: boolean;
}

type Row = Partial<Record<string, string | number | null>>;

/**
 * The history as a table to save: one row for each record that came or went, for each move, and for each field that
 * was changed, with its step, moment and source file. Moves are in metres.
 */
export function historyTable(history: History, options: HistoryTableOptions): OutTable {
  const { locale } = options;
  const rows = history.steps.flatMap((step) => [
    ...step.changes.flatMap((change) =>
      rowsOf(change, options).map((row) => ({ ...stepCells(step, locale), ...row })),
    ),
    ...step.files.map(({ dataset, before, after }) => ({
      ...stepCells(step, locale),
      dataset: datasetTitles[dataset][locale],
      outcome: (!before ? outcomes.new : !after ? outcomes.gone : outcomes.file)[locale],
      before,
      after,
    })),
  ]);
  return {
    name: text('历史', 'History')[locale],
    columns: columns.map((column) => ({ ...column, label: column.label[locale] })),
    // A row of a history is no place on the map.
    features: rows.map(
      (properties) => ({ type: 'Feature', geometry: null, properties }) as unknown as Feature,
    ),
    provenance: text(
      `数据包的历史，共 ${history.steps.length} 步；移动按 WGS 84 椭球面上的距离。`,
      `History of the pack, ${history.steps.length} steps; moves are distances on the WGS 84 ellipsoid.`,
    )[locale],
  };
}

const stepCells = ({ at, title, source }: Step, locale: Locale): Row => ({
  at,
  step: title[locale],
  file: source?.file ?? null,
  asOf: source?.asOf ?? null,
});

function rowsOf({ dataset, id, before, after }: Change, options: HistoryTableOptions): Row[] {
  const { locale, revealed = false } = options;
  const name: unknown = (after ?? before)?.properties.name;
  const base: Row = {
    dataset: datasetTitles[dataset][locale],
    id,
    name: typeof name === 'string' ? free(name, revealed) : null,
  };
  if (!before || !after) {
    return [{ ...base, outcome: outcomes[before ? 'gone' : 'new'][locale] }];
  }
  const { movedMetres, reshaped, fields } = differenceOf(before, after);
  const known: Readonly<Record<string, Field>> = registers[dataset].fields;
  const rows: Row[] = fields.map(({ field, before: was, after: is }) => ({
    ...base,
    outcome: outcomes.changed[locale],
    field: known[field]?.label[locale] ?? field,
    before: shownAs(known[field], was, options),
    after: shownAs(known[field], is, options),
  }));
  if (reshaped) rows.unshift({ ...base, outcome: outcomes.reshaped[locale] });
  if (movedMetres !== null)
    rows.unshift({
      ...base,
      outcome: `${outcomes.moved[locale]} ${movedMetres.toFixed(1)}\u2009m`,
      before: positionOf(before),
      after: positionOf(after),
    });
  return rows;
}

const positionOf = ({ geometry }: Entry): string | null =>
  geometry.type === 'Point' ? geometry.coordinates.join(', ') : null;

const free = (words: string, revealed: boolean) => (revealed ? words : maskPhonesIn(words));

/** A value as a cell; `null` when it is unknown. */
export function shownAs(
  field: Field | undefined,
  value: unknown,
  { locale, revealed = false }: HistoryTableOptions,
): string | null {
  if (value === null || value === undefined) return null;
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  if (field?.kind === 'boolean') return (value ? text('是', 'Yes') : text('否', 'No'))[locale];
  if (field?.kind === 'option') return field.options?.[words]?.label[locale] ?? words;
  if (!revealed && field?.kind === 'person') return maskPerson(words);
  if (!revealed && field?.kind === 'phone') return maskPhone(words);
  return typeof value === 'number' ? words : free(words, revealed);
}
