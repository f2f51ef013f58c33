import { expect, test } from 'vitest';
import { choose, useBrowser, visit } from './page';

useBrowser();

test('buffering the chemical sites lists residents, towns and sites without a distance', async () => {
  await visit('', async ({ page }) => {
    await choose(page, '缓冲区');
    await page.getByRole('button', { name: '计算缓冲' }).click();
    await page.getByText('范围内居民').waitFor();
    expect(await page.getByText('没有录入距离，未画出，也未计入。').count()).toBe(1);
    expect(await page.locator('.results .thin tbody tr').count()).toBeGreaterThan(5);
    expect(page.url()).toContain('buffer');
  });
});

test('an own distance outside 10 m to 50 km is refused with a sentence', async () => {
  await visit('', async ({ page }) => {
    await choose(page, '缓冲区');
    await page.getByRole('radio', { name: '自定距离' }).check();
    const distance = page.getByRole('textbox', { name: '自定距离' });
    await distance.fill('60000');
    await distance.press('Enter');
    expect(await page.getByRole('alert').innerText()).toBe(
      '“60000”不在范围内。请填 10 至 50,000 的数字。',
    );
  });
});

test('a typed place tells its town, residents near it, three shelters and the hazards within 2 km', async () => {
  await visit('', async ({ page }) => {
    await choose(page, '点位查询');
    await page.getByRole('textbox', { name: '坐标' }).fill('29°42′18″N 105°43′01″E');
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByText('最近的避难场所').waitFor();
    const words = await page.locator('.results').innerText();
    expect(words).toContain('棠香街道');
    expect(words).toContain('500\u2009m 内居民');
    expect(await page.locator('.nearest li').count()).toBe(3);
    expect(page.url()).toContain('at=105.716944,29.705');
  });
});

test('a click on the map in picking mode asks that place', async () => {
  await visit('#map=105.717,29.70,12.6', async ({ page }) => {
    await page.getByRole('button', { name: '在图上查询一处' }).click();
    await page.locator('canvas').click({ position: { x: 300, y: 200 } });
    await page.getByText('最近的避难场所').waitFor();
    expect(page.url()).toContain('at=105.');
  });
});

test('text that is no coordinate gets a sentence', async () => {
  await visit('', async ({ page }) => {
    await choose(page, '点位查询');
    await page.getByRole('textbox', { name: '坐标' }).fill('某某路口');
    await page.getByRole('button', { name: '查询', exact: true }).click();
    expect((await page.getByRole('alert').innerText()).length).toBeGreaterThan(8);
  });
});
