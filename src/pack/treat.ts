import type { Feature } from 'geojson';
import type { DatasetId } from '../domain/manifest';
import { registerIds } from '../domain/registers';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import type { ReadProgress } from '../formats/format';
import { watchedRows } from '../formats/watchedRows';
import { ProblemLog } from '../formats/problemLog';
import type { Problem, Sheet } from '../formats/sheet';
import type { Transform } from '../geo/crs';
import { transformOfDefinition } from '../geo/crsDefinition';
import { acrossAntimeridian } from './antimeridian';
import { checkRecords, type CheckContext, type Thresholds } from './checks';
import { checkResidents } from './checks/pieces';
import { judgeCoordinates, rawPlaces, type Declared, type Judgement } from './evidence';
import { joined } from './evidenceWords';
import type { ClassDecisions, ClassWord } from './classDecisions';
import { coordinatesNote } from './coordinatesNote';
import { decide, isFault, type Decided, type FindingDecisions } from './decide';
import { decisionNotes } from './decisionNotes';
import { withoutDittos } from './dittoRows';
import { findingsOfProblems, type Finding } from './finding';
import { readRecords } from './import';
import type { Ground } from './ground';
import type { Target } from './make';
import { joinRows, type Refused } from './joinRows';
import type { Mapping } from './match';
import { checkNumber, isNumbered } from './recordLimit';
import type { PartSum, SumDecisions } from './partSums';
import { treatedCounts, type RowCounts } from './rowCounts';
import type { UnitJoin } from './unitJoin';
import type { UnitPlaces } from './unitJoinPlace';

export { findingKey } from './decide';

/** What a person decided of a file on its way into a pack; what is left out is proposed from the evidence. */
export interface Decisions extends FindingDecisions {
  /** The coordinate system: an id or definition that `transformOfDefinition` takes; `null` as the evidence says. */
  crs?: string | null;
  /** Code of the town for what a row says of it, as {@link UnitJoin} lists what it could not join. */
  paired?: Readonly<Record<string, string>>;
  /** Records that only name their town stand at a point inside it, marked as approximate. */
  placeByTown?: boolean;
  /** What words of a class column mean, by field and by the word as it stands in the cell; `null`: kept as unknown on purpose. */
  classes?: ClassDecisions;
  /** Columns whose values are added for a field, by field. */
  sums?: SumDecisions;
  thresholds?: Partial<Thresholds>;
}

/** A file treated: its records, what was decided for them, and what a person still has to look at. */
export interface Treated extends Decided {
  /** `null` where no row has coordinates: all places come from towns. */
  judgement: Judgement | null;
  /** How the coordinates were read; `null` where nobody has decided and nothing was read. */
  transform: Transform | null;
  /** Whether the evidence is certain of the coordinates, or a person chose; without that nothing is kept. */
  isSettled: boolean;
  join: UnitJoin | null;
  shared: UnitPlaces['shared'];
  /** Words of class columns that no list knows, with what a person decided. */
  classWords: ClassWord[];
  /** Columns that are parts of one amount, and what a person made of them. */
  sums: PartSum[];
  /** How the coordinates were read, for the provenance. */
  coordinates: Text;
  /** What reading had to say: rows that were not read, values that are unknown or were changed. */
  problems: Problem[];
  /** How many rows that concerns; of very much the list holds the first. */
  counts: RowCounts;
  assumed: Text[];
}

const reading = text('读入各行', 'Reading the rows');
const byTown = text(
  '没有坐标，位置按镇街名称或代码取自数据包的镇街',
  'there are no coordinates; places are those of the towns of the pack, by name or code',
);

const undecidedPlaces = text(
  '坐标系还没有确定，各行没有读入',
  'the coordinate system is not decided yet, so no row was read',
);

/** Errors of records that would be imported, and of their places as a whole, which nobody has decided about. */
export const undecided = ({ findings }: Pick<Treated, 'findings'>): Finding[] =>
  findings.filter(isFault);

/**
 * Treats a file: tells its coordinate system, joins rows without a place to towns, reads the records, checks them and
 * carries out the repairs that a person chose.
 * @param ground what the pack knows already
 * @param today ISO 8601 day that dates are judged by
 * @throws Failure when a definition of a coordinate system cannot be read, or a register would have too many records
 */
export async function treat(
  target: Target,
  file: Sheet,
  mapping: Mapping,
  ground: Ground,
  today: string,
  decisions: Decisions = {},
  progress?: ReadProgress,
): Promise<Treated> {
  checkNumber(target, file.rows.length);
  const written = { ...file, rows: watchedRows(file.rows, reading, progress) };
  // Rows of residents may be millions, and say nothing twice.
  const { sheet, said } = isNumbered(target)
    ? withoutDittos(written, mapping)
    : { sheet: written, said: [] };
  const coordinates = await coordinatesOf(
    sheet,
    mapping,
    groundFor(target, ground),
    decisions.crs ?? null,
  );
  const { judgement, transform } = coordinates;
  const joined = joinRows(target, sheet, mapping, ground, decisions);
  const log = ProblemLog.after(sheet);
  for (const each of [...acrossAntimeridian(sheet), ...said]) log.add(each);
  const isOpen = judgement !== null && judgement.places > 0 && !transform;
  const note = isOpen ? undecidedPlaces : judgement ? coordinatesNote(transform) : byTown;
  // Numbers that nobody can read as places yet are no faults of their rows: none is read before a person chose.
  const read = isOpen ? { ...sheet, rows: [] } : sheet;
  const { features, rows, ...told } = readRecords(target, { ...read, log }, mapping, {
    transform,
    places: joined.places,
    note,
    classes: decisions.classes ?? {},
    sums: decisions.sums ?? {},
  });
  const problems = withReasons(told.problems, log, joined.refused);
  const dataset = target as DatasetId;
  const check = (records: readonly Feature[], rowOf: readonly number[], most?: number) => {
    const context: CheckContext = {
      ...ground.context,
      today,
      rowOf: (index) => rowOf[index] ?? null,
      unread: told.unread,
      parameters: decisions.thresholds ?? {},
    };
    return dataset === 'residents'
      ? checkResidents(records, context, progress, most)
      : checkRecords(dataset, records, context);
  };
  const noted = findingsOfProblems(dataset, problems, told.words);
  const decided = decide({ features, rows }, check, decisions, noted);
  const first = file.rows.at(0)?.row ?? 0;
  const counts = {
    ...treatedCounts(told.log, first, rows, decided.rows),
    decided: decisionNotes(decided),
  };
  const { assumed, classWords } = told.among(decided.rows);
  return {
    ...decided,
    coordinates: note,
    judgement,
    transform,
    isSettled: coordinates.isSettled,
    problems,
    counts,
    classWords,
    sums: told.sums,
    assumed: [...assumed, ...joined.assumed],
    ...joined.told,
  };
}

/**
 * What a target's places can be judged by. Records stand where records of the pack stand; the middle of a road, a zone or
 * a town's residents has nothing to do with the nearest shelter.
 */
const groundFor = (target: Target, ground: Ground): Ground =>
  registerIds.some((id) => id === target && id !== 'towns' && id !== 'zones')
    ? ground
    : { ...ground, known: { ...ground.known, places: [] } };

interface Coordinates {
  judgement: Judgement | null;
  transform: Transform | null;
  isSettled: boolean;
}

/**
 * How the coordinates of a table are read: as decided, else as the file and the evidence say.
 * @param decided an id or definition that `transformOfDefinition` takes; `null` as the evidence says
 * @throws Failure when a definition cannot be read
 */
export async function coordinatesOf(
  sheet: Sheet,
  mapping: Mapping,
  ground: Ground,
  decided: string | null,
): Promise<Coordinates> {
  const places = rawPlaces(sheet, mapping);
  if (!places.length) return { judgement: null, transform: null, isSettled: true };
  const { declared, unread } = await declaredOf(sheet);
  const judged = judgeCoordinates(places, ground.known, declared);
  // A system that the file names and nobody here can read may be another than the evidence proposes.
  const judgement: Judgement = unread
    ? {
        ...judged,
        decision: judged.decision === 'certain' ? 'weak' : judged.decision,
        why: joined([unread, judged.why]),
      }
    : judged;
  if (decided === null)
    return {
      judgement,
      transform: judgement.chosen?.transform ?? null,
      isSettled: judgement.decision === 'certain',
    };
  const ranked = judgement.ranked.find(({ transform }) => transform.id === decided);
  const transform = ranked?.transform ?? (await transformOfDefinition(decided));
  return { judgement, transform, isSettled: true };
}

/** What the file itself says of its system; a definition that cannot be read leaves it to a person. */
async function declaredOf({
  crs,
}: Sheet): Promise<{ declared: Declared | null; unread: Text | null }> {
  if (!crs) return { declared: null, unread: null };
  try {
    const transform = await transformOfDefinition(crs.definition);
    return { declared: { transform, evidence: crs.evidence }, unread: null };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { declared: null, unread: error.text };
  }
}

/** A row that has no place because its town could give none says so, instead of asking for coordinates only. */
function withReasons(
  problems: Problem[],
  before: ProblemLog,
  refused: readonly Refused[],
): Problem[] {
  const reasons = new Map(refused.map((each) => [each.row, each]));
  return problems.map((problem) => {
    const isAboutPlace = problem.level === 'error' && !before.rows.error.has(problem.row);
    const why = isAboutPlace ? reasons.get(problem.row) : undefined;
    return why ? { ...problem, ...why.cell, reason: why.reason } : problem;
  });
}
