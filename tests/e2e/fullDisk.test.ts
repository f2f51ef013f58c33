import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { expect, inject, test } from 'vitest';
import { launchOptions } from '../browser.js';
import { checked, chooseFiles, file, keptFile, openPackId } from './importFiles';
import { choosePlace, ownCopy, saveCapacity } from './ownPack';
import { settled } from './page';

/** A disk of 200 MB for the browser; `null` where none can be mounted, which needs root on Linux. */
function smallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'yingtu-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', folder]);
  if (status === 0) return folder;
  rmSync(folder, { recursive: true });
  return null;
}

/** Fills the storage of the page's origin until not even a few bytes fit. */
const fill = (page: Page) =>
  page.evaluate(async () => {
    const asked = indexedDB.open('junk');
    asked.onupgradeneeded = () => asked.result.createObjectStore('x', { autoIncrement: true });
    const db = await new Promise<IDBDatabase>((resolve) => {
      asked.onsuccess = () => resolve(asked.result);
    });
    const put = (size: number) =>
      new Promise<boolean>((resolve) => {
        const bytes = new Uint8Array(size);
        for (let at = 0; at < size; at += 65_536)
          crypto.getRandomValues(bytes.subarray(at, Math.min(at + 65_536, size)));
        const all = db.transaction('x', 'readwrite', { durability: 'strict' });
        all.objectStore('x').put(bytes);
        all.oncomplete = () => resolve(true);
        all.onabort = () => resolve(false);
      });
    for (const size of [8_000_000, 1_000_000, 100_000, 10_000, 1000, 100]) while (await put(size));
    db.close();
  });

const empty = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        indexedDB.deleteDatabase('junk').onsuccess = () => resolve();
      }),
  );

const full = '浏览器的存储空间已满，没有保存，原有数据不变';
const capacityOf = async (page: Page) => {
  const { features } = JSON.parse(await keptFile(page, openPackId(page), 'shelters.geojson')) as {
    features: { properties: { id: string; capacityPeople: number } }[];
  };
  return features.find(({ properties }) => properties.id === 'DZ-BN-003')?.properties
    .capacityPeople;
};

const disk = smallDisk();
if (!disk) process.stdout.write('A full disk is tested only where one can be mounted (as root).\n');

test.skipIf(!disk)(
  'a full disk is said in a sentence at every save; the last good state stays and opens after a reload',
  async () => {
    const context = await chromium.launchPersistentContext(disk!, {
      ...launchOptions,
      viewport: { width: 1280, height: 760 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    try {
      const page = context.pages()[0]!;
      page.setDefaultTimeout(20_000);
      await page.goto(`${inject('origin')}/#pack=dazu&lang=zh-CN&map=105.7594,29.5584,13.5`);
      await page.locator('.results .number').first().waitFor({ timeout: 60_000 });
      await ownCopy(page);
      await saveCapacity(page, '43200');
      await page.getByRole('button', { name: '返回', exact: true }).click();
      await settled(page);
      await fill(page);

      // An edit by hand.
      await choosePlace(page);
      await page.getByRole('button', { name: '编辑', exact: true }).click();
      await page.getByLabel('可容纳人数').fill('51000');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText(full).first().waitFor();
      expect(await page.getByLabel('可容纳人数').inputValue()).toBe('51000');
      expect(await capacityOf(page)).toBe(43200);
      await page.getByRole('button', { name: '取消', exact: true }).click();
      await page.getByRole('button', { name: '放弃改动' }).click();

      // A scenario keeps itself.
      await page.getByTitle('方案：试改避难场所和居民').click();
      await page.getByRole('radio', { name: '新增场所' }).click();
      await page.mouse.click(640, 300);
      await page.getByRole('button', { name: '新增 1 处' }).waitFor();
      await page.getByText(full).first().waitFor();

      // An import and its draft.
      await chooseFiles(
        page,
        file('大.csv', `名称,经度,纬度,备注\n一中,105.75,29.55,${'水'.repeat(200_000)}\n`),
      );
      await checked(page);
      await page
        .getByText(/存储空间已满/)
        .first()
        .waitFor();

      const again = `${inject('origin')}/#pack=${openPackId(page)}&lang=zh-CN&map=105.7594,29.5584,13.5`;
      await page.goto('about:blank');
      await page.goto(again);
      await settled(page);
      expect(await capacityOf(page)).toBe(43200);
      await empty(page);
      await choosePlace(page);
      await page.getByRole('button', { name: '编辑', exact: true }).click();
      await page.getByLabel('可容纳人数').fill('52000');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('修改：龙水镇固定避难场所 01号（可容纳人数').waitFor();
      expect(await capacityOf(page)).toBe(52000);
    } finally {
      await context.close();
      spawnSync('umount', [disk!]);
      rmSync(disk!, { recursive: true });
    }
  },
);
