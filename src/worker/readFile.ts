import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { checkSize } from '../formats';
import type { NamedFile, ReadProgress } from '../formats/format';

/** A file as it was read. */
export interface ReadBytes extends NamedFile {
  bytes: Uint8Array<ArrayBuffer>;
}

const reading = text('读取文件', 'Reading the file');

/** Bytes that are read at a time: some ten milliseconds. */
const pieceBytes = 8_000_000;

/**
 * The bytes of a file that a person chose, read piece by piece into their place, so that it is never in memory twice.
 * @param piece bytes that are read at a time
 * @throws Failure when the file was moved, deleted or written to since it was chosen
 */
export async function readFile(
  file: File,
  progress?: ReadProgress,
  piece = pieceBytes,
): Promise<ReadBytes> {
  const { name, size } = file;
  // A file above the limits is refused before there is memory for it.
  checkSize(size);
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += piece) {
    progress?.(at, size, reading);
    const part = await bytesOf(file.slice(at, Math.min(size, at + piece)), name);
    if (part.length !== Math.min(piece, size - at)) throw changed(name);
    bytes.set(part, at);
  }
  progress?.(size, size, reading);
  return { name, bytes };
}

/**
 * The first bytes of a file that a person chose, as many as there are.
 * @throws Failure as {@link readFile}
 */
export const readHead = (file: File, bytes: number): Promise<Uint8Array> =>
  bytesOf(file.slice(0, bytes), file.name);

async function bytesOf(part: Blob, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await part.arrayBuffer());
  } catch (cause) {
    // The browser says no more than that it cannot be read.
    throw changed(name, cause);
  }
}

const changed = (name: string, cause?: unknown) =>
  new Failure(
    text(
      `“${name}”读不出来：选择之后它被移动、删除或改写了，或者存放它的磁盘已断开；请重新选择这个文件。`,
      `“${name}” cannot be read: since it was chosen it was moved, deleted or written to, or its disk is gone; choose it again.`,
    ),
    { cause },
  );
