import { text } from '../domain/text';
import { shown, type Problem, type SheetRow } from '../formats/sheet';
import type { ClassLog } from './classDecisions';
import { splitClassWords, type MixedRegister } from './classWords';
import type { Target } from './make';
import type { Mapping } from './match';

/** Fields whose cells may hold classes of several kinds, and which such a cell fills: 室内紧急避难场所. */
const mixedFields: Readonly<Record<MixedRegister, readonly string[]>> = {
  shelters: ['level', 'duration', 'class51143', 'space', 'purpose'],
  reservoirs: ['size', 'damType'],
  geohazards: ['type', 'stability'],
};

const isMixed = (target: Target): target is MixedRegister => Object.hasOwn(mixedFields, target);

/** The fields of a target that one cell may fill together; none where each class has a cell of its own. */
export const mixedFieldsOf = (target: Target): readonly string[] =>
  isMixed(target) ? mixedFields[target] : [];

/**
 * Cells that are no single class but several of them, as 室内紧急避难场所: each goes into its field where that is empty.
 * The warning that the cell could not be read goes, or names the words that are left.
 */
export function splitClassCells(
  target: Target,
  record: Record<string, unknown>,
  {
    row,
    mapping,
    warnings,
    classes,
  }: { row: SheetRow; mapping: Mapping; warnings: Problem[]; classes: ClassLog },
): void {
  if (!isMixed(target)) return;
  for (const key of mixedFields[target]) {
    const column = mapping[key];
    const raw = column ? row.values[column] : null;
    if (!column || typeof raw !== 'string') continue;
    if (classes.isDecided(key)) {
      // What a person said counts for its field; the cell may say more of others: 室内临安置点.
      const { values } = splitClassWords(target, raw);
      for (const [field, value] of Object.entries(values))
        if (field !== key && !classes.isDecided(field)) record[field] ??= value;
      continue;
    }
    if (record[key] !== null) continue;
    const told = warnings.findIndex(({ field }) => field === column);
    if (told < 0) continue;
    const { values, recognised, rest } = splitClassWords(target, raw);
    if (!recognised.length) continue;
    const others: string[] = [];
    for (const [field, value] of Object.entries(values)) {
      if (classes.isDecided(field)) continue;
      record[field] ??= value;
      if (record[field] !== value) others.push(mapping[field] ?? field);
    }
    // With words left over a person may know better: 岩崩塌.
    if (!rest.length) classes.mark(key, true);
    if (!rest.length && !others.length) warnings.splice(told, 1);
    else warnings[told] = { ...warnings[told]!, ...leftOver(raw, recognised, rest, others) };
  }
}

function leftOver(
  raw: string,
  recognised: readonly string[],
  rest: readonly string[],
  others: readonly string[],
): Pick<Problem, 'value' | 'reason'> {
  const [read, left, columns] = [recognised, rest, others].map((words) => words.join('、'));
  const [zh, en] = [
    rest.length
      ? [
          `“${left}”不认识或互相矛盾，没有读`,
          `“${left}” is not known or contradicts itself and was not read`,
        ]
      : null,
    others.length
      ? [`与“${columns}”不一致，以后者为准`, `it differs from “${columns}”, which counts`]
      : null,
  ]
    .filter((part) => part !== null)
    .reduce<[string, string]>(
      ([a, b], [c, d]) => [`${a}；${c}`, `${b}; ${d}`],
      [`从中读出“${read}”`, `“${read}” was read from it`],
    );
  return { value: shown(raw), reason: text(zh, en) };
}
