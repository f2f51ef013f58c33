import type { Field } from '../domain/field';
import { locales } from '../domain/text';
import { normalName } from './words';

const persons = /姓名|[责负]任?人|联系人|管理人|监测[人员]|干部|林长|地质队员|技术管理员/u;
const phones = /电话|手机|联系方式|phone|mobile/iu;

/** Fewest characters in common that make a column likely, and how much of the shorter name fewer must be. */
const leastCommon = 3;
const mostOfShort = 0.5;

/** Length of the longest run of characters that two names share. */
function commonRun(a: string, b: string): number {
  for (let length = Math.min(a.length, b.length); length > 0; length--)
    for (let from = 0; from + length <= a.length; from++)
      if (b.includes(a.slice(from, from + length))) return length;
  return 0;
}

/**
 * A column that no field has and that plausibly holds a field, by what it is called; `null` for none. It is named to a
 * person and never read: 危险化学品名称及最大储量 for 危险化学品及数量.
 * @param columns columns of the file that are not read
 */
export function likelyColumn(field: Field, columns: readonly string[]): string | null {
  const names = [...locales.map((locale) => field.label[locale]), ...(field.aliases ?? [])]
    .map(normalName)
    .filter((name) => name.length > 1);
  const points = columns.map((column) => {
    const name = normalName(column);
    if (name.length < 2) return 0;
    const run = Math.max(0, ...names.map((each) => likeness(each, name)));
    const isKind =
      (field.kind === 'person' && persons.test(name) && !phones.test(name)) ||
      (field.kind === 'phone' && phones.test(name));
    const isOther =
      (field.kind === 'person' && phones.test(name)) ||
      (field.kind !== 'phone' &&
        field.kind !== 'person' &&
        (phones.test(name) || persons.test(name)));
    return isOther ? 0 : run + (isKind ? 1 : 0);
  });
  const most = Math.max(0, ...points);
  return most > 0 ? columns[points.indexOf(most)]! : null;
}

/** Characters in common where they are enough to mean something; a Latin name must be held as a whole. */
function likeness(known: string, name: string): number {
  if (!/\p{Script=Han}/u.test(known)) return known.length > 3 && name.includes(known) ? 2 : 0;
  const run = commonRun(known, name);
  const short = Math.min(known.length, name.length);
  return run >= leastCommon || (run > 1 && run > mostOfShort * short) ? run : 0;
}
