import type { Feature } from 'geojson';
import { Failure } from '../domain/failure';
import { text, type Locale, type Text } from '../domain/text';
import { oldestDay } from './dates';
import type { GridPart, Part } from './make';
import { joinedFeatures } from './pointList';
import { rowCounts, type RowCounts } from './rowCounts';

/** A number that stood in an earlier file too, and what it became. */
export interface Renamed {
  from: string;
  to: string;
}

/** All files of one register as one dataset. */
export interface JoinedPart extends Omit<Part, 'sourceName' | 'problems' | 'counts'> {
  /** Names of the files, in their order. */
  sourceNames: string[];
  /** What each file had to say, counted apart: rows of different files bear the same numbers. */
  counts: RowCounts[];
  renamed: Renamed[];
}

/**
 * The parts of a pack with one entry for each register: the records of several files follow one another, the day is
 * the oldest that is known, and a number used in an earlier file gets a suffix.
 * @throws Failure when a grid of residents comes with further residents, for they would count people twice
 */
export function joinParts(parts: readonly (Part | GridPart)[]): (JoinedPart | GridPart)[] {
  const registers = [...new Set(parts.map(({ register }) => register))];
  return registers.map((register) => {
    const group = parts.filter((part) => part.register === register);
    const grid = group.find((part): part is GridPart => 'geotiff' in part);
    if (!grid) return join(group.filter((part): part is Part => !('geotiff' in part)));
    if (group.length > 1) {
      const names = group.map(({ sourceName }) => sourceName);
      throw new Failure(
        text(
          `人口栅格不能与其他居民数据合并（${names.join('、')}）；请只选一个。`,
          `A population grid cannot be joined with other residents (${names.join(', ')}); choose one of them.`,
        ),
      );
    }
    return grid;
  });
}

function join(group: Part[]): JoinedPart {
  const used = new Set<string>();
  const renamed: Renamed[] = [];
  const { register } = group[0]!;
  const all = joinedFeatures(group.map(({ features }) => features));
  // Residents have no numbers, and there may be millions of them.
  const given = new Set(register === 'residents' ? [] : all.map(idOf));
  const features =
    register === 'residents' ? all : all.map((feature) => withOwnId(feature, given, used, renamed));
  return {
    register,
    features,
    asOf: oldestDay(group.map(({ asOf }) => asOf)),
    sourceNames: group.map(({ sourceName }) => sourceName),
    counts: group.map(({ counts, problems }) => counts ?? rowCounts(problems)),
    renamed,
    ...(group[0]!.coordinates && { coordinates: joinedNotes(group) }),
  };
}

/** How each file's coordinates were read; once where all are alike. */
function joinedNotes(group: readonly Part[]): Text {
  const notes = [...new Set(group.flatMap(({ coordinates }) => coordinates ?? []))];
  const words = (locale: Locale) => [...new Set(notes.map((note) => note[locale]))];
  return text(words('zh-CN').join('；'), words('en').join('; '));
}

/** The records of several files of one register, numbers that an earlier file uses with a suffix. */
export function separate(lists: readonly (readonly Feature[])[]): Feature[][] {
  const used = new Set<string>();
  const given = new Set(lists.flat().map(idOf));
  return lists.map((features) => features.map((feature) => withOwnId(feature, given, used, [])));
}

const keyOf = ({ properties }: Feature) =>
  ['id', 'code'].find((name) => typeof properties?.[name] === 'string');

/** Residents have no numbers. */
function idOf(feature: Feature): string | null {
  const key = keyOf(feature);
  return key ? (feature.properties![key] as string) : null;
}

/** The number with the first suffix from `-2` on that is free. */
export function freeNumber(number: string, isTaken: (number: string) => boolean): string {
  let suffix = 2;
  while (isTaken(`${number}-${suffix}`)) suffix++;
  return `${number}-${suffix}`;
}

/** The feature with a number that none before it has; a suffixed one is none that any file gives. */
function withOwnId(
  feature: Feature,
  given: ReadonlySet<string | null>,
  used: Set<string>,
  renamed: Renamed[],
): Feature {
  const key = keyOf(feature);
  const from = idOf(feature);
  if (!key || from === null) return feature;
  if (!used.has(from)) {
    used.add(from);
    return feature;
  }
  const to = freeNumber(from, (id) => used.has(id) || given.has(id));
  used.add(to);
  renamed.push({ from, to });
  return { ...feature, properties: { ...feature.properties, [key]: to } };
}
