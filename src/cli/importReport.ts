import type { Failure } from '../domain/failure';
import { plural, text, type Locale, type Text } from '../domain/text';
import { formats } from '../formats';
import { checkTitles, type Finding } from '../pack/finding';
import { datasetTitles } from '../domain/datasets';
import { importFields, targetTitle } from '../pack/import';
import type { DatasetId } from '../domain/manifest';
import type { KeptGrid } from '../pack/keepImport';
import { Ambiguity } from './importAmbiguity';
import { findingLines, findingsJson, howMany } from './importFindings';
import { changesText, type KeptImport } from './importPack';
import type { TreatedTable } from './importTreat';
import type { WholePack } from './packFiles';
import { printPairs } from './print';

/** What came of an import. */
export interface ImportResult {
  tables: readonly TreatedTable[];
  grids: readonly KeptGrid[];
  /** `null` when a file was written. */
  kept: KeptImport | null;
  to: string;
  /** The pack that a new pack began with. */
  base: WholePack | null;
}

const formatTitle = (id: string): Text =>
  Object.entries(formats).find(([key]) => key === id)?.[1].title ?? text(id, id);

/** What was done, and why, for people. */
export function importReport(result: ImportResult, locale: Locale): string {
  const { tables, grids, to } = result;
  return [
    ...tables.map((table) => tableReport(table, locale)),
    ...grids.map((grid) => gridReport(grid, locale)),
    `${locale === 'en' ? 'Written to' : '已写入'} ${to}\n`,
    keptReport(result, locale),
  ].join('');
}

function tableReport(table: TreatedTable, locale: Locale): string {
  const { read, target, isGuessed, sheet, mapping, treated, notes, isCrsGiven } = table;
  const isEnglish = locale === 'en';
  const fields = importFields(target);
  const columns = Object.entries(mapping).flatMap(([key, column]) =>
    column === null ? [] : [`${column} → ${fields[key]?.label[locale] ?? key}`],
  );
  const rows = sheet.rows.length;
  const { features, findings, mended, judgement, coordinates } = treated;
  const why = isCrsGiven ? ['--crs'] : judgement ? [judgement.why[locale]] : [];
  const label = (zh: string, en: string) => (isEnglish ? en : zh);
  return [
    `${read.file}${read.isOneOfSeveral ? `  ${read.table.id}` : ''}\n`,
    printPairs([
      [
        label('格式', 'Format'),
        `${formatTitle(sheet.format)[locale]}, ${isEnglish ? plural(rows, 'row') : `${rows} 行`}`,
      ],
      [
        label('字符集', 'Encoding'),
        `${sheet.encoding}${isEnglish ? ': ' : '：'}${sheet.evidence[locale]}`,
      ],
      [
        label('图层', 'Layer'),
        `${targetTitle(target)[locale]}${isGuessed ? label('（由列名和文件名看出）', ' (told from columns and name)') : ''}`,
      ],
      ...columns.map((line, i) => [i ? '' : label('列', 'Columns'), line] as const),
      [label('坐标', 'Coordinates'), [coordinates[locale], ...why].join(isEnglish ? '. ' : '。')],
      // The first of them says how the coordinates were read, which stands above.
      ...notes
        .filter((note) => note[locale] !== coordinates[locale])
        .map((note, i) => [i ? '' : label('约定', 'Notes'), note[locale]] as const),
      [
        label('结果', 'Result'),
        `${isEnglish ? plural(features.length, 'record') : `${features.length} 条记录`}${isEnglish ? '; ' : '；'}${howMany(findings, locale)}${mended.length ? (isEnglish ? `; ${mended.length} mended` : `；已修正 ${mended.length} 条`) : ''}`,
      ],
    ]),
    findings.length
      ? `${label('检查', 'Findings')}\n${printPairs(findingLines(findings, locale))}`
      : '',
    '\n',
  ].join('');
}

function gridReport({ source }: KeptGrid, locale: Locale): string {
  const isEnglish = locale === 'en';
  return `${source.file}\n${printPairs([
    [isEnglish ? 'Residents' : '居民', source.imported.toLocaleString('en-US')],
    ...source.notes.map(
      (note, i) => [i ? '' : isEnglish ? 'Notes' : '约定', note[locale]] as const,
    ),
  ])}\n`;
}

function keptReport({ kept, base }: ImportResult, locale: Locale): string {
  if (!kept) return '';
  const { steps, changes } = kept;
  if (!steps.length)
    return locale === 'en'
      ? '  The pack has all of this already; nothing was changed.\n'
      : '  数据包里已经是这样，没有改动。\n';
  const lines = Object.entries(changes).map(
    ([dataset, change]) =>
      [datasetTitles[dataset as DatasetId][locale], changesText(change)[locale]] as const,
  );
  const name = base?.manifest.fullName[locale];
  if (name)
    lines.unshift([
      locale === 'en' ? 'New pack' : '新数据包',
      locale === 'en'
        ? `begins with the outlines, residents, roads and terrain of ${name}`
        : `沿用${name}的范围、居民、道路和地形`,
    ]);
  for (const note of kept.notes) lines.push(['', note[locale]]);
  return printPairs(lines);
}

/** The same as one value, or `null` where it differs. */
const common = <Value>(values: readonly Value[]): Value | null =>
  values.length && values.every((value) => value === values[0]) ? values[0]! : null;

/** The members of `--json`, see `importOptions.ts`. */
export function importJson({ tables, grids, kept, to }: ImportResult, locale: Locale): string {
  const files = [...tables.map(tableJson), ...grids.map(gridJson)];
  const sum = (of: (file: { rows: number; features: number }) => number) =>
    files.reduce((total, file) => total + of(file), 0);
  const found = tables.map(({ read: { file }, treated }) => ({ name: file, ...treated }));
  const content = {
    features: sum(({ features }) => features),
    rows: sum(({ rows }) => rows),
    crs: common(files.map(({ crs }) => crs?.id ?? null)),
    encoding: common(files.map(({ encoding }) => encoding)),
    counts: countsOf(tables.map(({ treated }) => treated)),
    ...findingsJson(found, locale),
    files,
    decide: null,
    to,
    changes: kept?.changes ?? null,
    left: kept?.notes ?? [],
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** What was read from one table. */
function tableJson({ read, target, sheet, mapping, treated, notes }: TreatedTable) {
  const { transform, judgement, features } = treated;
  return {
    file: read.file,
    sha256: read.sha256,
    format: sheet.format,
    table: read.table.id,
    layer: target,
    encoding: sheet.encoding as string | null,
    evidence: sheet.evidence,
    crs: transform && {
      id: transform.id,
      title: transform.title,
      decision: judgement?.decision ?? null,
      why: judgement?.why ?? null,
    },
    rows: sheet.rows.length,
    features: features.length,
    mapping: Object.fromEntries(Object.entries(mapping).filter(([, column]) => column !== null)),
    notes,
  };
}

function gridJson({ source }: KeptGrid): ReturnType<typeof tableJson> {
  const { file, sha256, format, crs, rows, imported, notes } = source;
  return {
    ...{ file, sha256, format, table: '', layer: 'residents', rows, features: imported, notes },
    encoding: null,
    evidence: text('', ''),
    crs: crs === null ? null : { id: crs, title: text(crs, crs), decision: null, why: null },
    mapping: {},
  };
}

type Counts = Record<'errors' | 'warnings' | 'notices' | 'mended', number>;

function countsOf(
  treated: readonly { findings: readonly Finding[]; mended: readonly Finding[] }[],
): Partial<Record<Finding['check'], Counts>> {
  const counts: Partial<Record<Finding['check'], Counts>> = {};
  const of = (check: Finding['check']) =>
    (counts[check] ??= { errors: 0, warnings: 0, notices: 0, mended: 0 });
  for (const { findings, mended } of treated) {
    for (const { check, level } of findings) of(check)[`${level}s`]++;
    for (const { check } of mended) of(check).mended++;
  }
  const order = Object.keys(checkTitles) as Finding['check'][];
  return Object.fromEntries(
    order.flatMap((check) => (counts[check] ? [[check, counts[check]]] : [])),
  );
}

/** Why nothing was done, and what has to be decided for it, with the members of `--json`. */
export const failureJson = (cause: Failure): string =>
  `${JSON.stringify(
    {
      features: 0,
      rows: 0,
      crs: null,
      encoding: null,
      counts: {},
      errors: [
        cause instanceof Ambiguity
          ? { check: 'ambiguous', level: 'error', reason: cause.reason }
          : { check: 'reading', level: 'error', reason: cause.text },
      ],
      warnings: [],
      notices: [],
      files: [],
      decide: cause instanceof Ambiguity ? { option: cause.option, choices: cause.choices } : null,
      to: null,
      changes: null,
      left: [],
    },
    null,
    2,
  )}\n`;
