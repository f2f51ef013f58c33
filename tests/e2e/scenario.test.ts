import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
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
