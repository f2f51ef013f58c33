import type { FlatTable } from './flatTable';
import { checkColumns } from './sheet';

/** A column as a header or a feature declares it. */
export interface FlatColumn {
  name: string;
  /** Its number in the list `ColumnType` of header.fbs. */
  type: number;
}

/** Longest name of a column, bytes. */
const longestName = 1_000;

/**
 * The columns that a table declares in one of its fields.
 * @throws Failure when there are too many
 * @throws RangeError when they are damaged
 */
export function columnsOf(table: FlatTable, slot: number): FlatColumn[] {
  checkColumns((table.vector(slot, 4)?.byteLength ?? 0) / 4);
  return table.tables(slot).map((column, i) => {
    if ((column.vector(0, 1)?.byteLength ?? 0) > longestName) {
      throw new RangeError('The name of a column is longer than any name is.');
    }
    return { name: column.text(0) || `列 ${i + 1}`, type: column.byte(1) };
  });
}

/** Whole numbers beyond 2^53 are kept as text, digit by digit. */
const whole = (value: bigint) =>
  Number.isSafeInteger(Number(value)) ? Number(value) : String(value);

/** Kinds of columns of one size, in the order of `ColumnType`: bytes and how they are read. */
const scalars: readonly (readonly [
  bytes: number,
  read: (view: DataView, at: number) => unknown,
])[] = [
  [1, (view, at) => view.getInt8(at)],
  [1, (view, at) => view.getUint8(at)],
  [1, (view, at) => view.getUint8(at) !== 0],
  [2, (view, at) => view.getInt16(at, true)],
  [2, (view, at) => view.getUint16(at, true)],
  [4, (view, at) => view.getInt32(at, true)],
  [4, (view, at) => view.getUint32(at, true)],
  [8, (view, at) => whole(view.getBigInt64(at, true))],
  [8, (view, at) => whole(view.getBigUint64(at, true))],
  // Shortest decimal that is the same 32-bit number, as the file's author meant it: 0.1, not 0.10000000149011612.
  [4, (view, at) => shortest(view.getFloat32(at, true))],
  [8, (view, at) => view.getFloat64(at, true)],
];

function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return candidate;
  }
  return value;
}

const text = 11;
const json = 12;
const dateTime = 13;
const binary = 14;

/**
 * The values of a feature: number of the column, then the value, over and over. Binary content is left out.
 * @throws RangeError when they are damaged
 */
export function* valuesOf(
  view: DataView | null,
  columns: readonly FlatColumn[],
): Generator<readonly [name: string, value: unknown]> {
  if (!view) return;
  for (let at = 0; at < view.byteLength;) {
    const column = columns[view.getUint16(at, true)];
    at += 2;
    if (!column) throw new RangeError('A value belongs to no column.');
    const scalar = scalars[column.type];
    if (scalar) {
      const [bytes, read] = scalar;
      yield [column.name, read(view, at)];
      at += bytes;
      continue;
    }
    if (column.type < text || column.type > binary) throw new RangeError('An unknown type.');
    const length = view.getUint32(at, true);
    at += 4;
    if (at + length > view.byteLength) throw new RangeError('A value is cut off.');
    const words = new DataView(view.buffer, view.byteOffset + at, length);
    at += length;
    if (column.type === text || column.type === dateTime || column.type === json)
      yield [column.name, new TextDecoder().decode(words)];
  }
}
