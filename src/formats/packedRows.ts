import type { Geometry } from 'geojson';
import type { SheetRow } from './sheet';

/** Bytes that are taken at a time, at most; the first ones are small, since most tables are. */
const mostTaken = 4_000_000;
const firstTaken = 4_000;

/** A row as it is packed: which columns it has, its number, its geometry and its values in the order of the columns. */
type Packed = [columns: number, row: number, geometry: Geometry | null, ...values: unknown[]];

/** Whether JSON says a value exactly; lists and objects of a file may hold anything. */
const isPlain = (value: unknown): boolean =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0));

/**
 * Rows of a table as bytes, parsed when they are asked for: a million rows as objects take gigabytes, as bytes about as
 * much as their file.
 */
export class PackedRows implements Iterable<SheetRow> {
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();
  /** Lists of columns by themselves; rows of a table mostly have the same. */
  readonly #columns: string[][] = [];
  readonly #numbers = new Map<string, number>();
  readonly #blocks: Uint8Array[] = [];
  /** Block, first byte and length of each row. */
  #places = new Uint32Array(3 * 64);
  /** Rows with values that JSON would change. */
  readonly #others = new Map<number, SheetRow>();
  #free = 0;
  length = 0;

  add(taken: SheetRow): void {
    if (3 * this.length === this.#places.length) {
      const wider = new Uint32Array(this.#places.length * 2);
      wider.set(this.#places);
      this.#places = wider;
    }
    const cells = Object.values(taken.values);
    if (cells.every(isPlain)) this.#pack(taken, cells);
    else this.#others.set(this.length, taken);
    this.length++;
  }

  at(index: number): SheetRow | undefined {
    const place = index < 0 ? this.length + index : index;
    if (!(place >= 0 && place < this.length)) return undefined;
    return this.#others.get(place) ?? this.#unpack(place);
  }

  *[Symbol.iterator](): Iterator<SheetRow> {
    for (let i = 0; i < this.length; i++) yield this.at(i)!;
  }

  #pack({ row, geometry, values }: SheetRow, cells: unknown[]): void {
    const packed: Packed = [this.#columnsOf(Object.keys(values)), row, geometry, ...cells];
    const words = this.#encoder.encode(JSON.stringify(packed));
    let block = this.#blocks.at(-1);
    if (!block || block.length - this.#free < words.length) {
      const size = block ? Math.min(block.length * 2, mostTaken) : firstTaken;
      block = new Uint8Array(Math.max(size, words.length));
      this.#blocks.push(block);
      this.#free = 0;
    }
    block.set(words, this.#free);
    this.#places.set([this.#blocks.length - 1, this.#free, words.length], 3 * this.length);
    this.#free += words.length;
  }

  #unpack(index: number): SheetRow {
    const [block, from, length] = this.#places.subarray(3 * index, 3 * index + 3);
    const words = this.#decoder.decode(this.#blocks[block!]!.subarray(from, from! + length!));
    const [columns, row, geometry, ...cells] = JSON.parse(words) as Packed;
    const values = Object.create(null) as Record<string, unknown>;
    this.#columns[columns]!.forEach((column, i) => (values[column] = cells[i]));
    return { row, values, geometry };
  }

  #columnsOf(columns: string[]): number {
    const key = JSON.stringify(columns);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#columns.length);
    return this.#columns.push(columns) - 1;
  }
}
