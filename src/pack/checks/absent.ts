import type { Feature } from 'geojson';
import { text } from '../../domain/text';
import { likelyColumn } from '../likelyColumn';
import { fieldsOf, labelOf, type CheckInput, type Remark } from './check';

/** In a list shorter than this each record is named, even when all lack the same. */
const fewest = 5;

/** Whether a record says nothing in a field. */
export function isAbsent({ properties }: Feature, key: string): boolean {
  const value: unknown = properties?.[key];
  return (
    value === null ||
    value === undefined ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

/**
 * The fields that none of the records has: one finding for the whole list says more than one for each record.
 * @param keys fields that are asked for
 */
export function absentEverywhere(
  features: readonly Feature[],
  keys: readonly string[],
): ReadonlySet<string> {
  if (features.length < fewest) return new Set();
  return new Set(keys.filter((key) => features.every((feature) => isAbsent(feature, key))));
}

/**
 * The finding for a field that none of the records has. Where a column of the file that is not read may hold it, that is
 * said: who sent the file is not to blame.
 */
export function absentRemark(
  { dataset, context }: CheckInput,
  records: number,
  field: string,
  level: Remark['level'],
): Remark {
  const { 'zh-CN': zh, en } = labelOf(dataset, field);
  const known = fieldsOf(dataset)[field];
  const column = known && context.unread ? likelyColumn(known, context.unread) : null;
  return {
    index: null,
    level,
    field,
    value: '',
    reason: column
      ? text(
          `${records} 条都没有“${zh}”；文件里的“${column}”没有对应，是这一项就请对应`,
          `none of the ${records} records has “${en}”; “${column}” of the file is not mapped: map it if it holds this`,
        )
      : text(
          `${records} 条都没有“${zh}”；请补这一列`,
          `none of the ${records} records has “${en}”; add the column`,
        ),
  };
}
