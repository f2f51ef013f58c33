import { writeFile } from 'node:fs/promises';
import type { Answer, Table } from '../analysis/define';
import { answerGeoJson, mapResult, tableCsv } from '../analysis/exports';
import { Failure } from '../domain/failure';
import { text, type Locale } from '../domain/text';
import { toCsv } from '../formats/csv';
import type { Source } from './files';
import { valueOf, WrongUse, type Options } from './usage';

/**
 * The table that `--csv` saves: the first, or the one that `--table` names; `null` if there is none.
 * @throws WrongUse when the answer has no table of this id
 */
export function chosenTable(options: Options, tables: readonly Table[]): Table | null {
  const id = valueOf(options, 'table');
  if (id === null) return tables[0] ?? null;
  const found = tables.find((table) => table.id === id);
  if (found) return found;
  const ids = tables.map((table) => table.id);
  throw new WrongUse(
    text(
      `没有表“${id}”；有：${ids.join('、')}。`,
      `There is no table “${id}”; there are ${ids.join(', ')}.`,
    ),
  );
}

/**
 * Writes the files that the options ask for.
 * @throws Failure when one cannot be written
 */
export async function save(
  options: Options,
  source: Source,
  answer: Answer<object>,
  table: Table | null,
  locale: Locale,
): Promise<void> {
  const write = async (option: string, content: () => string) => {
    const path = valueOf(options, option);
    if (path === null) return;
    try {
      await writeFile(path, content());
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Failure(
        text(`写不了“${path}”（${reason}）。`, `“${path}” cannot be written (${reason}).`),
        { cause },
      );
    }
  };
  if (table) await write('csv', () => tableCsv(table, answer.provenance, locale));
  await write('geojson', () => answerGeoJson(mapResult(source.pack, answer), answer.provenance));
  await write('problems', () => {
    const columns = ['file', 'row', 'field', 'value', 'level', 'reason'].map((key) => ({
      key,
      label: key,
    }));
    const rows = source.problems.map((problem) => ({ ...problem, reason: problem.reason[locale] }));
    return toCsv(columns, rows);
  });
}
