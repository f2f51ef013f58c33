import type { Text } from '../../domain/text';
import type { Tried } from '../../worker/importProtocol';

interface Town {
  code: string;
  name: string;
}

/** What rows say of their town that could not be joined, once for each distinct value. */
export interface JoinGroup {
  value: string;
  kind: 'miss' | 'ambiguous';
  reason: Text;
  rows: number[];
  /** What it may be, the likeliest first. */
  candidates: readonly Town[];
}

/** The rows that found no town, by what they say; the values with the most rows first. */
export function joinGroups({ misses, ambiguous }: NonNullable<Tried['join']>): JoinGroup[] {
  const groups = new Map<string, JoinGroup>();
  const put = (row: number, group: Omit<JoinGroup, 'rows'>) => {
    const found = groups.get(group.value);
    if (found) found.rows.push(row);
    else groups.set(group.value, { ...group, rows: [row] });
  };
  for (const { row, value, candidates, reason } of misses)
    put(row, { value, kind: 'miss', reason, candidates: candidates.map(({ unit }) => unit) });
  for (const { row, value, candidates, reason } of ambiguous)
    put(row, { value, kind: 'ambiguous', reason, candidates });
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length);
}

/** Row numbers in a sentence: the first few, then how many. */
export function rowList(rows: readonly number[]): string {
  const first = rows.slice(0, 5).join(', ');
  return rows.length > 5 ? `${first} … (${rows.length})` : first;
}
