import { Inflate } from 'fflate';
import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { crc32 } from './crc32';
import type { ReadProgress } from './format';
import { listEntries, type ArchiveEntry } from './zipDirectory';

/** Whether a file begins as a ZIP archive does; an empty archive is one too. */
export function isZip(head: Uint8Array): boolean {
  const [p, k, a, b] = head;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

/** Most bytes of all files of an archive together. */
const maxUnpacked = 1_000_000_000;
/** Deflate cannot go beyond 1032; registers and geometry stay below 40. */
const maxRatio = 200;
/** Below this an archive is unpacked whatever its ratio, bytes. */
const harmlessBytes = 50_000_000;

/**
 * What an archive holds, from its directory alone: nothing is unpacked. For libraries that unpack by themselves.
 * @returns the files, without folders, in the order of the directory
 * @throws Failure when the archive is truncated, encrypted, packed by an unknown method, has names that leave the
 *   folder it is unpacked in, twice the same name, or more than 10,000 files, 1 GB, or 200 times its size and 50 MB
 */
export function checkArchive(bytes: Uint8Array): ArchiveEntry[] {
  const entries = listEntries(bytes);
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  const megabytes = Math.ceil(unpacked / 1e6).toLocaleString('en-US');
  if (unpacked > maxUnpacked) {
    throw new Failure(
      text(
        `压缩包解开后有 ${megabytes} MB，最多 ${maxUnpacked / 1e6} MB；请先拆分。`,
        `The archive holds ${megabytes} MB once unpacked, the most is ${maxUnpacked / 1e6} MB; split it first.`,
      ),
    );
  }
  const ratio = Math.floor(unpacked / bytes.length);
  if (ratio >= maxRatio && unpacked > harmlessBytes) {
    throw new Failure(
      text(
        `压缩包解开后是原来的 ${ratio} 倍（${megabytes} MB），像是压缩炸弹，没有解开。`,
        `The archive would grow ${ratio} times to ${megabytes} MB, as a zip bomb does; it was not unpacked.`,
      ),
    );
  }
  return entries;
}

/**
 * The files of a ZIP archive by their name with folders (`/` between them), directories left out. Every file is
 * checked against the size and the CRC 32 that the directory states (APPNOTE 6.3.10, 4.4.7).
 * @param wanted which files to unpack; the others are checked by the directory alone
 * @param progress called with the unpacked bytes of all that are wanted
 * @throws Failure as {@link checkArchive}, and when a file in it is damaged
 */
export function unzip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean = () => true,
  progress?: ReadProgress,
): Map<string, Uint8Array> {
  const entries = checkArchive(bytes).filter(({ name }) => wanted(name));
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    const tick = (done: number) => progress?.(before + done, total, unpacking);
    files.set(entry.name, unpack(bytes, entry, tick));
    before += entry.size;
    tick(0);
  }
  return files;
}

const unpacking = text('解压', 'Unpacking');
/** Unpacked bytes between two calls of progress. */
const tickBytes = 4_000_000;

function unpack(bytes: Uint8Array, entry: ArchiveEntry, tick: (done: number) => void): Uint8Array {
  const { name, start, packed, method, size } = entry;
  const source = bytes.subarray(start, start + packed);
  const content = method === 0 || packed === 0 ? source : inflate(source, size, tick);
  if (content?.length !== size || crc32(content) !== entry.crc) {
    throw new Failure(
      text(
        `压缩包里的“${name}”已损坏，解开后和目录里的记录不一致；请重新打包或重新传输。`,
        `“${name}” in the archive is damaged: it does not unpack to what the directory states; pack or send it again.`,
      ),
    );
  }
  return content;
}

/** How much is handed to the inflater at once, so that a lying size is noticed after 8 MB at most. */
const step = 8_192;

/** `null` when the bytes are broken or would give more than `size`. */
function inflate(
  source: Uint8Array,
  size: number,
  tick: (done: number) => void,
): Uint8Array | null {
  const out = new Uint8Array(size);
  let length = 0;
  let ended = false;
  let next = tickBytes;
  const inflater = new Inflate((chunk, final) => {
    if (length + chunk.length <= size) out.set(chunk, length);
    length += chunk.length;
    ended = final;
  });
  try {
    for (let at = 0; at < source.length && length <= size; at += step) {
      inflater.push(source.subarray(at, at + step), at + step >= source.length);
      if (length < next) continue;
      tick(Math.min(length, size));
      next = length + tickBytes;
    }
  } catch {
    return null;
  }
  return ended && length === size ? out : null;
}
