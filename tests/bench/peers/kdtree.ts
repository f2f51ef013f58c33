import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Workload } from '../workload';

/** What scipy's cKDTree took, milliseconds of processor time, and what it found on its sphere. */
export interface KdTreeAnswer {
  build: number;
  query: number;
  pairs: number;
  people: number;
  nearest: number;
  meanMetres: number;
}

/** Runs cKDTree in a process of its own; `null` where python3 or scipy is missing. */
export function askKdTree(work: Workload, runs: number): KdTreeAnswer | null {
  const probe = spawnSync('python3', ['-c', 'import numpy, scipy.spatial']);
  if (probe.status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'yingtu-kdtree-'));
  try {
    const { discs } = work;
    const arrays = {
      longitudes: work.longitudes,
      latitudes: work.latitudes,
      counts: work.counts,
      siteLongitudes: Float64Array.from(discs, ({ longitude }) => longitude),
      siteLatitudes: Float64Array.from(discs, ({ latitude }) => latitude),
      radii: Float64Array.from(discs, ({ radiusMetres }) => radiusMetres),
    };
    for (const [name, values] of Object.entries(arrays))
      writeFileSync(join(folder, `${name}.f64`), new Uint8Array(values.buffer));
    const script = fileURLToPath(new URL('kdtree.py', import.meta.url));
    const { status, stdout, stderr } = spawnSync('python3', [script, folder, String(runs)], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`kdtree.py failed: ${stderr}`);
    return JSON.parse(stdout) as KdTreeAnswer;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
