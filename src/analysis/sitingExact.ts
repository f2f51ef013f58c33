import type { Highs } from 'highs';
import { among, candidatesOf, lazyGreedy, type Covering, type Selection } from './maximalCovering';

/** Problems larger than this are left to greedy: pairs of a candidate and a group of places. */
export const mostExactPairs = 300_000;

/** What the solver found: the best choice, or what is known when its time was up. */
export interface Exact extends Selection {
  isOptimal: boolean;
}

/** How far the figures of the solver may be from those of whole sites, as a share: its tolerance. */
const tolerance = 1e-6;

/**
 * The choice of at most `k` sites that covers most people (maximal covering location problem, Church & ReVelle 1974),
 * solved as an integer program: maximise Σ wᵢyᵢ with yᵢ ≤ Σ x over the candidates that cover i, Σ x ≤ k, x whole.
 * Sites come in the order of greedy among themselves.
 * @param start a choice to begin with, for example greedy's
 * @param seconds after which the solver stops with the best it has and a bound
 */
export function solveCovering(
  highs: Highs,
  covering: Covering,
  k: number,
  start: readonly number[],
  seconds: number,
): Exact {
  const { offsets, places, weights } = covering;
  const candidates = candidatesOf(covering);
  const groups = weights.length;
  const columns = candidates + groups;
  const { infinity, constants } = highs;
  // Row i: yᵢ − Σ x ≤ 0; the last row: Σ x ≤ k. By columns: a candidate's groups and the last row; then each y.
  const starts = new Int32Array(columns + 1);
  const indices = new Int32Array(places.length + candidates + groups);
  const values = new Float64Array(indices.length);
  let at = 0;
  for (let candidate = 0; candidate < candidates; candidate++) {
    const own = places.slice(offsets[candidate], offsets[candidate + 1]).sort();
    for (const group of own) {
      indices[at] = group;
      values[at++] = -1;
    }
    indices[at] = groups;
    values[at++] = 1;
    starts[candidate + 1] = at;
  }
  for (let group = 0; group < groups; group++) {
    indices[at] = group;
    values[at++] = 1;
    starts[candidates + group + 1] = at;
  }
  const colCost = new Float64Array(columns);
  colCost.set(weights, candidates);
  const rowUpper = new Float64Array(groups + 1);
  rowUpper[groups] = k;
  const integrality = new Int32Array(columns);
  integrality.fill(constants.variableType.integer, 0, candidates);
  const rows = groups + 1;
  return highs.withModel(
    {
      numCols: columns,
      numRows: rows,
      sense: constants.objectiveSense.maximize,
      colCost,
      colLower: new Float64Array(columns),
      colUpper: new Float64Array(columns).fill(1),
      rowLower: new Float64Array(rows).fill(-infinity),
      rowUpper,
      matrix: { format: 'csc', numRows: rows, numCols: columns, starts, indices, values },
      integrality,
    },
    (model): Exact => {
      model.options.set({
        output_flag: false,
        time_limit: seconds,
        mip_rel_gap: 0,
        random_seed: 0,
      });
      model.setSolution({ colValue: solutionOf(covering, start, columns) });
      model.run();
      const { colValue } = model.getSolution();
      const taken = [...Array(candidates).keys()].filter((candidate) => colValue[candidate]! > 0.5);
      const found = inGreedyOrder(covering, taken);
      const proven = model.getModelStatus() === constants.modelStatus.optimal;
      const bound = Number(model.info.get('mip_dual_bound'));
      const isOptimal = proven && found.total >= bound * (1 - tolerance) - tolerance;
      return { ...found, upperBound: isOptimal ? found.total : bound, isOptimal };
    },
  );
}

function solutionOf({ offsets, places }: Covering, sites: readonly number[], columns: number) {
  const values = new Float64Array(columns);
  const candidates = offsets.length - 1;
  for (const site of sites) {
    values[site] = 1;
    for (const group of places.subarray(offsets[site], offsets[site + 1]))
      values[candidates + group] = 1;
  }
  return values;
}

/** Given sites in the order in which greedy takes them, without those that add nobody. */
function inGreedyOrder(
  covering: Covering,
  taken: readonly number[],
): Omit<Selection, 'upperBound'> {
  const { sites, gains, total } = lazyGreedy(among(covering, taken), taken.length);
  return { sites: sites.map((i) => taken[i]!), gains, total };
}
