import type { Feature } from 'geojson';
import { datasetTitles } from '../domain/datasets';
import type { DatasetId } from '../domain/manifest';
import { plural, text, type Locale, type Text } from '../domain/text';
import type { OutTable } from '../formats/format';
import {
  listUpdates,
  updateTable,
  type AlteredRecord,
  type GoneRecord,
  type ListedRecord,
} from '../pack/updateListing';
import { changesText, type KeptImport } from './importPack';
import type { ImportResult } from './importReport';
import { printPairs } from './print';

/** Records of each kind that a terminal shows; `--json` and `--report` have them all. */
const printedRecords = 20;

/** Where an import was written, what it changed in the pack, and which records: for people. */
export function changesReport(result: ImportResult, locale: Locale): string {
  const { kept, to, isTrial } = result;
  const trial = text('试算，没有写入', 'A trial; nothing was written');
  const written = text(`已写入 ${to}`, `Written to ${to}`);
  return [
    `${(isTrial ? trial : written)[locale]}\n`,
    kept ? keptReport(kept, result, locale) : '',
    kept ? listReport(kept, locale) : '',
  ].join('');
}

function keptReport(
  { steps, changes, notes }: KeptImport,
  { base }: ImportResult,
  locale: Locale,
): string {
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
  for (const note of notes) lines.push(['', note[locale]]);
  return printPairs(lines);
}

/** Which records came, went, moved and changed; a new pack's would only repeat the file. */
function listReport({ steps, missing, isNew }: KeptImport, locale: Locale): string {
  const { new: added, gone, moved, changed } = listUpdates(steps, missing, locale);
  const named = ({ id, name }: ListedRecord) => [id, name] as const;
  const altered = (record: AlteredRecord) => [record.id, alteredWords(record, locale)] as const;
  const hand = text('（手工改过）', ' (edited by hand)')[locale];
  const missed = (some: readonly GoneRecord[]) =>
    some.map(({ id, name, edited }) => [id, `${name}${edited ? hand : ''}`] as const);
  const [removed, stays] = [true, false].map((is) => gone.filter((each) => each.removed === is));
  return [
    block(text('新增', 'New'), isNew ? [] : added.map(named), locale),
    block(text('移动', 'Moved'), moved.map(altered), locale),
    block(text('修改', 'Changed'), changed.map(altered), locale),
    block(text('已删去', 'Removed'), missed(removed!), locale),
    block(stayTitle, missed(stays!), locale),
  ].join('');
}

/** How far a record moved, and its fields before and after. */
function alteredWords(record: AlteredRecord, locale: Locale): string {
  const { name, movedMetres, reshaped, fields } = record;
  const shown = (value: string | null) => value ?? text('未知', 'unknown')[locale];
  const parts = [
    ...(movedMetres === null
      ? []
      : [text(`移动 ${movedMetres.toFixed(1)} m`, `moved ${movedMetres.toFixed(1)} m`)[locale]]),
    ...(reshaped ? [text('形状改变', 'other edges')[locale]] : []),
    ...fields.map(
      ({ label, before, after }) => `${label[locale]} ${shown(before)} → ${shown(after)}`,
    ),
  ];
  return locale === 'en' ? `${name}: ${parts.join('; ')}` : `${name}：${parts.join('；')}`;
}

const stayTitle = text(
  '文件里没有，仍保留（--remove-missing 删去）',
  'Not in the file, kept all the same (--remove-missing removes them)',
);

/** A list under its title and count, the first of it. */
function block(title: Text, lines: readonly (readonly [string, string])[], locale: Locale): string {
  if (!lines.length) return '';
  const rest = lines.length - printedRecords;
  const more =
    rest > 0
      ? text(
          `  另有 ${rest} 条，用 --json 或 --report 看全部\n`,
          `  ${plural(rest, 'more record')}; --json and --report have them all\n`,
        )[locale]
      : '';
  const head = text(
    `${title['zh-CN']} ${lines.length} 条`,
    `${title.en}: ${plural(lines.length, 'record')}`,
  );
  return `${head[locale]}\n${printPairs(lines.slice(0, printedRecords))}${more}`;
}

/** The same as a sheet of `--report`; `null` where no pack is changed. */
export const changesSheet = (kept: KeptImport | null, locale: Locale): OutTable | null =>
  kept && (kept.steps.length || kept.missing.length)
    ? updateTable(kept.steps, kept.missing, locale)
    : null;

/** Rows of that sheet under the heads of the findings, for a `--report` that is one table. */
export function changesAsFindings(sheet: OutTable): Record<string, string>[] {
  return sheet.features.map(({ properties }: Feature) => {
    const cell = (key: string): string => {
      const value: unknown = properties?.[key];
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    };
    const to = cell('after') ? ` → ${cell('after')}` : '';
    return {
      town: sheet.name,
      id: cell('id'),
      name: cell('name'),
      field: cell('field'),
      value: cell('before'),
      problem: `${cell('outcome')}${to}`,
    };
  });
}
