import { basename } from 'node:path';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { coordinatesNote } from '../pack/coordinatesNote';
import { matchColumns, readRecords } from '../pack/import';
import { makePack, type GridPart, type Part, type Target } from '../pack/make';
import { openPack } from '../pack/open';
import type { Pack } from '../pack/pack';
import { registerOptions } from './options';
import { memoryReader } from './packFiles';
import {
  bytesOf,
  noFindings,
  nothingUsable,
  openSheet,
  type Findings,
  type OpenedSheet,
} from './read';
import { valueOf, wordOf, WrongUse, type Options } from './usage';

/** What a question is put to, and what reading it had to say. */
export interface Source extends Findings {
  pack: Pack;
  /** What the provenance of an answer must say besides. */
  notes: Text[];
}

/** A pack made of the files that the options name, by the same import as in the app. */
export async function openFiles(options: Options): Promise<Source> {
  const source = noFindings();
  const parts: (Part | GridPart)[] = [];
  const residents = valueOf(options, 'residents');
  const units = valueOf(options, 'units');
  if (residents) parts.push(await residentPart(residents, options, units === null, source));
  if (units) parts.push(await openPart('towns', units, {}, source));
  for (const [option, target] of Object.entries(registerOptions)) {
    const path = valueOf(options, option);
    if (path) parts.push(await openPart(target, path, {}, source));
  }
  const made = await makePack({
    id: 'files',
    name: parts.map(({ sourceName }) => sourceName).join(' + '),
    parts,
    assign: wordOf(options, 'assign', ['area', 'point'] as const) ?? 'area',
  }).catch((cause: unknown) => {
    throw parts.some((part) => 'geotiff' in part) ? withWayOut(cause) : cause;
  });
  return { pack: await openPack(memoryReader(made)), notes: [], ...source };
}

/** A grid that is not whole people on square cells of degrees is made so by an import. */
function withWayOut(cause: unknown): unknown {
  if (!(cause instanceof Failure)) return cause;
  const { 'zh-CN': zh, en } = cause.text;
  return new Failure(
    text(
      `${zh}其他坐标系、密度或小数的栅格，先用 yingtu import --meaning 导入数据包，再用 --pack。`,
      `${en} Grids in other systems, of densities or of fractions go into a pack with yingtu import --meaning, which --pack then names.`,
    ),
    { cause },
  );
}

/** Residents as a grid, or as a table with a count; areas with names are also the units that figures are given for. */
async function residentPart(
  path: string,
  options: Options,
  alsoUnits: boolean,
  source: Findings,
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
  const opened = await openSheet(path);
  const { sheet } = opened;
  const named = matchColumns('towns', sheet.columns).name !== null;
  const areas = [...sheet.rows].some(({ geometry }) => geometry?.type.endsWith('Polygon'));
  return alsoUnits && named && areas
    ? openPart('towns', path, { residents: count }, source, opened)
    : openPart('residents', path, { people: count }, source, opened);
}

/**
 * Reads one file as a target, with columns matched by their names.
 * @param counted the field that holds the count of residents, and the column that the options name for it
 * @param source what reading it has to say is added here
 * @throws Failure when not one row can be used
 */
export async function openPart(
  target: Target,
  path: string,
  counted: Record<string, string | null>,
  source: Findings,
  opened?: OpenedSheet,
): Promise<Part> {
  const file = basename(path);
  const { sheet, transform } = opened ?? (await openSheet(path));
  const mapping = matchColumns(target, sheet.columns);
  for (const [field, column] of Object.entries(counted)) {
    const used = column ?? mapping[field] ?? null;
    if (used === null || !sheet.columns.includes(used)) throw noCount(file, column, sheet.columns);
    for (const key of Object.keys(mapping)) if (mapping[key] === used) mapping[key] = null;
    mapping[field] = used;
  }
  const { features, problems, assumed } = readRecords(target, sheet, mapping, { transform });
  source.problems.push(...problems.map((problem) => ({ file, ...problem })));
  source.assumed.push(...assumed.map((sentence) => ({ file, text: sentence })));
  source.files.push({ file, imported: features.length, rows: sheet.rows.length });
  if (!features.length) throw nothingUsable(path, problems);
  const coordinates = coordinatesNote(transform);
  return { register: target, features, sourceName: file, asOf: null, problems, coordinates };
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
