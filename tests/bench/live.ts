import * as v from 'valibot';
import { coverage } from '../../src/analysis/coverage';
import { CoverageParams } from '../../src/analysis/coverageParams';
import type { Edit } from '../../src/domain/scenario';
import { applyScenario } from '../../src/pack/scenario';
import { Frames } from '../../src/worker/frames';
import { box, collection, packOf, shelterAt, townIn } from '../fixtures/pack';
import { seeded } from '../fixtures/random';
import type { BenchRow } from './row';
import { workloadOf } from './workload';

/** A district as large as the largest of the plans, with a shelter for every 1,700 cells. */
const district = { cells: 300_000, shelters: 180 };
const frames = 200;

/**
 * A shelter dragged over one district: figures, sums by town and the picture of uncovered residents as a file, beside
 * the same question asked anew at every frame. The peer answers a little more: it also finds distances and gaps.
 */
export function liveBench(): BenchRow[] {
  const { lattice, people, discs } = workloadOf(district);
  const random = seeded(5);
  const side = lattice.columns * lattice.cellDegrees;
  const towns = Array.from({ length: 27 }, (_, i) => {
    const [column, row] = [i % 9, Math.floor(i / 9)];
    const west = lattice.west + (column * side) / 9;
    const south = lattice.north - ((row + 1) * side) / 3;
    return townIn(box(west, south, west + side / 9, south + side / 3), `${i}`);
  });
  const pack = packOf({
    residents: { kind: 'grid', grid: { ...lattice, people } },
    towns: collection(towns),
    shelters: collection(
      discs.map(({ longitude, latitude }, i) =>
        shelterAt(longitude, latitude, {
          id: `s${i}`,
          duration: (['emergency', 'short', 'long'] as const)[i % 3]!,
        }),
      ),
    ),
  });
  const question = v.parse(CoverageParams, {});
  const colours = ['#c9b8dd', '#a58cc4', '#7a55a8', '#4b2a7b'];
  const live = new Frames();
  /** A hand that goes over the whole district in steps of about 100 m. */
  const edits = Array.from({ length: frames }, (_, i): Edit[] => [
    {
      kind: 'move',
      id: 's2',
      longitude: lattice.west + side * (0.1 + (0.8 * i) / frames),
      latitude: lattice.north - side * (0.5 + 0.2 * Math.sin(i / 20) + 0.001 * random()),
    },
  ]);
  const time = (work: () => void): number => {
    const { user, system } = process.cpuUsage();
    work();
    const spent = process.cpuUsage({ user, system });
    return (spent.user + spent.system) / 1000;
  };
  const frameOf = (each: Edit[]) => live.of(applyScenario(pack, each), question, colours);
  const freshOf = (each: Edit[]) => coverage.run(applyScenario(pack, each), question);
  for (const each of edits.slice(0, 50)) frameOf(each);
  let touched = 0;
  const ours = time(() => {
    for (const each of edits) touched += frameOf(each).figures.touched;
  });
  const few = edits.slice(0, 12);
  for (const each of few) freshOf(each);
  const fresh = time(() => few.forEach(freshOf));
  const last = edits.at(-1)!;
  const differs = frameOf(last).figures.covered !== freshOf(last).summary.covered;
  return [
    {
      work: 'a dragged shelter, 300,000 cells, one frame',
      ours: { name: 'changed rows', milliseconds: ours / frames },
      peer: { name: 'asked anew', milliseconds: fresh / few.length },
      target: null,
      limit: { value: ours / frames, most: 4, unit: 'ms' },
      note: `${Math.round(touched / frames).toLocaleString('en')} cells touched a frame of ${district.cells.toLocaleString('en')}; ${differs ? 'DIFFERS from' : 'equals'} the fresh answer`,
    },
  ];
}
