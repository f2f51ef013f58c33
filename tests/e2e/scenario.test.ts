import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { describe, expect, inject, test } from 'vitest';
import { choose, settled, useBrowser, visit } from './page';

useBrowser();

/** The shelter 龙水镇固定避难场所 01号 in the middle of the map. */
const atShelter = '#pack=dazu&lang=zh-CN&map=105.7594,29.5584,13.5';

const covered = async (page: Page) =>
  Number(
    await page
      .locator('.results .number')
      .first()
      .textContent()
      .then((words) => parseFloat(words ?? '')),
  );

async function middle(page: Page) {
  const box = (await page.locator('.map canvas').first().boundingBox())!;
  return [box.x + box.width / 2, box.y + box.height / 2] as const;
}

async function startEditing(page: Page) {
  await page.waitForSelector('.results .number');
  await settled(page);
  await page.getByTitle('方案：试改避难场所和居民').click();
  await page.getByRole('radio', { name: '选择、拖动' }).waitFor();
}

/** Seizes the shelter in the middle and takes it some way, without letting go. */
async function drag(page: Page, east: number, south: number) {
  const [x, y] = await middle(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 10; step++)
    await page.mouse.move(x + (east * step) / 10, y + (south * step) / 10);
}

describe('a shelter under the hand', () => {
  test('changes figures and words before it is let go, and becomes an edit that can be undone', () =>
    visit(atShelter, async ({ page }) => {
      await startEditing(page);
      const before = await covered(page);
      await drag(page, 30, -120);
      await page.getByText('▲ +').waitFor();
      await expect.poll(() => covered(page)).toBeGreaterThan(before);
      await page.mouse.up();
      await page.getByRole('button', { name: '移动 1 处' }).waitFor();
      await page
        .getByText(/现状 \d+\.\d/)
        .first()
        .waitFor();
      const moved = await covered(page);
      expect(moved).toBeGreaterThan(before);
      await page.getByRole('button', { name: '撤销' }).click();
      await expect.poll(() => covered(page)).toBe(before);
      await page.keyboard.press('Control+Shift+Z');
      await expect.poll(() => covered(page)).toBe(moved);
    }));

  test('goes back when Escape calls the drag off', () =>
    visit(atShelter, async ({ page }) => {
      await startEditing(page);
      const before = await covered(page);
      await drag(page, 30, -120);
      await page.getByText('▲ +').waitFor();
      await page.keyboard.press('Escape');
      await page.mouse.up();
      await expect.poll(() => covered(page)).toBe(before);
      await page.getByRole('button', { name: '还没有改动' }).waitFor();
    }));

  test('is moved by the arrow keys as well', () =>
    visit(atShelter, async ({ page }) => {
      await startEditing(page);
      const [x, y] = await middle(page);
      await page.mouse.click(x, y);
      const handle = page.getByRole('button', { name: /方向键移动/ });
      await handle.focus();
      for (let step = 0; step < 8; step++) await page.keyboard.press('Shift+ArrowUp');
      await page.getByText(/\b8\d\d m/).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '移动 1 处' }).waitFor();
      expect(decodeURIComponent(page.url())).toContain('"kind":"move"');
    }));
});

const edits = (page: Page) =>
  (
    JSON.parse(new URLSearchParams(new URL(page.url()).hash.slice(1)).get('plan') ?? '{}') as {
      edits?: { kind: string }[];
    }
  ).edits?.map(({ kind }) => kind) ?? [];

describe('what does not fit', () => {
  test('a cut beside every road is refused with a sentence, and enters no history', () =>
    visit(atShelter, async ({ page }) => {
      await startEditing(page);
      await page.getByRole('radio', { name: '中断道路' }).click();
      const box = (await page.locator('.map canvas').first().boundingBox())!;
      // The valley west of the town has no road.
      await page.mouse.click(box.x + box.width * 0.15, box.y + box.height * 0.5);
      await page.getByText('200 m 内没有可以步行的道路可阻断').waitFor();
      await page.getByRole('button', { name: '还没有改动' }).waitFor();
      expect(await page.getByRole('button', { name: '撤销' }).isDisabled()).toBe(true);
      expect(edits(page)).toEqual([]);
    }));

  test('a link with such edits says so, shows no figures of today, and is mended by one button', () => {
    const plan = JSON.stringify({
      name: '旧方案',
      edits: [
        { kind: 'status', id: '无此场所', status: 'closed' },
        { kind: 'residents', factor: 0.5, town: null },
      ],
    });
    return visit(`#pack=dazu&lang=zh-CN`, async ({ page }) => {
      await page.goto('about:blank');
      const link = `#pack=dazu&lang=zh-CN&panel=scenario&plan=${encodeURIComponent(plan)}`;
      await page.goto(`${inject('origin')}/${link}`);
      await page.getByText('方案无法计算').waitFor();
      await page.getByText('“无此场所”不在这个数据包里').waitFor();
      await page.getByRole('button', { name: /无法计算/ }).waitFor();
      expect(await page.getByText('半径内居民占比').count()).toBe(0);
      await page.getByRole('button', { name: '去掉不能用的 1 项改动' }).click();
      await page.getByText('半径内居民占比').waitFor();
      expect(edits(page)).toEqual(['residents']);
    });
  });

  test('a factor that is no number or out of range stays in the field with a sentence, not in the history', () =>
    visit(atShelter, async ({ page }) => {
      await startEditing(page);
      await page.getByRole('button', { name: '还没有改动' }).click();
      const field = page.getByRole('textbox', { name: '居民系数' });
      for (const [typed, sentence] of [
        ['abc', '“abc”不是数字'],
        ['−1', '“−1”不在范围内'],
      ] as const) {
        await field.fill(typed);
        await field.press('Enter');
        await page.getByRole('alert').getByText(sentence).waitFor();
        expect(edits(page)).toEqual([]);
      }
      await field.fill('1');
      await field.press('Enter');
      await page.getByRole('alert').waitFor({ state: 'detached' });
      expect(await page.getByRole('button', { name: '撤销' }).isDisabled()).toBe(true);
    }));
});

test('the double click that closes a zone selects nothing below it', () =>
  visit(atShelter, async ({ page }) => {
    await startEditing(page);
    await page.getByRole('radio', { name: '画危险区' }).click();
    await page.getByText('双击或回车闭合').waitFor();
    const [x, y] = await middle(page);
    for (const [east, south] of [
      [-120, -80],
      [120, -80],
    ] as const) {
      await page.mouse.click(x + east, y + south);
      // Two clicks at once would be a double click.
      await page.waitForTimeout(350);
    }
    await page.mouse.dblclick(x, y);
    await page.getByRole('button', { name: '危险区 1 处' }).waitFor();
    await settled(page);
    expect(page.url()).not.toContain('sel=');
    // The next click is the map's again.
    await page.mouse.click(x, y);
    await expect.poll(() => page.url()).toContain('sel=');
  }));

test('a scenario survives a reload, travels in the link, as a file, and is named in exports', () =>
  visit('#pack=jiangbei&lang=zh-CN', async ({ page }) => {
    await startEditing(page);
    await page.getByRole('radio', { name: '新增场所' }).click();
    const [x, y] = await middle(page);
    await page.mouse.click(x + 40, y + 30);
    await page.getByRole('button', { name: '新增 1 处' }).waitFor();
    await page.getByRole('textbox', { name: '名称', exact: true }).fill('夜间方案');
    await page.getByRole('textbox', { name: '名称', exact: true }).press('Enter');
    expect(decodeURIComponent(new URL(page.url()).hash)).toContain('夜间方案');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出', exact: true }).click(),
    ]);
    const scenario = JSON.parse(await readFile(await file.path(), 'utf8')) as {
      name: string;
      edits: { kind: string }[];
    };
    expect(scenario).toMatchObject({ name: '夜间方案', edits: [{ kind: 'add' }] });
    await page.reload();
    await page.getByRole('button', { name: '新增 1 处' }).waitFor();
    // The link and the browser's own copy are one scenario, not two.
    await page.getByTitle('选择方案').click();
    expect(await page.getByRole('menuitemradio', { name: '夜间方案' }).count()).toBe(1);
    await page.keyboard.press('Escape');
    await choose(page, '避难场所覆盖');
    await page.waitForSelector('.results .number');
    const [table] = await Promise.all([
      page.waitForEvent('download'),
      (async () => {
        await page.getByRole('button', { name: '导出' }).click();
        await page.getByRole('menuitem', { name: /CSV/ }).first().click();
      })(),
    ]);
    expect(await readFile(await table.path(), 'utf8')).toContain('按方案“夜间方案”计算');
  }));

test('two scenarios are held against each other: table, map and a line moved by keys', () =>
  visit(atShelter, async ({ page }) => {
    await startEditing(page);
    await drag(page, 30, -120);
    await page.mouse.up();
    await page.getByRole('button', { name: '移动 1 处' }).click();
    await page.getByRole('button', { name: '差异' }).click();
    await page.getByText('新增覆盖居民').waitFor();
    await page.getByRole('table').first().waitFor();
    await page.getByRole('button', { name: '对比现状' }).click();
    const line = page.getByRole('slider', { name: '分界线' });
    await line.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await line.getAttribute('aria-valuenow')).toBe('48');
    await page.keyboard.press('Escape');
    await line.waitFor({ state: 'detached' });
  }));

test.each([
  ['no JSON', '{', '不是 JSON'],
  ['another pack', '{"format":1,"id":"a","name":"A","pack":"dazu","edits":[]}', '属于数据包“dazu”'],
  [
    'a value beyond the globe',
    '{"format":1,"id":"a","name":"A","pack":"jiangbei","edits":[{"kind":"move","id":"x","longitude":500,"latitude":1}]}',
    'edits.0.longitude',
  ],
])('a scenario file with %s gets one sentence, and nothing changes', (_, content, sentence) =>
  visit('#pack=jiangbei&lang=zh-CN', async ({ page }) => {
    await startEditing(page);
    await page.getByRole('button', { name: '还没有改动' }).click();
    const input = page.locator('input[type=file][accept*=json]');
    await input.waitFor({ state: 'attached' });
    await input.setInputFiles({
      name: 'scenario.json',
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    });
    await page.getByText(sentence).waitFor();
    expect(await page.getByRole('combobox', { name: '方案' }).inputValue()).toBe('');
  }),
);
