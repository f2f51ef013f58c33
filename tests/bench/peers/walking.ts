import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Graph } from '../../../src/geo/paths';

/** Sites at nodes of a graph, and how far each reaches. */
export interface WalkingSites {
  node: Int32Array;
  limits: Float64Array;
}

/** What scipy's Dijkstra took, milliseconds of processor time, and what it found. */
export interface WalkingPeer {
  version: string;
  nearest: number;
  /** All pairs by a call for 250 sites of one limit: rows of 1 GB. */
  many: number;
  /** All pairs by a call for each site: rows that stay small are not fetched from the system again and again. */
  single: number;
  /** Metres from every node to the nearest site. */
  metres: Float64Array;
  site: Int32Array;
  place: Int32Array;
  way: Float64Array;
}

/** Asks scipy in a process of its own; `null` where python3 or scipy is missing. */
export function askDijkstra(graph: Graph, sites: WalkingSites): WalkingPeer | null {
  const probe = spawnSync('python3', ['-c', 'import numpy, scipy.sparse.csgraph']);
  if (probe.status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'yingtu-walking-'));
  try {
    const { offsets, targets, metres } = graph;
    const arrays = { offsets, targets, metres, sites: sites.node, limits: sites.limits };
    for (const [name, values] of Object.entries(arrays))
      writeFileSync(join(folder, name), new Uint8Array(values.buffer));
    const script = fileURLToPath(new URL('walking.py', import.meta.url));
    const { status, stdout, stderr } = spawnSync('python3', [script, folder], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`walking.py failed: ${stderr}`);
    const read = (name: string) => new Uint8Array(readFileSync(join(folder, name))).buffer;
    return {
      ...(JSON.parse(stdout) as Pick<WalkingPeer, 'version' | 'nearest' | 'many' | 'single'>),
      metres: new Float64Array(read('nearest')),
      site: new Int32Array(read('site')),
      place: new Int32Array(read('place')),
      way: new Float64Array(read('way')),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
