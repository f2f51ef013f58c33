import { execFileSync } from 'node:child_process';
import loadHighs from 'highs';
import { greedyRule } from '../../src/analysis/greedy';
import { solveTransport, type Transport } from '../../src/analysis/transport';
import { pairsInside } from '../../src/analysis/travelPairs';
import { indexLattice } from '../../src/geo/lattice';
import { seeded } from '../fixtures/random';
import type { BenchRow } from './row';
import { sizes, workloadOf } from './workload';

interface Solved {
  placed: number;
  cost: number;
  milliseconds: number;
}

/** Residents within the service radius of shelters whose room is about 60 % of what they need, in centimetres. */
function scarce(size: { cells: number; shelters: number }): Transport {
  const { lattice, people, discs } = workloadOf(size);
  const index = indexLattice(lattice, people);
  const { offsets, site, metres } = pairsInside(index, discs);
  const inReach = index.people.reduce(
    (sum, count, cell) => (offsets[cell + 1]! > offsets[cell]! ? sum + count : sum),
    0,
  );
  const random = seeded(7);
  const weights = discs.map(() => 0.2 + 1.6 * random());
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    people: index.people,
    capacities: Float64Array.from(weights, (weight) =>
      Math.round((weight / total) * inReach * 0.6),
    ),
    offsets,
    site,
    cost: Int32Array.from(metres, (d) => Math.round(100 * d)),
  };
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Median milliseconds of processor time after runs that do not count. */
function ours(problem: Transport): Solved {
  const times: number[] = [];
  let plan = solveTransport(problem);
  for (let run = -3; run < 7; run++) {
    const start = processorTime();
    plan = solveTransport(problem);
    if (run >= 0) times.push(processorTime() - start);
  }
  const { placed, cost } = plan;
  return { placed, cost, milliseconds: times.sort((a, b) => a - b)[3]! };
}

/** The demands that reach anything; the others are no part of the peers' work. */
const reaching = ({ people, offsets }: Transport): number[] =>
  Array.from({ length: people.length }, (_, demand) => demand).filter(
    (demand) => offsets[demand + 1]! > offsets[demand]!,
  );

const highest = (values: ArrayLike<number>): number => {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]!);
  return most;
};

// A place is worth more than any chain of moves that plays a part in these workloads; that it is enough is seen from
// as many people being placed.
const worthOf = ({ cost }: Transport): number => 8 * highest(cost);

const program = `
import json, sys, time
import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, vstack
p = json.load(sys.stdin)
people, capacities, demand, site, cost = (np.array(p[k]) for k in ('people', 'capacities', 'demand', 'site', 'cost'))
arcs = np.arange(len(site))
ones = np.ones(len(site))
rows = vstack([csr_matrix((ones, (demand, arcs)), shape=(len(people), len(site))),
               csr_matrix((ones, (site, arcs)), shape=(len(capacities), len(site)))]).tocsr()
start = time.process_time()
r = linprog(cost - float(p['worth']), A_ub=rows, b_ub=np.concatenate([people, capacities]), bounds=(0, None), method='highs')
spent = time.process_time() - start
print(json.dumps({'placed': round(r.x.sum()), 'cost': round((r.x * cost).sum()), 'milliseconds': 1000 * spent}))
`;

/** The same linear programme by HiGHS in scipy; `null` where scipy is not installed. */
function byScipy(problem: Transport): Solved | null {
  try {
    execFileSync('python3', ['-c', 'import scipy.optimize'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const demands = reaching(problem);
  const demand = demands.flatMap((own, i) =>
    new Array<number>(problem.offsets[own + 1]! - problem.offsets[own]!).fill(i),
  );
  const input = JSON.stringify({
    people: demands.map((own) => problem.people[own]),
    capacities: Array.from(problem.capacities),
    demand,
    site: Array.from(problem.site),
    cost: Array.from(problem.cost),
    worth: worthOf(problem),
  });
  const output = execFileSync('python3', ['-c', program], { input, maxBuffer: 1e9 });
  return JSON.parse(output.toString()) as Solved;
}

/** The same linear programme by HiGHS in WebAssembly; reading its text is not part of the time of others either. */
async function byWasm(problem: Transport): Promise<Solved> {
  const { people, capacities, offsets, site, cost } = problem;
  const highs = await loadHighs();
  const worth = worthOf(problem);
  const atSite = Array.from(capacities, (): string[] => []);
  const terms: string[] = [];
  const rows = reaching(problem).map((demand) => {
    const own: string[] = [];
    for (let arc = offsets[demand]!; arc < offsets[demand + 1]!; arc++) {
      own.push(`x${arc}`);
      terms.push(`- ${worth - cost[arc]!} x${arc}`);
      atSite[site[arc]!]!.push(`x${arc}`);
    }
    return `d${demand}: ${own.join(' + ')} <= ${people[demand]!}`;
  });
  atSite.forEach((own, s) => {
    if (own.length > 0) rows.push(`s${s}: ${own.join(' + ')} <= ${capacities[s]!}`);
  });
  const lines = `Minimize\n o: ${terms.join('\n ')}\nSubject To\n ${rows.join('\n ')}\nEnd`;
  const start = processorTime();
  const answer = highs.solve(lines, { output_flag: false });
  const milliseconds = processorTime() - start;
  let [placed, total] = [0, 0];
  for (const [name, { Primal }] of Object.entries(answer.Columns) as [
    string,
    { Primal: number },
  ][]) {
    placed += Primal;
    total += Primal * cost[Number(name.slice(1))]!;
  }
  return { placed: Math.round(placed), cost: Math.round(total), milliseconds };
}

function refuseDifference(name: string, mine: Solved, theirs: Solved): void {
  if (mine.placed === theirs.placed && mine.cost === theirs.cost) return;
  throw new Error(
    `${name} places ${theirs.placed} people at ${theirs.cost} cm, the solver ${mine.placed} at ${mine.cost} cm.`,
  );
}

function rowOf(
  work: string,
  problem: Transport,
  mine: Solved,
  peer: { name: string; solved: Solved | null },
  target: number | null,
): BenchRow {
  const greedy = greedyRule(problem).placed;
  const loss = ((1 - greedy / mine.placed) * 100).toFixed(2);
  if (peer.solved) refuseDifference(peer.name, mine, peer.solved);
  const check = peer.solved ? 'same people and cost as the peer' : `${peer.name} is not installed`;
  return {
    work,
    ours: { name: 'auction and shortest paths', milliseconds: mine.milliseconds },
    peer: peer.solved && { name: peer.name, milliseconds: peer.solved.milliseconds },
    target,
    note: `${mine.placed.toLocaleString('en')} people placed, ${check}; greedy places ${loss} % fewer`,
  };
}

/** Exact allocation with too little room, beside HiGHS on the same linear programme. */
export async function allocationBench(): Promise<BenchRow[]> {
  const small = scarce(sizes.S);
  const mineSmall = ours(small);
  const wasm = await byWasm(small);
  const large = scarce(sizes.M);
  const mineLarge = ours(large);
  return [
    rowOf(
      'exact allocation, M scarce',
      large,
      mineLarge,
      { name: 'scipy HiGHS', solved: byScipy(large) },
      50,
    ),
    rowOf(
      'exact allocation, S scarce',
      small,
      mineSmall,
      { name: 'HiGHS (WebAssembly)', solved: wasm },
      null,
    ),
  ];
}
