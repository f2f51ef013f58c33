import type { Text } from '../domain/text';
import type { Transform } from '../geo/crs';
import { modified } from '../geo/crsModifiers';
import { isStrayed, isZoneless, rankWithoutGround } from './evidenceChina';
import {
  apartMetres,
  differingMetres,
  isBetter,
  isElsewhere,
  isFarFrom,
  isSame,
} from './evidenceCompare';
import { hypothesesOf } from './evidenceHypotheses';
import { groundOf, type Ground, type Known } from './evidenceKnown';
import { measure, type Hypothesis, type Measured } from './evidenceMeasure';
import { beforeAfter, type BeforeAfter, type RawPlace } from './evidencePlaces';
import * as words from './evidenceWords';

export type { Known } from './evidenceKnown';
export type { Hypothesis } from './evidenceMeasure';
export { beforeAfter, rawPlaces, type RawPlace } from './evidencePlaces';

/** A system that the file itself names, and where it does. */
export interface Declared {
  transform: Transform;
  evidence: Text;
}

/** In which system coordinates are written, as far as the evidence goes. */
export interface Judgement {
  /** `weak`: a person has to confirm; `none`: a person has to choose. */
  decision: 'certain' | 'weak' | 'none';
  chosen: Hypothesis | null;
  /** Every reading that is possible at all, the best first. */
  ranked: Hypothesis[];
  /** The reasoning with its figures. */
  why: Text;
  /** Different places that were looked at. */
  places: number;
  /** For a small map: by the chosen reading, else the best. */
  points: BeforeAfter[];
}

/** Most different places that are weighed; more would only cost time. */
const mostWeighed = 2000;
/** Fewer different places than this are no evidence. */
const fewestPlaces = 5;
/** With less of the places in the district nothing is certain, and with less than the second nothing fits at all. */
const certainShare = 0.8;
const leastShare = 0.2;
/** Readings that the evidence cannot tell apart and that lie farther from each other leave nothing to propose, metres. */
const hopelessMetres = 10_000;
/** Systems of before 2018 lie up to this far from today's, metres; nearer than the second a register is today's. */
const oldSystemMetres = 200;
const todayMetres = 20;

/**
 * Judges in which system the places of a file are written, by where they come to lie under every hypothesis: in the
 * world, in the district, in the town that each row names, near known places of the same name or any. At most 2,000
 * different places are weighed.
 * @param declared what the file itself says; it wins unless the evidence is against it
 */
export function judgeCoordinates(
  raw: readonly RawPlace[],
  known: Known,
  declared: Declared | null,
): Judgement {
  const places = differing(raw);
  const zeroRows = raw.filter(({ x, y }) => x === 0 && y === 0).length;
  const ground = groundOf(known);
  const measured = measureAll(places, ground, declared);
  const [best] = measured;
  const notes = zeroRows > 0 ? [words.zeros(zeroRows)] : [];
  const verdict =
    places.length === 0
      ? none([words.noPlaces])
      : best && best.world > 0
        ? decide(places, measured, ground, declared)
        : none([words.noReading]);
  const shown = verdict.chosen ?? best;
  return {
    decision: verdict.decision,
    chosen: verdict.chosen && summary(verdict.chosen),
    ranked: measured.map(summary),
    why: words.joined([...verdict.why, ...notes]),
    places: places.length,
    points: shown ? beforeAfter(raw, shown.transform) : [],
  };
}

interface Verdict {
  decision: Judgement['decision'];
  chosen: Measured | null;
  why: Text[];
}

const none = (why: Text[]): Verdict => ({ decision: 'none', chosen: null, why });

/** Places that stand at one spot are one witness, and 0, 0 is none. */
function differing(raw: readonly RawPlace[]): RawPlace[] {
  const seen = new Set<string>();
  const found = raw.filter(({ x, y }) => {
    if (!Number.isFinite(x) || !Number.isFinite(y) || (x === 0 && y === 0)) return false;
    const key = `${x} ${y}`;
    return !seen.has(key) && seen.add(key);
  });
  const step = Math.max(1, found.length / mostWeighed);
  return Array.from(
    { length: Math.min(found.length, mostWeighed) },
    (_, i) => found[Math.floor(i * step)]!,
  );
}

function measureAll(
  places: readonly RawPlace[],
  ground: Ground,
  declared: Declared | null,
): Measured[] {
  const towns = places.map(({ town }) => (town === null ? -1 : ground.townOf(town)));
  const namesakes = places.map(({ name }) => (name === null ? [] : ground.named(name)));
  const transforms = new Map(
    hypothesesOf(places, ground.bounds).map((transform) => [transform.id, transform]),
  );
  if (declared && places.length > 0) {
    transforms.set(declared.transform.id, declared.transform);
    const turned = modified(declared.transform, 'swapped');
    const sample = places.slice(0, 50);
    const placesOf = (transform: Transform) =>
      sample.filter(({ x, y }) => transform.toWgs84(x, y)).length;
    if (turned && placesOf(turned) > placesOf(declared.transform))
      transforms.set(turned.id, turned);
  }
  return [...transforms.values()]
    .map((transform) => measure(places, towns, namesakes, transform, ground))
    .map((each) => (ground.bounds ? each : { ...each, rank: rankWithoutGround(each) }))
    .sort((a, b) => b.rank - a.rank);
}

/** Nobody writes degrees of a system that the rules gave up; only metres of old surveys are still about. */
const isRare = ({ transform: { id } }: Measured): boolean => /^EPSG:(?:4610|4214)\b/u.test(id);

/** Whether the evidence prefers the best to a rival that lies elsewhere. */
function isSettled(best: Measured, rival: Measured): boolean {
  if (isRare(rival) || isSame(best, rival)) return true;
  if (isBetter(best, rival) || isElsewhere(best, rival)) return true;
  // An old system as read here is off by what it differs from today's: places that agree to metres are today's.
  return (
    rival.transform.approximate !== null &&
    best.transform.approximate === null &&
    best.named !== null &&
    best.named.places >= fewestPlaces &&
    best.named.medianMetres <= todayMetres &&
    apartMetres(best, rival) <= oldSystemMetres
  );
}

function decide(
  places: readonly RawPlace[],
  measured: readonly Measured[],
  ground: Ground,
  declared: Declared | null,
): Verdict {
  const stated =
    declared && measured.find(({ transform }) => transform.id === declared.transform.id);
  if (declared && stated) {
    const rival = measured.find((other) => other !== stated && !isSame(other, stated));
    const isFar = isFarFrom(stated, ground.bounds);
    const isAgainst =
      isFar ||
      stated.world < 0.5 ||
      (stated.district !== null && stated.district < leastShare) ||
      (rival && rival.rank > stated.rank && isBetter(rival, stated));
    if (!isAgainst) {
      const why = [words.proposal(places.length, stated, null, declared.evidence)];
      return { decision: 'certain', chosen: stated, why: [...why, ...remarks(places, stated)] };
    }
    const against = words.contradiction(declared.evidence, stated);
    const better = rival && rival.rank > stated.rank ? rival : stated;
    return {
      decision: 'weak',
      chosen: better,
      why: [
        against,
        ...(isFar ? [words.farAway] : []),
        ...(better === stated ? [] : [words.proposal(places.length, better, null, null)]),
        ...remarks(places, better),
      ],
    };
  }
  return unstated(places, measured, ground);
}

function unstated(
  places: readonly RawPlace[],
  measured: readonly Measured[],
  ground: Ground,
): Verdict {
  const best = measured[0]!;
  if (!ground.bounds && isZoneless(best.transform))
    return none([words.withoutZone(places.length), words.nothingKnown]);
  const rivals = measured
    .slice(1)
    .filter((rival) => !isSettled(best, rival))
    .map((rival) => ({ rival, metres: apartMetres(best, rival) }));
  const next =
    rivals[0]?.rival ?? measured.find((other) => !isRare(other) && !isSame(best, other)) ?? null;
  const why = [
    words.proposal(places.length, best, next, null),
    ...(ground.bounds ? [] : [words.nothingKnown]),
  ];
  if (best.district !== null && best.district < leastShare) return none([...why, words.outsideAll]);
  if (!ground.bounds && isStrayed(best)) return none([...why, words.strayed]);
  // With as good a score somewhere quite different, to propose one would be to guess.
  const hopeless = rivals.filter(
    ({ rival, metres }) => metres > hopelessMetres && best.score - rival.score < 0.02,
  );
  if (hopeless.length > 0 && Number.isFinite(hopeless[0]!.metres))
    return none([...why, words.undecided(best, next, hopeless.slice(0, 2))]);
  const doubts: Text[] = [];
  if (places.length < fewestPlaces) doubts.push(words.fewPlaces(places.length));
  if (rivals.length > 0) {
    const differing = rivals
      .slice(0, 2)
      .map(({ rival }) => ({ rival, metres: differingMetres(best, rival) }));
    doubts.push(words.undecided(best, next, differing));
  }
  if (ground.isSketched) doubts.push(words.onlySketches);
  const isClear = ground.bounds !== null && (best.district ?? 1) >= certainShare;
  return {
    decision: doubts.length > 0 || !isClear ? 'weak' : 'certain',
    chosen: best,
    why: [...why, ...doubts, ...remarks(places, best)],
  };
}

/** What a person must know of a reading besides. */
function remarks(places: readonly RawPlace[], { transform, district }: Measured): Text[] {
  const found: Text[] = [];
  if (district !== null && district < certainShare) found.push(words.mostOutside);
  const degrees = places.filter(({ x, y }) => Math.abs(x) <= 180 && Math.abs(y) <= 180).length;
  if (/\+(?:mixed|dms|e\d)/u.test(transform.id) && degrees > 0)
    found.push(words.asDegrees(degrees));
  if (transform.approximate) found.push(words.approximately(transform.approximate));
  return found;
}

function summary(measured: Measured): Hypothesis {
  const { transform, world, district, town, named, nearestMedianMetres, score } = measured;
  return { transform, world, district, town, named, nearestMedianMetres, score };
}
