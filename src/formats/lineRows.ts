import { RowPlaces } from './csvRows';
import { checkRecordSize } from './recordSize';
import type { SheetRow } from './sheet';
import type { TextBytes } from './textBytes';

/** A record of a text, as bytes. */
interface TextRecord {
  from: number;
  to: number;
  /** Line it begins on, from 1. */
  line: number;
}

/** Line feed, or the record separator of RFC 8142 where there is one. */
const separatorOf = (bytes: Uint8Array) => (bytes.includes(0x1e) ? 0x1e : lineFeed);

const isSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
const lineFeed = 0x0a;
const tickBytes = 1_000_000;

/**
 * The records between line ends, or between record separators where there are any; blank ones are passed over.
 * @param most largest record, bytes
 * @throws Failure when a record is larger
 */
export function* recordsOf(
  { bytes, start }: TextBytes,
  tick: (done: number) => void = () => undefined,
  most?: number,
): Generator<TextRecord> {
  const separator = separatorOf(bytes);
  let line = 1;
  let next = start + tickBytes;
  for (let at = start; at < bytes.length;) {
    const found = bytes.indexOf(separator, at);
    const to = found < 0 ? bytes.length : found;
    let from = at;
    for (; from < to && isSpace(bytes[from]!); from++) if (bytes[from] === lineFeed) line++;
    checkRecordSize({ bytes: to - from, row: line }, most);
    if (from < to) yield { from, to, line };
    for (; from < to; from++) if (bytes[from] === lineFeed) line++;
    if (separator === lineFeed) line++;
    at = to + 1;
    if (at >= next) {
      tick(Math.min(at, bytes.length));
      next = at + tickBytes;
    }
  }
}

/** Rows of a text that are read from their bytes when they are asked for. */
export class LineRows implements Iterable<SheetRow> {
  readonly #places = new RowPlaces();
  readonly #separator: string;

  /** @param read makes a row of a record */
  constructor(
    private readonly content: TextBytes,
    private readonly read: (words: string, line: number) => SheetRow,
  ) {
    this.#separator = String.fromCharCode(separatorOf(content.bytes));
  }

  get length(): number {
    return this.#places.length;
  }

  add({ from, to, line }: TextRecord): void {
    this.#places.add(from, to, line);
  }

  at(index: number): SheetRow | undefined {
    const place = index < 0 ? this.length + index : index;
    if (!(place >= 0 && place < this.length)) return undefined;
    const from = this.#places.startOf(place);
    // Behind a record there may be blank ones before the next.
    const [words = ''] = this.content
      .slice(from, this.#places.endOf(place))
      .split(this.#separator, 1);
    return this.read(words, this.#places.rowOf(place));
  }

  *[Symbol.iterator](): Iterator<SheetRow> {
    for (let i = 0; i < this.length; i++) yield this.at(i)!;
  }
}
