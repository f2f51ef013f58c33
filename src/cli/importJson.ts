import type { Failure } from '../domain/failure';
import { text, type Locale } from '../domain/text';
import { checkTitles, type Finding } from '../pack/finding';
import type { KeptGrid } from '../pack/keepImport';
import type { Treated } from '../pack/treat';
import { listUpdates } from '../pack/updateListing';
import { Ambiguity } from './importAmbiguity';
import { findingsJson, listedFinding } from './importFindings';
import type { ImportResult } from './importReport';
import type { TreatedTable } from './importTreat';

/** The same as one value, or `null` where it differs. */
const common = <Value>(values: readonly Value[]): Value | null =>
  values.length && values.every((value) => value === values[0]) ? values[0]! : null;

/** The members of `--json`, see `importOptions.ts`. */
export function importJson(
  { tables, grids, kept, to, isTrial }: ImportResult,
  locale: Locale,
): string {
  const files = [...tables.map(tableJson), ...grids.map(gridJson)];
  const sum = (of: (file: { rows: number; features: number }) => number) =>
    files.reduce((total, file) => total + of(file), 0);
  const found = tables.map(({ read: { file }, treated }) => ({ name: file, ...treated }));
  const listed = (of: (treated: Treated) => readonly Finding[]) =>
    tables.flatMap(({ read: { file }, treated }) =>
      of(treated).map((finding) => listedFinding(file, finding, locale)),
    );
  const content = {
    features: sum(({ features }) => features),
    rows: sum(({ rows }) => rows),
    crs: common(files.map(({ crs }) => crs?.id ?? null)),
    encoding: common(files.map(({ encoding }) => encoding)),
    counts: countsOf(tables.map(({ treated }) => treated)),
    ...findingsJson(found, locale),
    leftOut: listed(({ leftOut }) => leftOut),
    kept: listed(({ accepted }) => accepted),
    classes: tables.flatMap(({ read: { file }, treated }) =>
      treated.classWords.map(({ decided, ...word }) => ({
        ...{ file, ...word, isDecided: decided !== undefined, decided: decided ?? null },
      })),
    ),
    files,
    decide: null,
    to: to || null,
    changes: kept && {
      layers: kept.changes,
      ...listUpdates(kept.steps, kept.missing, locale),
    },
    dryRun: isTrial,
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

type Counts = Record<'errors' | 'warnings' | 'notices' | 'mended' | 'leftOut' | 'kept', number>;

function countsOf(treated: readonly Treated[]): Partial<Record<Finding['check'], Counts>> {
  const counts: Partial<Record<Finding['check'], Counts>> = {};
  const of = (check: Finding['check']) =>
    (counts[check] ??= { errors: 0, warnings: 0, notices: 0, mended: 0, leftOut: 0, kept: 0 });
  for (const { findings, mended, leftOut, accepted } of treated) {
    for (const { check, level } of findings) of(check)[`${level}s`]++;
    for (const { check } of mended) of(check).mended++;
    for (const { check } of leftOut) of(check).leftOut++;
    for (const { check } of accepted) of(check).kept++;
  }
  const order = Object.keys(checkTitles) as Finding['check'][];
  return Object.fromEntries(
    order.flatMap((check) => (counts[check] ? [[check, counts[check]]] : [])),
  );
}

/** Why nothing was done, and what has to be decided for it, with the members that every command has that reads files. */
const failureOf = (cause: Failure) => ({
  features: 0,
  rows: 0,
  crs: null,
  encoding: null,
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
});

/** Why nothing was converted, with the members of `yingtu convert --json`. */
export const convertFailureJson = (cause: Failure): string =>
  `${JSON.stringify(failureOf(cause), null, 2)}\n`;

/** Why nothing was imported, with the members of `yingtu import --json`. */
export const failureJson = (cause: Failure): string =>
  `${JSON.stringify(
    {
      ...failureOf(cause),
      counts: {},
      leftOut: [],
      kept: [],
      classes: [],
      changes: null,
      dryRun: false,
      left: [],
    },
    null,
    2,
  )}\n`;
