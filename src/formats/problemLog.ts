import { text } from '../domain/text';
import { RowSet } from './rowSet';
import type { Problem } from './sheet';

/** Problems of each level that are listed one by one; the others are counted. */
export const mostListed = 10_000;

/** What a list of problems leaves out. */
interface Unlisted {
  count: Record<Problem['level'], number>;
  /** First row that has a problem which is not listed. */
  first: number;
}

/** The problems of a file while it is read: the first of each level word by word, all of them counted by their rows. */
export class ProblemLog {
  #listed: Problem[] = [];
  #rows = { error: new RowSet(), warning: new RowSet() };
  #counts = { error: 0, warning: 0 };
  #first = Infinity;
  /** One and the same as long as nothing is added. */
  #summary: Problem | null = null;

  /** A log that goes on from the problems of a file that was read. */
  static after({ problems, log }: { problems: readonly Problem[]; log?: ProblemLog }): ProblemLog {
    const next = new ProblemLog();
    if (log) {
      next.#listed = [...log.#listed];
      next.#rows = { error: log.#rows.error.copy(), warning: log.#rows.warning.copy() };
      next.#counts = { ...log.#counts };
      next.#first = log.#first;
    }
    const known = new Set(log?.problems);
    for (const problem of problems) if (!known.has(problem)) next.add(problem);
    return next;
  }

  /** Rows with a problem of a level, listed or not. */
  get rows(): Readonly<Record<Problem['level'], Pick<RowSet, 'size' | 'has'>>> {
    return this.#rows;
  }

  add(problem: Problem): void {
    const { level, row } = problem;
    this.#summary = null;
    this.#rows[level].add(row);
    if (++this.#counts[level] <= mostListed) this.#listed.push(detached(problem));
    else this.#first = Math.min(this.#first, row);
  }

  /** What is not listed; `null` when everything is. */
  get unlisted(): Unlisted | null {
    if (this.#first === Infinity) return null;
    const over = (level: Problem['level']) => Math.max(0, this.#counts[level] - mostListed);
    return { count: { error: over('error'), warning: over('warning') }, first: this.#first };
  }

  /** The listed problems by row, and a last one that says how many more there are. */
  get problems(): Problem[] {
    const sorted = [...this.#listed].sort((a, b) => a.row - b.row);
    const { unlisted } = this;
    if (!unlisted) return sorted;
    return [...sorted, (this.#summary ??= summaryOf(unlisted))];
  }
}

function summaryOf(unlisted: Unlisted): Problem {
  const { error, warning } = unlisted.count;
  const more = (error + warning).toLocaleString('en-US');
  const row = unlisted.first;
  const reason = text(
    `从第 ${row} 行起还有 ${more} 个问题没有逐条列出，只列每一类的前 ${mostListed.toLocaleString('en-US')} 个；请先按已列出的改正`,
    `from row ${row} on ${more} more problems are not listed one by one, only the first ${mostListed.toLocaleString('en-US')} of each kind; mend those first`,
  );
  return { row, field: null, value: '', level: 'warning', reason };
}

/** A short piece of a long text keeps all of it in memory; a copy does not. */
function detached(problem: Problem): Problem {
  const { value } = problem;
  return value.length < 13 ? problem : { ...problem, value: copied(value) };
}

const copied = (words: string): string => JSON.parse(JSON.stringify(words)) as string;
