import {
  columnLongitude,
  indexLattice,
  latticeDepth,
  latticePeopleInside,
  latticeRound,
  rowLatitude,
  towardsLattice,
  type LatticeIndex,
} from '../geo/lattice';
import type { Lattice } from '../domain/grid';
import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { coveredShares, indexAreas, type AreaIndex } from '../geo/areas';
import { isInside, type Disc } from '../geo/metric';
import { cutByUnits, type Pieces } from '../geo/pieces';
import { nearestOfLattice, nearestOfPoints } from '../geo/nearest';
import { indexPoints, pointDepth, pointPeopleInside } from '../geo/points';
import { areaFinder, boundsOf, rasterise, representativePoint, type Area } from '../geo/polygons';
import { subCellsOf } from '../geo/subCells';
import type { ChosenCells, Population, Sums } from './population';

/** A population without what names its kind. */
export type Built = Omit<
  Population,
  'kind' | 'assign' | 'areas' | 'unknownUnits' | 'reachesUnknown'
>;

/** Sums people by town over the places whose mark is above 0; over all without marks. */
function sumByUnit(
  people: Float64Array,
  unitOf: Int32Array,
  units: number,
  marks?: ArrayLike<number>,
): Sums {
  const byUnit = new Float64Array(units + 1);
  for (let place = 0; place < people.length; place++) {
    if (marks && !(marks[place]! > 0)) continue;
    const unit = unitOf[place]!;
    byUnit[unit < 0 ? units : unit]! += people[place]!;
  }
  return { people: byUnit.reduce((sum, part) => sum + part, 0), byUnit };
}

/** 1 for every place that no disc reaches. */
const unreached = (depth: Int32Array): Uint8Array =>
  Uint8Array.from(depth, (discs) => +(discs === 0));

/** 1 for every place that some disc reaches. */
const reachedPlaces = (depth: Int32Array): Uint8Array =>
  Uint8Array.from(depth, (discs) => +(discs > 0));

/**
 * Residents at the centres of the populated cells of a lattice.
 * @param owner town of each cell of the lattice, -1 outside; by default the first that holds its centre
 */
export function onLattice(
  index: LatticeIndex,
  towns: Area[],
  owner: Int32Array = rasterise(towns, index.lattice),
): Built {
  const { lattice, cells, people } = index;
  const unitOf = Int32Array.from(cells, (cell) => owner[cell]!);
  const sum = (marks?: ArrayLike<number>) => sumByUnit(people, unitOf, towns.length, marks);
  const position = (place: number): [number, number] => [
    columnLongitude(lattice, cells[place]! % lattice.columns),
    rowLatitude(lattice, Math.floor(cells[place]! / lattice.columns)),
  ];
  const all = sum();
  return {
    total: all.people,
    byUnit: all.byUnit,
    people,
    unitOf,
    position,
    reached(discs) {
      const depth = latticeDepth(index, discs);
      return {
        ...sum(depth),
        uncovered: () => ({ index, chosen: unreached(depth) }),
        marks: () => reachedPlaces(depth),
      };
    },
    inside: (discs) => latticePeopleInside(index, discs),
    nearest: (sites) => nearestOfLattice(index, sites),
    index,
    cells: index,
    cellsAt: (marks) => ({ index, chosen: marks }),
    atPlaces: sum,
  };
}

/** Cells that scattered points are gathered into for clusters: about 250 m. */
const clusterCellDegrees = 0.0025;

/** Residents at points. */
export function atPoints(
  longitudes: Float64Array,
  latitudes: Float64Array,
  people: Float64Array,
  towns: Area[],
): Built {
  const index = indexPoints(longitudes, latitudes, people);
  const find = areaFinder(towns);
  const unitOf = Int32Array.from(index.longitudes, (longitude, i) =>
    find(longitude, index.latitudes[i]!),
  );
  const sum = (marks?: ArrayLike<number>) => sumByUnit(index.people, unitOf, towns.length, marks);
  const all = sum();
  const lattice = gatheringLattice(index.longitudes, index.latitudes);
  const cellOf = Int32Array.from(index.longitudes, (longitude, i) => {
    const column = Math.floor(
      (towardsLattice(lattice, longitude) - lattice.west) / lattice.cellDegrees,
    );
    const row = Math.floor((lattice.north - index.latitudes[i]!) / lattice.cellDegrees);
    return row * lattice.columns + column;
  });
  const gather = (marks: Uint8Array): ChosenCells => {
    const gathered = new Float64Array(lattice.columns * lattice.rows);
    cellOf.forEach((cell, place) => {
      if (marks[place]) gathered[cell]! += index.people[place]!;
    });
    const cells = indexLattice(lattice, gathered);
    return { index: cells, chosen: new Uint8Array(cells.cells.length).fill(1) };
  };
  return {
    total: all.people,
    byUnit: all.byUnit,
    people: index.people,
    unitOf,
    position: (place) => [index.longitudes[place]!, index.latitudes[place]!],
    reached(discs) {
      const depth = pointDepth(index, discs);
      return {
        ...sum(depth),
        uncovered: () => gather(unreached(depth)),
        marks: () => reachedPlaces(depth),
      };
    },
    inside: (discs) => pointPeopleInside(index, discs),
    nearest: (sites) => nearestOfPoints(index, sites),
    index,
    cellsAt: gather,
    cells: gather(new Uint8Array(index.people.length).fill(1)).index,
    atPlaces: sum,
  };
}

const mostGatheringCells = 1_000_000;

function gatheringLattice(longitudes: Float64Array, latitudes: Float64Array): Lattice {
  const box = latticeRound(longitudes, latitudes, mostGatheringCells);
  if (box.cellDegrees >= clusterCellDegrees) return box;
  const shrink = box.cellDegrees / clusterCellDegrees;
  return {
    ...box,
    cellDegrees: clusterCellDegrees,
    columns: Math.floor(box.columns * shrink) + 1,
    rows: Math.floor(box.rows * shrink) + 1,
  };
}

/**
 * Residents spread evenly over areas: shares by exact rows, distances and clusters by sub-cells. An area that reaches
 * over several towns is cut along their outlines; areas that are the towns themselves need no cutting. The sub-cells of
 * each town add up to its residents.
 * @throws Failure when the areas reach across ±180°, where their rows and sub-cells would go round the globe
 */
export function inAreas(areas: Area[], people: Float64Array, towns: Area[]): Built {
  refuseAntimeridian([...areas, ...towns]);
  const points = areas.map(representativePoint);
  const pieces = piecesOf(areas, indexAreas(areas), towns);
  const { index, areaOf, unitOf, shareOf } = pieces;
  const residents = Float64Array.from(areaOf, (area, piece) => people[area]! * shareOf[piece]!);
  const spread = subCellsOf(areas, pieces, residents, towns);
  const onCells = onLattice(indexLattice(spread.lattice, spread.people), towns, spread.unitOf);
  const sumShares = (shares: Float64Array): Sums => {
    const byUnit = new Float64Array(towns.length + 1);
    shares.forEach((share, piece) => {
      const unit = unitOf[piece]!;
      byUnit[unit < 0 ? towns.length : unit]! += share * residents[piece]!;
    });
    return { people: byUnit.reduce((sum, part) => sum + part, 0), byUnit };
  };
  /** A piece without extent is a place: inside or outside as a whole. */
  const sharesOf = (discs: readonly Disc[]): Float64Array =>
    coveredShares(index, discs).map((share, piece) =>
      Number.isNaN(share)
        ? Number(discs.some((disc) => isInside(disc, ...points[areaOf[piece]!]!)))
        : share,
    );
  return {
    ...onCells,
    total: people.reduce((sum, part) => sum + part, 0),
    byUnit: sumShares(new Float64Array(areaOf.length).fill(1)).byUnit,
    reached: (discs) => ({
      ...sumShares(sharesOf(discs)),
      uncovered: () => onCells.reached(discs).uncovered(),
      marks: () => onCells.reached(discs).marks(),
    }),
    inside: (discs) => Float64Array.from(discs, (disc) => sumShares(sharesOf([disc])).people),
  };
}

function piecesOf(areas: Area[], rows: AreaIndex, towns: Area[]): Pieces {
  const ownUnits = Int32Array.from(areas, (area) => towns.indexOf(area));
  if (!ownUnits.includes(-1)) {
    return {
      index: rows,
      areaOf: Int32Array.from(areas.keys()),
      unitOf: ownUnits,
      shareOf: new Float64Array(areas.length).fill(1),
    };
  }
  return cutByUnits(areas, rows, towns);
}

/** No district is half a globe wide: an area that is has positions on both sides of ±180°. */
function refuseAntimeridian(areas: readonly Area[]): void {
  const boxes = areas.map(boundsOf);
  const west = boxes.reduce((least, box) => Math.min(least, box[0]), Infinity);
  const east = boxes.reduce((most, box) => Math.max(most, box[2]), -Infinity);
  if (!(east - west > 180)) return;
  throw new Failure(
    text(
      `居民或镇街的多边形从经度 ${west}° 到 ${east}°，跨越 ±180° 经线，无法按面积分布；请改用代表点，或把经度改为连续的。`,
      `The polygons of residents or towns reach from longitude ${west}° to ${east}°, across ±180°, and residents cannot be spread over them; place them at representative points, or make the longitudes continuous.`,
    ),
  );
}
