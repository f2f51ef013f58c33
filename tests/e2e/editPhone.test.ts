import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { settled, useBrowser, visit } from './page';

useBrowser();

/** A strip over the map of a phone is one or two rows high, and nothing of it is cut off. */
async function isCompact(strip: Locator) {
  const box = (await strip.boundingBox())!;
  expect(box.height).toBeLessThan(75);
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(390);
  const isCut = await strip.evaluate((element) => element.scrollWidth > element.clientWidth);
  expect(isCut).toBe(false);
}

/** Taps the corners of a square round the middle of the map. */
async function tapSquare(page: Page) {
  const box = (await page.locator('.map canvas').first().boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.touchscreen.tap(x - 70, y - 70);
  await page.touchscreen.tap(x + 70, y - 70);
  await page.touchscreen.tap(x + 70, y + 40);
  await page.getByText(/3 corners, area/).waitFor();
}

test('on a phone a zone is drawn, looked over, saved and undone with a finger; the strips leave the map free, and the bar above stays in reach', () =>
  visit(
    '#pack=dazu&lang=en&map=105.7594,29.5584,13.5',
    async ({ page }) => {
      await settled(page);
      const box = (await page.locator('.map canvas').first().boundingBox())!;
      await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
      await page.getByRole('button', { name: 'Copy to an own pack and edit' }).tap();
      const form = page.locator('.record-form');
      await form.waitFor();
      await page.getByRole('button', { name: 'Cancel', exact: true }).first().tap();
      await page.locator('.ways').getByRole('button', { name: 'Add' }).tap();
      await page.getByRole('menuitem', { name: 'Hazard zones' }).tap();
      await page.getByRole('button', { name: 'Draw the outline' }).tap();
      await page.getByText('Tap the corners on the map').waitFor();
      await tapSquare(page);
      await isCompact(page.locator('.bar-of-pen'));
      await page.locator('.bar-of-pen').getByRole('button', { name: 'Close' }).tap();
      await page.getByRole('button', { name: 'Corner 2', exact: true }).tap();
      await isCompact(page.locator('.corner-bar'));
      await page.locator('.corner-bar').getByRole('button', { name: 'Done' }).tap();
      await form.getByLabel('Name').first().fill('Longshui dam break');
      await form.getByLabel('Hazard').first().selectOption('dam-break');
      await form.getByRole('button', { name: 'Save', exact: true }).tap();
      const last = page.locator('.last');
      await last.getByText('Added: Longshui dam break').waitFor();
      await isCompact(last);
      await last.getByRole('button', { name: 'Undo' }).tap();
      await last.getByText('Stepped back: Added: Longshui dam break').waitFor();
      // The mark of partly sample data is wide; the menu beside it can still be reached.
      await page.getByTitle('More').tap();
      await page.getByRole('menuitem', { name: 'History of the data' }).waitFor();
    },
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'en-US' },
  ));
