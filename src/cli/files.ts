import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { checkSize, readSheet, type Problem, type Sheet } from '../formats';
import { matchColumns, readRecords } from '../pack/import';
import { makePack, type GridPart, type MadePack, type Part, type Target } from '../pack/make';
import { openPack } from '../pack/open';
import type { Pack, ReadFile } from '../pack/pack';
import { valueOf, wordOf, WrongUse, type Options } from './usage';

/** A problem of one of several files. */
interface FileProblem extends Problem {
  file: string;
}

/** What a question is put to, and what reading it had to say. */
export interface Source {
  pack: Pack;
  problems: FileProblem[];
  assumed: { file: string; text: Text }[];
  /** How many rows each file gave, of how many. */
  files: { file: string; target: Target; imported: number; rows: number }[];
}

/** Options that name a file, and what it is read as. */
export const fileOptions = {
  shelters: 'shelters',
  geohazards: 'geohazards',
  reservoirs: 'reservoirs',
  forests: 'forests',
  hazchem: 'hazchem',
} as const satisfies Record<string, Target>;

async function bytesOf(path: string): Promise<Uint8Array> {
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new Failure(text(`没有文件“${path}”。`, `There is no file “${path}”.`));
  }
  inFile(path, () => checkSize(statSync(path).size));
  return new Uint8Array(await readFile(path));
}

const openSheet = async (path: string): Promise<Sheet> => {
  const bytes = await bytesOf(path);
  return inFile(path, () => readSheet(basename(path), bytes));
};

/** Says which of several files a sentence is about. */
function inFile<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause;
    const { 'zh-CN': zh, en } = cause.text;
    throw new Failure(text(`${basename(path)}：${zh}`, `${basename(path)}: ${en}`), { cause });
  }
}

/** A pack made of the files that the options name, by the same import as in the app. */
export async function openFiles(options: Options): Promise<Source> {
  const source: Omit<Source, 'pack'> = { problems: [], assumed: [], files: [] };
  const parts: (Part | GridPart)[] = [];
  const residents = valueOf(options, 'residents');
  const units = valueOf(options, 'units');
  if (residents) parts.push(await residentPart(residents, options, units === null, source));
  if (units) parts.push(await part('towns', units, {}, source));
  for (const [option, target] of Object.entries(fileOptions)) {
    const path = valueOf(options, option);
    if (path) parts.push(await part(target, path, {}, source));
  }
  const made = await makePack({
    id: 'files',
    name: parts.map(({ sourceName }) => sourceName).join(' + '),
    parts,
    assign: wordOf(options, 'assign', ['area', 'point'] as const) ?? 'area',
  });
  return { pack: await openPack(readerOf(made)), ...source };
}

const readerOf =
  ({ manifest, files }: MadePack): ReadFile =>
  (file) => {
    const bytes =
      file === 'pack.json' ? new TextEncoder().encode(JSON.stringify(manifest)) : files.get(file);
    return bytes ? Promise.resolve(new Uint8Array(bytes).buffer) : Promise.reject(new Error(file));
  };

/** Residents as a grid, or as a table with a count; areas with names are also the units that figures are given for. */
async function residentPart(
  path: string,
  options: Options,
  alsoUnits: boolean,
  source: Omit<Source, 'pack'>,
): Promise<Part | GridPart> {
  const count = valueOf(options, 'count');
  if (/\.tiff?$/iu.test(path)) {
    if (count !== null) {
      throw new WrongUse(
        text(
          '--count 用于表格，GeoTIFF 没有字段。',
          '--count is for tables; a GeoTIFF has no fields.',
        ),
      );
    }
    const geotiff = new Uint8Array(await bytesOf(path)).buffer;
    return { register: 'residents', geotiff, sourceName: basename(path), asOf: null };
  }
  const sheet = await openSheet(path);
  const named = matchColumns('towns', sheet.columns).name !== null;
  const areas = sheet.rows.some(({ geometry }) => geometry?.type.endsWith('Polygon'));
  return alsoUnits && named && areas
    ? part('towns', path, { residents: count }, source, sheet)
    : part('residents', path, { people: count }, source, sheet);
}

/**
 * Reads one file as a target, with columns matched by their names.
 * @param counted the field that holds the count of residents, and the column that the options name for it
 */
async function part(
  target: Target,
  path: string,
  counted: Record<string, string | null>,
  source: Omit<Source, 'pack'>,
  opened?: Sheet,
): Promise<Part> {
  const file = basename(path);
  const sheet = opened ?? (await openSheet(path));
  const mapping = matchColumns(target, sheet.columns);
  for (const [field, column] of Object.entries(counted)) {
    const used = column ?? mapping[field] ?? null;
    if (used === null || !sheet.columns.includes(used)) throw noCount(file, column, sheet.columns);
    for (const key of Object.keys(mapping)) if (mapping[key] === used) mapping[key] = null;
    mapping[field] = used;
  }
  const { features, problems, assumed } = readRecords(target, sheet, mapping);
  source.problems.push(...problems.map((problem) => ({ file, ...problem })));
  source.assumed.push(...assumed.map((sentence) => ({ file, text: sentence })));
  source.files.push({ file, target, imported: features.length, rows: sheet.rows.length });
  if (!features.length) {
    const [first] = problems;
    throw new Failure(
      text(
        `${file} 没有一行能用${first ? `；第 ${first.row} 行：${first.reason['zh-CN']}` : ''}。`,
        `Not one row of ${file} can be used${first ? `; row ${first.row}: ${first.reason.en}` : ''}.`,
      ),
    );
  }
  return { register: target, features, sourceName: file, asOf: null, problems };
}

function noCount(file: string, column: string | null, columns: readonly string[]): WrongUse {
  const listed = columns.slice(0, 20);
  const [zh, en] =
    column === null
      ? [
          '认不出人数是哪一列，请用 --count 指定',
          'shows no column of residents; name it with --count',
        ]
      : [`没有名为“${column}”的列`, `has no column “${column}”`];
  return new WrongUse(
    text(
      `${file} ${zh}；有：${listed.join('、')}。`,
      `${file} ${en}; it has ${listed.join(', ')}.`,
    ),
  );
}
