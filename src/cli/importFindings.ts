import { writeFile } from 'node:fs/promises';
import { datasetTitles } from '../domain/datasets';
import { Failure } from '../domain/failure';
import { plural, text, type Locale, type Text } from '../domain/text';
import { toCsv } from '../formats/csv';
import type { OutTable } from '../formats/format';
import { checkTitles, type Finding, type Level } from '../pack/finding';
import { findingsBook, findingsSheets, type FoundIn } from '../pack/findingsBook';
import { findingsTables } from '../pack/findingsTable';
import { maskPhonesIn } from '../pack/phones';
import { changesAsFindings } from './importChanges';
import { valueOf, WrongUse, type Options } from './usage';

const levelMembers = { error: 'errors', warning: 'warnings', notice: 'notices' } as const;

const levelTitles: Readonly<Record<Level, Text>> = {
  error: text('错误', 'error'),
  warning: text('警告', 'warning'),
  notice: text('提示', 'notice'),
};

const maskedText = (words: Text): Text =>
  text(maskPhonesIn(words['zh-CN']), maskPhonesIn(words.en));

/** A finding as `--json` has it, phones and names masked as in the list that goes back to the townships. */
export function listedFinding(
  file: string,
  finding: Finding,
  locale: Locale,
): Record<string, unknown> {
  const { check, level, dataset, row, id, field, reason, mend } = finding;
  const [masked] = findingsTables([finding], { locale })[0]!.rows;
  return {
    ...{ file, row, dataset, id, name: masked!.name, field, value: masked!.value, check, level },
    reason: maskedText(reason),
    mend: mend && maskedText(mend.label),
  };
}

/** The findings of `--json` by how grave they are. */
export function findingsJson(
  files: readonly FoundIn[],
  locale: Locale,
): Record<(typeof levelMembers)[Level], Record<string, unknown>[]> {
  const lists = { errors: [], warnings: [], notices: [] } as ReturnType<typeof findingsJson>;
  for (const { name, findings } of files)
    for (const finding of findings)
      lists[levelMembers[finding.level]].push(listedFinding(name, finding, locale));
  return lists;
}

/** How many findings there are: 2 errors, 1 warning. */
export function howMany(findings: readonly Finding[], locale: Locale): string {
  const parts = (['error', 'warning', 'notice'] as const).flatMap((level) => {
    const count = findings.filter((finding) => finding.level === level).length;
    if (!count) return [];
    return locale === 'en'
      ? plural(count, levelTitles[level].en)
      : `${count} 条${levelTitles[level]['zh-CN']}`;
  });
  if (parts.length) return parts.join(locale === 'en' ? ', ' : '，');
  return locale === 'en' ? 'no findings' : '没有发现问题';
}

/** Findings by dataset, check and level, the gravest first, with the first of each. */
export interface FindingGroup {
  dataset: Finding['dataset'];
  check: Finding['check'];
  level: Level;
  count: number;
  mendable: number;
  first: Finding;
}

export function groupsOf(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const { dataset, check, level, mend } = finding;
    const key = `${dataset} ${check} ${level}`;
    const group = groups.get(key) ?? {
      dataset,
      check,
      level,
      count: 0,
      mendable: 0,
      first: finding,
    };
    group.count++;
    if (mend && !mend.isLoss) group.mendable++;
    groups.set(key, group);
  }
  const grave: readonly Level[] = ['error', 'warning', 'notice'];
  return [...groups.values()].sort((a, b) => grave.indexOf(a.level) - grave.indexOf(b.level));
}

/** Lines for a terminal: how many findings of each check, and the first of them. */
export function findingLines(findings: readonly Finding[], locale: Locale): [string, string][] {
  const isEnglish = locale === 'en';
  return groupsOf(findings).map(({ dataset, check, level, count, mendable, first }) => {
    const [shown] = findingsTables([first], { locale })[0]!.rows;
    const where = [
      first.row === null ? null : isEnglish ? `row ${first.row}` : `第 ${first.row} 行`,
      shown!.name ?? first.id,
      shown!.field,
      shown!.value === '' ? null : isEnglish ? `“${shown!.value}”` : `“${shown!.value}”`,
    ].filter((part) => part !== null);
    const mends = mendable ? (isEnglish ? `, ${mendable} mendable` : `，${mendable} 条可修正`) : '';
    const title = `${datasetTitles[dataset][locale]} ${checkTitles[check][locale]}`;
    const amount = isEnglish
      ? plural(count, levelTitles[level].en)
      : `${count} 条${levelTitles[level]['zh-CN']}`;
    const example = isEnglish ? '; such as ' : '；如';
    return [
      title,
      `${amount}${mends}${example}${where.join(' ')}${isEnglish ? ': ' : '：'}${String(shown!.problem)}`,
    ];
  });
}

/**
 * Saves the findings where `--report` says, and what the import changes in a pack behind them.
 * @throws WrongUse when it is neither .xlsx nor .csv
 */
export async function saveReport(
  options: Options,
  files: readonly FoundIn[],
  { today, locale, changes }: { today: string; locale: Locale; changes: OutTable | null },
): Promise<void> {
  const path = reportPath(options);
  if (path === null) return;
  try {
    await writeFile(
      path,
      /\.xlsx$/iu.test(path)
        ? await findingsBook(files, today, locale, changes ? [changes] : [])
        : findingsCsv(files, today, locale, changes),
    );
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(
      text(`写不了“${path}”（${reason}）。`, `“${path}” cannot be written (${reason}).`),
      { cause },
    );
  }
}

/** Where findings are to be saved; checked before anything is done. */
export function reportPath(options: Options): string | null {
  const path = valueOf(options, 'report');
  if (path === null || /\.(?:xlsx|csv)$/iu.test(path)) return path;
  throw new WrongUse(
    text(
      `--report 要 .xlsx 或 .csv 文件，而不是“${path}”。`,
      `--report needs a file .xlsx or .csv, not “${path}”.`,
    ),
  );
}

function findingsCsv(
  files: readonly FoundIn[],
  today: string,
  locale: Locale,
  changes: OutTable | null,
): string {
  const sheets = findingsSheets(files, today, locale);
  const town = locale === 'en' ? 'Town' : '镇街';
  const [{ columns } = { columns: [] }] = sheets;
  return toCsv(
    [{ key: 'town', label: town }, ...columns],
    [
      ...sheets.flatMap(({ name, features }) =>
        features.map(({ properties }) => ({
          town: name,
          ...(properties as Record<string, string>),
        })),
      ),
      ...(changes ? changesAsFindings(changes) : []),
    ],
  );
}
