import { text, type Text } from '../domain/text';
import { Failure } from '../domain/failure';
import { decode } from './encoding';
import type { Opened, ReadOptions } from './format';
import { addProblem, addRow, gathering } from './gather';
import { parseJson } from './json';
import { checkColumns, checkRows, type Sheet } from './sheet';

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

/** @throws Failure when there is no record at all, or none that is JSON */
function readLines(bytes: Uint8Array, { encoding: decided }: ReadOptions = {}): Sheet {
  const { text: content, encoding, evidence } = decode(bytes, decided);
  const gathered = gathering();
  let broken: Text | null = null;
  let read = 0;
  for (const { line, words } of recordsOf(content)) {
    checkRows(gathered.rows.length + 1);
    try {
      const value = parseJson(words);
      read++;
      addEntry(line, value);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      broken ??= error.text;
      addRow(gathered, line, [], null);
      addProblem(
        gathered,
        line,
        words,
        text(
          '从这一行开始的一条不是完整的 JSON，没有读',
          'what begins on this line is no complete JSON and was not read',
        ),
      );
    }
  }
  checkRows(gathered.rows.length);
  checkColumns(gathered.columns.size);
  if (read === 0 && broken) {
    throw new Failure(
      text(
        `没有一行是 JSON；第一行：${broken['zh-CN']}`,
        `No line is JSON; the first one: ${broken.en}`,
      ),
    );
  }
  return {
    format: 'geojsonLines',
    encoding,
    evidence,
    delimiter: null,
    crs: {
      definition: 'EPSG:4326',
      name: 'WGS 84',
      evidence: text('RFC 8142 和 RFC 7946 规定', 'as RFC 8142 and RFC 7946 ask'),
    },
    columns: [...gathered.columns],
    rows: gathered.rows,
    notes: [],
    problems: gathered.problems,
  };

  function addEntry(line: number, value: unknown): void {
    const { type, id, properties, geometry } = entryOf(value);
    const feature = type === 'Feature';
    const entries = [
      ...(feature && id !== undefined ? [['id', id] as const] : []),
      ...Object.entries(feature ? entryOf(properties) : {}),
    ];
    addRow(gathered, line, entries, feature ? geometry : type === undefined ? null : value);
    if (type === undefined) {
      addProblem(
        gathered,
        line,
        value,
        text('不是 GeoJSON 要素（Feature）', 'this is no GeoJSON feature'),
      );
    }
  }
}

const entryOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/** The records with the line each begins on, from 1; blank ones are passed over. */
function* recordsOf(content: string): Generator<{ line: number; words: string }> {
  const separator = content.includes('\x1e') ? '\x1e' : '\n';
  let line = 1;
  for (let at = 0; at <= content.length;) {
    const found = content.indexOf(separator, at);
    const end = found < 0 ? content.length : found;
    const words = content.slice(at, end);
    const lead = words.length - words.trimStart().length;
    if (words.trim()) yield { line: line + newlines(words.slice(0, lead)), words: words.trim() };
    line += newlines(words) + (separator === '\n' ? 1 : 0);
    at = end + 1;
  }
}

const newlines = (words: string) => words.split('\n').length - 1;
