import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Clipper, FillRule } from 'clipper2-ts';
import type { Circles } from '../../../src/geo/circles';
import { median, processorTime } from '../clock';

/** What a peer took for a union, and the area that it found. */
export interface UnionAnswer {
  milliseconds: number;
  squareMetres: number;
}

/** Rings of vertices in metres, x and y by turns, not closed. */
export type Rings = readonly Float64Array[];

/** Median of some runs after one that does not count. */
function measure(runs: number, run: () => number): UnionAnswer {
  const times: number[] = [];
  let squareMetres = NaN;
  for (let i = -1; i < runs; i++) {
    const start = processorTime();
    squareMetres = run();
    if (i >= 0) times.push(processorTime() - start);
  }
  return { milliseconds: median(times), squareMetres };
}

/** The union by shapely in a process of its own; `null` where Python or shapely is not installed. */
export function shapely(circles: Circles, runs: number, tolerance: number): UnionAnswer | null {
  if (spawnSync('python3', ['-c', 'import numpy, shapely']).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'yingtu-union-'));
  try {
    for (const name of ['x', 'y', 'radius'] as const) {
      const { buffer, byteOffset, byteLength } = circles[name];
      writeFileSync(join(folder, `${name}.f64`), new Uint8Array(buffer, byteOffset, byteLength));
    }
    const script = fileURLToPath(new URL('union.py', import.meta.url));
    const ask = [script, folder, String(runs), String(tolerance)];
    const { status, stdout, stderr } = spawnSync('python3', ask, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`union.py failed: ${stderr}`);
    return JSON.parse(stdout) as UnionAnswer;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The union by clipper2-ts, on whole millimetres. */
export function clipperTs(rings: Rings, runs: number): UnionAnswer {
  const paths = rings.map((ring) =>
    Array.from({ length: ring.length / 2 }, (_, i) => ({
      x: Math.round(ring[2 * i]! * 1000),
      y: Math.round(ring[2 * i + 1]! * 1000),
    })),
  );
  return measure(
    runs,
    () => Math.abs(Clipper.areaPaths(Clipper.union(paths, FillRule.NonZero))) / 1e6,
  );
}

/** The union by clipper2-wasm, to a millimetre. */
export async function clipperWasm(rings: Rings, runs: number): Promise<UnionAnswer> {
  const { default: load } = await import('clipper2-wasm');
  const clipper = await load();
  const paths = new clipper.PathsD();
  for (const ring of rings) {
    const path = new clipper.PathD();
    const triples = new Float64Array((ring.length / 2) * 3);
    for (let i = 0; i < ring.length / 2; i++) {
      triples[3 * i] = ring[2 * i]!;
      triples[3 * i + 1] = ring[2 * i + 1]!;
    }
    path.assign(triples);
    paths.push_back(path);
  }
  return measure(runs, () => {
    const union = clipper.UnionSelfD(paths, clipper.FillRule.NonZero, 3);
    const area = Math.abs(clipper.AreaPathsD(union));
    union.delete();
    return area;
  });
}

interface GeosModule {
  Module: {
    _malloc(bytes: number): number;
    _free(at: number): void;
    HEAPU8: Uint8Array;
    getValue(at: number, type: 'double'): number;
  };
  GEOSGeomFromWKB_buf(at: number, bytes: number): number;
  GEOSUnaryUnion(geometry: number): number;
  GEOSArea(geometry: number, at: number): number;
  GEOSGeom_destroy(geometry: number): void;
}

/** Rings as one multipolygon in well-known binary, little-endian. */
function wellKnownBinary(rings: Rings): Uint8Array {
  const bytes = 9 + rings.reduce((sum, ring) => sum + 13 + 8 * (ring.length + 2), 0);
  const view = new DataView(new ArrayBuffer(bytes));
  let at = 0;
  const head = (type: number, count: number) => {
    view.setUint8(at, 1);
    view.setUint32(at + 1, type, true);
    view.setUint32(at + 5, count, true);
    at += 9;
  };
  head(6, rings.length);
  for (const ring of rings) {
    head(3, 1);
    view.setUint32(at, ring.length / 2 + 1, true);
    at += 4;
    for (const value of [...ring, ring[0]!, ring[1]!]) {
      view.setFloat64(at, value, true);
      at += 8;
    }
  }
  return new Uint8Array(view.buffer);
}

/** The union by GEOS in WebAssembly. */
export async function geosWasm(rings: Rings, runs: number): Promise<UnionAnswer> {
  const loaded = (await import('geos-wasm')) as unknown as { default: () => Promise<GeosModule> };
  const geos = await loaded.default();
  const { Module } = geos;
  const binary = wellKnownBinary(rings);
  const at = Module._malloc(binary.length);
  Module.HEAPU8.set(binary, at);
  const circles = geos.GEOSGeomFromWKB_buf(at, binary.length);
  Module._free(at);
  const into = Module._malloc(8);
  const answer = measure(runs, () => {
    const union = geos.GEOSUnaryUnion(circles);
    geos.GEOSArea(union, into);
    geos.GEOSGeom_destroy(union);
    return Module.getValue(into, 'double');
  });
  Module._free(into);
  geos.GEOSGeom_destroy(circles);
  return answer;
}
