import type { Feature } from 'geojson';
import type { DatasetId } from '../../domain/manifest';
import type { Finding } from '../finding';
import {
  checkParameters,
  findingOf,
  type Check,
  type CheckContext,
  type CheckInput,
  type Thresholds,
} from './check';
import { contradiction } from './contradiction';
import { district } from './district';
import { duplicate } from './duplicate';
import { impossible } from './impossible';
import { levels } from './levels';
import { missing } from './missing';
import { phone } from './phone';
import { responsible } from './responsible';
import { ring } from './ring';
import { stale } from './stale';
import { town } from './town';

export type { Beside, CheckContext, Thresholds } from './check';

/** Every check of the doctor. */
export const checks: readonly Check[] = [
  missing,
  district,
  town,
  duplicate,
  impossible,
  contradiction,
  levels,
  stale,
  ring,
  responsible,
  phone,
];

/**
 * Everything that the checks find in the records of a dataset: what concerns the whole dataset first, then record by
 * record, in the order of the checks. The records are never changed; a repair is offered where it is safe, and
 * {@link applyMends} of `pack/finding` carries it out.
 * @param features records as the schema of the dataset has them; the geometry in WGS 84 degrees
 */
export function checkRecords(
  dataset: DatasetId,
  features: readonly Feature[],
  context: CheckContext,
): Finding[] {
  const input: CheckInput = {
    dataset,
    features,
    context,
    thresholds: { ...defaults, ...context.parameters },
  };
  return checks
    .flatMap((check) => check.run(input).map((remark) => findingOf(check.id, input, remark)))
    .sort((a, b) => (a.index ?? -1) - (b.index ?? -1));
}

const defaults = Object.fromEntries(
  Object.entries(checkParameters).map(([key, { value }]) => [key, value]),
) as Thresholds;
