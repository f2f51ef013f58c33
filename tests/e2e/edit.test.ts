import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../src/pack/archive';
import { recordsOf } from '../../src/pack/historyRecords';
import { ownCopy } from './ownPack';
import { choose, settled, useBrowser, visit } from './page';

useBrowser();

/** The shelter 龙水镇固定避难场所 01号, chosen, in the middle of the map. */
const atShelter = '#pack=dazu&lang=zh-CN&map=105.7594,29.5584,13.5';

async function chooseShelter(page: Page) {
  const box = (await page.locator('.map canvas').first().boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.getByRole('heading', { name: '龙水镇固定避难场所 01号' }).waitFor();
}

/** How many people can be housed at the standard, as the coverage panel says it. */
const housed = async (page: Page) => {
  const words = await page
    .getByText(/按标准可安置/)
    .first()
    .textContent();
  return /按标准可安置\s*([\d.]+)/.exec(words ?? '')?.[1];
};

async function openMore(page: Page, item: string) {
  await page.getByTitle('更多').click();
  await page.getByRole('menuitem', { name: item }).click();
}

describe('a record of an own pack', () => {
  test('is edited, the figures follow, the history shows it and steps it back, and the pack travels with all of it', () =>
    visit(atShelter, async ({ page }) => {
      await settled(page);
      const before = await housed(page);
      await chooseShelter(page);
      await page.getByRole('button', { name: '复制为自有数据包后编辑' }).click();
      await page.getByText('编辑：龙水镇固定避难场所 01号').waitFor();
      const capacity = page.getByLabel('可容纳人数');
      await capacity.fill('12x');
      await page.getByText('“12x”不是数字').waitFor();
      await capacity.fill('43200');
      await page.getByRole('button', { name: '台账登记' }).click();
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('修改：龙水镇固定避难场所 01号（可容纳人数、容量来源）').waitFor();
      await page.getByRole('button', { name: '返回', exact: true }).click();
      await expect.poll(() => housed(page)).not.toBe(before);
      // 30,000 more people than the 13,200 before.
      expect(Number(await housed(page))).toBeCloseTo(Number(before) + 3, 1);

      await openMore(page, '导出数据');
      await page.getByText('整个数据包', { exact: true }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '导出数据包' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(
        /^yingtu-大足区（副本）-示例数据-数据包.*\.zip$/,
      );
      const opened = await openArchive(new Uint8Array(await readFile(await download.path())));
      const shelters = recordsOf(opened.files.get('shelters.geojson')).features;
      const edited = shelters.find(({ properties }) => properties?.id === 'DZ-BN-003');
      expect(edited?.properties).toMatchObject({ capacityPeople: 43200, synthetic: true });
      expect(opened.history?.steps.map(({ kind }) => kind)).toEqual(['edit']);
      await page.getByRole('button', { name: '关闭', exact: true }).click();

      await openMore(page, '修改记录');
      await page.getByRole('button', { name: /修改：龙水镇固定避难场所 01号/ }).click();
      await page.getByText('13,200').waitFor();
      await page.getByRole('button', { name: '退回这一步…' }).click();
      await page.getByRole('button', { name: '确定退回' }).click();
      await page.getByText('已退回', { exact: true }).waitFor();
      await page.getByRole('button', { name: '关闭', exact: true }).click();
      await expect.poll(() => housed(page)).toBe(before);
    }));

  test('moved out of the district is warned of, and more than 1 km away it is saved only when that was confirmed', () =>
    visit(atShelter, async ({ page }) => {
      await ownCopy(page);
      const form = page.locator('.record-form');
      const save = () => form.getByRole('button', { name: '保存', exact: true }).click();
      const longitude = form.getByLabel('经度');
      await longitude.fill('106.2');
      await longitude.blur();
      await form.getByText(/在行政区外，离界 [\d.]+\skm；请核对坐标/).waitFor();
      await save();
      // 0.4406° of longitude at 29.56°.
      await form.getByText(/离原来的位置 42\.\d\skm，确定移到这里吗/).waitFor();
      await form.getByRole('button', { name: '再看看' }).click();
      expect(await longitude.inputValue()).toBe('106.2');
      await save();
      await form.getByRole('button', { name: '位置没错，保存' }).click();
      await page.getByText('修改：龙水镇固定避难场所 01号（位置）').waitFor();
    }));

  test('is offered again with what was typed when the tab was killed', () =>
    visit(atShelter, async ({ page }) => {
      await settled(page);
      await chooseShelter(page);
      await page.getByRole('button', { name: '复制为自有数据包后编辑' }).click();
      await page.getByLabel('地址').fill('龙水镇政府旁');
      // The form is kept a moment after the last letter.
      await page.waitForTimeout(1500);
      await page.reload();
      await page.getByRole('button', { name: '接着编辑' }).click();
      await expect.poll(() => page.getByLabel('地址').inputValue()).toBe('龙水镇政府旁');
    }));
});

/** Draws a polygon round the middle of the map, as wide and high as given, pixels. */
async function drawRound(page: Page, width: number, height: number) {
  await page.getByRole('button', { name: '画边界' }).click();
  await page.getByText('逐点点击').waitFor();
  const box = (await page.locator('.map canvas').first().boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const signs = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const;
  for (const [i, [east, south]] of signs.entries()) {
    await page.mouse.click(x + (east * width) / 2, y + (south * height) / 2);
    if (i > 1) await page.getByText(`${i + 1} 点，面积`).waitFor();
  }
}

describe('a hazard zone', () => {
  const ask = encodeURIComponent(JSON.stringify({ coverage: { leaveOut: ['dam-break'] } }));

  test('drawn by hand survives a killed tab, takes the shelters inside out of the capacity, is reshaped, and is stepped back', () =>
    visit(`${atShelter}&ask=${ask}`, async ({ page }) => {
      await settled(page);
      await chooseShelter(page);
      await page.getByRole('button', { name: '复制为自有数据包后编辑' }).click();
      await page.getByText('编辑：龙水镇固定避难场所 01号').waitFor();
      // Nothing was changed, so nothing is asked.
      await page.getByRole('button', { name: '取消', exact: true }).click();
      await page.getByRole('button', { name: '返回', exact: true }).click();
      const before = Number(await housed(page));

      await page.getByRole('tab', { name: /危险区/ }).click();
      await page.locator('.table-pane').getByRole('button', { name: '新增', exact: true }).click();
      await drawRound(page, 120, 120);
      // The corners are kept a moment after the last one.
      await page.waitForTimeout(1000);
      await page.reload();
      await page.getByRole('button', { name: '接着编辑' }).click();
      await page.getByText('4 点，面积').waitFor();
      await page.getByRole('button', { name: /^闭合/ }).click();
      const form = page.locator('.record-form');
      await form.getByLabel('名称').fill('龙水溃坝淹没区');
      await form.getByText('有 1 处要先改正').waitFor();
      await form.getByLabel('灾害').selectOption('dam-break');
      await form.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('新增：龙水溃坝淹没区').waitFor();
      await choose(page, '避难场所覆盖');
      // 龙水镇固定避难场所 01号 alone takes 13,200 people.
      await expect.poll(async () => Number(await housed(page))).toBeLessThan(before - 1.3);

      const row = page.locator('.table-pane').getByText('龙水溃坝淹没区').first();
      await row.click();
      await page.getByRole('button', { name: '编辑', exact: true }).click();
      await page.getByRole('button', { name: '改顶点' }).click();
      const corners = page.getByRole('button', { name: /^第 \d+ 个顶点$/ });
      await expect.poll(() => corners.count()).toBe(4);
      await corners.first().focus();
      await page.keyboard.press('Delete');
      await expect.poll(() => corners.count()).toBe(3);
      await page.keyboard.press('Control+z');
      await expect.poll(() => corners.count()).toBe(4);
      // A corner dragged over the opposite side makes a bow, which encloses nothing that can be told.
      const [from, to] = [await corners.nth(0).boundingBox(), await corners.nth(2).boundingBox()];
      await page.mouse.move(from!.x + 11, from!.y + 11);
      await page.mouse.down();
      await page.mouse.move(to!.x + 60, to!.y - 20, { steps: 4 });
      await page.mouse.up();
      await page.getByText(/边线有 \d+ 处相交或重叠/).waitFor();
      expect(await form.getByRole('button', { name: '保存', exact: true }).isDisabled()).toBe(true);
      await page.keyboard.press('Control+z');
      await expect.poll(() => page.getByText(/边线有 \d+ 处相交/).count()).toBe(0);
      // One for the corner, one for the outline, one for the form, which holds no change any more.
      for (let i = 0; i < 3; i++) await page.keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });

      await choose(page, '避难场所覆盖');
      await openMore(page, '修改记录');
      await page.getByRole('button', { name: /新增：龙水溃坝淹没区/ }).click();
      await page.getByRole('button', { name: '退回这一步…' }).click();
      await page.getByRole('button', { name: '确定退回' }).click();
      await page.getByText('已退回', { exact: true }).waitFor();
      await page.getByRole('button', { name: '关闭', exact: true }).click();
      await expect.poll(async () => Number(await housed(page))).toBe(before);
    }));
});

describe('the public edition', () => {
  test('is looked through before it is saved, and names nobody', () =>
    visit(atShelter, async ({ page }) => {
      await settled(page);
      await openMore(page, '导出数据');
      await page.getByText('公开版', { exact: true }).click();
      await page.getByRole('button', { name: '生成并查看' }).click();
      await page.getByText('清空的姓名、电话').waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '保存公开版' }).click(),
      ]);
      const opened = await openArchive(new Uint8Array(await readFile(await download.path())));
      const { features } = recordsOf(opened.files.get('shelters.geojson'));
      expect(features.length).toBe(102);
      expect(features.some(({ properties }) => properties?.manager ?? properties?.phone)).toBe(
        false,
      );
    }));
});
