import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../src/pack/archive';
import { recordsOf } from '../../src/pack/historyRecords';
import { settled, useBrowser, visit } from './page';

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
