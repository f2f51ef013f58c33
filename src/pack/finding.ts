import type { Feature } from 'geojson';
import type { DatasetId } from '../domain/manifest';
import { text, type Text } from '../domain/text';
import type { Problem } from '../formats/sheet';

/** What the doctor looks at, in the order in which findings of one record are told. */
export const checkTitles = {
  reading: text('读取', 'Reading'),
  missing: text('缺项', 'Missing values'),
  district: text('超出行政区', 'Outside the district'),
  town: text('镇街不符', 'Town does not fit'),
  duplicate: text('重复', 'Duplicates'),
  impossible: text('不可能的数值', 'Impossible values'),
  contradiction: text('前后矛盾', 'Contradictions'),
  levels: text('特征水位次序', 'Order of water levels'),
  stale: text('日期', 'Dates'),
  ring: text('边界图形', 'Outlines'),
  responsible: text('责任人', 'Responsible persons'),
  phone: text('电话号码', 'Phone numbers'),
} as const satisfies Record<string, Text>;

export type CheckId = keyof typeof checkTitles;

/**
 * How grave a finding is: `error` cannot be true or cannot be used, `warning` is probably wrong or makes a result
 * unknown, `notice` is worth a look.
 */
export type Level = 'error' | 'warning' | 'notice';

/** A one-click repair: what it does in words, and the record as it would be; `null` removes the record. */
export interface Mend {
  label: Text;
  after: Feature | null;
  /** It only makes a value unknown: whoever knows the right one does better, so it is done where it is asked for itself. */
  isLoss?: true;
}

/** Something about one record, or about a whole dataset, that a person should look at. */
export interface Finding {
  check: CheckId;
  level: Level;
  dataset: DatasetId;
  /** Place in the list that was checked; `null` for a finding about the whole dataset or a row that was not read. */
  index: number | null;
  /** Row of the file; `null` for a record already in a pack and for a finding about the whole dataset. */
  row: number | null;
  id: string | null;
  name: string | null;
  /** Key of the field; `null` when it is about the position, the outline or the whole record. */
  field: string | null;
  /** What stands there. */
  value: string;
  reason: Text;
  mend: Mend | null;
  /** Town of the record, where it is not in the list any more or was never read; left out where the list has it. */
  town?: string | null;
}

/** What a row says of its record, whether it could be read or not. */
export interface RowWords {
  id: string | null;
  name: string | null;
  town: string | null;
}

/**
 * What an import had to say of its rows, as findings beside those of the checks.
 * @param words what rows say of their records, by row
 */
export const findingsOfProblems = (
  dataset: DatasetId,
  problems: readonly Problem[],
  words: ReadonlyMap<number, RowWords> = new Map(),
): Finding[] =>
  problems.map(({ row, field, value, level, reason }) => ({
    check: 'reading',
    level,
    dataset,
    index: null,
    row,
    id: words.get(row)?.id ?? null,
    name: words.get(row)?.name ?? null,
    field,
    value,
    reason,
    mend: null,
    town: words.get(row)?.town ?? null,
  }));

/**
 * The records with the repairs of some findings. Repairs of different fields of one record are joined; of two that
 * change the same field, or the geometry, the first counts and the other stays to be found again.
 * @param features the list that was checked
 */
export function applyMends(features: readonly Feature[], findings: readonly Finding[]): Feature[] {
  const byIndex = new Map<number, (Feature | null)[]>();
  for (const { index, mend } of findings) {
    if (index === null || !mend) continue;
    byIndex.set(index, [...(byIndex.get(index) ?? []), mend.after]);
  }
  return features.flatMap((feature, index) => {
    const afters = byIndex.get(index);
    if (!afters) return [feature];
    if (afters.includes(null)) return [];
    return [joined(feature, afters as Feature[])];
  });
}

function joined(before: Feature, afters: readonly Feature[]): Feature {
  const properties: Record<string, unknown> = { ...before.properties };
  const changed = new Set<string>();
  let geometry = before.geometry;
  for (const after of afters) {
    for (const [key, value] of Object.entries(after.properties ?? {})) {
      if (value === before.properties?.[key] || changed.has(key)) continue;
      properties[key] = value;
      changed.add(key);
    }
    if (geometry === before.geometry) geometry = after.geometry;
  }
  return { ...before, geometry, properties };
}
