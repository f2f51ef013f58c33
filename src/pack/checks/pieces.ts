import type { Feature } from 'geojson';
import type { DatasetId } from '../../domain/manifest';
import { text } from '../../domain/text';
import type { ReadProgress } from '../../formats/format';
import { mostListed } from '../../formats/problemLog';
import type { Finding } from '../finding';
import type { CheckContext } from './check';
import { checkRecords } from './index';

/** Records that are looked at together. */
const atOnce = 20_000;
/** Share of records outside the district from which on the whole file is in doubt, as the check has it. */
const mostOutside = 0.5;

const checking = text('检查各条记录', 'Checking the records');

/**
 * {@link checkRecords} for residents, of which there may be millions: piece by piece, since no check of theirs compares
 * one with another. The first findings of each level are listed, so that warnings hide no
 * error; the others are counted.
 * @param features as an array, or one whose items are made when they are asked for
 * @param most findings of each level that are listed
 */
export function checkResidents(
  features: readonly Feature[],
  context: CheckContext,
  progress?: ReadProgress,
  most = mostListed,
): Finding[] {
  const dataset: DatasetId = 'residents';
  if (features.length <= atOnce) return checkRecords(dataset, features, context);
  const listed: Finding[] = [];
  let whole: Finding | null = null;
  let outside = 0;
  let unlisted = 0;
  const counts = { error: 0, warning: 0, notice: 0 };
  for (let from = 0; from < features.length; from += atOnce) {
    progress?.(from, features.length, checking);
    const found = checkRecords(dataset, features.slice(from, from + atOnce), {
      ...context,
      rowOf: (index) => context.rowOf?.(from + index) ?? null,
    });
    for (const finding of found) {
      if (finding.index === null) {
        // A piece may lie outside as a whole where the file does not.
        if (finding.check === 'district') whole = finding;
        continue;
      }
      if (finding.check === 'district') outside++;
      if (++counts[finding.level] <= most) listed.push({ ...finding, index: finding.index + from });
      else unlisted++;
    }
  }
  const first: Finding[] = [];
  if (whole && outside > features.length * mostOutside)
    first.push({ ...whole, value: `${outside} / ${features.length}` });
  if (unlisted) first.push(restOf(dataset, unlisted));
  return [...first, ...listed];
}

const restOf = (dataset: DatasetId, unlisted: number): Finding => {
  const more = unlisted.toLocaleString('en-US');
  return {
    ...{ check: 'district', level: 'warning', dataset, index: null, row: null, id: null },
    ...{ name: null, field: null, value: '', mend: null },
    reason: text(
      `还有 ${more} 条检查结果没有逐条列出；请先处理已列出的`,
      `${more} more findings are not listed one by one; look at those first`,
    ),
  };
};
