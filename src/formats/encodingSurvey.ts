/** Bytes that are decoded at a time: what a text is told by must not need the text in memory. */
const chunkBytes = 1_000_000;

/** What is in a text, without the text. */
export interface Survey {
  zeros: boolean;
  /** Control characters other than tab and those that end a line. */
  controls: boolean;
  /** Characters `�`, of the file itself or for bytes that could not be read. */
  replacements: number;
  /** Characters beyond ASCII. */
  foreign: number;
  /** The text itself where it is small; else `null`. */
  content: string | null;
}

/** Called with the bytes that are done. */
type Tick = (done: number) => void;

/**
 * Reads all bytes in a character set, piece by piece.
 * @param fatal whether bytes that cannot be read end it
 * @returns `null` when `fatal` and there are such bytes
 */
export function survey(
  label: string,
  bytes: Uint8Array,
  fatal: boolean,
  tick: Tick = () => undefined,
): Survey | null {
  const decoder = new TextDecoder(label, { fatal });
  const found: Survey = {
    zeros: false,
    controls: false,
    replacements: 0,
    foreign: 0,
    content: null,
  };
  for (let at = 0; at === 0 || at < bytes.length; at += chunkBytes) {
    const last = at + chunkBytes >= bytes.length;
    let piece: string;
    try {
      piece = decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: !last });
    } catch {
      return null;
    }
    look(piece, found);
    if (at === 0 && last) found.content = piece;
    tick(Math.min(bytes.length, at + chunkBytes));
  }
  return found;
}

function look(piece: string, found: Survey): void {
  for (let i = 0; i < piece.length; i++) {
    const code = piece.charCodeAt(i);
    if (code < 0x20) {
      if (code === 0) found.zeros = true;
      if (code <= 0x08 || code >= 0x0e) found.controls = true;
    } else if (code > 0x7f) {
      if (code === 0xfffd) found.replacements++;
      // The second half of a pair is no character of its own.
      if (code < 0xdc00 || code > 0xdfff) found.foreign++;
    }
  }
}
