import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { checkSize, readSheet, type Problem, type Sheet } from '../formats';
import { decode } from '../formats/encoding';

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
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new Failure(text(`没有文件“${path}”。`, `There is no file “${path}”.`));
  }
  inFile(path, () => checkSize(statSync(path).size));
  return new Uint8Array(await readFile(path));
}

/** The text of a file, whatever its character set. */
export async function textOf(path: string): Promise<string> {
  const bytes = await bytesOf(path);
  return inFile(path, () => decode(bytes).text);
}

export async function openSheet(path: string): Promise<Sheet> {
  const bytes = await bytesOf(path);
  try {
    return await readSheet(basename(path), bytes);
  } catch (cause) {
    throw aboutFile(path, cause);
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

function aboutFile(path: string, cause: unknown): unknown {
  if (!(cause instanceof Failure)) return cause;
  const { 'zh-CN': zh, en } = cause.text;
  return new Failure(text(`${basename(path)}：${zh}`, `${basename(path)}: ${en}`), { cause });
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
