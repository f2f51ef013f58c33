import turfDistance from '@turf/distance';
import Flatbush from 'flatbush';
import { around } from 'geokdbush';
import KDBush from 'kdbush';
import { metresPerDegreeEast, reachDegrees } from '../../../src/geo/metric';
import { processorTime, time, type Timed } from '../clock';
import type { Workload } from '../workload';

/** Pairs of cell and shelter within the radius, and people reached at least once. */
export interface Counted {
  pairs: number;
  people: number;
}

/** Sums a depth per cell into the two numbers that all programs are compared by. */
export function counted(depth: Int32Array, counts: ArrayLike<number>): Counted {
  let [pairs, people] = [0, 0];
  for (let i = 0; i < depth.length; i++) {
    pairs += depth[i]!;
    if (depth[i]! > 0) people += counts[i]!;
  }
  return { pairs, people };
}

/** Milliseconds of the double loop over cells and shelters: a sample, extrapolated to all pairs. */
export function turfLoop({ longitudes, latitudes, discs }: Workload): number {
  const sample = Math.max(1, Math.floor(1_500_000 / discs.length));
  let inside = 0;
  const once = (cells: number) => {
    const start = processorTime();
    for (let i = 0; i < cells; i++) {
      const here = [longitudes[i]!, latitudes[i]!];
      for (const { longitude, latitude, radiusMetres } of discs) {
        const d = turfDistance(here, [longitude, latitude], { units: 'meters' });
        if (d <= radiusMetres) inside++;
      }
    }
    return processorTime() - start;
  };
  once(Math.ceil(sample / 4));
  const spent = once(sample);
  if (inside === 0) throw new Error('The sample of the turf loop reached no cell.');
  return (spent / sample) * longitudes.length;
}

export function turfFlatbush(work: Workload, runs: number): Timed<Counted> {
  const { longitudes, latitudes, counts, discs } = work;
  return time(
    () => {
      const index = new Flatbush(longitudes.length);
      for (let i = 0; i < longitudes.length; i++) index.add(longitudes[i]!, latitudes[i]!);
      index.finish();
      return index;
    },
    (index) => {
      const depth = new Int32Array(longitudes.length);
      for (const { longitude, latitude, radiusMetres } of discs) {
        const up = reachDegrees(radiusMetres);
        const across = radiusMetres / metresPerDegreeEast(Math.abs(latitude) + up) + 1e-4;
        const box = [longitude - across, latitude - up, longitude + across, latitude + up] as const;
        for (const i of index.search(...box)) {
          const to = [longitudes[i]!, latitudes[i]!];
          const d = turfDistance([longitude, latitude], to, { units: 'meters' });
          if (d <= radiusMetres) depth[i]!++;
        }
      }
      return counted(depth, counts);
    },
    runs,
  );
}

export function geokdbush(work: Workload, runs: number): Timed<Counted> {
  const { longitudes, latitudes, counts, discs } = work;
  return time(
    () => {
      const index = new KDBush(longitudes.length);
      for (let i = 0; i < longitudes.length; i++) index.add(longitudes[i]!, latitudes[i]!);
      return index.finish();
    },
    (index) => {
      const depth = new Int32Array(longitudes.length);
      for (const { longitude, latitude, radiusMetres } of discs) {
        const found = around(index, longitude, latitude, Infinity, radiusMetres / 1000);
        for (const i of found) depth[i]!++;
      }
      return counted(depth, counts);
    },
    runs,
  );
}
