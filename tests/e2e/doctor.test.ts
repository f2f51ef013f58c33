import { readFileSync } from 'node:fs';
import type { FeatureCollection, Point } from 'geojson';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { wgs84ToGcj02 } from '../../src/geo/gcj02';
import {
  checked,
  chooseFiles,
  confirmCoordinates,
  file,
  keptFile,
  openPackId,
} from './importFiles';
import { settled, useBrowser, visit } from './page';

useBrowser();

const pack = new URL('../../static/packs/dazu/', import.meta.url);
const shelters = JSON.parse(
  readFileSync(new URL('shelters.geojson', pack), 'utf8'),
) as FeatureCollection<Point, { name: string; town: string }>;

interface Row {
  name: string;
  place: [number, number];
  capacity: number;
}
const rows: Row[] = shelters.features.map(({ properties: { name }, geometry }, index) => ({
  name,
  place: geometry.coordinates as [number, number],
  capacity: 1000 + index,
}));
const ledger = (list: readonly Row[]): string =>
  [
    '场所名称,经度,纬度,可容纳人数',
    ...list.map(({ name, place, capacity }) => [name, ...place, capacity].join(',')),
  ].join('\n');

const footer = (page: Page) => page.locator('.import footer').innerText();
const keep = async (page: Page) => {
  await page.getByRole('button', { name: /^导入 \d+ 行$/ }).click();
  await page.locator('.import').waitFor({ state: 'detached' });
  await settled(page);
};
/** Ground to judge by, once the page has seen where the places lie. */
const onDazu = async (page: Page) => {
  await page.getByRole('button', { name: '以大足区为底' }).click();
  await checked(page);
};
const kept = async (page: Page) =>
  JSON.parse(await keptFile(page, openPackId(page), 'shelters.geojson')) as FeatureCollection<
    Point,
    { name: string; capacityPeople: number }
  >;

test('a register shifted by GCJ-02 is recognised by known shelters of the same names and comes back to their places', async () => {
  const shifted = rows.map((row) => ({ ...row, place: wgs84ToGcj02(row.place) }));
  await visit('', async ({ page }) => {
    await chooseFiles(page, file('台账.csv', ledger(shifted)));
    await checked(page);
    // Without anything to compare with nobody can tell: a person is asked.
    expect(await footer(page)).toContain('先确认坐标系');
    await onDazu(page);
    const card = page.locator('#card-coordinates');
    expect(await card.innerText()).toContain('依据充分');
    expect(await card.locator('tr.on').innerText()).toContain('GCJ-02');
    expect(await card.innerText()).toMatch(/移动约 4\d\d m（中位数）/);
    await keep(page);
    const [first] = (await kept(page)).features;
    expect(first!.geometry.coordinates[0]).toBeCloseTo(rows[0]!.place[0], 5);
    expect(first!.geometry.coordinates[1]).toBeCloseTo(rows[0]!.place[1], 5);
  });
});

test('another reading than the evidence says has to be confirmed; an unknown definition gets a sentence and changes nothing', async () => {
  await visit('', async ({ page }) => {
    await chooseFiles(page, file('台账.csv', ledger(rows)));
    await checked(page);
    await onDazu(page);
    const card = page.locator('#card-coordinates');
    await card
      .getByRole('radio', { name: /BD-09|GCJ-02/ })
      .first()
      .click();
    await checked(page);
    expect(await card.innerText()).toContain('与依据不符');
    expect(await footer(page)).toContain('先确认坐标系');
    await card.getByRole('button', { name: '恢复为依据所指' }).click();
    await checked(page);
    expect(await card.innerText()).toContain('依据充分');
    await card.getByText('不在表中').click();
    await card.getByLabel('坐标系定义').fill('EPSG:999999');
    await card.getByRole('button', { name: '按此读取' }).last().click();
    await card.getByRole('alert').filter({ hasText: 'EPSG:999999' }).waitFor();
    await checked(page);
    expect(await card.innerText()).toContain('依据充分');
  });
});

test('the same register again shows new, changed, moved and gone; what is gone stays unless its removal is ticked', async () => {
  await visit('', async ({ page }) => {
    await chooseFiles(page, file('台账.csv', ledger(rows)));
    await checked(page);
    await onDazu(page);
    await keep(page);
    const next = rows.slice(2).map((row) => ({ ...row }));
    next[0]!.capacity = 77_777;
    next[1]!.place = [next[1]!.place[0] + 0.004, next[1]!.place[1]];
    next.push({ name: '新建广场', place: [105.72, 29.7], capacity: 500 });
    await chooseFiles(page, file('台账二.csv', ledger(next)));
    await checked(page);
    await page.locator('#card-pack select').first().selectOption({ index: 1 });
    const compare = page.locator('#card-compare');
    await compare.getByRole('button', { name: '新增 1' }).waitFor();
    for (const name of ['改动 1', '位置变动 1', '文件里没有 2', '待定 0'])
      expect(await compare.getByRole('button', { name }).count()).toBe(1);
    await compare.getByRole('button', { name: '位置变动 1' }).click();
    expect(await compare.innerText()).toMatch(/移动 390/);
    await compare.getByRole('button', { name: '改动 1', exact: true }).click();
    expect(await compare.innerText()).toContain('1,002\u2009人 → 77,777\u2009人');
    expect(await footer(page)).toContain('移除 0');
    await keep(page);
    const { features } = await kept(page);
    const names = features.map(({ properties }) => properties.name);
    expect(names).toHaveLength(rows.length + 1);
    expect(names).toContain(rows[0]!.name);
    const changed = features.find(({ properties }) => properties.name === next[0]!.name);
    expect(changed?.properties.capacityPeople).toBe(77_777);
  });
});

test('residents by town: what is written otherwise is joined, what is unknown is paired by hand and unpaired again', async () => {
  const table = '镇街,常住人口\n龙水,90000\n大足区龍崗街道,80000\n双塔街道,70000\n';
  await visit('', async ({ page }) => {
    await chooseFiles(page, file('人口.csv', `\ufeff${table}`));
    await checked(page);
    await page.getByRole('combobox', { name: '图层' }).selectOption('residents');
    await page.locator('#card-pack select').nth(1).selectOption('dazu');
    const join = page.locator('#card-join');
    await join.getByText('对上 2 行，没对上 1 行').waitFor();
    await join.getByRole('combobox', { name: '“双塔街道”是哪个镇街' }).selectOption('双路街道');
    await join.getByText('对上 3 行，没对上 0 行').waitFor();
    await page.getByRole('button', { name: '导入 3 行' }).waitFor();
    await join.getByRole('button', { name: '撤销' }).click();
    await join.getByText('对上 2 行，没对上 1 行').waitFor();
    expect(await join.getByRole('combobox', { name: '“双塔街道”是哪个镇街' }).inputValue()).toBe(
      '',
    );
  });
});

test('a grid of residents is never assumed to hold counts or densities', async () => {
  await visit('', async ({ page }) => {
    const buffer = readFileSync(new URL('residents.tif', pack));
    await chooseFiles(page, file('人口.tif', buffer));
    const card = page.locator('#card-grid');
    await card.waitFor();
    expect(await card.innerText()).toMatch(/每格人数\s+合计 83\.46/);
    expect(await footer(page)).toContain('先说明格值的含义');
    await card.getByRole('radio', { name: /每格人数/ }).click();
    await page.getByRole('button', { name: '导入 1 个栅格' }).waitFor();
  });
});

test('a repair is carried out with one click, listed, and taken back; the problems are saved as a workbook', async () => {
  const twice = [...rows.slice(0, 12), rows[3]!];
  await visit('', async ({ page }) => {
    await chooseFiles(page, file('台账.csv', ledger(twice)));
    await confirmCoordinates(page);
    const card = page.locator('#card-findings');
    await page.getByRole('button', { name: '导入 13 行' }).waitFor();
    await card.getByRole('button', { name: /^应用全部可自动修复/ }).click();
    await page.getByRole('button', { name: '导入 12 行' }).waitFor();
    await card.getByRole('button', { name: '全部撤销' }).click();
    await page.getByRole('button', { name: '导入 13 行' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出问题清单' }).click();
    const saved = readFileSync(await (await download).path());
    expect(saved.subarray(0, 2).toString()).toBe('PK');
    expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  });
});

test('a tab that was killed offers to go on with its import, with what was decided', async () => {
  await visit('', async ({ page }) => {
    await chooseFiles(page, file('台账.csv', ledger(rows)));
    await confirmCoordinates(page);
    await page.getByLabel('名称', { exact: true }).fill('做到一半');
    // Kept half a second after the last choice.
    await page.waitForTimeout(1500);
    await page.reload();
    await page.locator('.results .number').first().waitFor();
    // The map says that it waits; who looks there needs no second click on the page of the import.
    await page.locator('.offer', { hasText: '台账.csv' }).waitFor();
    await page.getByRole('button', { name: '继续导入' }).click();
    await page.getByRole('button', { name: `导入 ${rows.length} 行` }).waitFor();
    expect(await page.getByLabel('名称', { exact: true }).inputValue()).toBe('做到一半');
    expect(await page.locator('#card-coordinates').innerText()).toContain('已由人确认');
  });
});

test('the archive of a pack shows what it holds and opens as a pack of its own', async () => {
  await visit('', async ({ page }) => {
    const { zipSync } = await import('fflate');
    const manifest = JSON.parse(readFileSync(new URL('pack.json', pack), 'utf8')) as {
      datasets: Record<string, { file: string }>;
    };
    const names = ['pack.json', ...Object.values(manifest.datasets).map((each) => each.file)];
    const bytes = zipSync(
      Object.fromEntries(
        names.map((name) => [name, new Uint8Array(readFileSync(new URL(name, pack)))]),
      ),
      { level: 1 },
    );
    await chooseFiles(page, file('大足.zip', Buffer.from(bytes)));
    const card = page.locator('#card-archive');
    await card.waitFor();
    expect(await card.innerText()).toMatch(/应急避难场所\s+102/);
    await card.getByRole('button', { name: '打开' }).click();
    await page.locator('.import').waitFor({ state: 'detached' });
    await settled(page);
    expect(openPackId(page)).toMatch(/^own-/);
  });
});
