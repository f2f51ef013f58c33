import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Workload } from '../workload';

/** What PostGIS took, milliseconds of processor time of its backend, and what it found on the spheroid. */
export interface PostgisAnswer {
  build: number;
  query: number;
  pairs: number;
  people: number;
}

const said = (command: string, ...flags: string[]): string | null => {
  const { status, stdout } = spawnSync(command, flags, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
};

/** Folder of PostgreSQL's programs; `null` where they or the extension are missing. */
function binaries(): string | null {
  const folder = said('pg_config', '--bindir');
  const share = said('pg_config', '--sharedir');
  if (folder === null || share === null || !existsSync(join(folder, 'initdb'))) return null;
  return existsSync(join(share, 'extension/postgis.control')) ? folder : null;
}

/**
 * Runs the coverage question in a cluster that lives in a temporary folder, listens on a socket in it and is thrown
 * away; `null` where PostGIS is not installed.
 */
export function askPostgis({
  longitudes,
  latitudes,
  counts,
  discs,
}: Workload): PostgisAnswer | null {
  const programs = binaries();
  if (programs === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'yingtu-postgis-'));
  // PostgreSQL refuses to run as root: then it runs as its own user.
  const isRoot = process.getuid?.() === 0;
  const user = (what: string) => Number(said('id', what, 'postgres') ?? 65_534);
  const as: SpawnSyncOptions = isRoot ? { uid: user('-u'), gid: user('-g') } : {};
  if (isRoot) chownSync(folder, user('-u'), user('-g'));
  chmodSync(folder, 0o755);
  const run = (program: string, ...flags: string[]): string => {
    const { status, stdout, stderr } = spawnSync(join(programs, program), flags, {
      ...as,
      cwd: folder,
      encoding: 'utf8',
      // The server inherits the pipes of pg_ctl: it must not keep them open.
      stdio: program === 'pg_ctl' ? 'ignore' : 'pipe',
    });
    if (status !== 0) throw new Error(`${program} failed: ${String(stderr)}`);
    return String(stdout);
  };
  const data = join(folder, 'data');
  try {
    const lines = (length: number, line: (i: number) => number[]) =>
      Array.from({ length }, (_, i) => `${line(i).join('\t')}\n`);
    const cells = lines(counts.length, (i) => [longitudes[i]!, latitudes[i]!, counts[i]!]);
    writeFileSync(join(folder, 'cells.tsv'), cells.join(''));
    const sites = lines(discs.length, (i) => {
      const { longitude, latitude, radiusMetres } = discs[i]!;
      return [longitude, latitude, radiusMetres];
    });
    writeFileSync(join(folder, 'sites.tsv'), sites.join(''));
    const script = fileURLToPath(new URL('postgis.sql', import.meta.url));
    copyFileSync(script, join(folder, 'coverage.sql'));
    run('initdb', '-D', data, '-A', 'trust', '-U', 'bench', '--no-sync', '--locale', 'C');
    const settings = `-k ${folder} -c listen_addresses= -c fsync=off -c shared_buffers=1GB -c maintenance_work_mem=1GB -c work_mem=512MB -c jit=off`;
    run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start');
    try {
      const variables = ['cells', 'sites'].flatMap((name) => [
        '-v',
        `${name}=${join(folder, `${name}.tsv`)}`,
      ]);
      const connection = ['-X', '-q', '-h', folder, '-U', 'bench', '-d', 'postgres'];
      const asking = ['-v', 'ON_ERROR_STOP=1', ...variables, '-f', 'coverage.sql'];
      const printed = run('psql', ...connection, ...asking);
      const line = printed.split('\n').find((text) => text.startsWith('{'));
      if (line === undefined) throw new Error(`psql printed no answer: ${printed}`);
      return JSON.parse(line) as PostgisAnswer;
    } finally {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
