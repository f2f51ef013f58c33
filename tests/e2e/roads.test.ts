import { expect, test } from 'vitest';
import { choose, settled, useBrowser, visit } from './page';

useBrowser();

const longitudes = Array.from({ length: 20 }, (_, i) => (105.7 + 0.002 * i).toFixed(4));
const file = (name: string, content: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
});
const files = [
  file(
    'residents.csv',
    `名称,经度,纬度,人口\n${longitudes.map((east, i) => `点${i},${east},29.7000,100`).join('\n')}\n`,
  ),
  file('shelters.csv', '名称,经度,纬度\n一中,105.7000,29.7001\n'),
  file(
    'roads.geojson',
    JSON.stringify({
      type: 'Feature',
      properties: { highway: 'residential' },
      geometry: { type: 'LineString', coordinates: longitudes.map((east) => [+east, 29.7]) },
    }),
  ),
];

test('own roads are walked on: files of residents, shelters and roads become a pack, and nobody is left to the detour factor', async () => {
  await visit('', async ({ page }) => {
    await page.getByRole('button', { name: '导入数据' }).click();
    const input = page.locator('input[type=file]').first();
    await input.waitFor({ state: 'attached' });
    await input.setInputFiles(files);
    // Nothing is known of the place, so a person confirms the coordinates of each file.
    for (const { name } of files) {
      await page.getByRole('button', { name }).first().click();
      await page.getByRole('button', { name: '按此读取' }).click();
      await page.getByText('已由人确认').waitFor();
    }
    await page.getByRole('button', { name: '导入 22 行' }).click();
    await settled(page);
    await choose(page, '步行可达');
    await page.getByRole('button', { name: '开始计算' }).click();
    await page.locator('.results .number').first().waitFor();
    // 30 minutes at 1.2 m/s are 2,160 m: eleven steps of 193.5 m along the road, so twelve of twenty places.
    const results = await page.locator('.results').innerText();
    expect(results).toMatch(/1,200\s*人\s+60\.0\s*%/u);
    expect(results).not.toContain('绕行');
  });
});
