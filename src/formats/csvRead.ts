import Papa from 'papaparse';
import { Failure } from '../domain/failure';
import { plural, text } from '../domain/text';
import { cellsOf, csvLines, isBlank, type CsvLine, type CsvSigns } from './csvIndex';
import { findLedger, longLedgerNotes, shortLedger } from './csvLedger';
import { columnsOf, damagedCells, quoteProblems, widthProblems } from './csvProblems';
import { CsvRows, RowPlaces } from './csvRows';
import type { ReadOptions } from './format';
import { ProblemLog } from './problemLog';
import { checkRows, mostStreamedRows, type Sheet } from './sheet';
import { onward, textBytes, type TextBytes } from './textBytes';

/** What separates cells, in the order in which they win when the file gives no reason to prefer one. */
const delimiters = [',', '\t', ';'] as const;

const telling = text('辨认字符编码', 'Telling the character set');
const finding = text('查找各行', 'Finding the rows');
const seeking = text('查找读不出的字符', 'Looking for unreadable characters');

/**
 * The table of a CSV file, whose rows stay bytes until they are asked for. Where the first rows are a title and a head
 * of several rows, as spreadsheets export them, they are set aside as in a workbook.
 * @throws Failure when it holds no row of data, or its character set is not recognised
 */
export function openTable(
  bytes: Uint8Array,
  { encoding: decided, headRows, progress }: ReadOptions = {},
): Sheet {
  const content = textBytes(bytes, decided, onward(progress, telling));
  const signs = signsOf(content);
  const { encoding, evidence } = content;
  const about = { format: 'csv', encoding, evidence, delimiter: signs.delimiter, crs: null };
  const total = content.bytes.length;
  const lines = () => csvLines(content, signs, (done) => progress?.(done, total, finding));
  const cellsIn = ({ from, to }: CsvLine) => cellsOf(content.slice(from, to), signs);
  const log = new ProblemLog();

  const head = findLedger(lines(), cellsIn, headRows);
  const short = head && shortLedger(lines(), cellsIn, headRows, log);
  if (short) return { ...about, ...short, problems: log.problems };

  const places = new RowPlaces();
  let remarks = 0;
  let columns = head && columnsOf(head.labels, head.last, log);
  let width = columns?.length ?? 0;
  for (const line of lines()) {
    const { from, to, row } = line;
    if (head && row <= head.last) continue;
    for (const each of quoteProblems(line)) log.add(each);
    if (!columns) {
      const cells = cellsIn(line);
      columns = columnsOf(cells, row, log);
      width = columns.length;
      if (columns.at(-1) === aboutColumn) columns.pop();
      for (const each of damagedCells(cells, row, columns)) log.add(each);
      continue;
    }
    if (line.cells === 1 && columns.length > 1 && isRemark(content.slice(from, to))) {
      remarks++;
      places.passOver();
      continue;
    }
    if (line.cells !== width)
      for (const each of widthProblems(cellsIn(line), row, columns)) log.add(each);
    checkRows(places.length + 1, mostStreamedRows);
    places.add(from, to, row);
  }
  if (!columns) {
    throw new Failure(
      text('文件里没有文字，只有空行。', 'The file holds no text, only blank lines.'),
    );
  }
  progress?.(total, total, finding);
  checkRows(places.length, mostStreamedRows);
  const rows = new CsvRows(content, signs, places, columns);
  if (content.hasMarks)
    for (const { row, cells } of rows.cells((piece, at) => {
      progress?.(at, total, seeking);
      return piece.includes('\uFFFD');
    }))
      for (const each of damagedCells(cells, row, columns)) log.add(each);
  const { problems, unlisted } = log;
  return {
    ...about,
    columns,
    rows,
    notes: [
      ...(head ? longLedgerNotes(head) : []),
      ...(remarks ? [remarkNote(remarks)] : []),
      ...(width > columns.length ? [aboutNote] : []),
    ],
    problems,
    ...(unlisted && { log }),
  };
}

/**
 * The last column of a table that was written here, which says in its first row where the data come from; set aside when
 * it is read again.
 */
export const aboutColumn = '数据说明 About';

/** A line of its own that begins with `#`, as our exports say where the data come from. */
const isRemark = (line: string): boolean => /^"?#/u.test(line);

const remarkNote = (lines: number) =>
  text(
    `以 # 开头的说明没有读入：${lines} 行`,
    `remarks that begin with # were not read: ${plural(lines, 'line')}`,
  );

const aboutNote = text(
  `列“${aboutColumn}”是导出时写的数据说明，没有读入`,
  `the column “${aboutColumn}” says where exported data come from and was not read`,
);

/** Text at the beginning of a file, of which separator and end of line are told. */
function startOf({ bytes, label, start }: TextBytes, characters: number): string {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  return decoder
    .decode(bytes.subarray(start, start + characters * 4), { stream: true })
    .slice(0, characters);
}

function signsOf(content: TextBytes): CsvSigns {
  const delimiter = delimiterOf(startOf(content, 200_000));
  const { meta } = Papa.parse(startOf(content, 1_048_576), { delimiter, preview: 1 });
  return { delimiter, newline: meta.linebreak as CsvSigns['newline'] };
}

/** The separator under which most of the first rows have as many cells as the header, and more than one. */
function delimiterOf(content: string): string {
  const scores = delimiters.map((delimiter) => {
    const { data } = Papa.parse<string[]>(content, { delimiter, preview: 50 });
    const full = data.filter((cells) => !isBlank(cells));
    const width = full[0]?.length ?? 0;
    const even = full.filter((cells) => cells.length === width).length / full.length;
    return { delimiter, score: width > 1 ? even * Math.min(width, 3) : 0 };
  });
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}
