import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFile } from '../../src/formats';
import { sha256 } from '../../src/pack/checksum';
import { noGround } from '../../src/pack/ground';
import { guessRegister, matchColumns } from '../../src/pack/import';
import { makePack } from '../../src/pack/make';
import { openPack } from '../../src/pack/open';
import { treat } from '../../src/pack/treat';
import { writeTable } from './largeFiles';
import type { BenchRow } from './row';

/** What one import took: the most memory that the process ever had, and seconds a step. */
interface Taken {
  megabytesOfFile: number;
  rows: number;
  peakMegabytes: number;
  longestSilenceMilliseconds: number;
  seconds: Record<string, number>;
}

/** Reads, treats, packs and opens a file as the app's worker does, and tells what it took. */
async function importFile(file: string): Promise<Taken> {
  const seconds: Record<string, number> = {};
  let before = performance.now();
  let last = before;
  let longest = 0;
  const step = (name: string) => {
    const now = performance.now();
    seconds[name] = Math.round((now - before) / 100) / 10;
    before = last = now;
  };
  const progress = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const bytes = new Uint8Array(readFileSync(file));
  await sha256(bytes);
  step('bytes');
  const opened = await openFile([{ name: 'residents.csv', bytes }]);
  const sheet = await opened.read(opened.tables[0]!.id, { progress });
  guessRegister(sheet, 'residents.csv');
  step('rows');
  const mapping = matchColumns('residents', sheet.columns);
  const treated = await treat('residents', sheet, mapping, noGround, '2026-01-05', {}, progress);
  step('records');
  const { features, problems, counts } = treated;
  const part = { register: 'residents' as const, sourceName: 'residents.csv', asOf: null };
  const made = await makePack({
    id: 'large',
    name: '',
    parts: [{ ...part, features, problems, counts }],
  });
  step('pack');
  const pack = await openPack((name) => {
    const found =
      name === 'pack.json'
        ? new TextEncoder().encode(JSON.stringify(made.manifest))
        : made.files.get(name)!;
    return Promise.resolve(found.slice().buffer);
  });
  step('open');
  const { residents } = pack;
  return {
    megabytesOfFile: bytes.length / 1e6,
    rows: residents?.kind === 'points' ? residents.people.length : NaN,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    longestSilenceMilliseconds: Math.round(longest),
    seconds,
  };
}

/**
 * Imports of two million residents, each in a process of its own, whose memory is measured: UTF-8, then GBK. A file of
 * one's own: `node --import tsx tests/bench/largeImport.ts FILE`.
 */
export function importBench(): BenchRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'yingtu-'));
  const script = fileURLToPath(import.meta.url);
  try {
    return (['utf8', 'gbk'] as const).map((encoding): BenchRow => {
      const file = join(folder, `${encoding}.csv`);
      writeTable(file, 2_000_000, encoding, encoding === 'gbk' ? 5 : 0);
      const run = ['--import', 'tsx', script, file];
      const { stdout, stderr, status } = spawnSync(process.execPath, run, { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      const { megabytesOfFile, rows, peakMegabytes, seconds } = JSON.parse(stdout) as Taken;
      const total = Object.values(seconds).reduce((sum, one) => sum + one, 0);
      return {
        work: `import ${rows.toLocaleString('en')} residents, CSV ${encoding}`,
        ours: { name: 'node, peak of the process', milliseconds: total * 1000 },
        peer: null,
        target: null,
        limit: { value: peakMegabytes, most: 1000, unit: 'MB' },
        note: `${megabytesOfFile.toFixed(0)} MB in ${total.toFixed(0)} s: ${JSON.stringify(seconds)}`,
      };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [, script, file] = process.argv;
if (file && script === fileURLToPath(import.meta.url))
  process.stdout.write(`${JSON.stringify(await importFile(file), null, 2)}\n`);
