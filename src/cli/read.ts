import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { checkSize, formats, groupFiles, openFile, type Problem, type Sheet } from '../formats';
import { decode } from '../formats/encoding';
import type { Format, NamedFile } from '../formats/format';
import type { SheetCrs } from '../formats/sheet';
import { aboutSheet } from '../formats/xlsx';
import type { Transform } from '../geo/crs';
import { transformOfDefinition } from '../geo/crsDefinition';
import { WrongUse } from './usage';

/** A problem of one of several files. */
interface FileProblem extends Problem {
  file: string;
}

/** What reading files had to say. */
export interface Findings {
  problems: FileProblem[];
  assumed: { file: string; text: Text }[];
  /** How many rows each file gave, of how many. */
  files: { file: string; imported: number; rows: number }[];
}

export const noFindings = (): Findings => ({ problems: [], assumed: [], files: [] });

/** @throws Failure when there is no such file, or when it is empty or too large */
export async function bytesOf(path: string): Promise<Uint8Array> {
  if (existsSync(path) && statSync(path).isDirectory()) throw isFolder(path);
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new Failure(text(`没有文件“${path}”。`, `There is no file “${path}”.`));
  }
  inFile(path, () => checkSize(statSync(path).size));
  return new Uint8Array(await readFile(path));
}

const isFolder = (path: string) =>
  new Failure(
    text(
      `“${path}”是文件夹；请写出里面的文件，例如 ${join(path, '*.xlsx')}。`,
      `“${path}” is a folder; name the files in it, for example ${join(path, '*.xlsx')}.`,
    ),
  );

/** The text of a file, whatever its character set. */
export async function textOf(path: string): Promise<string> {
  const bytes = await bytesOf(path);
  return inFile(path, () => decode(bytes).text);
}

const companions = (Object.values(formats) as readonly Format[]).flatMap(
  ({ endings, companions: those }) => (those ? [{ endings, those }] : []),
);

/** The files that belong to the named ones and lie beside them: a `.dbf` and `.prj` of a `.shp`. */
async function withCompanions(paths: readonly string[]): Promise<string[]> {
  const found = new Set(paths);
  for (const path of paths) {
    const ending = extname(path).toLowerCase();
    const those = companions.find(({ endings }) => endings.includes(ending))?.those;
    if (!those || !existsSync(path)) continue;
    const stem = (name: string) => basename(name, extname(name)).toLowerCase();
    for (const name of await readdir(dirname(path)))
      if (stem(name) === stem(path) && those.includes(extname(name).toLowerCase()))
        found.add(join(dirname(path), name));
  }
  return [...found];
}

/** The named files with those that belong to each, in their order. */
export async function filesOf(paths: readonly string[]): Promise<NamedFile[][]> {
  const all = (await withCompanions(paths)).map((name) => ({ name }));
  return Promise.all(
    groupFiles(all).map((group) =>
      Promise.all(
        group.map(async ({ name }) => ({ name: basename(name), bytes: await bytesOf(name) })),
      ),
    ),
  );
}

/** A file read into rows, and how its coordinates are written. */
export interface OpenedSheet {
  sheet: Sheet;
  /** `null` for WGS 84 degrees, also where the file says nothing. */
  transform: Transform | null;
}

/**
 * Reads the only table of a file in any format, with the files that belong to it. What the file says of its coordinates
 * is believed; it is never read as degrees when it says otherwise.
 * @throws WrongUse when there are several tables
 * @throws Failure when it cannot be read, or names a coordinate system that is not known
 */
export async function openSheet(path: string): Promise<OpenedSheet> {
  const [files = []] = await filesOf([path]);
  try {
    const opened = await openFile(files);
    const { tables } = opened;
    const filled = tables.filter(({ id, rows }) => rows !== 0 && id !== aboutSheet);
    const [table = tables[0]!] = filled;
    if (filled.length > 1) throw severalTables(filled.map(({ id }) => id));
    const sheet = await opened.read(table.id);
    const transform = sheet.crs && (await declaredTransform(sheet.crs));
    const isDegrees = transform === null || /^EPSG:(?:4326|4490)$/u.test(transform.id);
    return { sheet, transform: isDegrees ? null : transform };
  } catch (cause) {
    throw aboutFile(path, cause);
  }
}

const severalTables = (names: readonly string[]) =>
  new WrongUse(
    text(
      `有 ${names.length} 张表（${names.join('、')}），这里只能读一张；请先用 yingtu convert --table 另存要用的一张。`,
      `there are ${names.length} tables (${names.join(', ')}) where one is read; save the one that is meant with yingtu convert --table first.`,
    ),
  );

async function declaredTransform({ definition, name }: SheetCrs): Promise<Transform> {
  try {
    return await transformOfDefinition(definition);
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause;
    const { 'zh-CN': zh, en } = cause.text;
    throw new Failure(
      text(
        `文件写明的坐标系“${name}”读不了（${zh.replace(/。$/u, '')}）；请用 yingtu import --crs 指定坐标系并换算。`,
        `the coordinate system “${name}” that the file names cannot be read (${en.replace(/\.$/u, '')}); name it and convert the file with yingtu import --crs.`,
      ),
      { cause },
    );
  }
}

/** Says which of several files a sentence is about. */
export function inFile<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw aboutFile(path, cause);
  }
}

export function aboutFile(path: string, cause: unknown): unknown {
  if (!(cause instanceof Failure)) return cause;
  const { 'zh-CN': zh, en } = cause.text;
  const Kind = cause instanceof WrongUse ? WrongUse : Failure;
  return new Kind(text(`${basename(path)}：${zh}`, `${basename(path)}: ${en}`), { cause });
}

/** A file of which nothing can be used. */
export function nothingUsable(path: string, problems: readonly Problem[]): Failure {
  const file = basename(path);
  const [first] = problems;
  return new Failure(
    text(
      `${file} 没有一行能用${first ? `；第 ${first.row} 行：${first.reason['zh-CN']}` : ''}。`,
      `Not one row of ${file} can be used${first ? `; row ${first.row}: ${first.reason.en}` : ''}.`,
    ),
  );
}

/** What reading the files had to say, a line a file. */
export function importNotes({ files, problems }: Findings): Text[] {
  return files.flatMap(({ file, imported, rows }) => {
    const own = problems.filter((problem) => problem.file === file);
    if (!own.length) return [];
    const count = (level: string) =>
      new Set(own.filter((problem) => problem.level === level).map(({ row }) => row)).size;
    const [left, warned] = [count('error'), count('warning')];
    const [first] = own;
    return text(
      `${file}：${rows} 行中导入 ${imported} 行，${left} 行没有导入，${warned} 行需核对（如第 ${first!.row} 行“${first!.value}”：${first!.reason['zh-CN']}）`,
      `${file}: ${imported} of ${rows} rows imported, ${left} rows not imported, ${warned} rows to check (row ${first!.row} “${first!.value}”: ${first!.reason.en})`,
    );
  });
}
