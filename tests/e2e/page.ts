import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';
import { afterAll, beforeAll, inject } from 'vitest';
import { launchOptions } from '../browser.js';

let browser: Browser;

/** Starts one browser for the tests of a file, with further arguments of its command line where needed. */
export function useBrowser(more: readonly string[] = []) {
  beforeAll(async () => {
    browser = await chromium.launch({ ...launchOptions, args: [...launchOptions.args, ...more] });
  });
  afterAll(() => browser.close());
}

export interface Visit {
  page: Page;
  /** Whatever went wrong on the page, and every request that left its origin. */
  wrong: string[];
}

/** Waits until the map has drawn what it was told to draw and the figures are there. */
export const settled = (page: Page) =>
  page.waitForFunction(() => document.documentElement.dataset.map === 'idle', null, {
    timeout: 60_000,
  });

/** Opens an analysis from the menu that the panel's title opens. */
export async function choose(page: Page, title: string) {
  await page.getByTitle(/^(选择分析|Choose an analysis)$/).click();
  await page.getByRole('menuitemradio', { name: title }).click();
}

/**
 * Opens the built app in a context of its own and runs the steps of a person. Page errors, console errors and requests to
 * foreign origins fail the test.
 */
export async function visit(
  hash: string,
  steps: (visit: Visit) => Promise<void>,
  { origin = inject('origin'), ...options }: BrowserContextOptions & { origin?: string } = {},
) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 760 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    const local = ['blob:', 'data:'].includes(url.protocol) || url.origin === origin;
    if (!local) wrong.push(`request to ${url.origin}`);
  });
  try {
    await page.goto(`${origin}/${hash}`);
    await page.locator('.results .number').first().waitFor({ timeout: 60_000 });
    await settled(page);
    await steps({ page, wrong });
    if (wrong.length) throw new Error(wrong.join('\n'));
  } finally {
    await context.close();
  }
}
