import type { Page } from 'playwright';
import { settled } from './page';

/** The shelter 龙水镇固定避难场所 01号, which stands in the middle of the map at `map=105.7594,29.5584,13.5`. */
export async function choosePlace(page: Page) {
  const box = (await page.locator('.map canvas').first().boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.getByRole('heading', { name: '龙水镇固定避难场所 01号' }).waitFor();
}

/** Makes an own pack of the sample that is open, with the form of the shelter in the middle. */
export async function ownCopy(page: Page) {
  await settled(page);
  await choosePlace(page);
  await page.getByRole('button', { name: '复制为自有数据包后编辑' }).click();
  await page.getByText('编辑：龙水镇固定避难场所 01号').waitFor();
}

/** Saves another capacity with the form that is open. */
export async function saveCapacity(page: Page, people: string) {
  await page.getByLabel('可容纳人数').fill(people);
  await page.getByRole('button', { name: '台账登记' }).click();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('修改：龙水镇固定避难场所 01号（可容纳人数').waitFor();
}
