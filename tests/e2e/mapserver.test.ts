import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hasMapServer, startMapServer, type MapServer } from '../fixtures/mapserver';
import { settled, useBrowser, visit } from './page';
import { addService, colourAt, reloaded } from './serviceSteps';

const there = hasMapServer();
if (!there)
  process.stdout.write(
    'Skipped: MapServer is not installed (apt-get install cgi-mapserver needs root).\n',
  );

/** The place of the first well in the middle of the map, with no register over it. */
const atTheWell = '#map=105.72,29.7,14&layers=district';

describe.skipIf(!there)('layers of a real MapServer (skipped where it cannot be installed)', () => {
  useBrowser();
  let server: MapServer;
  beforeAll(async () => {
    server = await startMapServer();
  });
  beforeEach(() => {
    server.setDelay(0);
    return server.revive();
  });
  afterAll(() => server.close());

  /** Adds the layer of wells; the host is new to the page the first time only. */
  async function addWells(page: Page, kind: 'wms' | 'wfs' | 'ogcapi', isNew = false) {
    const address = kind === 'ogcapi' ? `${server.url}/ogcapi` : server.url;
    await addService(page, kind, (dialog) => dialog.getByLabel('地址').fill(address));
    const connect = () => page.getByRole('button', { name: '连接' }).click();
    if (isNew) await reloaded(page, connect);
    else await connect();
    await page
      .getByRole('option', { name: /水井|wells/ })
      .first()
      .click();
    const dialog = page.locator('dialog');
    await dialog.getByLabel('名称').fill(`水井 ${kind}`);
    await page.getByRole('button', { name: '添加', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  async function middle(page: Page): Promise<[x: number, y: number]> {
    const box = (await page.locator('canvas').first().boundingBox())!;
    return [box.x + box.width / 2, box.y + box.height / 2];
  }
  /** Whether the middle of the map is the red in which MapServer draws wells, none of the map's own colours. */
  async function isRed(page: Page) {
    const [red, green, blue] = await colourAt(page, ...(await middle(page)));
    return red! > 200 && green! < 90 && blue! < 90;
  }
  const redness = (page: Page) => expect.poll(() => isRed(page), { timeout: 20_000 });
  /** How many there are in the end; a program runs for every answer of the server. */
  const number = (of: Locator) => expect.poll(() => of.count(), { timeout: 15_000 });
  /** All five wells lie in the box of the district. */
  const counted = (page: Page) => page.getByText('本区及四周 5 个要素');
  const complaints = (page: Page) => page.getByRole('alert').filter({ hasText: '127.0.0.1' });
  const line = (page: Page, title: string) => page.getByRole('switch', { name: title });

  /** A click on the middle of the map shows the well that the service told of. */
  async function showsTheWell(page: Page, title: string) {
    await page.mouse.click(...(await middle(page)));
    const card = page.getByRole('dialog', { name: title });
    await card.waitFor();
    expect(await card.innerText()).toContain('甲井');
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
  }

  test('a picture by WMS, features by WFS and by pages of OGC API; a killed server is one sentence for each while the rest goes on, and they come back', () =>
    visit(atTheWell, async ({ page, wrong }) => {
      expect(await isRed(page)).toBe(false);
      await addWells(page, 'wms', true);
      await redness(page).toBe(true);
      await addWells(page, 'wfs');
      await counted(page).waitFor();
      await settled(page);
      await showsTheWell(page, '水井 wfs');
      await line(page, '水井 wfs').click();
      await addWells(page, 'ogcapi');
      await counted(page).waitFor();
      await settled(page);
      await showsTheWell(page, '水井 ogcapi');
      // Pages of two, and no register was chosen by any click.
      expect(server.asked.filter((path) => path.includes('/items')).length).toBeGreaterThan(1);
      expect(page.url()).not.toContain('sel=');
      await line(page, '水井 ogcapi').click();
      await redness(page).toBe(true);

      await server.kill();
      // Tiles of another level are needed and features are read anew, but nobody answers.
      await page.getByRole('button', { name: '放大' }).click();
      await line(page, '水井 wfs').click();
      await line(page, '水井 ogcapi').click();
      await number(complaints(page)).toBe(3);
      await settled(page);
      await page.locator('.data tbody tr').first().click();
      await page.getByRole('heading', { name: '棠香街道固定避难场所 01号' }).waitFor();

      await server.revive();
      for (let left = 3; left > 0; left--) {
        await page.getByRole('button', { name: '重试' }).first().click();
        await number(complaints(page)).toBe(left - 1);
      }
      await number(counted(page)).toBe(2);
      wrong.length = 0;
    }));

  test('a server that answers after 60 seconds blocks nothing: figures, records and search go on meanwhile', () =>
    visit(atTheWell, async ({ page, wrong }) => {
      await addWells(page, 'wms', true);
      await addWells(page, 'wfs');
      await counted(page).waitFor();
      server.setDelay(60_000);
      const asked = server.asked.length;
      const isSilent = async () => {
        expect(server.asked.length).toBeGreaterThan(asked);
        expect(await complaints(page).count()).toBe(0);
      };
      await reloaded(page, () => page.reload().then(() => undefined));
      await expect.poll(() => server.asked.length).toBeGreaterThan(asked);
      await page.locator('.data tbody tr').first().click();
      await page.getByRole('heading', { name: '棠香街道固定避难场所 01号' }).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('lgjd');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: '龙岗街道' }).waitFor();
      await isSilent();
      wrong.length = 0;
    }));
});
