import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { shown } from './sheet';
import { nameOf, safeName, unicodePath } from './zipNames';

/** A file of an archive, as the directory at the end of the archive states it. */
export interface ArchiveEntry {
  /** With its folders, `/` between them, in Unicode normal form C. */
  name: string;
  /** Unpacked, bytes. */
  size: number;
  /** Packed, bytes. */
  packed: number;
  /** 0: as it is, 8: deflated. */
  method: number;
  crc: number;
  /** Where its packed bytes begin in the archive. */
  start: number;
}

/** Most files of an archive. */
const maxEntries = 10_000;
/** The end record is 22 bytes and a comment of 65,535 at most. */
const endLength = 22;
const endReach = endLength + 0xffff;

const broken = (zh: string, en: string) =>
  new Failure(
    text(
      `压缩包不完整或已损坏（${zh}）；请重新打包或重新传输。`,
      `The archive is truncated or damaged (${en}); pack or send it again.`,
    ),
  );

/**
 * The files of a ZIP archive, from its central directory (APPNOTE 6.3.10, sections 4.3 and 4.4), with the 64-bit
 * extension. A name is read as its field of a Unicode path says (4.6.9), else as UTF-8 if it is valid as such, else as GBK.
 * @throws Failure when the directory is broken, or states what is not read: encryption, several volumes, unknown
 *   methods, names that lead out of the archive, the same name twice, more than {@link maxEntries} files
 */
export function listEntries(bytes: Uint8Array): ArchiveEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readDirectory(view, bytes);
  } catch (error) {
    if (error instanceof RangeError)
      throw broken('目录超出文件', 'its directory leads beyond the file');
    throw error;
  }
}

function readDirectory(view: DataView, bytes: Uint8Array): ArchiveEntry[] {
  const { count, offset } = findDirectory(view);
  if (count > maxEntries) {
    const files = count.toLocaleString('en-US');
    throw new Failure(
      text(
        `压缩包里有 ${files} 个文件，最多 ${maxEntries.toLocaleString('en-US')} 个；请先拆分。`,
        `The archive holds ${files} files, the most is ${maxEntries.toLocaleString('en-US')}; split it first.`,
      ),
    );
  }
  const entries = new Map<string, ArchiveEntry>();
  let at = offset;
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== 0x02014b50) {
      throw broken(`目录第 ${i + 1} 项有误`, `entry ${i + 1} of its directory`);
    }
    const { entry, next } = readEntry(view, bytes, at);
    at = next;
    if (!entry) continue;
    if (entries.has(entry.name)) {
      throw new Failure(
        text(
          `压缩包里有两个同名的文件“${shown(entry.name)}”，不能断定用哪一个；请重新打包。`,
          `The archive holds two files called “${shown(entry.name)}”; which one counts is unclear, so pack it again.`,
        ),
      );
    }
    entries.set(entry.name, entry);
  }
  return [...entries.values()];
}

function findDirectory(view: DataView): { count: number; offset: number } {
  const last = view.byteLength - endLength;
  for (let at = last; at >= Math.max(0, last - endReach); at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    // A comment that looks like an end record does not reach the end of the file.
    if (at + endLength + view.getUint16(at + 20, true) > view.byteLength) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    const long = at >= 20 && view.getUint32(at - 20, true) === 0x07064b50;
    if (long) return longDirectory(view, at - 20);
    if (view.getUint16(at + 4, true) || view.getUint16(at + 8, true) !== count) throw volumes();
    return { count, offset };
  }
  throw broken('末尾没有目录', 'there is no directory at its end');
}

const volumes = () =>
  new Failure(
    text(
      '这是分卷压缩包的一卷；请把各卷合成一个 zip 再试。',
      'This is one volume of a split archive; join the volumes into one zip first.',
    ),
  );

/** The directory as the 64-bit end record states it, found by its locator. */
function longDirectory(view: DataView, locator: number): { count: number; offset: number } {
  const at = uint64(view, locator + 8);
  if (view.getUint32(at, true) !== 0x06064b50) {
    throw broken('64 位目录有误', 'its 64-bit directory');
  }
  return { count: uint64(view, at + 32), offset: uint64(view, at + 48) };
}

/** Beyond 2^53 the number is not exact, and beyond every file. */
const uint64 = (view: DataView, at: number): number =>
  view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);

function readEntry(
  view: DataView,
  bytes: Uint8Array,
  at: number,
): { entry: ArchiveEntry | null; next: number } {
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > view.byteLength) throw new RangeError('directory');
  const flags = view.getUint16(at + 8, true);
  const stated = extraField(view, unicodePath, nameEnd, extraEnd);
  const name = safeName(nameOf(bytes.subarray(at + 46, nameEnd), (flags & 0x800) !== 0, stated));
  if (name === null) return { entry: null, next };
  const refuse = (why: Text) => {
    throw new Failure(
      text(
        `压缩包里的“${shown(name)}”${why['zh-CN']}`,
        `“${shown(name)}” in the archive ${why.en}`,
      ),
    );
  };
  if (flags & 1) {
    refuse(
      text('加了密码，不能读；请解开后重新打包。', 'is encrypted; unpack it and pack it again.'),
    );
  }
  const method = view.getUint16(at + 10, true);
  if (method !== 0 && method !== 8) {
    refuse(
      text(
        `用了不支持的压缩方法（${method}）；请用普通的 zip 重新打包。`,
        `is packed by a method that is not read (${method}); pack it again as a plain zip.`,
      ),
    );
  }
  const sizes = [view.getUint32(at + 24, true), view.getUint32(at + 20, true)];
  const [size, packed, header] = widen(view, nameEnd, extraEnd, [
    ...sizes,
    view.getUint32(at + 42, true),
  ]);
  if (view.getUint32(header!, true) !== 0x04034b50) {
    throw broken(
      `“${shown(name)}”不在目录所说的位置`,
      `“${shown(name)}” is not where it should be`,
    );
  }
  const start =
    header! + 30 + view.getUint16(header! + 26, true) + view.getUint16(header! + 28, true);
  if (start + packed! > view.byteLength || (method === 0 && size !== packed)) {
    throw broken(`“${shown(name)}”的长度有误`, `the length of “${shown(name)}”`);
  }
  const crc = view.getUint32(at + 16, true);
  return { entry: { name, size: size!, packed: packed!, method, crc, start }, next };
}

/** Numbers that do not fit 32 bits stand as all ones and follow in the extra field 1, in their order (4.5.3). */
function widen(view: DataView, from: number, to: number, numbers: number[]): number[] {
  if (!numbers.includes(0xffffffff)) return numbers;
  const field = extraField(view, 1, from, to);
  if (!field) return numbers;
  let at = 0;
  return numbers.map((number) => {
    if (number !== 0xffffffff) return number;
    at += 8;
    return uint64(field, at - 8);
  });
}

/** The extra field of a number among those of an entry (4.5.1); `null` when there is none. */
function extraField(view: DataView, id: number, from: number, to: number): DataView | null {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === id) {
      return new DataView(view.buffer, view.byteOffset + at + 4, view.getUint16(at + 2, true));
    }
  }
  return null;
}
