import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { checkSize, formats, maxBytes } from '../formats';
import type { Format } from '../formats/format';
import { maxStreamedBytes } from '../formats/sheet';
import { isZip } from '../formats/unzip';

/** Most bytes of all files of an import, which stay in memory until it ends. */
const mostTogether = 500_000_000;

const allFormats: readonly Format[] = Object.values(formats);

/**
 * The largest file of its kind, as its beginning tells it.
 * @param head the first `headBytes`
 */
export function mostBytesOf(head: Uint8Array, name: string): number {
  // An archive may be a pack, which is told from its end.
  if (isZip(head)) return maxStreamedBytes;
  const format = allFormats.find((each) => each.recognises(head, name.toLowerCase()));
  return format?.maxBytes ?? maxBytes;
}

/**
 * Refuses files before they are in memory.
 * @param most largest file of the first one's kind
 * @param sizes of the file and of those that belong to it, bytes
 * @param others sizes of the other files of the import
 * @throws Failure when one of them is empty or too large, or all are together
 */
export function checkSizes(
  most: number,
  sizes: readonly number[],
  others: readonly number[],
  mostOfAll = mostTogether,
): void {
  sizes.forEach((size, i) => checkSize(size, i === 0 ? most : maxStreamedBytes));
  const own = sum(sizes);
  checkSize(own);
  const all = own + sum(others);
  if (all <= mostOfAll) return;
  const [has, limit] = [Math.ceil(all / 1e6).toLocaleString('en-US'), mostOfAll / 1e6];
  throw new Failure(
    text(
      `这次导入的文件合计 ${has} MB，一次最多 ${limit} MB；请先导入前面的文件，再把这个文件导入同一个数据包。`,
      `The files of this import have ${has} MB together, the most at once is ${limit} MB; import the ones before first, then put this one into the same pack.`,
    ),
  );
}

const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + size, 0);
