import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a program in the project's folder with its output shown, and tells its exit code.
 * @param {string} command
 * @param {string[]} args
 */
export function run(command, args) {
  // On Windows npm is a script that only a shell can start; the arguments are ours and hold no spaces.
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (error) throw error;
  return status ?? 1;
}

/** Runs a tool of the project, such as `vite`, without a shell, so that it works on every system. */
export const tool = (path, ...args) =>
  run(process.execPath, [join(root, 'node_modules', path), ...args]);

/** Builds the sample packs with the same code that the command line uses. */
export const buildPacks = () => tool('tsx/dist/cli.mjs', 'geodata/build.ts');

/** Installs the packages of the lock file when they are missing or older than the lock file. */
export function install() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20)
    throw new Error(`Node ${process.versions.node} is too old. Install Node 20 or newer.`);
  const installed = join(root, 'node_modules/.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  if (existsSync(installed) && sameVersions(installed, lock)) return;
  if (run('npm', ['ci', '--no-audit', '--no-fund']) !== 0)
    throw new Error('npm ci failed; its message is above. Check the network, then try again.');
}

/** A fresh checkout touches the lock file, so equal contents count as well as times. */
function sameVersions(installed, lock) {
  const versions = (file) =>
    Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages).filter(
      ([path, { optional }]) => path && !optional,
    );
  const has = new Map(versions(installed));
  return versions(lock).every(([path, { version }]) => has.get(path)?.version === version);
}
