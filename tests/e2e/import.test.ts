import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { settled, useBrowser, visit } from './page';
import { encode } from 'iconv-lite';
import type { Page } from 'playwright';
import { checked, chooseFiles, confirmCoordinates, file, keepErrors } from './importFiles';

useBrowser();

const tainan = new URL('../../../shared/data/tainan/', import.meta.url);

const covered = (page: Page) => page.locator('.results .number').first().innerText();

/** Covered share of the same files as the command line gives it, per cent with one decimal. */
function fromCommandLine(radius: string): string {
  const at = (name: string) => fileURLToPath(new URL(name, tainan));
  const output = execFileSync(
    process.execPath,
    [
      fileURLToPath(new URL('../../src/cli/yingtu.js', import.meta.url)),
      ...['coverage', '--json', '--radius', radius, '--count', 'population'],
      ...['--residents', at('districts.geojson'), '--shelters', at('shelters.csv')],
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const { coveredShare } = JSON.parse(output) as { coveredShare: number };
  return (coveredShare * 100).toFixed(1);
}

test.skipIf(!existsSync(tainan))(
  'Tainan opens as a pack of its own; at 500 m, 1 km and 2 km the app says what the command line says, after a reload too (skipped without the data folder)',
  async () => {
    await visit('', async ({ page }) => {
      await chooseFiles(
        page,
        ['shelters.csv', 'districts.geojson'].map((name) => fileURLToPath(new URL(name, tainan))),
      );
      await confirmCoordinates(page);
      // A capacity of 0 holds the import until somebody says what becomes of it.
      await keepErrors(page);
      await page.getByRole('button', { name: '导入 566 行' }).click();
      await page.locator('.parameters b', { hasText: '185.5' }).waitFor();
      await page.getByRole('button', { name: '修改参数' }).click();
      for (const radius of ['500', '1000', '2000']) {
        const input = page.getByRole('textbox', { name: '时长未知 服务半径 m' });
        await input.fill(radius);
        await input.press('Enter');
        await expect.poll(() => covered(page)).toContain(fromCommandLine(radius));
      }
      const share = await covered(page);
      await page.reload();
      await page.locator('.parameters b', { hasText: '185.5' }).waitFor();
      await settled(page);
      expect(await covered(page)).toBe(share);
    });
  },
);

test('stopping to read a large file leaves the other file with what was decided of it', async () => {
  const line = (row: number) => `广场${row},105.7${row % 9},29.7${row % 7},${'备注'.repeat(30)}`;
  const large = ['名称,经度,纬度,备注', ...Array.from({ length: 230_000 }, (_, row) => line(row))];
  const folder = mkdtempSync(join(tmpdir(), 'yingtu-'));
  const path = join(folder, '大.csv');
  writeFileSync(path, large.join('\n'));
  await visit('', async ({ page }) => {
    await chooseFiles(page, file('小.csv', '名称,经度,纬度\n甲广场,105.72,29.70\n'));
    await page.getByRole('combobox', { name: '图层' }).selectOption('shelters');
    await confirmCoordinates(page);
    await page.locator('.import input[type=file]').setInputFiles([path]);
    await page.getByRole('button', { name: '停止读取 大.csv' }).click();
    await expect.poll(() => page.locator('#card-files li').count()).toBe(1);
    await page.getByText('已由人确认').waitFor();
    await page.getByRole('button', { name: '导入 1 行' }).click();
    await page.locator('.data', { hasText: '甲广场' }).waitFor();
  });
  rmSync(folder, { recursive: true });
});

test('an error that nobody decided about holds the import; by keyboard alone it is led to and the record left out', async () => {
  const rows = ['甲广场,105.72,29.70,2000,300', '乙公园,105.73,29.71,1000,0'];
  const csv = ['名称,经度,纬度,有效避难面积,可容纳人数', ...rows].join('\n');
  await visit('', async ({ page }) => {
    await chooseFiles(page, file('台账.csv', csv));
    await page.getByRole('combobox', { name: '图层' }).selectOption('shelters');
    await confirmCoordinates(page);
    const act = page.locator('.import footer .button').last();
    expect(await act.innerText()).toBe('先处理错误');
    await act.focus();
    await page.keyboard.press('Enter');
    const leave = page.locator('#card-findings tr', { hasText: '错误' }).getByText('不导入');
    for (let press = 0; press < 40; press++) {
      if (await leave.first().evaluate((button) => button === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '导入 1 行' }).waitFor();
    expect(await page.locator('#card-findings').innerText()).toContain('不导入 1 处');
  });
});

test('a word of a class column that no list knows is matched by a person and kept so', async () => {
  const csv = '名称,经度,纬度,避难时长\n甲广场,105.72,29.70,临时安置型\n乙公园,105.73,29.71,紧急\n';
  await visit('', async ({ page }) => {
    await chooseFiles(page, file('台账.csv', csv));
    await page.getByRole('combobox', { name: '图层' }).selectOption('shelters');
    await confirmCoordinates(page);
    const card = page.locator('#card-classes');
    expect(await card.innerText()).toContain('1 个没有对应');
    await card.getByRole('combobox', { name: '“临时安置型”是哪一类' }).selectOption('short');
    await card.getByText('0 个没有对应').waitFor();
    await keepErrors(page);
    await page.getByRole('button', { name: '导入 2 行' }).click();
    await page.locator('.data', { hasText: '甲广场' }).waitFor();
    expect(await page.locator('.data tr', { hasText: '甲广场' }).innerText()).toContain('短期');
  });
});

test('a file that cannot be read stands last and names no pack; the first good one is looked at', async () => {
  await visit('', async ({ page }) => {
    await chooseFiles(page, [
      ...file('空.csv', ''),
      ...file('避难场所.csv', '名称,经度,纬度\n甲广场,105.72,29.70\n'),
    ]);
    await checked(page);
    const list = page.locator('#card-files');
    expect(await list.locator('h2').innerText()).toContain('1 个不能读取');
    expect(await list.locator('li').first().innerText()).toContain('避难场所.csv');
    expect(await list.locator('li.on').innerText()).toContain('避难场所.csv');
    expect(await page.getByLabel('名称', { exact: true }).inputValue()).toBe('避难场所');
  });
});

test('a file of 260 MB is refused by its size, with one sentence', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'yingtu-')), '大.csv');
  writeFileSync(path, '名称,经度,纬度\n');
  truncateSync(path, 260_000_000);
  await visit('', async ({ page }) => {
    await chooseFiles(page, [path]);
    const alert = page.getByRole('alert').first();
    await alert.waitFor();
    expect(await alert.innerText()).toContain('260 MB');
    await page.getByRole('button', { name: '取消' }).click();
    expect(page.url()).toContain('pack=dazu');
  });
  rmSync(path);
});

test('a ledger in GBK opens; its bad rows are listed by number, its good ones kept', async () => {
  const ledger = [
    '场所名称,经度,纬度,有效面积（㎡）,可容纳人数,避难时长',
    '甲广场,105.72,29.70,"3,000",2000,紧急',
    '乙公园,105.73,29.71,约三千平,1000,长期',
    '丙操场,1e30,29.70,100,50,紧急',
    '丁操场,,,100,50,紧急',
  ].join('\r\n');
  await visit('', async ({ page }) => {
    await chooseFiles(page, file('台账.csv', encode(ledger, 'gb18030')));
    await page.locator('#card-found b', { hasText: 'GBK / GB18030' }).waitFor();
    await checked(page);
    const totals = await page.locator('.totals').innerText();
    expect(totals.replace(/\s+/g, ' ')).toContain('4 行 2 可用 2 行有提醒 2 无法导入');
    const problems = await page.locator('section.card', { hasText: '逐行问题' }).innerText();
    for (const part of ['1e30', '约三千平', '3', '4', '5']) expect(problems).toContain(part);
    await confirmCoordinates(page);
    await page.getByRole('button', { name: '导入 2 行' }).click();
    await page.getByRole('tab', { name: /应急避难场所/ }).waitFor();
    await page.locator('.data', { hasText: '甲广场' }).waitFor();
    const row = await page.locator('.data tr', { hasText: '乙公园' }).innerText();
    expect(row).toContain('未知');
  });
});

test.each([
  ['空.csv', ''],
  ['断.geojson', '{"type":"FeatureCollection","features":[{"type":'],
  ['图.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3])],
  ['深.geojson', `{"type":${'['.repeat(200_000)}`],
])('%s gets one sentence and the app stays as it was', async (name, content) => {
  await visit('', async ({ page }) => {
    const before = await page.locator('.results .number').first().innerText();
    await chooseFiles(page, file(name, content));
    const alert = page.getByRole('alert').first();
    await alert.waitFor();
    expect((await alert.innerText()).length).toBeGreaterThan(6);
    await page.keyboard.press('Escape');
    expect(await page.locator('.results .number').first().innerText()).toBe(before);
    expect(page.url()).toContain('pack=dazu');
  });
});

test('a script in a name stays text wherever it is shown', async () => {
  const hostile = '<img src=x onerror="document.title=\'owned\'">';
  const csv = `名称,经度,纬度\n"${hostile.replaceAll('"', '""')}",105.72,29.70\n`;
  await visit('', async ({ page }) => {
    await chooseFiles(page, file('敌.csv', csv));
    await page.getByRole('combobox', { name: '图层' }).selectOption('shelters');
    await confirmCoordinates(page);
    await page.getByRole('button', { name: '导入 1 行' }).click();
    await page.locator('.data tbody tr').first().click();
    await settled(page);
    expect(await page.locator('.data tbody').innerText()).toContain('<img src=x');
    expect(await page.title()).not.toBe('owned');
    expect(await page.locator('img[src=x]').count()).toBe(0);
  });
});
