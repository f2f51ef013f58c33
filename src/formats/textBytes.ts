import type { Text } from '../domain/text';
import { tell, type BytesRead, type Encoding, type Told } from './encoding';
import type { ReadProgress } from './format';

/** A text that stays bytes until a piece of it is asked for. */
export interface TextBytes extends Omit<Told, 'content'> {
  /**
   * In a character set in which the bytes of comma, semicolon, tab, quotation mark and end of line stand for nothing
   * else wherever they occur, so that these can be looked for in the bytes.
   */
  bytes: Uint8Array;
  /** The character set of `bytes`: that of the file, or UTF-8 in place of UTF-16. */
  label: 'utf-8' | 'gb18030' | 'big5';
  /** Where the text begins, behind the byte order mark. */
  start: number;
  /** A piece of the text; its ends must lie beside such signs. */
  slice: (from: number, to: number) => string;
}

/** A text is read once for every character set that is tried; how far the telling is does not go back. */
export function onward(progress: ReadProgress | undefined, what: Text): BytesRead | undefined {
  let most = 0;
  return (
    progress &&
    ((done, total) => {
      most = Math.max(most, done);
      progress(most, total, what);
    })
  );
}

/**
 * Tells the character set of a text and keeps it as bytes.
 * @throws Failure when the character set is not recognised
 */
export function textBytes(input: Uint8Array, decided?: Encoding, progress?: BytesRead): TextBytes {
  const { encoding, evidence, damaged, hasMarks } = tell(input, decided, progress);
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const bytes = isWide ? toUtf8(input, encoding, progress) : input;
  const label = isWide ? 'utf-8' : encoding;
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  return {
    bytes,
    label,
    start: startOf(bytes, label),
    encoding,
    evidence,
    damaged,
    hasMarks,
    slice: (from, to) => decoder.decode(bytes.subarray(from, to)),
  };
}

/** Byte order marks in UTF-8 and GB 18030; a program that adds one to a file which has one is no rarity. */
const marks: Readonly<Record<TextBytes['label'], readonly number[]>> = {
  'utf-8': [0xef, 0xbb, 0xbf],
  gb18030: [0x84, 0x31, 0x95, 0x33],
  big5: [],
};

function startOf(bytes: Uint8Array, label: TextBytes['label']): number {
  const mark = marks[label];
  const most = label === 'utf-8' ? 2 : 1;
  let at = 0;
  for (let k = 0; k < most && mark.length && mark.every((byte, i) => bytes[at + i] === byte); k++)
    at += mark.length;
  return at;
}

const pieceBytes = 1_000_000;

function toUtf8(bytes: Uint8Array, label: string, progress?: BytesRead): Uint8Array {
  const decoder = new TextDecoder(label);
  const encoder = new TextEncoder();
  let all = new Uint8Array(Math.ceil(bytes.length * 0.6) + 16);
  let size = 0;
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const last = at + pieceBytes >= bytes.length;
    const piece = decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: !last });
    // A character takes 3 bytes at most, a pair of surrogates 4.
    const need = size + piece.length * 3;
    if (need > all.length) {
      const wider = new Uint8Array(Math.max(need, Math.ceil(all.length * 1.3)));
      wider.set(all.subarray(0, size));
      all = wider;
    }
    size += encoder.encodeInto(piece, all.subarray(size)).written;
    progress?.(Math.min(bytes.length, at + pieceBytes), bytes.length);
  }
  return all.subarray(0, size);
}
