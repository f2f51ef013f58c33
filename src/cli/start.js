/**
 * `npm start`: installs what is missing, builds the sample packs and the app, and serves it.
 * `--build` stops after the build, `--dev` serves the sources with live reload.
 */
import { buildPacks, install, tool } from './install.js';

const port = 4173;
const [mode] = process.argv.slice(2);

/** @param {number} status @param {string} what */
function must(status, what) {
  if (status === 0) return;
  process.stderr.write(`${what} failed; its message is above.\n`);
  process.exit(1);
}

try {
  install();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
must(buildPacks(), 'Building the sample packs');

if (mode === '--dev') {
  process.exit(tool('vite/bin/vite.js', '--port', String(port)));
}
must(tool('vite/bin/vite.js', 'build'), 'Building the app');
if (mode !== '--build') {
  const { preview } = await import('vite');
  const server = await preview({ preview: { port, strictPort: false } });
  const address = server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`;
  process.stdout.write(`\n应图 Yingtu: ${address}\n`);
}
