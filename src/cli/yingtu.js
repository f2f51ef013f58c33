#!/usr/bin/env node
/** `yingtu`: the app's analyses on files, without a browser. Runs the TypeScript sources as they are. */
import { fileURLToPath } from 'node:url';

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  process.stderr.write(`Node ${process.versions.node} is too old; install Node 20 or newer.\n`);
  process.exit(1);
}
// A reader that has seen enough (`| head`) closes the pipe; that is no fault.
process.stdout.on('error', ({ code }) => process.exit(code === 'EPIPE' ? 0 : 1));

const { register } = await import('tsx/esm/api');
register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) });
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
