import { plural, text, type Text } from '../domain/text';
import type { ClassWord } from './classDecisions';
import { checkTitles, type Finding } from './finding';
import { maskPhonesIn } from './phones';

/** Records that a sentence names; of more only their number. */
const mostNamed = 20;

/**
 * What a person left out and what is kept though something was found, with numbers and checks, for the provenance: parts
 * of a sentence. Values are not told, since they may be those of persons.
 */
export function decisionNotes({
  leftOut,
  accepted,
}: {
  leftOut: readonly Finding[];
  accepted: readonly Finding[];
}): Text[] {
  const notes: Text[] = [];
  // What is said of the whole file concerns no record of its own.
  const [out, kept] = [leftOut.filter(isOfRecord), accepted.filter(isOfRecord)];
  if (out.length) {
    const { records, checks, names } = summaryOf(out);
    notes.push(
      text(
        `检查后不导入 ${records} 条记录（${checks['zh-CN']}）：${names['zh-CN']}`,
        `${plural(records, 'record was', 'records were')} left out after the checks (${checks.en}): ${names.en}`,
      ),
    );
  }
  if (kept.length) {
    const { records, checks, names } = summaryOf(kept);
    notes.push(
      text(
        `看过检查结果后原样保留 ${records} 条记录（${checks['zh-CN']}）：${names['zh-CN']}`,
        `${plural(records, 'record is kept as it is', 'records are kept as they are')} in spite of findings (${checks.en}): ${names.en}`,
      ),
    );
  }
  for (const { value, reason } of accepted.filter((finding) => !isOfRecord(finding)))
    notes.push(
      text(
        `看过检查结果后照样导入（${value}）：${reason['zh-CN']}`,
        `imported in spite of a finding about the whole file (${value}): ${reason.en}`,
      ),
    );
  return notes;
}

const isOfRecord = ({ row }: Finding): boolean => row !== null;

function summaryOf(findings: readonly Finding[]): { records: number; checks: Text; names: Text } {
  const records = new Map<number, string>();
  const counts = new Map<Finding['check'], number>();
  for (const { check, row, name } of findings) {
    counts.set(check, (counts.get(check) ?? 0) + 1);
    if (row !== null) records.set(row, maskPhonesIn(name ?? ''));
  }
  const checks = [...counts].map(([check, count]) => [checkTitles[check], count] as const);
  const some = [...records].slice(0, mostNamed);
  const more = records.size - some.length;
  return {
    records: records.size,
    checks: text(
      checks.map(([title, count]) => `${title['zh-CN']} ${count} 处`).join('、'),
      checks.map(([title, count]) => `${title.en.toLowerCase()} ${count}`).join(', '),
    ),
    names: text(
      some.map(([row, name]) => `第 ${row} 行${name && ` ${name}`}`).join('、') +
        (more > 0 ? `等 ${records.size} 条` : ''),
      some.map(([row, name]) => `row ${row}${name && ` ${name}`}`).join(', ') +
        (more > 0 ? ` and ${more} more` : ''),
    ),
  };
}

/** What a person said words of class columns mean, for the provenance. */
export const classNotes = (words: readonly ClassWord[]): Text[] =>
  words.flatMap(({ label, word, rows, decided, options }) => {
    if (decided === undefined || !rows) return [];
    const title = options.find(({ value }) => value === decided)?.title;
    return title
      ? text(
          `${label['zh-CN']}“${word}”人工认定为“${title['zh-CN']}”，${rows} 行`,
          `${label.en} “${word}” was decided to mean “${title.en}”, ${plural(rows, 'row')}`,
        )
      : text(
          `${label['zh-CN']}“${word}”人工认定为未知，${rows} 行`,
          `${label.en} “${word}” was decided to stay unknown, ${plural(rows, 'row')}`,
        );
  });
