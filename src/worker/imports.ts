import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { checkSize, readSheet, type Problem, type Sheet } from '../formats';
import { firstRows } from '../formats/sheet';
import { guessRegister, matchColumns, readRecords, targets, type Imported } from '../pack/import';
import { makePack } from '../pack/make';
import { mergePack } from '../pack/merge';
import { readManifest } from '../pack/open';
import { problemsCsv } from '../pack/problems';
import { newPackId, readerOf, savePack } from '../pack/store';
import type { Inspected, Questions, Tried } from './protocol';

/** Rows of a trial that the page lists; all of them go into the saved list. */
const listedProblems = 300;
const previewPoints = 3000;

/** The files of one import by number, each as it was read; the worker ends with the import. */
const sheets = new Map<number, { name: string; sheet: Sheet }>();

function sheetOf(file: number) {
  const held = sheets.get(file);
  if (!held) throw new Error(`Import file ${file} is not open.`);
  return held;
}

const sample = (sheet: Sheet, column: string): string => {
  const row = firstRows(sheet.rows, 1000).find(({ values }) => {
    const value = values[column];
    return value !== null && value !== undefined && value !== '';
  });
  const value = row?.values[column];
  const words = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  return words.length > 40 ? `${words.slice(0, 40)}…` : words;
};

export async function inspect({ file, data }: Questions['inspect']['ask']): Promise<Inspected> {
  // Refused by its size before a byte of it is read.
  checkSize(data.size);
  const sheet = await readSheet(data.name, new Uint8Array(await data.arrayBuffer()));
  if (!sheet.rows.length)
    throw new Failure(
      text(
        `“${data.name}”里没有可用的行。请检查表头下是否有数据。`,
        `“${data.name}” has no usable rows. Check that there is data below the head.`,
      ),
    );
  sheets.set(file, { name: data.name, sheet });
  const [guess] = guessRegister(sheet, data.name);
  return {
    format: sheet.format,
    encoding: sheet.encoding,
    evidence: sheet.evidence,
    delimiter: sheet.delimiter,
    rows: sheet.rows.length,
    columns: sheet.columns.map((column) => ({ name: column, sample: sample(sheet, column) })),
    target: guess?.target ?? 'shelters',
    certain: (guess?.score ?? 0) > 0,
    mappings: Object.fromEntries(
      targets.map((target) => [target, matchColumns(target, sheet.columns)]),
    ) as Inspected['mappings'],
  };
}

function preview({ features }: Imported): [number, number][] {
  const step = Math.max(1, Math.ceil(features.length / previewPoints));
  return features.flatMap(({ geometry }, index) =>
    index % step === 0 && geometry.type === 'Point'
      ? [geometry.coordinates.slice(0, 2) as [number, number]]
      : [],
  );
}

function outlines({ features }: Imported): [number, number][][] {
  return features.slice(0, previewPoints).flatMap(({ geometry }) => {
    if (geometry.type === 'Polygon') return [geometry.coordinates[0] as [number, number][]];
    if (geometry.type === 'MultiPolygon')
      return geometry.coordinates.map((rings) => rings[0] as [number, number][]);
    return [];
  });
}

function lines({ features }: Imported): [number, number][][] {
  return features.slice(0, previewPoints).flatMap(({ geometry }) => {
    if (geometry.type === 'LineString') return [geometry.coordinates as [number, number][]];
    return geometry.type === 'MultiLineString'
      ? (geometry.coordinates as [number, number][][])
      : [];
  });
}

const count = (problems: readonly Problem[], level: Problem['level']) =>
  new Set(problems.filter((problem) => problem.level === level).map(({ row }) => row)).size;

export function attempt({ file, target, mapping }: Questions['attempt']['ask']): Tried {
  const imported = readRecords(target, sheetOf(file).sheet, mapping);
  const { features, problems, assumed } = imported;
  return {
    usable: features.length,
    warned: count(problems, 'warning'),
    refused: count(problems, 'error'),
    problems: problems.slice(0, listedProblems),
    allProblems: problems.length,
    assumed,
    points: preview(imported),
    outlines: outlines(imported),
    lines: lines(imported),
  };
}

/** Every problem of the files as tables to save, one after the other. */
export function problemTable({ parts, locale }: Questions['problems']['ask']): string {
  return parts
    .map(({ file, target, mapping }) => {
      const { name, sheet } = sheetOf(file);
      const table = problemsCsv(readRecords(target, sheet, mapping).problems, locale);
      return parts.length > 1 ? `${name}\r\n${table.replace(/^\uFEFF/, '')}` : table;
    })
    .join('\r\n');
}

/** Makes the pack, or puts the files into one that is there, and keeps it in the browser. */
export async function keep({
  name,
  parts,
  assign,
  into,
}: Questions['keep']['ask']): Promise<string> {
  const made = await makePack({
    id: into ?? newPackId(),
    name,
    assign,
    parts: parts.map(({ file, target, mapping }) => {
      const { name: sourceName, sheet } = sheetOf(file);
      const { features, problems } = readRecords(target, sheet, mapping);
      return { register: target, features, problems, sourceName, asOf: null };
    }),
  });
  const pack = into
    ? await mergePack(await readManifest(readerOf(into)), readerOf(into), made)
    : made;
  await savePack(pack);
  return pack.manifest.id;
}
