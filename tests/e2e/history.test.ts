import { expect, test } from 'vitest';
import { ownCopy, saveCapacity } from './ownPack';
import { useBrowser, visit } from './page';

useBrowser();

/** The shelter 龙水镇固定避难场所 01号, in the middle of the map. */
const atShelter = '#pack=dazu&lang=zh-CN&map=105.7594,29.5584,13.5';

test('a step that a later one stands on says so in its own row, which may be far down, and keeps the keyboard', () =>
  visit(atShelter, async ({ page }) => {
    await ownCopy(page);
    await saveCapacity(page, '14000');
    await page.getByRole('button', { name: '编辑', exact: true }).click();
    const form = page.locator('.record-form');
    // The button that was pressed is gone: the keyboard goes on from the form, not from the top of the page.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent.trim()))
      .toBe('编辑：龙水镇固定避难场所 01号');
    await form.getByLabel('地址').fill('龙水镇政府旁');
    await form.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('修改：龙水镇固定避难场所 01号（地址）').waitFor();

    await page.getByTitle('更多').click();
    await page.getByRole('menuitem', { name: '修改记录' }).click();
    const first = page.locator('dialog ol > li').nth(1);
    await first.locator('button').first().click();
    await first.getByRole('button', { name: '退回这一步…' }).click();
    // The answer that changes nothing has the keyboard.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await first.getByRole('alert').getByText('请先退回那一步').waitFor();
    const back = first.getByRole('button', { name: '退回这一步…' });
    await expect.poll(() => back.evaluate((it) => it === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.getByText('请先退回那一步').count()).toBe(0);
  }));

test('the form leads to the first field that has to be mended', () =>
  visit(atShelter, async ({ page }) => {
    await ownCopy(page);
    const form = page.locator('.record-form');
    const capacity = form.getByLabel('可容纳人数');
    await capacity.fill('12x');
    await form.getByLabel('经度').focus();
    await form.getByRole('button', { name: '有 1 处要先改正' }).click();
    expect(await capacity.evaluate((it) => it === document.activeElement)).toBe(true);
  }));
