import { cellsOf, isBlank, rowsOf, type CsvSigns } from './csvIndex';
import type { SheetRow } from './sheet';
import type { TextBytes } from './textBytes';

/** Bytes that are read at a time when rows are gone through in their order. */
const pieceBytes = 65_536;

/** Bytes that are no row, blank lines mostly, which are read along with the row before them; of more its end is kept. */
const mostBetween = 1000;

/** Where the rows of a text lie: eight bytes for each. */
export class RowPlaces {
  #starts = new Uint32Array(1024);
  #numbers = new Uint32Array(1024);
  /** Ends of rows behind which something follows that is no row. */
  readonly #ends = new Map<number, number>();
  #isBroken = false;
  /** First byte behind the last row. */
  end = 0;
  length = 0;

  /**
   * @param start first byte of the row, under 4 GB
   * @param end first byte behind it
   * @param row number of the row as a person sees it
   */
  add(start: number, end: number, row: number): void {
    if (this.length === this.#starts.length) {
      this.#starts = widened(this.#starts);
      this.#numbers = widened(this.#numbers);
    }
    if (this.length > 0 && (this.#isBroken || start - this.end > mostBetween))
      this.#ends.set(this.length - 1, this.end);
    this.#isBroken = false;
    this.#starts[this.length] = start;
    this.#numbers[this.length] = row;
    this.length++;
    this.end = end;
  }

  /** Says that something which is no row, and not blank either, follows the row that was added last. */
  passOver(): void {
    this.#isBroken = true;
  }

  /** First byte of a row. */
  startOf(index: number): number {
    return this.#starts[index]!;
  }

  /** First byte behind a row and the few blank lines that may follow it. */
  endOf(index: number): number {
    return this.#ends.get(index) ?? (index + 1 < this.length ? this.#starts[index + 1]! : this.end);
  }

  /** Whether the next row begins where {@link endOf} this one ends. */
  isFollowed(index: number): boolean {
    return index + 1 < this.length && !this.#ends.has(index);
  }

  rowOf(index: number): number {
    return this.#numbers[index]!;
  }
}

function widened(list: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(list.length * 2);
  wider.set(list);
  return wider;
}

/** The rows of a CSV text, read from its bytes when they are asked for. */
export class CsvRows implements Iterable<SheetRow> {
  readonly length: number;

  /** @param columns name of every column; `null` for one that is not read */
  constructor(
    private readonly content: TextBytes,
    private readonly signs: CsvSigns,
    private readonly places: RowPlaces,
    private readonly columns: readonly (string | null)[],
  ) {
    this.length = places.length;
  }

  at(index: number): SheetRow | undefined {
    const place = index < 0 ? this.length + index : index;
    if (!(place >= 0 && place < this.length)) return undefined;
    const { places, content, signs } = this;
    const line = content.slice(places.startOf(place), places.endOf(place));
    return this.#rowOf(cellsOf(line, signs), places.rowOf(place));
  }

  *[Symbol.iterator](): Iterator<SheetRow> {
    for (const { row, cells } of this.cells()) yield this.#rowOf(cells, row);
  }

  /**
   * The cells of all rows in their order.
   * @param wanted whether a piece of the text, which begins at a byte, is looked into at all
   */
  *cells(
    wanted: (piece: string, from: number) => boolean = () => true,
  ): Generator<{ row: number; cells: string[] }> {
    const { places, content, signs, length } = this;
    for (let first = 0; first < length;) {
      const from = places.startOf(first);
      let last = first;
      while (places.isFollowed(last) && places.endOf(last + 1) - from <= pieceBytes) last++;
      const piece = content.slice(from, places.endOf(last));
      if (wanted(piece, from)) {
        let index = first;
        for (const cells of rowsOf(piece, signs))
          if (!isBlank(cells)) yield { row: places.rowOf(index++), cells };
      }
      first = last + 1;
    }
  }

  #rowOf(cells: readonly string[], row: number): SheetRow {
    const values = Object.create(null) as Record<string, unknown>;
    const { columns } = this;
    for (let i = 0; i < columns.length; i++) {
      const name = columns[i]!;
      if (name !== null) values[name] = cells[i] ?? '';
    }
    return { row, values, geometry: null };
  }
}
