import type { Feature } from 'geojson';
import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { mostListed } from '../formats/problemLog';
import { textOf } from './checks/check';
import { applyMends, type Finding } from './finding';
import { PointList, pointsOf } from './pointList';

/** What a repair is known by: where, what stands there, and what would be done; another outcome is another repair. */
export const findingKey = ({ check, row, field, value, reason, mend }: Finding): string =>
  [check, row ?? '', field ?? '', value, reason.en, mend?.label.en ?? ''].join('|');

/** What a person decided of findings, by {@link findingKey}. */
export interface FindingDecisions {
  /** Repairs to carry out; `all` takes every one that is offered and loses nothing, `unknown` those that do as well. */
  mends?: 'all' | 'unknown' | readonly string[];
  /** Findings whose records are not imported. */
  leftOut?: readonly string[];
  /** Findings that a person looked at and keeps as they are; `all` keeps every error that is left. */
  accepted?: 'all' | readonly string[];
  /** Leaves out every record with an error that is neither mended nor accepted. */
  faulty?: 'leave-out';
}

/** Records as they are after what was decided of their findings. */
export interface Decided {
  features: Feature[];
  /** The row of each record. */
  rows: number[];
  /** What is left to be looked at, of the records that are left. */
  findings: Finding[];
  /** What was repaired, what was left out with its record, and what is kept as it is. */
  mended: Finding[];
  leftOut: Finding[];
  accepted: Finding[];
  /** What else was found in the records that were left out. */
  besides: Finding[];
}

type Records = Pick<Decided, 'features' | 'rows'>;

const rowOf = ({ row }: Finding) => row;

/** Finds again what is wrong once records are gone; a long list may show the first ones only, `most` of each level. */
type Check = (features: readonly Feature[], rows: readonly number[], most?: number) => Finding[];

/** Most records lie outside the district: said of the whole file. */
const isOutsideAsWhole = ({ check, level, index }: Finding): boolean =>
  check === 'district' && level === 'error' && index === null;

/** An error of a record that would be imported, or of the places of the whole file. */
export const isFault = (finding: Finding): boolean =>
  finding.level === 'error' && (finding.index !== null || isOutsideAsWhole(finding));

const isOutside = ({ check, level }: Finding): boolean =>
  check === 'district' && level !== 'notice';

/** Findings that can be left out with their records: each is kept, to be told. */
const mostLeftOut = 200_000;

/**
 * Carries out what a person decided of what the checks find: values are repaired first, then records are left out, then
 * those removed that repeat another, then findings are put aside that are kept as they are. In between the records that
 * are left are checked again, so that a record which is left out repeats no other and stands for none. A decision about
 * something that is no longer found does nothing.
 * @throws Failure when more records would be left out than can be told
 * @param before the records as they were read; nothing in it is changed
 * @param read what reading the rows had to say, which goes with its record
 */
export function decide(
  before: Records,
  check: Check,
  decisions: FindingDecisions,
  read: readonly Finding[] = [],
): Decided {
  const found = check(before.features, before.rows);
  const isMended = isChosen(
    decisions.mends,
    ({ mend }) => mend !== null && (decisions.mends === 'unknown' || !mend.isLoss),
  );
  const values = found.filter((finding) => isMended(finding) && !isRemoval(finding));
  const repaired = values.length ? repair(before, values) : before;
  const checked = values.length ? check(repaired.features, repaired.rows) : found;
  const { leftOut, besides, whole, ...left } = leaveOut(repaired, checked, check, decisions);
  const repeated = repeatedOf(before, found, left.records, check).filter(isMended);
  const removed = new Set(repeated.map(rowOf));
  const records = removed.size
    ? without(left.records, indicesOf(left.records, removed))
    : left.records;
  const findings = removed.size ? check(records.features, records.rows) : left.findings;
  const gone = new Set([...removed, ...leftOut.map(rowOf)]);
  const isGone = (finding: Finding) => finding.row !== null && gone.has(finding.row);
  const all = [...read.filter((finding) => !isGone(finding)), ...findings];
  const accepts = isChosen(decisions.accepted, isFault);
  return {
    ...records,
    findings: all.filter((finding) => !accepts(finding)),
    // What was repaired in a record that went all the same is in nothing that is imported.
    mended: [...values.filter((finding) => !isGone(finding)), ...repeated]
      .map((finding) => withTown(finding, before.features))
      .sort((a, b) => (a.index ?? -1) - (b.index ?? -1)),
    leftOut: whole ? [whole, ...leftOut] : leftOut,
    accepted: all.filter(accepts),
    besides: [...values.filter(isGone), ...read.filter(isGone), ...besides],
  };
}

const tooMany = new Failure(
  text(
    `要不导入的记录超过 ${mostLeftOut.toLocaleString('en-US')} 条，没有导入；请核对坐标系，或先在原文件里去掉这些记录。`,
    `More than ${mostLeftOut.toLocaleString('en-US')} records would be left out, so nothing was imported; look at the coordinate system again, or take these records out of the file first.`,
  ),
);

type LeftOut = Pick<Decided, 'leftOut' | 'besides' | 'findings'> & {
  records: Records;
  /** What makes the whole file doubtful, where a person left out what it names. */
  whole: Finding | undefined;
};

/**
 * Leaves out records as a person decided, round by round until nothing is left that was decided so: long lists of
 * findings show the first ones only.
 * @throws Failure when it is more than can be told
 */
function leaveOut(
  before: Records,
  found: Finding[],
  check: Check,
  decisions: FindingDecisions,
): LeftOut {
  let records = before;
  let findings = found;
  const accepts = isChosen(decisions.accepted, isFault);
  const unwanted = isChosen(decisions.leftOut ?? [], () => false);
  const isUnwanted = (finding: Finding) =>
    unwanted(finding) ||
    (decisions.faulty === 'leave-out' && isFault(finding) && !accepts(finding));
  const leftOut: Finding[] = [];
  const besides: Finding[] = [];
  let whole: Finding | undefined;
  for (;;) {
    // Who leaves out what makes the whole file doubtful leaves out every record outside the district.
    whole ??= findings.find((finding) => isOutsideAsWhole(finding) && isUnwanted(finding));
    const chosen = findings.filter(
      (finding) =>
        finding.index !== null &&
        (isUnwanted(finding) || (whole !== undefined && isOutside(finding))),
    );
    if (!chosen.length) break;
    if (leftOut.length + chosen.length > mostLeftOut) throw tooMany;
    // What repeats a record that is left out itself is no duplicate any more and stays.
    const own = chosen.filter((finding) => finding.check !== 'duplicate');
    const now = new Set(own.length ? own : chosen);
    const gone = new Set([...now].map(({ index }) => index!));
    for (const finding of findings) {
      if (finding.index === null || !gone.has(finding.index)) continue;
      const told = withTown(finding, records.features);
      if (now.has(finding) || unwanted(finding)) leftOut.push(told);
      else besides.push(told);
    }
    records = without(records, gone);
    // Longer lists than a person is shown: millions of records are not checked again for every ten thousand.
    findings = check(records.features, records.rows, mostLeftOut + 1);
  }
  if (findings !== found && findings.length > mostListed)
    findings = check(records.features, records.rows);
  return { records, findings, leftOut, besides, whole };
}

/** A repair that removes a record because another one says all that it says. */
const isRemoval = ({ mend, index }: Finding): boolean => mend?.after === null && index !== null;

/** What could be removed, as it was found, as far as the record that says it all was not left out. */
function repeatedOf(before: Records, found: Finding[], left: Records, check: Check): Finding[] {
  const removals = found.filter(isRemoval);
  if (!removals.length || left.rows.length === before.rows.length) return removals;
  const stays = new Set(left.rows);
  const out = new Set(before.rows.flatMap((row, i) => (stays.has(row) ? [] : [i])));
  const { features, rows } = without(before, out);
  const still = new Set(check(features, rows).filter(isRemoval).map(findingKey));
  return removals.filter((finding) => still.has(findingKey(finding)));
}

const indicesOf = ({ rows }: Records, wanted: ReadonlySet<number | null>): Set<number> =>
  new Set(rows.flatMap((row, i) => (wanted.has(row) ? [i] : [])));

/** Whether a finding is among those that were chosen by their keys. */
function isChosen(
  chosen: string | readonly string[] | undefined,
  meansAll: (finding: Finding) => boolean,
): (finding: Finding) => boolean {
  if (typeof chosen === 'string') return meansAll;
  const keys = new Set(chosen);
  return keys.size ? (finding) => keys.has(findingKey(finding)) : () => false;
}

/** A finding that no longer stands for the record at its index carries the town of its record along. */
const withTown = (finding: Finding, features: readonly Feature[]): Finding => {
  const feature = finding.index === null ? undefined : features[finding.index];
  const town = feature ? textOf(feature, 'town') : null;
  return town === null ? finding : { ...finding, town };
};

/** Repairs of values: no record goes. */
const repair = ({ features, rows }: Records, mended: readonly Finding[]): Records => ({
  features: applyMends(features, mended),
  rows,
});

function without({ features, rows }: Records, gone: ReadonlySet<number>): Records {
  const left = rows.filter((_, i) => !gone.has(i));
  const points = pointsOf(features);
  if (!points) return { features: features.filter((_, i) => !gone.has(i)), rows: left };
  // Millions of residents stay numbers.
  const others = new PointList();
  const { longitudes, latitudes, people } = points.columns;
  for (let i = 0; i < points.length; i++)
    if (!gone.has(i)) others.add(longitudes[i]!, latitudes[i]!, people[i]!);
  return { features: others.features, rows: left };
}
