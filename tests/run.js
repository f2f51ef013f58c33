/**
 * `npm test`: installs what is missing (packages, a Chromium), then format check, lint, types, knip, the sample packs,
 * the build, and the unit, browser and e2e tests. Ends with one line `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildPacks, install, root, run, tool } from '../src/cli/install.js';

let passed = 0;
let failed = 0;
const results = join(root, 'tests/results');

/** Counts one step as one check. */
function step(name, work) {
  process.stdout.write(`\n— ${name}\n`);
  const started = Date.now();
  const ok = work() === 0;
  process.stdout.write(
    `— ${name}: ${ok ? 'passed' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)\n`,
  );
  if (ok) passed++;
  else failed++;
}

/** Runs one vitest project and adds its tests to the count. */
function tests(project) {
  process.stdout.write(`\n— ${project} tests\n`);
  const file = join(results, `${project}.json`);
  const status = tool(
    'vitest/vitest.mjs',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  );
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  passed += report?.numPassedTests ?? 0;
  failed += report?.numFailedTests ?? 0;
  // A file that does not load fails no test, but is a failure all the same.
  if (status !== 0 && !report?.numFailedTests) failed++;
}

/** A browser already on the machine, else Playwright's own, else (Debian, Ubuntu) the distribution's. */
async function browser() {
  const { browserPath } = await import('./browser.js');
  if (browserPath()) return;
  process.stdout.write('\n— No Chromium found: installing one\n');
  if (tool('playwright/cli.js', 'install', 'chromium') === 0 && browserPath()) return;
  if (existsSync('/usr/bin/apt-get')) {
    const sudo = process.getuid?.() === 0 ? [] : ['sudo'];
    for (const args of [
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
    ]) {
      const [command, ...rest] = [...sudo, ...args];
      spawnSync(command, rest, { stdio: 'inherit' });
    }
  }
  if (!browserPath())
    throw new Error('No Chromium could be installed. Set CHROMIUM to the path of one.');
}

install();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
await browser();

step('format', () => tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'));
step('lint', () => tool('eslint/bin/eslint.js', '.', '--max-warnings', '0'));
step('types', () =>
  tool('svelte-check/bin/svelte-check', '--fail-on-warnings', '--output', 'human'),
);
step('knip', () => run(process.execPath, [join(root, 'node_modules/knip/bin/knip.js')]));
step('packs', buildPacks);
step('build', () => tool('vite/bin/vite.js', 'build'));
step('size of the first load', () => tool('tsx/dist/cli.mjs', 'tests/size.ts'));
for (const project of ['unit', 'browser', 'e2e']) tests(project);

process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed ? 1 : 0);
