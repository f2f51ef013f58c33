import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright';
import { build, preview } from 'vite';
import { launchOptions } from '../browser.js';
import { writeLines, writeTable } from './largeFiles';
import type { BenchRow } from './row';

/** What one import took in the browser. */
interface Taken {
  megabytesOfFile: number;
  /** Residents at points that the open pack holds afterwards, as its manifest counts them. */
  rows: number;
  /** Most memory of the page's process over what it had before the file was chosen. */
  overMegabytes: number;
  beforeMegabytes: number;
  /** Most JavaScript heap of page and workers, and most memory behind their buffers. */
  heapMegabytes: number;
  bufferMegabytes: number;
  /** Most time between two messages of a worker that works, and what was said before it. */
  silence: { seconds: number; after: string };
  messages: number;
  seconds: Record<string, number>;
}

/** Memory of a process that is in RAM, MB: Linux alone tells it. */
function residentMegabytes(process: number): number {
  try {
    const status = readFileSync(`/proc/${process}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/u.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    // It ended since it was listed.
    return 0;
  }
}

/** Memory of the largest of the processes that draw pages; the page and its workers are one of them. */
async function largestRenderer(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return Math.max(...renderers.map(({ id }) => residentMegabytes(id)));
}

interface Usage {
  usedSize: number;
  backingStorageSize?: number;
}

/** Asks the page and each of its workers for their heap, also while they work. */
async function heapsOf(page: Page) {
  const session = await page.context().newCDPSession(page);
  const workers = new Set<string>();
  const answers = new Map<number, (usage: Usage | null) => void>();
  let next = 1;
  session.on('Target.attachedToTarget', ({ sessionId }) => void workers.add(sessionId));
  session.on('Target.detachedFromTarget', ({ sessionId }) => void workers.delete(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: Usage };
    if (id !== undefined) answers.get(id)?.(result ?? null);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const ofWorker = async (sessionId: string) => {
    const id = next++;
    const answer = new Promise<Usage | null>((resolve) => {
      answers.set(id, resolve);
      setTimeout(() => resolve(null), 1000);
    });
    const message = JSON.stringify({ id, method: 'Runtime.getHeapUsage' });
    await session.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => null);
    return answer;
  };
  return async () => {
    const all = [
      (await session.send('Runtime.getHeapUsage')) as Usage,
      ...(await Promise.all([...workers].map(ofWorker))),
    ].flatMap((usage) => usage ?? []);
    const sum = (of: (usage: Usage) => number) =>
      all.reduce((total, usage) => total + of(usage), 0) / 1e6;
    return {
      heap: sum(({ usedSize }) => usedSize),
      buffers: sum(({ backingStorageSize = 0 }) => backingStorageSize),
    };
  };
}

interface Watched {
  asked: Record<string, { at: number; question: string }>;
  steps: { question: string; milliseconds: number }[];
  messages: number;
  silence: { milliseconds: number; after: string };
}

/** Listens to what the page's workers say, in the page. */
function watchWorkers() {
  const watched: Watched = {
    asked: {},
    steps: [],
    messages: 0,
    silence: { milliseconds: 0, after: '' },
  };
  Object.assign(window, { watched });
  const Plain = Worker;
  window.Worker = class extends Plain {
    #last = 0;
    #said = '';
    constructor(...ask: ConstructorParameters<typeof Worker>) {
      super(...ask);
      this.addEventListener('message', ({ data }: MessageEvent<Record<string, unknown>>) => {
        const asked = watched.asked[String(data?.id)];
        if (!asked) return;
        const now = performance.now();
        const milliseconds = now - this.#last;
        if (milliseconds > watched.silence.milliseconds)
          watched.silence = { milliseconds, after: `${asked.question} ${this.#said}` };
        this.#last = now;
        watched.messages++;
        const what = data.what as { en: string } | undefined;
        this.#said = `${what?.en} ${String(data.done)}/${String(data.total)}`;
        if (data.kind === 'progress') return;
        watched.steps.push({ question: asked.question, milliseconds: now - asked.at });
        delete watched.asked[String(data.id)];
      });
    }
    override postMessage(message: { id?: number; question?: string }, ...rest: []) {
      if (['inspect', 'attempt', 'keep', 'open'].includes(message?.question ?? '')) {
        const at = performance.now();
        watched.asked[String(message.id)] = { at, question: message.question! };
        this.#last = at;
        this.#said = 'begins';
      }
      super.postMessage(message, ...rest);
    }
  };
}

/** Chooses a file on the import page, takes it for residents, imports it, waits until the pack is open. */
async function importIn(browser: Browser, origin: string, file: string): Promise<Taken> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 1280, height: 760 },
  });
  const page = await context.newPage();
  // What follows a choice may take a minute with two million rows.
  page.setDefaultTimeout(300_000);
  await page.addInitScript(watchWorkers);
  const system = await browser.newBrowserCDPSession();
  let most = 0;
  let [heap, buffers] = [0, 0];
  let isOver = false;
  try {
    await page.goto(origin);
    await page.waitForFunction(() => document.documentElement.dataset.map === 'idle');
    await page.getByRole('button', { name: '导入数据' }).click();
    const input = page.locator('.import input[type=file]');
    await input.waitFor({ state: 'attached' });
    const before = await largestRenderer(system);
    const heaps = await heapsOf(page);
    const sample = async () => {
      while (!isOver) {
        most = Math.max(most, await largestRenderer(system));
        const now = await heaps();
        heap = Math.max(heap, now.heap);
        buffers = Math.max(buffers, now.buffers);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    // Where the page fails, its own reason is told and not that it can no longer be measured.
    const sampling = sample().catch((error: unknown) => {
      if (!isOver) throw error;
    });
    const begin = performance.now();
    await input.setInputFiles(file);
    await checked(page);
    await takeForResidents(page);
    const read = performance.now();
    await page.getByRole('button', { name: /^导入 [\d,]+ 行$/u }).click();
    await page.waitForFunction(() => location.hash.includes('pack=own'));
    await page.waitForFunction(() => document.documentElement.dataset.map === 'idle');
    const open = performance.now();
    isOver = true;
    await sampling;
    const { watched, rows } = await page.evaluate(keptIn);
    return {
      megabytesOfFile: statSync(file).size / 1e6,
      rows,
      overMegabytes: most - before,
      beforeMegabytes: before,
      heapMegabytes: heap,
      bufferMegabytes: buffers,
      messages: watched.messages,
      silence: { seconds: watched.silence.milliseconds / 1000, after: watched.silence.after },
      seconds: {
        ...Object.fromEntries(
          watched.steps.map(({ question, milliseconds }, i) => [
            `${i} ${question}`,
            Math.round(milliseconds / 100) / 10,
          ]),
        ),
        untilChecked: Math.round((read - begin) / 100) / 10,
        untilOpen: Math.round((open - read) / 100) / 10,
      },
    };
  } finally {
    isOver = true;
    await context.close();
  }
}

/** Waits until nothing is being read or tried. */
async function checked(page: Page) {
  await page.locator('#card-files li').first().waitFor();
  await page.waitForFunction(
    () => !document.querySelector('#card-files .busy, .import [aria-busy=true]'),
  );
}

async function takeForResidents(page: Page) {
  const target = page.getByRole('combobox', { name: '图层' });
  if ((await target.inputValue()) !== 'residents') {
    await target.selectOption('residents');
    await checked(page);
  }
  const open = page.locator('.import footer').getByRole('button', { name: /确认坐标系$/ });
  if (!(await open.count())) return;
  await open.first().click();
  await page
    .getByRole('button', { name: /^(按此读取|选择这种读法)$/ })
    .first()
    .click();
  await page.getByText('已由人确认').waitFor();
  await checked(page);
}

/** In the page: what its workers said, and the residents of the pack that was kept. */
async function keptIn() {
  const asked = indexedDB.open('yingtu');
  const db = await new Promise<IDBDatabase>((resolve) => {
    asked.onsuccess = () => resolve(asked.result);
  });
  type Kept = { datasets: { residents?: { count: number } } }[];
  const got = db.transaction('packs').objectStore('packs').getAll() as IDBRequest<Kept>;
  const packs = await new Promise<Kept>((resolve) => {
    got.onsuccess = () => resolve(got.result);
  });
  db.close();
  const { watched } = window as unknown as { watched: Watched };
  return { watched, rows: packs.at(-1)?.datasets.residents?.count ?? 0 };
}

/**
 * Imports files into the built app in Chromium, each in a browser of its own, and measures the page's process.
 * @param files of one's own: `node --import tsx tests/bench/largeImportBrowser.ts FILE…`
 */
async function importAll(files: readonly string[]): Promise<Map<string, Taken>> {
  const outDir = mkdtempSync(join(tmpdir(), 'yingtu-dist-'));
  try {
    await build({ build: { outDir, emptyOutDir: true }, logLevel: 'error' });
    const server = await preview({ preview: { port: 0 }, build: { outDir }, logLevel: 'error' });
    const taken = new Map<string, Taken>();
    for (const file of files) {
      const browser = await chromium.launch(launchOptions);
      taken.set(file, await importIn(browser, server.resolvedUrls!.local[0]!, file));
      await browser.close();
    }
    await server.close();
    return taken;
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

/** Two million residents in the browser: CSV in UTF-8 and in GBK, and GeoJSON by line. */
export async function importBrowserBench(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yingtu-'));
  const files = ['utf8.csv', 'gbk.csv', 'lines.ndjson'].map((name) => join(folder, name));
  try {
    writeTable(files[0]!, 2_000_000, 'utf8', 0);
    writeTable(files[1]!, 2_000_000, 'gbk', 5);
    writeLines(files[2]!, 2_000_000);
    return [...(await importAll(files))].map(([file, taken]): BenchRow => {
      const { megabytesOfFile, rows, overMegabytes, beforeMegabytes, silence, seconds } = taken;
      const total = seconds.untilChecked! + seconds.untilOpen!;
      return {
        work: `import ${rows.toLocaleString('en')} residents in Chromium, ${basename(file, extname(file))}`,
        ours: { name: 'page process over its level before', milliseconds: total * 1000 },
        peer: null,
        target: null,
        limit: { value: overMegabytes, most: 1000, unit: 'MB' },
        note: `${megabytesOfFile.toFixed(0)} MB in ${total.toFixed(0)} s; ${beforeMegabytes.toFixed(0)} MB before; longest silence ${silence.seconds.toFixed(1)} s after ${silence.after}`,
      };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [, script, ...files] = process.argv;
if (files.length && script === fileURLToPath(import.meta.url))
  for (const [file, taken] of await importAll(files))
    process.stdout.write(`${file} ${JSON.stringify(taken, null, 2)}\n`);
