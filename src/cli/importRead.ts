import { text, type Text } from '../domain/text';
import { openFile, type Sheet } from '../formats';
import { encodings, type Encoding } from '../formats/encoding';
import type { NamedFile, Opened, TableRef } from '../formats/format';
import { checkArchive, isZip } from '../formats/unzip';
import { aboutSheet } from '../formats/xlsx';
import { isPack } from '../formats/zip';
import { sha256 } from '../pack/checksum';
import { Ambiguity, doubtIn } from './importAmbiguity';
import { aboutFile } from './read';
import { valueOf, wordOf, WrongUse, type Options } from './usage';

/** A table of a file that was named, read into rows. */
export interface ReadTable {
  kind: 'table';
  /** Name of the file, without its folders. */
  file: string;
  sha256: string;
  table: TableRef;
  /** Whether it is one of several tables of its file. */
  isOneOfSeveral: boolean;
  sheet: Sheet;
  /** What was set aside beside the table. */
  notes: Text[];
}

/** A grid of residents that was named. */
export interface ReadGridFile {
  kind: 'grid';
  file: string;
  sha256: string;
  bytes: Uint8Array;
}

/** The character set that the options name; `undefined` to tell it from the bytes. */
const encodingOf = (options: Options): Encoding | undefined =>
  wordOf(options, 'encoding', encodings) ?? undefined;

/** The paths that a command was given. */
export function pathsOf(options: Options, command: string): readonly string[] {
  const { operands = [] } = options;
  if (operands.length) return operands;
  throw new WrongUse(
    text(
      `要给出文件，例如 yingtu ${command} 台账.xlsx；yingtu ${command} --help 列出选项。`,
      `Name a file, for example yingtu ${command} register.xlsx; yingtu ${command} --help lists the options.`,
    ),
  );
}

const isTiff = ([a, b, c, d]: Uint8Array) =>
  (a === 0x49 && b === 0x49 && (c === 0x2a || c === 0x2b) && d === 0) ||
  (a === 0x4d && b === 0x4d && c === 0 && (d === 0x2a || d === 0x2b));

/**
 * Reads a file that was named: the table that the options say, all of them where that is wanted, or a grid.
 * @param all whether all tables are taken where none is named
 * @throws Ambiguity when a file holds several tables and none was named
 * @throws Failure naming the file that cannot be read
 */
export async function readNamed(
  files: readonly NamedFile[],
  options: Options,
  all = false,
): Promise<(ReadTable | ReadGridFile)[]> {
  const [{ name, bytes } = { name: '', bytes: new Uint8Array() }] = files;
  try {
    const sum = await sha256(bytes);
    if (isTiff(bytes)) return [{ kind: 'grid', file: name, sha256: sum, bytes }];
    if (isZip(bytes) && isPack(checkArchive(bytes).map((entry) => entry.name))) throw aPack;
    const opened = await openFile(files);
    const chosen = chooseTables(opened, valueOf(options, 'table'), all, name);
    const encoding = encodingOf(options);
    const read = await Promise.all(
      chosen.tables.map(async (table): Promise<ReadTable> => {
        const sheet = await opened.read(table.id, encoding && { encoding });
        const isOneOfSeveral = opened.tables.length > 1;
        const { notes } = chosen;
        return { kind: 'table', file: name, sha256: sum, table, isOneOfSeveral, sheet, notes };
      }),
    );
    return read;
  } catch (cause) {
    throw cause instanceof WrongUse ? cause : aboutFile(name, cause);
  }
}

const aPack = new WrongUse(
  text(
    '这是数据包，不是数据文件；用 yingtu check 检查它，用 --pack 或 --to 使用它。',
    'This is a pack, not a file of data; check it with yingtu check, use it with --pack or --to.',
  ),
);

/**
 * The tables that are meant.
 * @param wanted name of a table, or its id; `null` for whatever is the only one
 */
function chooseTables(
  { tables }: Opened,
  wanted: string | null,
  all: boolean,
  file: string,
): { tables: readonly TableRef[]; notes: Text[] } {
  const choices = tables.map(({ id, title, rows }) => ({
    value: id,
    meaning:
      title && title !== id
        ? text(title, title)
        : rows === null
          ? null
          : text(`${rows} 行`, `${rows} rows`),
  }));
  if (wanted !== null) {
    const found =
      tables.find(({ id }) => id === wanted) ?? tables.find(({ title }) => title === wanted);
    if (found) return { tables: [found], notes: [] };
    const reason = text(`没有表“${wanted}”`, `there is no table “${wanted}”`);
    throw new Ambiguity(doubtIn(file, reason), '--table', choices);
  }
  // Excel makes empty sheets by itself, and our own workbooks end with what they say of themselves: no choices.
  const filled = tables.filter(({ id, rows }) => rows !== 0 && id !== aboutSheet);
  const kept = filled.length ? filled : tables.slice(0, 1);
  const empty = tables.filter((table) => !kept.includes(table)).map(({ id }) => id);
  const notes = empty.length
    ? [
        text(
          `没有台账的表没有读：${empty.join('、')}`,
          `tables that hold no register were not read: ${empty.join(', ')}`,
        ),
      ]
    : [];
  if (kept.length === 1 || all) return { tables: kept, notes };
  const reason = text(`有 ${kept.length} 张表`, `there are ${kept.length} tables`);
  const filledChoices = choices.filter(({ value }) => kept.some(({ id }) => id === value));
  throw new Ambiguity(doubtIn(file, reason), '--table', filledChoices);
}
