import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settled, useBrowser, visit } from './page';

useBrowser();

const number = (text: string | null) => Number(/[\d.]+/.exec(text ?? '')?.[0]);

test('a planner opens Dazu and sees how well its residents are covered', async () => {
  await visit('', async ({ page }) => {
    expect(await page.title()).toBe('大足区 · 应图');
    expect(await page.locator('.parameters').innerText()).toContain('83.46');
    expect(await page.locator('.thin tbody tr').count()).toBeGreaterThan(27);
    expect(await page.getByText('示例数据').count()).toBeGreaterThan(0);
    expect(await page.getByText('未核').count()).toBeGreaterThan(0);
  });
});

test('a larger radius covers more residents at once, and reset returns to the first figure', async () => {
  await visit('', async ({ page }) => {
    const share = page.locator('.results .number').first();
    const before = number(await share.textContent());
    await page.getByRole('button', { name: '修改参数' }).click();
    const radius = page.getByRole('textbox', { name: '紧急 服务半径 m' });
    await radius.fill('2000');
    await radius.press('Enter');
    await expect.poll(async () => number(await share.textContent())).toBeGreaterThan(before);
    await page.getByRole('button', { name: '恢复默认' }).click();
    await expect.poll(async () => number(await share.textContent())).toBe(before);
  });
});

test('a radius that is no number gets a sentence and leaves the figures as they were', async () => {
  await visit('', async ({ page }) => {
    const share = page.locator('.results .number').first();
    const before = await share.textContent();
    await page.getByRole('button', { name: '修改参数' }).click();
    const radius = page.getByRole('textbox', { name: '紧急 服务半径 m' });
    await radius.fill('5OO');
    await radius.press('Enter');
    expect(await page.getByRole('alert').innerText()).toBe(
      '“5OO”不是数字。请填 10 至 50,000 的数字。',
    );
    expect(await share.textContent()).toBe(before);
  });
});

test('towns sort by any column, with the sort announced', async () => {
  await visit('', async ({ page }) => {
    const share = page.getByRole('columnheader', { name: '半径内占比 %' });
    await share.getByRole('button').click();
    expect(await share.getAttribute('aria-sort')).toBe('descending');
    const first = page.locator('th[aria-sort]:has-text("半径内占比")');
    await first.getByRole('button').click();
    expect(await share.getAttribute('aria-sort')).toBe('ascending');
  });
});

test('clicking the largest uncovered cluster goes there', async () => {
  await visit('', async ({ page }) => {
    const before = page.url();
    await page.locator('ol li button').first().click();
    await settled(page);
    expect(page.url()).not.toBe(before);
  });
});

test('the exported CSV holds every town, the method and the words 示例数据', async () => {
  await visit('', async ({ page }) => {
    await page.getByRole('button', { name: '导出', exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /^CSV/ }).first().click(),
    ]);
    expect(download.suggestedFilename()).toContain('示例数据');
    const content = readFileSync(await download.path(), 'utf8');
    expect(content.charCodeAt(0)).toBe(0xfeff);
    for (const words of ['棠香街道', '龙水镇', '示例数据', '方法', 'GB 21734'])
      expect(content).toContain(words);
  });
});

test('the work shows method, parameters with their tags, datasets and error bound', async () => {
  await visit('', async ({ page }) => {
    await page.getByRole('button', { name: '查看计算过程' }).click();
    const dialog = page.getByRole('dialog', { name: '计算过程' });
    await dialog.waitFor();
    const words = await dialog.innerText();
    for (const part of ['方法', '[M] 未核', 'SHA-256', '误差']) expect(words).toContain(part);
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(0);
  });
});
