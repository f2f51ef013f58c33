import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { coverageBench, memoryBench, nearestBench } from './coverage';
import { exactBench } from './exact';
import { tableOf, verdict, type BenchRow } from './row';
import { sizes, type Size } from './workload';

type Rows = BenchRow[] | Promise<BenchRow[]>;

/** Work that is measured at every size, and work that has a size of its own. */
const sized: Record<string, (size: Size) => Rows> = {
  coverage: coverageBench,
  nearest: nearestBench,
  exact: exactBench,
};
const single: Record<string, () => Rows> = {
  memory: memoryBench,
  unions: async () => (await import('./unions')).unionsBench(),
  allocation: async () => (await import('./allocation')).allocationBench(),
  walking: async () => (await import('./walking')).walkingBench(),
  live: async () => (await import('./live')).liveBench(),
  imports: async () => (await import('./largeImport')).importBench(),
  'imports-browser': async () => (await import('./largeImportBrowser')).importBrowserBench(),
};
const names = [...Object.keys(sized), ...Object.keys(single)];

const usage = `npm run bench [-- [--size S|M|L] [--only ${names.join('|')}] [--json FILE]]`;

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n${usage}\n`);
  process.exit(2);
}

function flagsOf(words: readonly string[]): Record<string, string> {
  const flags: Record<string, string> = {};
  for (let i = 0; i < words.length; i += 2) {
    const [flag = '', value] = [words[i], words[i + 1]];
    if (!['--size', '--only', '--json', '--child'].includes(flag))
      fail(`There is no flag “${flag}”.`);
    if (value === undefined) fail(`The flag ${flag} needs a value.`);
    flags[flag.slice(2)] = value;
  }
  return flags;
}

/** Runs one piece in a process of its own, so that neither memory nor compiled code of another one counts. */
function runApart(name: string, size: Size | ''): BenchRow[] {
  process.stderr.write(`${name} ${size}\n`);
  const self = fileURLToPath(import.meta.url);
  const words = [self, '--child', name, ...(size ? ['--size', size] : [])];
  const child = spawnSync(process.execPath, [...process.execArgv, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e8,
  });
  if (child.status === 0) return JSON.parse(child.stdout.split('\n').at(-1)!) as BenchRow[];
  process.stderr.write(`${name} ${size} ended without an answer.\n`);
  process.exitCode = 1;
  return [];
}

const { size, only, json, child } = flagsOf(process.argv.slice(2));
if (size !== undefined && !(size in sizes)) fail(`There is no size “${size}”; use S, M or L.`);
const wanted = only ?? child;
if (wanted !== undefined && !names.includes(wanted)) fail(`There is no bench “${wanted}”.`);

if (child !== undefined) {
  const rows = await (sized[child]?.(size as Size) ?? single[child]!());
  process.stdout.write(`\n${JSON.stringify(rows)}`);
} else {
  const all = size === undefined ? (Object.keys(sizes) as Size[]) : [size as Size];
  const chosen = only === undefined ? names : [only];
  const rows = chosen.flatMap((name) =>
    name in sized ? all.flatMap((one) => runApart(name, one)) : runApart(name, ''),
  );
  const machine = {
    date: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    node: process.version,
  };
  process.stdout.write(
    `${machine.date}, ${machine.cores} × ${machine.processor}, node ${machine.node}; processor time, warm medians\n\n${tableOf(rows)}\n`,
  );
  const told = rows.map((row) => ({ ...row, verdict: verdict(row) }));
  if (json !== undefined)
    writeFileSync(json, `${JSON.stringify({ ...machine, rows: told }, null, 2)}\n`);
}
