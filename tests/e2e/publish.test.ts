import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main';
import { launchOptions } from '../browser.js';
import { settled } from './page';

const folder = mkdtempSync(join(tmpdir(), 'yingtu-site-'));
const site = join(folder, 'site');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};
let server: Server;

beforeAll(async () => {
  expect(await main(['publish', 'jiangbei', '--to', site, '--public', '--lang', 'en'])).toBe(0);
  // The plainest web server there is, with the folder below a sub-path.
  server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://localhost').pathname.replace(/^\/deep\/er\//u, '');
    const file = join(site, path || 'index.html');
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

test('a published folder below a sub-path of a plain server opens its pack', async () => {
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1000, height: 700 } });
    const wrong: string[] = [];
    page.on('pageerror', ({ message }) => wrong.push(message));
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/deep/er/`);
    await settled(page);
    expect(await page.locator('body').innerText()).toContain('江北区（公开版');
    expect(wrong).toEqual([]);
  } finally {
    await browser.close();
  }
});
