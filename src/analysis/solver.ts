import type { Highs } from 'highs';

let solverFile: string | undefined;
let loading: Promise<Highs> | undefined;

/** Says where `highs.wasm` is served; needed in a browser before the first {@link loadSolver}, never in node. */
export function useSolverFile(url: string): void {
  solverFile = url;
}

async function load(): Promise<Highs> {
  const { default: loadHighs } = await import('highs');
  const file = solverFile;
  return loadHighs(file === undefined ? {} : { locateFile: () => file });
}

/**
 * The HiGHS optimiser (WebAssembly, 3.5 MB), loaded when it is first needed and kept. It solves synchronously: only for
 * jobs, which have a worker of their own.
 * @throws Error when its file cannot be loaded; the next call tries again
 */
export function loadSolver(): Promise<Highs> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
