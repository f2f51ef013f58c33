import geographicLib from 'geographiclib-geodesic';
import { discRuns, indexLattice, runCapacity } from '../../src/geo/lattice';
import { eachInside, indexPoints } from '../../src/geo/points';
import { processorTime } from './clock';
import type { BenchRow } from './row';
import { sizes, workloadOf, type Size, type Workload } from './workload';

/** How the pairs of cell and shelter that the indexes find compare with the WGS 84 geodesic. */
export interface Comparison {
  /** Pairs within the radius by the geodesic. */
  pairs: number;
  /** Pairs whose distance was measured with GeographicLib: all near a radius, and a sample of the rest. */
  measured: number;
  /** Pairs that one side has and the other has not. */
  differentOnLattice: number;
  differentOnPoints: number;
}

/** Radius of the sphere, metres; a haversine with it is within 0.57 % of the geodesic anywhere on Earth. */
const sphereMetres = 6371008.8;
const sphereError = 0.0057;
const radian = Math.PI / 180;

function haversineMetres(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const up = Math.sin(((lat2 - lat1) * radian) / 2);
  const across = Math.sin(((lon2 - lon1) * radian) / 2);
  const square = up * up + Math.cos(lat1 * radian) * Math.cos(lat2 * radian) * across * across;
  return 2 * sphereMetres * Math.asin(Math.sqrt(square));
}

/**
 * Decides every pair by a way that shares nothing with the indexes: all cells of a box a tenth larger than the disc, a
 * haversine where even its error leaves no doubt, GeographicLib for the rest and for every 997th pair.
 */
export function comparePairs(work: Workload): Comparison {
  const { lattice, people, longitudes, latitudes, discs } = work;
  const { west, north, cellDegrees, columns, rows } = lattice;
  const onLattice = indexLattice(lattice, people);
  const onPoints = indexPoints(longitudes, latitudes);
  const widest = discs.reduce((radius, disc) => Math.max(radius, disc.radiusMetres), 0);
  const runs = new Int32Array(runCapacity(onLattice, widest));
  // The number of the disc that an index last put a cell into, from 1.
  const byLattice = new Uint16Array(columns * rows);
  const byPoints = new Uint16Array(columns * rows);
  const cellOf = (longitude: number, latitude: number) =>
    Math.floor((north - latitude) / cellDegrees) * columns +
    Math.floor((longitude - west) / cellDegrees);
  const cellOfPoint = Int32Array.from(onPoints.order, (i) => cellOf(longitudes[i]!, latitudes[i]!));
  const found = { pairs: 0, measured: 0, differentOnLattice: 0, differentOnPoints: 0 };
  let seen = 0;
  discs.forEach((disc, number) => {
    const { longitude, latitude, radiusMetres } = disc;
    const mark = number + 1;
    let [latticeCount, pointCount] = [0, 0];
    const written = discRuns(onLattice, disc, runs);
    for (let at = 0; at < written; at += 2) {
      for (let i = runs[at]!; i < runs[at + 1]!; i++) byLattice[onLattice.cells[i]!] = mark;
      latticeCount += runs[at + 1]! - runs[at]!;
    }
    eachInside(onPoints, disc, (point) => {
      byPoints[cellOfPoint[point]!] = mark;
      pointCount++;
    });
    const up = (radiusMetres * 1.1) / 110_000;
    const across = up / Math.cos((Math.abs(latitude) + up) * radian);
    const top = Math.max(0, Math.floor((north - latitude - up) / cellDegrees));
    const bottom = Math.min(rows - 1, Math.ceil((north - latitude + up) / cellDegrees));
    const left = Math.max(0, Math.floor((longitude - across - west) / cellDegrees));
    const right = Math.min(columns - 1, Math.ceil((longitude + across - west) / cellDegrees));
    for (let row = top; row <= bottom; row++) {
      const y = north - (row + 0.5) * cellDegrees;
      for (let column = left; column <= right; column++) {
        const cell = row * columns + column;
        if (people[cell] === 0) continue;
        const x = west + (column + 0.5) * cellDegrees;
        let metres = haversineMetres(longitude, latitude, x, y);
        if (Math.abs(metres - radiusMetres) <= sphereError * radiusMetres || ++seen % 997 === 0) {
          metres = geographicLib.Geodesic.WGS84.Inverse(latitude, longitude, y, x).s12!;
          found.measured++;
        }
        const isInside = metres <= radiusMetres;
        if (isInside) found.pairs++;
        const inLattice = byLattice[cell] === mark;
        const inPoints = byPoints[cell] === mark;
        if (inLattice !== isInside) found.differentOnLattice++;
        if (inPoints !== isInside) found.differentOnPoints++;
        latticeCount -= +inLattice;
        pointCount -= +inPoints;
      }
    }
    // Whatever an index found outside the box is wrong as well.
    found.differentOnLattice += latticeCount;
    found.differentOnPoints += pointCount;
  });
  return found;
}

/** The promise that no pair differs from the geodesic. */
export function exactBench(size: Size): BenchRow[] {
  const start = processorTime();
  const { pairs, measured, differentOnLattice, differentOnPoints } = comparePairs(
    workloadOf(sizes[size]),
  );
  const value = differentOnLattice + differentOnPoints;
  return [
    {
      work: `pairs that differ from the geodesic, ${size}`,
      ours: { name: 'lattice and points', milliseconds: processorTime() - start },
      peer: null,
      target: null,
      limit: { value, most: 0, unit: 'pairs' },
      note: `${pairs.toLocaleString('en')} pairs compared, ${value} different; ${measured.toLocaleString('en')} distances by GeographicLib`,
    },
  ];
}
