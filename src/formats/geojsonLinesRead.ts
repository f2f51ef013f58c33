import { text, type Text } from '../domain/text';
import { Failure } from '../domain/failure';
import type { Opened, ReadOptions } from './format';
import { addProblem, gatherRow, type Gathered } from './gather';
import { parseJson } from './json';
import { LineRows, recordsOf } from './lineRows';
import { ProblemLog } from './problemLog';
import { checkColumns, checkRows, mostStreamedRows, type Sheet, type SheetRow } from './sheet';
import { onward, textBytes } from './textBytes';

/**
 * GeoJSON features one after another: a feature or a bare geometry on each line, or after each record separator
 * (U+001E, RFC 8142), where one may fill several lines. The row of a feature is the line that it begins on. A broken one
 * is a problem of its row, the others are read.
 */
export function openLines(bytes: Uint8Array): Promise<Opened> {
  return Promise.resolve({
    format: 'geojsonLines',
    tables: [{ id: 'features', title: '', rows: null }],
    // An async function, so that a refusal is a rejection.
    read: async (_, options) => Promise.resolve(readLines(bytes, options)),
  });
}

const reading = text('读各条记录', 'Reading the records');
const telling = text('辨认字符编码', 'Telling the character set');

/** @throws Failure when there is no record at all, or none that is JSON */
function readLines(bytes: Uint8Array, { encoding: decided, progress }: ReadOptions = {}): Sheet {
  const content = textBytes(bytes, decided, onward(progress, telling));
  const total = content.bytes.length;
  const columns = new Set<string>();
  const log = new ProblemLog();
  const rows = new LineRows(content, (words, line) => readRecord(words, line).row);
  let broken: Text | null = null;
  let read = 0;
  for (const record of recordsOf(content, (done) => progress?.(done, total, reading))) {
    const words = content.slice(record.from, record.to);
    // What is blank to JSON and to a person is no record, though its bytes are no spaces.
    if (!words.trim()) continue;
    checkRows(rows.length + 1, mostStreamedRows);
    const { gathered, failure } = readRecord(words, record.line);
    for (const column of gathered.columns) columns.add(column);
    checkColumns(columns.size);
    for (const each of gathered.problems) log.add(each);
    if (failure) broken ??= failure;
    else read++;
    rows.add(record);
  }
  progress?.(total, total, reading);
  checkRows(rows.length, mostStreamedRows);
  if (read === 0 && broken) {
    throw new Failure(
      text(
        `没有一行是 JSON；第一行：${broken['zh-CN']}`,
        `No line is JSON; the first one: ${broken.en}`,
      ),
    );
  }
  const { problems, unlisted } = log;
  return {
    format: 'geojsonLines',
    encoding: content.encoding,
    evidence: content.evidence,
    delimiter: null,
    crs: {
      definition: 'EPSG:4326',
      name: 'WGS 84',
      evidence: text('RFC 8142 和 RFC 7946 规定', 'as RFC 8142 and RFC 7946 ask'),
    },
    columns: [...columns],
    rows,
    notes: [],
    problems,
    ...(unlisted && { log }),
  };
}

/** One record as a row, with what is wrong with it; a row without values where it is no JSON. */
function readRecord(words: string, line: number) {
  const gathered: Noted = { columns: new Set(), problems: [] };
  try {
    return { gathered, failure: null, row: rowOf(gathered, line, parseJson(words.trim())) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const row = gatherRow(gathered, line, [], null);
    addProblem(
      gathered,
      line,
      words.trim(),
      text(
        '从这一行开始的一条不是完整的 JSON，没有读',
        'what begins on this line is no complete JSON and was not read',
      ),
    );
    return { gathered, failure: error.text, row };
  }
}

/** What a record says besides its row. */
type Noted = Omit<Gathered, 'rows'>;

function rowOf(gathered: Noted, line: number, value: unknown): SheetRow {
  const { type, id, properties, geometry } = entryOf(value);
  const feature = type === 'Feature';
  const entries = [
    ...(feature && id !== undefined ? [['id', id] as const] : []),
    ...Object.entries(feature ? entryOf(properties) : {}),
  ];
  const own = feature ? geometry : type === undefined ? null : value;
  const row = gatherRow(gathered, line, entries, own);
  if (type === undefined) {
    addProblem(
      gathered,
      line,
      value,
      text('不是 GeoJSON 要素（Feature）', 'this is no GeoJSON feature'),
    );
  }
  return row;
}

const entryOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
