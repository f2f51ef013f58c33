import { plural, text, type Locale } from '../domain/text';
import { checkTitles } from '../pack/finding';
import type { ClassDecisions } from '../pack/classDecisions';
import { findingsTables } from '../pack/findingsTable';
import type { Target } from '../pack/make';
import { maskPhonesIn } from '../pack/phones';
import { importFields, targets } from '../pack/targets';
import { undecided, type Treated } from '../pack/treat';
import { readValue } from '../pack/values';
import { normalName } from '../pack/words';
import { Ambiguity, doubtIn } from './importAmbiguity';
import { pairsOf } from './importPairs';
import { noValue } from './option';
import { WrongUse, type Options } from './usage';

/** What one `--class` says: the field as it was typed, the word, and the class. */
interface TypedClass {
  named: string;
  word: string;
  typed: string;
}

/** @throws WrongUse when one is written in another way */
const typedClasses = (options: Options): TypedClass[] =>
  [...pairsOf(options, 'class')].map(([left, typed]) => {
    const at = left.search(/[:：]/u);
    const [named, word] = [left.slice(0, at).trim(), left.slice(at + 1).trim()];
    if (at < 1 || !word)
      throw new WrongUse(
        text(
          `--class 要写成“字段:词=类别”，而不是“${left}=${typed}”。`,
          `--class is written FIELD:WORD=CLASS, not “${left}=${typed}”.`,
        ),
      );
    return { named, word, typed };
  });

const classFields = (target: Target) =>
  Object.entries(importFields(target)).filter(([, { kind }]) => kind === 'option');

const classField = (target: Target, named: string) =>
  classFields(target).find(([key, { label }]) =>
    [key, label['zh-CN'], label.en].some((name) => normalName(name) === normalName(named)),
  );

/**
 * What `--class` says words mean, for one layer; fields that only other layers have are left to these.
 * @throws WrongUse naming the field or class that is not there
 */
export function classesOf(target: Target, options: Options): ClassDecisions {
  const decided: Record<string, Record<string, string | null>> = {};
  for (const { named, word, typed } of typedClasses(options)) {
    const found = classField(target, named);
    if (!found && targets.some((other) => classField(other, named))) continue;
    if (!found)
      throw noField(
        named,
        classFields(target).map(([key]) => key),
      );
    const [key, field] = found;
    const value = typed === noValue ? null : readValue(field, typed).value;
    if (value === null && typed !== noValue)
      throw noClass(named, typed, Object.keys(field.options ?? {}));
    (decided[key] ??= {})[word] = value === null ? null : `${value as string | number}`;
  }
  return decided;
}

const noField = (named: string, keys: readonly string[]) =>
  new WrongUse(
    text(
      `--class：没有类别字段“${named}”；有：${keys.join('、')}。`,
      `--class: there is no field of classes “${named}”; there are ${keys.join(', ')}.`,
    ),
  );

const noClass = (named: string, typed: string, classes: readonly string[]) =>
  new WrongUse(
    text(
      `--class：“${named}”没有“${typed}”这一类；有：${classes.join('、')}，或 ${noValue}。`,
      `--class: “${named}” has no class “${typed}”; there are ${classes.join(', ')}, or ${noValue}.`,
    ),
  );

/**
 * Refuses a `--class` whose word stands in no cell of any table: it decides nothing, and was likely mistyped.
 * @throws WrongUse naming the word
 */
export function checkClasses(
  tables: readonly { read: { file: string }; target: Target; treated: Treated }[],
  options: Options,
): void {
  for (const { named, word } of typedClasses(options)) {
    const stands = tables.some(({ target, treated: { classWords } }) => {
      const key = classField(target, named)?.[0];
      return classWords.some((each) => each.field === key && each.word === word);
    });
    if (stands) continue;
    const files = tables.map(({ read: { file } }) => file);
    throw new WrongUse(
      text(
        `--class：${files.join('、')} 的 ${named} 一栏没有“${word}”。`,
        `--class: no cell of ${named} in ${files.join(', ')} says “${word}”.`,
      ),
    );
  }
}

/**
 * Refuses records far outside the district as long as nobody said what becomes of them: their places are in doubt, and
 * so may be the coordinate system. A program cannot ask about every other error: those are imported as they stand, and
 * listed.
 * @throws Ambiguity naming the first
 */
export function checkFaults(file: string, treated: Treated): void {
  const faults = undecided(treated).filter(({ check }) => check === 'district');
  const [first] = faults;
  if (!first) return;
  const [shown] = findingsTables([first], { locale: 'zh-CN' })[0]!.rows;
  const said = (row: string) =>
    [first.row === null ? '' : row, shown!.name ?? ''].filter(Boolean).join(' ');
  const title = checkTitles[first.check];
  const reason = { zh: maskPhonesIn(first.reason['zh-CN']), en: maskPhonesIn(first.reason.en) };
  throw new Ambiguity(
    doubtIn(
      file,
      text(
        `${faults.length} 处错误还没有处理（${title['zh-CN']}），如${said(`第 ${first.row} 行`)}：${reason.zh}`,
        `nobody decided about ${plural(faults.length, 'error')} (${title.en.toLowerCase()}), such as ${said(`row ${first.row}`)}: ${reason.en}`,
      ),
    ),
    '--faulty',
    [
      {
        value: 'leave-out',
        meaning: text('有错误的记录都不导入', 'leave out all records with an error'),
      },
      { value: 'keep', meaning: text('原样导入', 'import them as they are') },
    ],
    faults.some(({ mend }) => mend)
      ? text('能修正的也可用 --mend all。', 'Where a repair is offered, --mend all carries it out.')
      : null,
  );
}

/** Words of classes that a terminal lists. */
const mostWords = 10;

/** Words of classes that nobody decided about, as `--class` takes them, for a terminal. */
export function openWords({ classWords }: Treated, locale: Locale): string[] {
  const open = classWords.filter(({ decided }) => decided === undefined);
  const lines = open.slice(0, mostWords).map(({ field, word, rows, options }) => {
    const classes = options.map(({ value }) => value).join('|');
    return locale === 'en'
      ? `“${word}” is no class of ${field}, ${plural(rows, 'row')}: --class "${field}:${word}=${classes}|${noValue}"`
      : `“${word}”不是 ${field} 的类别，${rows} 行：--class "${field}:${word}=${classes}|${noValue}"`;
  });
  const more = open.length - lines.length;
  if (more > 0)
    lines.push(
      locale === 'en'
        ? `and ${plural(more, 'further word')}; --json has them all`
        : `另有 ${more} 个词，--json 里有全部`,
    );
  return lines;
}
