import { text } from '../domain/text';
import { formats, type Sheet } from '../formats';
import type { Opened, ReadProgress } from '../formats/format';
import { firstRows } from '../formats/sheet';
import { watchedRows } from '../formats/watchedRows';
import { guessRegister, proposeMapping, targets } from '../pack/import';
import type { InspectedTable } from './importProtocol';

const sample = (sheet: Sheet, column: string): string => {
  const row = firstRows(sheet.rows, 1000).find(({ values }) => {
    const value = values[column];
    return value !== null && value !== undefined && value !== '';
  });
  const value = row?.values[column];
  const words = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  return words.length > 40 ? `${words.slice(0, 40)}…` : words;
};

const looking = text('查看图形', 'Looking at the shapes');

function geometriesOf(sheet: Sheet, progress?: ReadProgress): Record<string, number> {
  const counts: Record<string, number> = {};
  // A table of cells has no shapes, and may have millions of rows.
  if (sheet.delimiter !== null) return counts;
  for (const { geometry } of watchedRows(sheet.rows, looking, progress))
    if (geometry) counts[geometry.type] = (counts[geometry.type] ?? 0) + 1;
  return counts;
}

/** What can be told of a table without a person. */
export function describe(
  name: string,
  opened: Opened,
  table: string,
  sheet: Sheet,
  progress?: ReadProgress,
): InspectedTable {
  const title = opened.tables.find(({ id }) => id === table)?.title ?? '';
  const [guess] = guessRegister(sheet, `${name} ${title}`);
  const format = Object.entries(formats).find(([id]) => id === sheet.format)?.[1];
  return {
    kind: 'table',
    format: sheet.format,
    formatTitle: format?.title ?? text(sheet.format, sheet.format),
    tables: opened.tables,
    table,
    encoding: sheet.encoding,
    evidence: sheet.evidence,
    delimiter: sheet.delimiter,
    crs: sheet.crs,
    notes: sheet.notes,
    rows: sheet.rows.length,
    geometries: geometriesOf(sheet, progress),
    columns: sheet.columns.map((column) => ({ name: column, sample: sample(sheet, column) })),
    target: guess?.target ?? 'shelters',
    certain: (guess?.score ?? 0) > 0,
    mappings: Object.fromEntries(
      targets.map((target) => [target, proposeMapping(target, sheet)]),
    ) as InspectedTable['mappings'],
  };
}
