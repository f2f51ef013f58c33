/** Milliseconds of processor time so far: other programs on the machine do not count. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Median milliseconds of building an index and of asking it, after runs that do not count, and the last answer. */
export interface Timed<Answer> {
  build: number;
  query: number;
  answer: Answer;
}

/** Runs a build and a query in turn; the warm-up runs let the compiler settle. */
export function time<Index, Answer>(
  build: () => Index,
  query: (index: Index) => Answer,
  runs: number,
): Timed<Answer> {
  const warmUps = runs > 3 ? 5 : 2;
  const builds: number[] = [];
  const queries: number[] = [];
  for (let run = -warmUps; ; run++) {
    const start = processorTime();
    const index = build();
    const built = processorTime();
    const answer = query(index);
    const asked = processorTime();
    if (run < 0) continue;
    builds.push(built - start);
    queries.push(asked - built);
    if (run === runs - 1) return { build: median(builds), query: median(queries), answer };
  }
}
