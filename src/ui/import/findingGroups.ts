import type { Text } from '../../domain/text';
import type { CheckId } from '../../pack/finding';
import type { ListedFinding, Tried } from '../../worker/importProtocol';

/** Findings that say the same of several rows: 14 rows with 固定 are one thing to be looked at. */
export interface FindingGroup {
  key: string;
  first: ListedFinding;
  all: readonly ListedFinding[];
  /** What the repair does; `null` where none is safe. */
  mend: Text | null;
}

const order = { error: 0, warning: 1, notice: 2 } as const;

/**
 * An error of the places of the whole file: most lie outside the district. To leave it out leaves out every record that
 * lies there, to keep it says that the coordinate system is right.
 */
export const isOfWholeFile = ({
  check,
  level,
  index,
}: Pick<ListedFinding, 'check' | 'level' | 'index'>): boolean =>
  check === 'district' && level === 'error' && index === null;

/** Findings in groups of the same kind, value and reason, the graver first, else in their order. */
export function findingGroups(findings: readonly ListedFinding[]): FindingGroup[] {
  const groups = new Map<string, ListedFinding[]>();
  for (const finding of findings) {
    const { check, level, field, value, reason, mend } = finding;
    const key = JSON.stringify([check, level, field, value, reason.en, mend?.en]);
    const found = groups.get(key);
    if (found) found.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups]
    .map(([key, all]) => ({ key, first: all[0]!, all, mend: all[0]!.mend }))
    .sort((a, b) => order[a.first.level] - order[b.first.level]);
}

/** What one check found, in numbers. */
export interface CheckCount {
  id: CheckId;
  count: number;
  errors: number;
  /** Keys of the findings that can be mended, and of all. */
  mendable: string[];
  keys: string[];
  /** Whether there are more than have keys. */
  isCut: boolean;
}

/** The findings of all levels of each check together. */
export function checkCounts(
  counts: Tried['counts'],
  wanted: ListedFinding['level'] | null = null,
): CheckCount[] {
  const found = new Map<CheckId, CheckCount>();
  for (const { check, level, count, mendable, keys, keysCut } of counts) {
    if (wanted !== null && level !== wanted) continue;
    const group = found.get(check) ?? {
      ...{ id: check, count: 0, errors: 0, mendable: [], keys: [], isCut: false },
    };
    group.count += count;
    if (level === 'error') group.errors += count;
    group.mendable.push(...mendable);
    group.keys.push(...keys);
    group.isCut ||= keysCut;
    found.set(check, group);
  }
  return [...found.values()];
}

/** Values of each column that could not be read as they stand, as far as they are listed. */
export function unreadValues(findings: readonly ListedFinding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { check, field } of findings)
    if (check === 'reading' && field !== null) counts.set(field, (counts.get(field) ?? 0) + 1);
  return counts;
}
