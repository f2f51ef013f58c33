import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startWebServices, tileKey, type WebServices } from '../fixtures/webServices';
import { settled, useBrowser, visit } from './page';
import { addService as add, colourAt, reloaded } from './serviceSteps';

useBrowser();
let server: WebServices;
beforeAll(async () => {
  server = await startWebServices();
});
beforeEach(() => {
  server.asked.length = 0;
  server.setBroken(false);
});
afterAll(() => server.close());

/** What the browser says of a service that fails is no fault of the page; requests to it are what is tested. */
function forgive(wrong: string[]) {
  const others = wrong.filter(
    (line) =>
      !line.startsWith(`request to ${server.origin}`) &&
      !line.startsWith('console: Failed to load'),
  );
  wrong.splice(0, wrong.length, ...others);
}

/** Colour of the ground outside the district, where nothing but a service draws. */
const cornerColour = async (page: Page) => {
  const box = (await page.locator('canvas').first().boundingBox())!;
  return colourAt(page, box.x + 4, box.y + box.height / 2);
};

test('XYZ tiles: the key that was pasted stays on the device; nothing is asked before, and it works after a reload', async () => {
  await visit('', async ({ page, wrong }) => {
    const before = await cornerColour(page);
    await add(page, 'xyz', async (dialog) => {
      await dialog.getByLabel('地址').fill(`${server.origin}/xyz/{z}/{x}/{y}.png?tk=${tileKey}`);
      await dialog.getByLabel('名称').fill('示例影像');
      await dialog.getByLabel('署名').fill('示例图源');
      expect(await dialog.getByLabel('地址').inputValue()).not.toContain(tileKey);
      expect(await dialog.getByLabel('密钥（服务需要时）').getAttribute('type')).toBe('password');
    });
    expect(server.asked).toEqual([]);
    await reloaded(page, () => page.getByRole('button', { name: '添加', exact: true }).click());
    await page.locator('.attribution', { hasText: '示例图源' }).waitFor();
    await settled(page);
    expect(server.asked.length).toBeGreaterThan(0);
    expect(server.asked.every((path) => path.endsWith(`?tk=${tileKey}`))).toBe(true);
    const [red, green, blue] = await cornerColour(page);
    expect([red, green, blue]).not.toEqual(before);
    expect(green).toBeGreaterThan(blue!);
    expect(page.url()).not.toContain(tileKey);
    const kept = await page.evaluate(() => localStorage.getItem('yingtu.services'));
    expect(kept).toContain('示例影像');
    expect(kept).not.toContain(tileKey);
    // It can be switched off, and the map asks nothing more.
    await page.getByRole('switch', { name: '示例影像' }).click();
    await settled(page);
    expect(await cornerColour(page)).toEqual(before);
    forgive(wrong);
  });
});

test('a wrong key is one sentence on the line of the service, without the key; the map is idle all the same', async () => {
  await visit('', async ({ page, wrong }) => {
    await add(page, 'xyz', async (dialog) => {
      await dialog.getByLabel('地址').fill(`${server.origin}/xyz/{z}/{x}/{y}.png?tk=wrong-key-1`);
      await dialog.getByLabel('名称').fill('示例影像');
    });
    await reloaded(page, () => page.getByRole('button', { name: '添加', exact: true }).click());
    await page.getByText('请核对密钥').waitFor();
    await settled(page);
    expect(await page.locator('aside.left').innerText()).not.toContain('wrong-key-1');
    forgive(wrong);
  });
});

test('WMS: layers are read after one reload; a service that breaks says so, and is back after 重试', async () => {
  await visit('', async ({ page, wrong }) => {
    await add(page, 'wms', (dialog) => dialog.getByLabel('地址').fill(`${server.origin}/wms`));
    await reloaded(page, () => page.getByRole('button', { name: '连接' }).click());
    await page.getByRole('option', { name: '示例地面' }).click();
    server.setBroken(true);
    await page.getByRole('button', { name: '添加', exact: true }).click();
    await page.getByText('数据库停机').waitFor();
    await settled(page);
    server.setBroken(false);
    await page.getByRole('button', { name: '重试' }).click();
    await page.locator('.attribution', { hasText: '示例图源' }).waitFor();
    await expect.poll(() => page.getByText('数据库停机').count()).toBe(0);
    await page.getByRole('button', { name: '示例地面：透明度和图例' }).click();
    await page.getByRole('img', { name: '示例地面图例' }).waitFor();
    forgive(wrong);
  });
});

test('OGC API: pages become points that can be clicked; hostile words stay words; 导入为图层 opens the import', async () => {
  await visit('#map=105.7,29.7,12', async ({ page, wrong }) => {
    await add(page, 'ogcapi', (dialog) => dialog.getByLabel('地址').fill(`${server.origin}/api`));
    await reloaded(page, () => page.getByRole('button', { name: '连接' }).click());
    await page.getByRole('option', { name: '示例水井' }).click();
    await page.getByRole('button', { name: '添加', exact: true }).click();
    await page.getByText('本区及四周 4 个要素').waitFor();
    await settled(page);
    const box = (await page.locator('canvas').first().boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const card = page.getByRole('dialog', { name: '示例水井' });
    await card.waitFor();
    expect(await card.innerText()).toContain('<img src=x');
    expect(await page.title()).not.toBe('owned');
    await page.getByRole('button', { name: '导入为图层' }).click();
    await page.locator('.import').waitFor();
    expect(await page.locator('.import').innerText()).toContain('示例水井.geojson');
    forgive(wrong);
  });
});

test('PMTiles are read piece by piece and drawn', async () => {
  await visit('', async ({ page, wrong }) => {
    await add(page, 'pmtiles', (dialog) =>
      dialog.getByLabel('地址').fill(`${server.origin}/map.pmtiles`),
    );
    await reloaded(page, () => page.getByRole('button', { name: '连接' }).click());
    await page.getByRole('option', { name: '管网' }).click();
    await page.getByRole('button', { name: '添加', exact: true }).click();
    await page.getByRole('switch', { name: '管网' }).waitFor();
    await settled(page);
    // Header, then tiles: several pieces of the one file.
    expect(server.asked.filter((path) => path === '/map.pmtiles').length).toBeGreaterThan(1);
    forgive(wrong);
  });
});

test('a service that never answers leaves the map idle and as it was, and says so', async () => {
  await visit('', async ({ page, wrong }) => {
    const before = await cornerColour(page);
    await add(page, 'xyz', async (dialog) => {
      await dialog.getByLabel('地址').fill(`${server.origin}/slow/{z}/{x}/{y}.png`);
      await dialog.getByLabel('名称').fill('慢服务');
    });
    await reloaded(page, () => page.getByRole('button', { name: '添加', exact: true }).click());
    await page.getByText('秒内没有答完').waitFor();
    await settled(page);
    expect(await cornerColour(page)).toEqual(before);
    forgive(wrong);
  });
});

test('a service that lets no page read it, and one that is a web page, give one sentence each', async () => {
  await visit('', async ({ page, wrong }) => {
    await add(page, 'wfs', (dialog) => dialog.getByLabel('地址').fill(`${server.origin}/closed`));
    await reloaded(page, () => page.getByRole('button', { name: '连接' }).click());
    await page.getByText('CORS').waitFor();
    await page.getByRole('button', { name: '改地址' }).click();
    await page.locator('dialog').getByLabel('种类').selectOption('wmts');
    await page.locator('dialog').getByLabel('地址').fill(`${server.origin}/nothing`);
    await page.getByRole('button', { name: '连接' }).click();
    const sentence = page.getByText('地址上没有这个服务');
    await sentence.waitFor();
    expect(await sentence.count()).toBe(1);
    wrong.length = 0;
  });
});

test('a new host is said before the page loads anew for it, and the address can be changed after', async () => {
  await visit('', async ({ page, wrong }) => {
    const host = new URL(server.origin).host;
    await add(page, 'wms', async (dialog) => {
      await dialog.getByLabel('地址').fill(`${server.origin}/wms`);
      await dialog.getByText(`本机第一次使用 ${host}`).waitFor();
    });
    expect(server.asked).toEqual([]);
    await reloaded(page, () => page.getByRole('button', { name: '连接' }).click());
    await page.getByRole('option', { name: '示例地面' }).waitFor();
    await page.getByRole('button', { name: '返回', exact: true }).click();
    const address = page.locator('dialog').getByLabel('地址');
    expect(await address.inputValue()).toBe(`${server.origin}/wms`);
    expect(await page.getByText('本机第一次使用').count()).toBe(0);
    forgive(wrong);
  });
});

test('天地图 asks for the tk alone, and nothing leaves the page before it is given', async () => {
  await visit('', async ({ page, wrong }) => {
    const asked: string[] = [];
    await page.route('https://t0.tianditu.gov.cn/**', async (route) => {
      asked.push(route.request().url());
      await route.fulfill({ status: 404, headers: { 'access-control-allow-origin': '*' } });
    });
    await add(page, 'tianditu', async () => {});
    await page.getByRole('button', { name: '添加', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(asked).toEqual([]);
    expect(wrong).toEqual([]);
    await page.locator('dialog').getByLabel('tk').fill('0123456789abcdef0123456789abcdef');
    await reloaded(page, () => page.getByRole('button', { name: '添加', exact: true }).click());
    await expect.poll(() => asked.length).toBeGreaterThan(1);
    expect(
      asked.every(
        (url) => url.includes('_w/wmts') && url.endsWith('&tk=0123456789abcdef0123456789abcdef'),
      ),
    ).toBe(true);
    expect(page.url()).not.toContain('0123456789abcdef');
    wrong.length = 0;
  });
});
