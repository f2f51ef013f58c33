import type { Page } from 'playwright';

/** Fills in the form of a new service. */
export async function addService(
  page: Page,
  kind: string,
  fill: (dialog: ReturnType<Page['locator']>) => Promise<void>,
) {
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '地图服务' }).click();
  await page.getByRole('button', { name: '添加服务' }).click();
  const dialog = page.locator('dialog');
  await dialog.getByLabel('种类').selectOption(kind);
  await fill(dialog);
}

/** The page loads anew when a host is let through; then the figures and the map are there again. */
export async function reloaded(page: Page, act: () => Promise<void>) {
  const load = page.waitForEvent('load');
  await act();
  await load;
  await page.locator('.results .number').first().waitFor();
}

/** Colour of one pixel of the screen: red, green, blue. */
export async function colourAt(page: Page, x: number, y: number): Promise<number[]> {
  const shot = await page.screenshot({ clip: { x, y, width: 1, height: 1 } });
  return page.evaluate(async (base64) => {
    const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
    const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
    canvas.drawImage(await createImageBitmap(blob), 0, 0);
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  }, shot.toString('base64'));
}
