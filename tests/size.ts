/** Checks that the first load, before the first map, stays at most 364 KB of compressed JavaScript. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const limitKilobytes = 364;
const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const page = readFileSync(join(dist, 'index.html'), 'utf8');

/** The entry and everything that it imports statically; workers and lazy parts load apart. */
function reach(file: string, seen: Set<string>): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const source = readFileSync(join(dist, file), 'utf8');
  for (const [, path] of source.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
    reach(`assets/${path}`, seen);
  return seen;
}

const files = new Set<string>();
for (const [, path] of page.matchAll(/(?:src|href)="\.\/([\w./-]+\.js)"/g)) reach(path!, files);
const sizes = [...files].map((file) => ({
  file,
  kilobytes: gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000,
}));
const total = sizes.reduce((sum, { kilobytes }) => sum + kilobytes, 0);
for (const { file, kilobytes } of sizes)
  process.stdout.write(`${kilobytes.toFixed(1)} KB  ${file}\n`);
process.stdout.write(`${total.toFixed(1)} KB of ${limitKilobytes} KB\n`);
if (!files.size || total > limitKilobytes) process.exit(1);
