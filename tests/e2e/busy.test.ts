import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { settled, useBrowser, visit } from './page';

useBrowser();

interface Counts {
  /** Pieces of script that held the page for more than 50 ms, in words. */
  long: string[];
  /** Frames that the page asked the worker for, and those that were answered before the next was asked. */
  asked: number;
  inTime: number;
}

/**
 * Counts what keeps the page busy. The work of the map library is left out, which stands in a file of its own: where there
 * is no graphics card it makes its context, compiles shaders and rasters on the page's thread, in frame callbacks; so is
 * the parsing of the scripts.
 */
const watch = () => {
  const counts: Counts = { long: [], asked: 0, inTime: 0 };
  Object.assign(window, { counts });
  interface Script {
    duration: number;
    invoker: string;
    invokerType: string;
    sourceURL: string;
    sourceCharPosition: number;
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      for (const script of (entry as unknown as { scripts: Script[] }).scripts) {
        const { duration, invoker, invokerType, sourceURL, sourceCharPosition } = script;
        const isLibrary = sourceURL.includes('maplibre') || invoker === 'FrameRequestCallback';
        if (duration <= 50 || invokerType.endsWith('-script') || isLibrary) continue;
        const where = `${sourceURL.replace(/^.*\//, '')}:${sourceCharPosition}`;
        counts.long.push(`${invoker} at ${where}: ${Math.round(duration)} ms`);
      }
    }
  }).observe({ type: 'long-animation-frame', buffered: true });
  let open: number | null = null;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own worker below
  const post = Worker.prototype.postMessage;
  const heard = new WeakSet<Worker>();
  Worker.prototype.postMessage = function (
    this: Worker,
    message: { id?: number; question?: string },
    ...rest: unknown[]
  ) {
    if (message.question === 'frame') {
      counts.asked++;
      open = message.id!;
      if (!heard.has(this)) {
        heard.add(this);
        this.addEventListener('message', ({ data }: MessageEvent<{ id: number; kind: string }>) => {
          if (data.kind === 'answer' && data.id === open) counts.inTime++;
        });
      }
    }
    return (post as (...words: unknown[]) => void).call(this, message, ...rest);
  };
};

const counted = (page: Page) =>
  page.evaluate(() => (window as unknown as { counts: Counts }).counts);

/** Moves the pointer by one step in each frame of the page, as a hand does. */
const steps = 60;

// Another program on the machine can hold any page: a page that is free is so in one of three openings at least.
test(
  'opening 旺苍 and dragging a shelter leaves the page free, and the worker keeps pace',
  { retry: 2 },
  () =>
    visit('#pack=wangcang&lang=zh-CN', async ({ page }) => {
      await page.addInitScript(watch);
      await page.reload();
      await page.locator('.results .number').first().waitFor();
      await settled(page);
      expect((await counted(page)).long).toEqual([]);
      await page.getByTitle('方案：试改避难场所和居民').click();
      await page.getByRole('radio', { name: '选择、拖动' }).waitFor();
      await page.getByRole('row').nth(2).click();
      await settled(page);
      const box = (await page.locator('.map canvas').first().boundingBox())!;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const before = (await counted(page)).long.length;
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (let step = 1; step <= steps; step++) await page.mouse.move(x + 2 * step, y - step);
      await page.getByText(/该场所半径内/).waitFor();
      const { long, asked, inTime } = await counted(page);
      await page.mouse.up();
      expect(long.slice(before)).toEqual([]);
      expect(asked).toBeGreaterThan(steps / 2);
      expect(inTime / asked).toBeGreaterThan(0.9);
    }),
);
