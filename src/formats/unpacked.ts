import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import type { Format, NamedFile } from './format';
import { acceptedEndings, formats, headBytes } from './index';
import { checkArchive, isZip } from './unzip';
import { isLitter, isPack } from './zip';

const endings = acceptedEndings.split(',').filter((ending) => ending !== '.zip');

/** Whether a file of an archive is one that can be read. */
export const isReadable = (name: string): boolean =>
  !isLitter(name) && endings.some((ending) => name.toLowerCase().endsWith(ending));

/**
 * What a file adds to the memory once it is unpacked, from the directory of the archive alone: 0 for one that is none.
 * @throws Failure when the archive is refused, see `checkArchive`
 */
export function unpackedBytes({ name, bytes }: NamedFile): number {
  if (!isZip(bytes)) return 0;
  const entries = checkArchive(bytes);
  const head = bytes.subarray(0, headBytes);
  const all: readonly Format[] = Object.values(formats);
  const format = all.find((each) => each.recognises(head, name.toLowerCase()));
  const takes = isPack(entries.map((entry) => entry.name))
    ? (each: string) => !isLitter(each)
    : (format?.unpacks ?? isReadable);
  return entries.reduce((sum, entry) => sum + (takes(entry.name) ? entry.size : 0), 0);
}

/** Most bytes of unpacked files, of an archive or of several together: all of them stay in memory. */
const mostUnpacked = 500_000_000;
const megabytes = (bytes: number) => Math.ceil(bytes / 1e6).toLocaleString('en-US');

/** @throws Failure when the files of an archive that would be read are too large together */
export function checkUnpacked(bytes: number): void {
  if (bytes <= mostUnpacked) return;
  throw new Failure(
    text(
      `压缩包里能读的文件解开后共 ${megabytes(bytes)} MB，最多 ${mostUnpacked / 1e6} MB；请分成几个压缩包。`,
      `The files of the archive that can be read have ${megabytes(bytes)} MB once unpacked, the most is ${mostUnpacked / 1e6} MB; make several archives of it.`,
    ),
  );
}

/**
 * Refuses an archive that would be too much beside the others of an import, before it is unpacked.
 * @param bytes of this one unpacked, see {@link unpackedBytes}
 * @param others the same of the other files of the import
 * @throws Failure when they are too much together
 */
export function checkUnpackedBeside(bytes: number, others: readonly number[]): void {
  const before = others.reduce((sum, each) => sum + each, 0);
  if (!bytes || !before || bytes + before <= mostUnpacked) return;
  const all = megabytes(bytes + before);
  throw new Failure(
    text(
      `这次导入的压缩文件解开后合计 ${all} MB，一次最多 ${mostUnpacked / 1e6} MB；请先导入前面的文件，再把这个文件导入同一个数据包。`,
      `The archives of this import have ${all} MB together once unpacked, the most at once is ${mostUnpacked / 1e6} MB; import the ones before first, then put this one into the same pack.`,
    ),
  );
}
