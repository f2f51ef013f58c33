import { nearestOnArea } from '../geo/edges';
import { indexLattice, type LatticeIndex } from '../geo/lattice';
import type { Disc, Place } from '../geo/metric';
import type { Nearest } from '../geo/nearest';
import type { PointIndex } from '../geo/points';
import { areaFinder, boundsOf, representativePoint, type Area } from '../geo/polygons';
import type { Pack, Residents } from '../pack/pack';
import { atPoints, inAreas, onLattice } from './places';
import { isBeyond } from './sites';

/** People counted once each. */
export interface Sums {
  people: number;
  /** By town, in the order of the pack; the last number is those outside every town. */
  byUnit: Float64Array;
}

/** Populated cells, and for each whether it is chosen. */
export interface ChosenCells {
  index: LatticeIndex;
  chosen: Uint8Array;
}

/** People inside a union of discs. */
export interface Reached extends Sums {
  /** The cells of those outside it, for images and clusters. */
  uncovered(): ChosenCells;
  /** 1 for each place inside it, in the order of {@link Population.people}. */
  marks(): Uint8Array;
}

/** Places in an order that finds those inside a disc: cells of a lattice, or points. */
export type PlaceIndex = LatticeIndex | PointIndex;

/** Residents made ready for questions: everything that depends on the pack alone, computed once. */
export interface Population {
  kind: Residents['kind'];
  assign: 'area' | 'point' | null;
  /** How many areas residents are given for; 0 for a grid or points. */
  areas: number;
  /** All residents that are known. */
  total: number;
  byUnit: Float64Array;
  /** Towns, by place in the pack, of which nobody knows how many live there; the number of towns is outside them. */
  unknownUnits: ReadonlySet<number>;
  /** Whether a disc reaches into an area whose residents are unknown: then nobody knows how many live inside it. */
  reachesUnknown(disc: Disc): boolean;
  /** Residents at single places: cells, points, or the sub-cells that areas are spread over. */
  people: Float64Array;
  /** Town of each place, -1 outside every town. */
  unitOf: Int32Array;
  reached(discs: readonly Disc[]): Reached;
  /** People in each disc on its own. */
  inside(discs: readonly Disc[]): Float64Array;
  nearest(sites: readonly Place[]): Nearest;
  /** The places themselves, in the order of `people`: cells of a lattice, or points. */
  index: PlaceIndex;
  /** Cells for images: the residents' own, or those that points and areas are gathered into. */
  cells: LatticeIndex;
  /** The cells of the places whose mark is above 0, for images and clusters. */
  cellsAt(marks: Uint8Array): ChosenCells;
  /** People at the places whose mark is above 0. */
  atPlaces(marks: ArrayLike<number>): Sums;
  position(place: number): [longitude: number, latitude: number];
}

const allKnown = { unknownUnits: new Set<number>(), reachesUnknown: () => false };

type ByTowns = WeakMap<object, Map<string, Population>>;
const populations = new WeakMap<Residents, ByTowns>();

/**
 * The residents of a pack, indexed; kept for as long as the pack's residents and towns are, so that what-ifs on other
 * layers cost nothing.
 * @returns `null` for a pack without residents
 */
export function populationOf(pack: Pack, assign: 'area' | 'point'): Population | null {
  const { residents, towns } = pack;
  if (!residents) return null;
  const byTowns: ByTowns =
    populations.get(residents) ?? new WeakMap<object, Map<string, Population>>();
  populations.set(residents, byTowns);
  const byAssign = byTowns.get(towns) ?? new Map<string, Population>();
  byTowns.set(towns, byAssign);
  const key = residents.kind === 'areas' ? assign : residents.kind;
  let population = byAssign.get(key);
  if (!population) {
    population = build(
      residents,
      towns.features.map((town) => town.geometry),
      assign,
    );
    byAssign.set(key, population);
  }
  return population;
}

function build(residents: Residents, towns: Area[], assign: 'area' | 'point'): Population {
  if (residents.kind === 'grid') {
    const { grid } = residents;
    return {
      ...onLattice(indexLattice(grid, grid.people), towns),
      kind: 'grid',
      assign: null,
      areas: 0,
      ...allKnown,
    };
  }
  if (residents.kind === 'points') {
    const { longitudes, latitudes, people } = residents;
    return {
      ...atPoints(longitudes, latitudes, people, towns),
      kind: 'points',
      assign: null,
      areas: 0,
      ...allKnown,
    };
  }
  const { areas, people, unknown = [] } = residents;
  const find = areaFinder(towns);
  const unknownUnits = new Set<number>();
  for (const area of unknown) {
    const own = towns.indexOf(area);
    const unit = own < 0 ? find(...representativePoint(area)) : own;
    unknownUnits.add(unit < 0 ? towns.length : unit);
  }
  const boxes = unknown.map(boundsOf);
  const given = {
    kind: 'areas',
    assign,
    areas: areas.length,
    unknownUnits,
    reachesUnknown: (disc: Disc) =>
      unknown.some(
        (area, i) =>
          !isBeyond(boxes[i]!, disc, disc.radiusMetres) &&
          nearestOnArea(area, disc).distanceMetres < disc.radiusMetres,
      ),
  } as const;
  if (assign === 'area') return { ...inAreas(areas, people, towns), ...given };
  const places = areas.map(representativePoint);
  const longitudes = Float64Array.from(places, ([longitude]) => longitude);
  const latitudes = Float64Array.from(places, ([, latitude]) => latitude);
  return {
    ...atPoints(longitudes, latitudes, people, towns),
    ...given,
  };
}
