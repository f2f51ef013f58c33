import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, inject, test } from 'vitest';
import { openArchive } from '../../src/pack/archive';
import { recordsOf } from '../../src/pack/historyRecords';
import { checked, chooseFiles, confirmCoordinates, file, openPackId } from './importFiles';
import { ownCopy, saveCapacity } from './ownPack';
import { settled, useBrowser, visit } from './page';

// An address as another computer of the office sees it: to a browser no secure page, other than localhost.
const host = '192.0.2.77';
useBrowser([`--host-resolver-rules=MAP ${host} localhost`]);
const office = () => ({ origin: `http://${host}:${new URL(inject('origin')).port}` });

test('served by plain http in an office, a file is imported, an own record edited, stepped back and exported, and the link copied', () =>
  visit(
    '#pack=dazu&lang=zh-CN&map=105.7594,29.5584,13.5',
    async ({ page }) => {
      // What a browser keeps back there, so that this test cannot pass on a page that is trusted.
      const missing = await page.evaluate(() => {
        const { subtle, randomUUID } = crypto as Partial<Crypto>;
        const { clipboard, locks, storage } = navigator as Partial<Navigator>;
        return [isSecureContext, subtle, randomUUID, clipboard, locks, storage].every(
          (each) => !each,
        );
      });
      expect(missing).toBe(true);

      await page.getByRole('button', { name: '分享' }).click();
      await page.getByText('已复制链接').waitFor();
      const search = page.getByRole('combobox').first();
      await search.focus();
      await page.keyboard.press('Control+v');
      expect(await search.inputValue()).toBe(page.url());
      await search.fill('');
      await page.keyboard.press('Escape');

      await ownCopy(page);
      await saveCapacity(page, '43200');
      await page.getByTitle('更多').click();
      await page.getByRole('menuitem', { name: '修改记录' }).click();
      await page.getByRole('button', { name: /修改：龙水镇固定避难场所 01号/ }).click();
      await page.getByRole('button', { name: '退回这一步…' }).click();
      await page.getByRole('button', { name: '确定退回' }).click();
      await page.getByText('已退回', { exact: true }).waitFor();
      await page.getByRole('button', { name: '关闭', exact: true }).click();

      const csv =
        '场所名称,经度,纬度,可容纳人数\n甲广场,105.72,29.70,2000\n乙公园,105.73,29.71,1000';
      await chooseFiles(page, file('台账.csv', csv));
      await checked(page);
      await page.getByRole('combobox', { name: '图层' }).selectOption('shelters');
      await confirmCoordinates(page);
      await page.getByRole('button', { name: '导入 2 行' }).click();
      await page.locator('.data', { hasText: '甲广场' }).waitFor();
      await settled(page);
      const pack = openPackId(page);

      await page.reload();
      await page.locator('.data', { hasText: '甲广场' }).waitFor();
      expect(openPackId(page)).toBe(pack);
      await page.getByTitle('更多').click();
      await page.getByRole('menuitem', { name: '导出数据' }).click();
      await page.getByText('整个数据包', { exact: true }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '导出数据包' }).click(),
      ]);
      const opened = await openArchive(new Uint8Array(await readFile(await download.path())));
      const names = recordsOf(opened.files.get('shelters.geojson')).features.map(
        ({ properties }) => properties?.name as string,
      );
      expect(names).toEqual(expect.arrayContaining(['甲广场', '乙公园']));
      // Computed without the browser's help; the same as another program says of these bytes.
      const sum = createHash('sha256').update(csv).digest('hex');
      const steps = opened.history!.steps;
      expect(steps.map(({ kind }) => kind)).toEqual(['edit', 'restore', 'update']);
      expect(steps.at(-1)!.source).toMatchObject({ sha256: sum });
    },
    office(),
  ));
