import { expect, test } from 'vitest';
import { settled, useBrowser, visit } from './page';
import { choosePlace, ownCopy, saveCapacity } from './ownPack';

useBrowser();

test('a pack that another window changed is said so, and taken up with one click', () =>
  visit('#pack=dazu&lang=zh-CN&map=105.7594,29.5584,13.5', async ({ page }) => {
    await ownCopy(page);
    await page.getByRole('button', { name: '返回', exact: true }).click();
    await settled(page);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.locator('.results .number').first().waitFor({ timeout: 60_000 });
    await settled(other);
    await choosePlace(other);
    await other.getByRole('button', { name: '编辑', exact: true }).click();
    await saveCapacity(other, '43200');
    const notice = page.getByText('另一个窗口改了这个数据包。');
    await notice.waitFor();
    // The one that made the step is told nothing.
    expect(await other.getByText('另一个窗口改了这个数据包。').count()).toBe(0);
    await page.getByRole('button', { name: '载入修改' }).click();
    await notice.waitFor({ state: 'detached' });
    await page.getByText('43,200').first().waitFor();
  }));
