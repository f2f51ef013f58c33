import {
  columnLongitude,
  indexLattice,
  latticeDepth,
  latticePeopleInside,
  rowLatitude,
  type LatticeIndex,
} from '../geo/lattice';
import type { Lattice } from '../domain/grid';
import { coveredShares, indexAreas, latticeRound, spreadAreas } from '../geo/areas';
import { isInside, type Disc } from '../geo/metric';
import { nearestOfLattice, nearestOfPoints } from '../geo/nearest';
import { indexPoints, pointDepth, pointPeopleInside } from '../geo/points';
import { areaFinder, rasterise, representativePoint, type Area } from '../geo/polygons';
import type { ChosenCells, Population, Sums } from './population';

/** A population without what names its kind. */
export type Built = Omit<Population, 'kind' | 'assign' | 'areas'>;

/** Sums people by town over the places whose mark is above 0; over all without marks. */
function sumByUnit(
  people: Float64Array,
  unitOf: Int16Array,
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

/** Residents at the centres of the populated cells of a lattice. */
export function onLattice(index: LatticeIndex, towns: Area[]): Built {
  const { lattice, cells, people } = index;
  const owner = rasterise(towns, lattice);
  const unitOf = Int16Array.from(cells, (cell) => owner[cell]!);
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
      return { ...sum(depth), uncovered: () => ({ index, chosen: unreached(depth) }) };
    },
    inside: (discs) => latticePeopleInside(index, discs),
    nearest: (sites) => nearestOfLattice(index, sites),
    cells: index,
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
  const unitOf = Int16Array.from(index.longitudes, (longitude, i) =>
    find(longitude, index.latitudes[i]!),
  );
  const sum = (marks?: ArrayLike<number>) => sumByUnit(index.people, unitOf, towns.length, marks);
  const all = sum();
  const lattice = gatheringLattice(index.longitudes, index.latitudes);
  const cellOf = Int32Array.from(index.longitudes, (longitude, i) => {
    const column = Math.floor((longitude - lattice.west) / lattice.cellDegrees);
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
      return { ...sum(depth), uncovered: () => gather(unreached(depth)) };
    },
    inside: (discs) => pointPeopleInside(index, discs),
    nearest: (sites) => nearestOfPoints(index, sites),
    cells: gather(new Uint8Array(index.people.length).fill(1)).index,
    atPlaces: sum,
  };
}

const mostGatheringCells = 1_000_000;

function gatheringLattice(longitudes: Float64Array, latitudes: Float64Array): Lattice {
  const box = latticeRound(
    Array.from(longitudes, (longitude, i) => [longitude, latitudes[i]!, longitude, latitudes[i]!]),
    mostGatheringCells,
  );
  if (box.cellDegrees >= clusterCellDegrees) return box;
  const shrink = box.cellDegrees / clusterCellDegrees;
  return {
    ...box,
    cellDegrees: clusterCellDegrees,
    columns: Math.floor(box.columns * shrink) + 1,
    rows: Math.floor(box.rows * shrink) + 1,
  };
}

/** Residents spread evenly over areas: shares by exact rows, distances and clusters by sub-cells. */
export function inAreas(areas: Area[], people: Float64Array, towns: Area[]): Built {
  const rows = indexAreas(areas);
  const spread = spreadAreas(areas, people);
  const cells = indexLattice(spread.lattice, spread.people);
  const onCells = onLattice(cells, towns);
  const find = areaFinder(towns);
  const points = areas.map(representativePoint);
  const unitOf = Int16Array.from(points, ([longitude, latitude]) => find(longitude, latitude));
  const sumShares = (shares: Float64Array): Sums => {
    const byUnit = new Float64Array(towns.length + 1);
    shares.forEach((share, i) => {
      const unit = unitOf[i]!;
      byUnit[unit < 0 ? towns.length : unit]! += share * people[i]!;
    });
    return { people: byUnit.reduce((sum, part) => sum + part, 0), byUnit };
  };
  /** An area without extent is a place: inside or outside as a whole. */
  const sharesOf = (discs: readonly Disc[]): Float64Array =>
    coveredShares(rows, discs).map((share, i) =>
      Number.isNaN(share) ? Number(discs.some((disc) => isInside(disc, ...points[i]!))) : share,
    );
  const all = sumShares(new Float64Array(areas.length).fill(1));
  return {
    ...onCells,
    total: all.people,
    byUnit: all.byUnit,
    reached: (discs) => ({
      ...sumShares(sharesOf(discs)),
      uncovered: () => onCells.reached(discs).uncovered(),
    }),
    inside: (discs) => Float64Array.from(discs, (disc) => sumShares(sharesOf([disc])).people),
  };
}
