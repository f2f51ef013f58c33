import { expect, test } from 'vitest';
import { choose, settled, useBrowser, visit } from './page';

useBrowser();

test('the menu lists every analysis by group with the question it answers', async () => {
  await visit('', async ({ page }) => {
    await page.getByTitle('选择分析').click();
    const words = await page.getByRole('menu').innerText();
    for (const group of ['覆盖与可达', '容量与选址', '风险']) expect(words).toContain(group);
    expect(words).toContain('谁去哪里，容量够不够');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: '坐标' }).waitFor();
  });
});

test('a live analysis answers at once, and again when its form changes', async () => {
  await visit('', async ({ page }) => {
    await choose(page, '最近避难场所');
    await page.getByText('到最近场所的距离中位数').waitFor();
    const before = await page.locator('.results .number').first().innerText();
    await page.getByRole('button', { name: '修改参数' }).click();
    await page.getByText('直线 × 绕行系数').click();
    await page.waitForFunction(
      (was) => document.querySelector('.results .number')?.textContent !== was,
      before,
    );
    expect(page.url()).toContain('detour');
  });
});

test('proposed sites are on the map and go into a scenario', async () => {
  await visit('', async ({ page }) => {
    await choose(page, '选址');
    await page.getByRole('button', { name: '开始计算' }).click();
    await page.getByText('新建地点').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: '加入方案' }).first().click();
    await page.getByRole('button', { name: '已加入' }).waitFor();
    await page.getByText('参数已改，尚未重算').waitFor();
    expect(page.url()).toContain('plan=');
  });
});

test('an area drawn on the map is what the exposure is counted in', async () => {
  await visit('#map=105.72,29.70,12', async ({ page }) => {
    await choose(page, '灾情快速评估');
    await page.getByRole('button', { name: '在图上绘制' }).click();
    await page.getByRole('button', { name: '退一点' }).waitFor();
    await page.locator('.bar-of-pen button:enabled').nth(2).waitFor();
    const canvas = page.locator('canvas').first();
    for (const [x, y] of [
      [150, 150],
      [350, 150],
      [350, 300],
    ] as const) {
      await canvas.click({ position: { x, y } });
      await page.waitForTimeout(400);
    }
    await page.keyboard.press('Enter');
    await page.getByText('范围 1').waitFor();
    await page.getByRole('button', { name: '开始计算' }).click();
    await page.getByText('范围内居民').waitFor();
    await settled(page);
    expect(await page.locator('.results .number').first().innerText()).not.toContain('未知');
  });
});
