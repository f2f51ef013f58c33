import type { Page } from 'playwright';

interface Payload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Opens the import page and hands it files. */
export async function chooseFiles(page: Page, files: string[] | Payload[]) {
  await page.getByRole('button', { name: '导入数据' }).click();
  const input = page.locator('.import input[type=file]');
  await input.waitFor({ state: 'attached' });
  await input.setInputFiles(files);
}

export const file = (name: string, content: string | Buffer): Payload[] => [
  { name, mimeType: 'text/plain', buffer: Buffer.from(content) },
];

/** Waits until nothing is being read or tried. */
export async function checked(page: Page) {
  await page.locator('#card-files li').first().waitFor();
  await page.waitForFunction(
    () => !document.querySelector('#card-files .busy, .import [aria-busy=true]'),
  );
}

/** Says of every file that its coordinates are read as proposed, where that is asked. */
export async function confirmCoordinates(page: Page) {
  await checked(page);
  const open = page.locator('.import footer').getByRole('button', { name: /确认坐标系$/ });
  while ((await open.count()) > 0) {
    await open.first().click();
    const confirm = page.getByRole('button', { name: /^(按此读取|选择这种读法)$/ }).first();
    await confirm.click();
    await page.getByText('已由人确认').waitFor();
  }
}

/** Keeps every record with an error as it is, where that is asked. */
export async function keepErrors(page: Page) {
  const open = page.locator('.import footer').getByRole('button', { name: /处理错误$/ });
  while ((await open.count()) > 0) {
    await open.first().click();
    const card = page.locator('#card-findings');
    await card.getByRole('combobox', { name: '按级别筛选' }).selectOption('错误');
    await card.getByRole('button', { name: /^保留这 \d+ 处$/ }).click();
    await checked(page);
  }
}

/** A file of an own pack as the browser keeps it. */
export const keptFile = (page: Page, pack: string, name: string): Promise<string> =>
  page.evaluate(
    async ([id, file]) => {
      const asked = indexedDB.open('yingtu');
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(new Error('The storage does not open.'));
      });
      const got = db
        .transaction('files')
        .objectStore('files')
        .get([id!, file!]) as IDBRequest<Uint8Array>;
      const bytes = await new Promise<Uint8Array>((resolve) => {
        got.onsuccess = () => resolve(got.result);
      });
      db.close();
      return new TextDecoder().decode(bytes);
    },
    [pack, name],
  );

/** Id of the open pack, from the address. */
export const openPackId = (page: Page): string =>
  new URLSearchParams(new URL(page.url()).hash.slice(1)).get('pack') ?? '';
