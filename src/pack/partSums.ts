import type { Field } from '../domain/field';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import type { Target } from './make';
import { certainty, type Mapping } from './match';
import { wholes } from './partWords';
import { importFields } from './targets';
import { normalName } from './words';

/** Columns whose values are added for a field, by field: a ledger has 面积 over 室内 and 室外. */
export type SumDecisions = Readonly<Record<string, readonly string[]>>;

/** Columns that are parts of one amount, and the fields that their sum could be; only a person knows. */
export interface PartSum {
  columns: string[];
  fields: { field: string; label: Text }[];
  /** The field that a person chose; left out where nobody did. */
  decided?: string;
}

const isAmount = ({ kind }: Field) => kind === 'number' || kind === 'integer';

/** Names of areas that leave open which area is meant. */
const anyArea = new Set(['面积', 'area']);

/** The numeric fields that a name means. */
function fieldsOf(target: Target, name: string): string[] {
  const fields = Object.entries(importFields(target)).filter(([, field]) => isAmount(field));
  const named = fields.filter(([key, field]) => certainty(key, field, name) > 0);
  const found =
    named.length || !anyArea.has(name) ? named : fields.filter(([, { unit }]) => unit?.en === 'm²');
  return found.map(([key]) => key);
}

/** Columns that no field has and that together are an amount of the target: they are never added in silence. */
export function partSums(
  target: Target,
  columns: readonly string[],
  mapping: Mapping,
  decisions: SumDecisions = {},
): PartSum[] {
  const fields = importFields(target);
  const used = new Set(Object.values(mapping));
  const free = columns.filter((column) => !used.has(column));
  const labelled = (field: string) => ({ field, label: fields[field]!.label });
  const decided = Object.entries(decisions).map(([field, parts]): PartSum => ({
    ...{ columns: [...parts], decided: field },
    fields: [labelled(field)],
  }));
  const taken = new Set([...decided.flatMap((sum) => sum.columns), ...Object.keys(decisions)]);
  const open = wholes.flatMap((parts) => {
    const stems = new Map<string, (string | null)[]>();
    for (const column of free) {
      const name = normalName(column);
      const part = parts.findIndex((word) => word.test(name));
      if (part < 0 || taken.has(column)) continue;
      const stem = name.replace(parts[part]!, '');
      const found = stems.get(stem) ?? parts.map(() => null);
      // Two columns of one part are told apart by nobody.
      found[part] = found[part] === null ? column : '';
      stems.set(stem, found);
    }
    return [...stems].flatMap(([stem, found]): PartSum[] => {
      const choices = fieldsOf(target, stem).filter((key) => !mapping[key] && !taken.has(key));
      return found.every(Boolean) && choices.length
        ? [{ columns: found as string[], fields: choices.map(labelled) }]
        : [];
    });
  });
  return [...decided, ...open];
}

/**
 * Refuses sums that cannot be made.
 * @throws Failure naming the field or column
 */
export function checkSums(
  fields: Readonly<Record<string, Field>>,
  columns: readonly string[],
  mapping: Mapping,
  sums: SumDecisions,
): void {
  for (const [key, parts] of Object.entries(sums)) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (!field || !isAmount(field)) throw noAmount(field?.label ?? text(key, key));
    const other = mapping[key];
    if (other) throw givenTwice(field.label, other);
    const missing = parts.find((part) => !columns.includes(part));
    if (missing !== undefined) throw noColumn(missing);
    if (new Set(parts).size < 2 || new Set(parts).size < parts.length)
      throw noParts(field.label, parts);
  }
}

const noAmount = ({ 'zh-CN': zh, en }: Text) =>
  new Failure(
    text(
      `“${zh}”不是数量，不能由几列相加。`,
      `“${en}” is no amount and cannot be a sum of columns.`,
    ),
  );
const noParts = ({ 'zh-CN': zh, en }: Text, parts: readonly string[]) =>
  new Failure(
    text(
      `“${zh}”要由两列或更多不同的列相加，现在是：${parts.join('、') || '无'}。`,
      `“${en}” takes two or more different columns to add, there are: ${parts.join(', ') || 'none'}.`,
    ),
  );
const givenTwice = ({ 'zh-CN': zh, en }: Text, column: string) =>
  new Failure(
    text(
      `“${zh}”已由列“${column}”给出，不能再由几列相加；请先取消该列的对应。`,
      `“${en}” is given by the column “${column}” and cannot be a sum as well; unmap that column first.`,
    ),
  );
const noColumn = (column: string) =>
  new Failure(
    text(
      `要相加的列“${column}”不在表里。`,
      `The column “${column}” to be added is not in the table.`,
    ),
  );

/** What is done with columns that are parts of an amount, as a sentence. */
export function sumNote({ columns, fields, decided }: PartSum): Text {
  const zh = columns.map((column) => `“${column}”`).join('、');
  const en = columns.map((column) => `“${column}”`).join(' and ');
  const names = (locale: keyof Text) =>
    fields.map(({ label }) => `“${label[locale]}”`).join(locale === 'en' ? ' or ' : '或');
  return decided === undefined
    ? text(
        `列${zh}是一个量的几部分，没有各自的字段，未读入；要相加作为${names('zh-CN')}，须由人指定`,
        `columns ${en} are parts of one amount without fields of their own and were not read; to add them as ${names('en')} a person has to say so`,
      )
    : text(
        `${names('zh-CN')}由列${zh}相加（人工指定）`,
        `${names('en')} is the sum of columns ${en}, as a person said`,
      );
}
