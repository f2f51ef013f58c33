import type { Field } from '../domain/field';
import { locales } from '../domain/text';
import { normalName } from './words';

type Fields = Readonly<Record<string, Field>>;

/** How heads end that say a person's name or phone; the same with what is said before: 行政责任人姓名, 行政责任人 电话. */
const nameEnd = /(?:姓名|名字|name)$/u;
const phoneEnd =
  /(?:(?:联系|办公|移动)?(?:电话|手机)(?:号码|号)?|联系方式|phone|telephone|tel|mobile)$/u;

const namesOf = (key: string, { label, aliases = [] }: Field): string[] =>
  [key, ...locales.map((locale) => label[locale]), ...aliases].map(normalName);

/** The person whose phone a field is: `technicalPhone` of `technicalPerson`, `phone` of `manager`. */
function personOf(fields: Fields, key: string): [string, Field] | null {
  const stem = key.replace(/Phone$/u, '');
  const found = (key === 'phone' ? ['manager'] : [`${stem}Person`, stem]).find(
    (each) => each !== key && fields[each]?.kind === 'person',
  );
  return found === undefined ? null : [found, fields[found]!];
}

function stemsOf(fields: Fields, key: string, field: Field): Set<string> {
  const own = namesOf(key, field);
  if (field.kind === 'person') return new Set(own);
  const person = personOf(fields, key);
  const stems = own.filter((name) => phoneEnd.test(name)).map((name) => name.replace(phoneEnd, ''));
  return new Set([...stems, ...(person ? namesOf(...person) : [])].filter(Boolean));
}

/** Whether a column says that it holds the name or phone of the person of a field, in words put together. */
function saysPerson(stems: ReadonlySet<string>, { kind }: Field, column: string): boolean {
  const name = normalName(column);
  const end = kind === 'person' ? nameEnd : phoneEnd;
  return end.test(name) && stems.has(name.replace(end, ''));
}

/** How surely columns are persons and phones of a register, beside what fields and aliases are called. */
export interface PersonMatch {
  key: string;
  column: string;
  /** Whether all of the name says so, and not only what stands below the name of a group. */
  isWhole: boolean;
}

/**
 * Columns that hold persons and their phones by the words that registers put together: 行政责任人姓名, 行政责任人-姓名,
 * `行政责任人 联系电话` of a head of two rows. Of a head of more rows the last ones count, where no other column ends
 * with the same.
 */
export function matchPersons(fields: Fields, columns: readonly string[]): PersonMatch[] {
  const tails = columns.map((column) => {
    const parts = column.trim().split(/\s+/u);
    return parts.slice(1).map((_, i) => parts.slice(i + 1).join(' '));
  });
  const times = new Map<string, number>();
  for (const tail of tails.flat())
    times.set(normalName(tail), (times.get(normalName(tail)) ?? 0) + 1);
  return Object.entries(fields).flatMap(([key, field]) => {
    if (field.kind !== 'person' && field.kind !== 'phone') return [];
    const stems = stemsOf(fields, key, field);
    return columns.flatMap((column, i): PersonMatch[] => {
      if (saysPerson(stems, field, column)) return [{ key, column, isWhole: true }];
      const isTail = tails[i]!.some(
        (tail) => times.get(normalName(tail)) === 1 && saysPerson(stems, field, tail),
      );
      return isTail ? [{ key, column, isWhole: false }] : [];
    });
  });
}
