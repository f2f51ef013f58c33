import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { choose, settled, useBrowser, visit } from './page';

useBrowser();

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong, one line each. */
async function violations(page: Page): Promise<string[]> {
  // The page's security policy forbids scripts that it did not ship, so axe is run by the browser, not by the page.
  const found: unknown = await page.evaluate(
    `(() => { const module = undefined, exports = undefined; ${axe}; return axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', '))) })()`,
  );
  return found as string[];
}

/** The screens of the app one after the other, each with how a person comes there from the one before. */
const screens: [string, (page: Page) => Promise<void>][] = [
  ['coverage', () => Promise.resolve()],
  ['parameters', (page) => page.getByRole('button', { name: '修改参数' }).click()],
  ['details', (page) => page.locator('.data tbody tr').first().click()],
  [
    'buffer',
    async (page) => {
      await choose(page, '缓冲区');
      await page.getByRole('button', { name: '计算缓冲' }).click();
      await page.getByText('范围内居民').waitFor();
    },
  ],
  [
    'an asked place',
    async (page) => {
      await page.getByRole('combobox').first().fill('105.717, 29.705');
      await page.keyboard.press('Enter');
      await page.getByText('最近的避难场所').waitFor();
    },
  ],
  [
    'sources',
    async (page) => {
      await page.getByRole('button', { name: '数据清单' }).click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'help',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'import',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: '导入数据' }).click();
      await page.locator('input[type=file]').setInputFiles([
        {
          name: '台账.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from('名称,经度,纬度\n甲,105.7,29.7\n乙,,\n'),
        },
      ]);
      await page.getByText('逐行问题').waitFor();
    },
  ],
];

test.each(['light', 'dark'] as const)(
  'axe finds nothing on any screen, %s',
  async (colorScheme) => {
    await visit(
      '',
      async ({ page }) => {
        for (const [name, go] of screens) {
          await go(page);
          expect([name, ...(await violations(page))]).toEqual([name]);
        }
      },
      { colorScheme },
    );
  },
);

test.each(['light', 'dark'] as const)('axe finds nothing on a phone, %s', async (colorScheme) => {
  await visit(
    '#at=105.717,29.705',
    async ({ page }) => {
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: '图层', exact: true }).click();
      expect(await violations(page)).toEqual([]);
    },
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme },
  );
});

test('one click changes the language, another the theme, and both are there after a reload', async () => {
  await visit('', async ({ page }) => {
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await page.getByText('Residents within the radius').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await page.reload();
    await page.getByText('Residents within the radius').waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  });
});

test('a link reopens pack, camera, layers, panel, place and language', async () => {
  const hash =
    '#pack=wangcang&map=106.3,32.2,11.00&layers=district,towns,shelters&at=106.29,32.23&lang=en';
  await visit(hash, async ({ page }) => {
    await page.getByText('Nearest shelters').waitFor();
    expect(page.url()).toContain('pack=wangcang&map=106.30000,32.20000,11.00&layers=');
    expect(page.url()).toContain('at=106.290000,32.230000');
    expect(await page.title()).toContain('Wangcang');
  });
});

test('a damaged link opens what is left of it', async () => {
  await visit('#pack=nowhere&map=abc&layers=%00&ask={', async ({ page }) => {
    expect(page.url()).toContain('pack=dazu');
    expect(await page.getByRole('status').allInnerTexts()).toContainEqual(
      expect.stringContaining('没有名为“nowhere”的数据包'),
    );
  });
});

test('a link to a register that does not exist opens the pack all the same', async () => {
  await visit('#pack=dazu&sel=constructor:1', async ({ page }) => {
    expect(await page.title()).toContain('大足区');
    expect(page.url()).not.toContain('sel=');
  });
});

test('search finds by pinyin initials and goes there with the keyboard alone', async () => {
  await visit('', async ({ page }) => {
    await page.keyboard.press('/');
    await page.keyboard.type('lgjd');
    // Faster than the answer, which once left the line of fewer letters to be chosen, or none.
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '龙岗街道' }).waitFor();
    await settled(page);
    expect(page.url()).toContain('sel=towns:');
  });
});

test('a record is selected with the keyboard; its phone is masked until asked', async () => {
  await visit('', async ({ page }) => {
    const row = page.locator('.data tbody .cell').first();
    await row.focus();
    await page.keyboard.press('Enter');
    const details = page.locator('aside').last();
    await page.getByRole('button', { name: '显示姓名和电话' }).waitFor();
    expect(await details.innerText()).toMatch(/\d{3}\*{4}\d{4}/);
    await page.getByRole('button', { name: '显示姓名和电话' }).click();
    expect(await details.innerText()).toMatch(/\d{11}/);
  });
});

test('panels collapse and open again by keyboard, and the map keeps its centre', async () => {
  await visit('#map=105.7,29.7,12.00', async ({ page }) => {
    await page.keyboard.press('[');
    await page.keyboard.press(']');
    await page.keyboard.press('t');
    await settled(page);
    expect(await page.getByRole('button', { name: '展开图层' }).count()).toBe(1);
    expect(page.url()).toContain('map=105.70000,29.70000,12.00');
  });
});

test('no foreign origin can be reached, but the basemap that was set up', async () => {
  const blocked = (page: Page, url: string) =>
    page.evaluate(
      (address) =>
        new Promise<boolean>((resolve) => {
          document.addEventListener('securitypolicyviolation', () => resolve(true), { once: true });
          fetch(address).then(
            () => resolve(false),
            () => setTimeout(() => resolve(false), 200),
          );
        }),
      url,
    );
  await visit('', async ({ page, wrong }) => {
    expect(await blocked(page, 'https://tiles.example.org/0/0/0.png')).toBe(true);
    await page.evaluate(() =>
      localStorage.setItem(
        'yingtu.preferences',
        JSON.stringify({
          basemap: {
            template: 'https://tiles.example.org/{z}/{x}/{y}.png',
            attribution: '',
            maxZoom: 18,
          },
        }),
      ),
    );
    await page.route('https://tiles.example.org/**', (route) => route.fulfill({ status: 204 }));
    await page.reload();
    await page.locator('.results .number').first().waitFor();
    expect(await blocked(page, 'https://other.example.org/')).toBe(true);
    expect(await blocked(page, 'https://tiles.example.org/0/0/0.png')).toBe(false);
    wrong.length = 0;
  });
});

test('a finger on the map selects the record under it', async () => {
  await visit(
    '#map=105.7405,29.7046,15',
    async ({ page }) => {
      expect(page.url()).not.toContain('sel=');
      await page.locator('canvas').tap({ position: { x: 195, y: 110 } });
      await expect.poll(() => page.url()).toContain('sel=');
      expect(await page.getByRole('heading', { name: '要素详情' }).count()).toBe(1);
    },
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  );
});

test('the app works from a folder deep in a site, with no request outside its origin', async () => {
  await visit('deep/er/#pack=hongqiao', async ({ page }) => {
    expect(await page.title()).toBe('红桥区 · 应图');
  });
});
