import type { Feature, Position } from 'geojson';
import type { EditOf } from '../domain/scenario';
import { text, type Text } from '../domain/text';
import { nearestSegment } from '../geo/edges';
import { walkingOf } from '../geo/networkSegments';
import type { Pack } from './pack';

/** A cut farther from every road than this was not meant for one, metres. */
const farthestCutMetres = 200;

type Road = Pack['roads']['features'][number];

const linesOf = ({ geometry }: Road): Position[][] =>
  geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;

/** Whether a road can be walked at all: a motorway or one that is closed already takes no cut. */
const isOpen = ({ properties }: Feature): boolean => walkingOf(properties, false).why === null;

/** Says that a cut meets no road. */
const noRoad = ({ longitude, latitude }: EditOf<'cut'>): Text =>
  text(
    `${farthestCutMetres} m 内没有可以步行的道路可阻断（${longitude.toFixed(5)}, ${latitude.toFixed(5)}）；请点在道路上。`,
    `There is no road to walk, and so none to cut, within ${farthestCutMetres} m of ${longitude.toFixed(5)}, ${latitude.toFixed(5)}; pick a place on a road.`,
  );

/** Roads after some cuts, and what could not be cut. */
export interface Cut {
  roads: Pack['roads'];
  /** Which of the cuts no road is near, from 0 and in their order, each with the sentence that says so. */
  missed: { cut: number; reason: Text }[];
}

/**
 * Roads without the pieces between two vertices that lie closest to the cuts. Every cut is sought on the roads as they
 * are, so the same cut twice is one cut; roads that nobody may walk are left alone, since cutting them changes nothing.
 * A cut without a road to walk within 200 m takes nothing away and is reported: it bears on walking alone, and nothing
 * else may fail because of it.
 */
export function cutRoads(roads: Pack['roads'], cuts: readonly EditOf<'cut'>[]): Cut {
  const open = roads.features.filter(isOpen);
  const lines = open.flatMap((road) => linesOf(road).map((positions) => ({ road, positions })));
  const positions = lines.map((line) => line.positions);
  /** Segments to take out, by line. */
  const gone = new Map<Position[], Set<number>>();
  const missed: Cut['missed'] = [];
  for (const [i, cut] of cuts.entries()) {
    const { longitude, latitude } = cut;
    const found = nearestSegment(positions, { longitude, latitude }, farthestCutMetres);
    if (!found) {
      missed.push({ cut: i, reason: noRoad(cut) });
      continue;
    }
    const line = positions[found.line]!;
    gone.set(line, (gone.get(line) ?? new Set()).add(found.segment));
  }
  const features = roads.features.flatMap((road): Road[] => {
    const own = linesOf(road);
    if (!own.some((line) => gone.has(line))) return [road];
    const coordinates = own.flatMap((line) => withoutSegments(line, gone.get(line)));
    return coordinates.length
      ? [{ ...road, geometry: { type: 'MultiLineString', coordinates } }]
      : [];
  });
  return { roads: gone.size > 0 ? { ...roads, features } : roads, missed };
}

/** What is left of a line between removed segments. */
function withoutSegments(line: Position[], removed: ReadonlySet<number> | undefined): Position[][] {
  const parts: Position[][] = [];
  let start = 0;
  for (const segment of [...(removed ?? [])].sort((a, b) => a - b)) {
    parts.push(line.slice(start, segment + 1));
    start = segment + 1;
  }
  parts.push(line.slice(start));
  return parts.filter(({ length }) => length > 1);
}
