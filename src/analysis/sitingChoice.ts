import { text, type Text } from '../domain/text';
import type { Progress } from './define';
import { among, collapse, lazyGreedy, type Covering, type Selection } from './maximalCovering';
import { greedyArea } from './sitingArea';
import { lagrangeBound } from './sitingBound';
import { mostExactPairs, solveCovering } from './sitingExact';
import type { SitingQuestion } from './sitingParams';
import type { Promising, Reach } from './sitingReach';
import { metWith, type Standing } from './sitingStanding';
import { loadSolver } from './solver';

/** The sites chosen, and the places as they stand with them. */
export interface Choice extends Selection {
  /** Who found the sites. */
  method: 'greedy' | 'solver';
  greedyGains: number[] | null;
  isMetAfter: Uint8Array;
  notes: Text[];
}

/** After this long the exact solver stops with the best it has. */
const solverSeconds = 20;

/** Chooses sites among candidates for the goal of a question. */
export async function choose(
  { covering, residents }: Reach,
  { candidates, surplusPeople: others }: Promising,
  standing: Standing,
  question: SitingQuestion,
  progress: Progress,
): Promise<Choice> {
  if (question.goal === 'area') {
    const supply = Float64Array.from(residents, (people, i) =>
      people > 0 ? candidates[i]!.effectiveAreaSquareMetres / people : 0,
    );
    const problem = { covering, supply, need: standing.need, others };
    const chosen = greedyArea(problem, question.sites, (done) =>
      progress(done, question.sites, text('选址', 'Choosing sites')),
    );
    const isMetAfter = metWith(covering, chosen.sites, standing, supply);
    return { ...chosen, method: 'greedy', greedyGains: null, isMetAfter, notes: [] };
  }
  const best = await cover(collapse(covering), others, question, progress);
  return { ...best, isMetAfter: metWith(covering, best.sites, standing, null) };
}

/** Sums of fractions of people differ in the last digits. */
const almost = 1e-12;

/** Greedy, a bound, and where that leaves a doubt the solver on the candidates that could still be in a better choice. */
async function cover(
  problem: Covering,
  others: number,
  question: SitingQuestion,
  progress: Progress,
): Promise<Omit<Choice, 'isMetAfter'>> {
  const k = question.sites;
  const isWhole = problem.weights.every(Number.isInteger);
  const atMost = (people: number) => (isWhole ? Math.floor(people + 1e-6) : people);
  progress(0, 1, text('贪心与上界', 'Greedy and its bound'));
  const { sites, gains, total, upperBound } = lazyGreedy(problem, k);
  const bound = lagrangeBound(problem, k, total, others);
  const inside = Math.max(total, atMost(Math.min(upperBound, bound.upperBound)));
  const outside = atMost(bound.withOthers);
  const greedy = {
    ...{ sites, gains, total, upperBound: Math.max(inside, outside) },
    ...{ method: 'greedy' as const, greedyGains: null, notes: [] },
  };
  if (total >= inside * (1 - almost) || question.exact === 'greedy') return greedy;
  const kept = [...bound.withCandidate.keys()].filter(
    (candidate) => atMost(bound.withCandidate[candidate]!) > total * (1 + almost),
  );
  const reduced = collapse(among(problem, kept));
  if (reduced.places.length > mostExactPairs)
    return { ...greedy, notes: [tooLarge(reduced.places.length)] };
  progress(0, 1, text('精确求解', 'Solving exactly'));
  try {
    const highs = await loadSolver();
    const start = sites.map((site) => kept.indexOf(site)).filter((site) => site >= 0);
    const exact = solveCovering(highs, reduced, k, start, solverSeconds);
    const most = Math.max(total, Math.min(inside, atMost(exact.upperBound)));
    const notes = exact.isOptimal ? [] : [timeUp];
    // Of two choices that cover as many, greedy's has the more useful order: every beginning of it is greedy too.
    if (exact.total <= total * (1 + almost))
      return { ...greedy, upperBound: Math.max(most, outside), notes };
    return {
      sites: exact.sites.map((site) => kept[site]!),
      gains: exact.gains,
      total: exact.total,
      upperBound: Math.max(exact.isOptimal ? exact.total : most, outside),
      method: 'solver',
      greedyGains: gains,
      notes,
    };
  } catch (error) {
    return { ...greedy, notes: [unavailable(error)] };
  }
}

const tooLarge = (pairs: number): Text =>
  text(
    `排除不可能更好的候选后还有 ${pairs} 对候选与居民组，超过精确求解的上限 ${mostExactPairs}，只用贪心。`,
    `Without candidates that cannot be in a better choice there are ${pairs} pairs of candidates and groups of residents, above the limit of ${mostExactPairs} for an exact solution; greedy was used.`,
  );

const timeUp = text(
  `精确求解在 ${solverSeconds} 秒内没有完成，取已找到的最好方案；较快的机器可能得到更好的方案。`,
  `The exact solution did not end within ${solverSeconds} s; this is the best choice found, and a faster machine may find a better one.`,
);

function unavailable(error: unknown): Text {
  const reason = error instanceof Error ? error.message : String(error);
  return text(
    `精确求解器不可用（${reason}），只用贪心。`,
    `The exact solver cannot be used (${reason}); greedy was used.`,
  );
}
