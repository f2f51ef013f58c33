import { wrapDegrees } from '../geo/metric';
import type { Transform } from '../geo/crs';
import type { GridImage } from './gridImage';

/** What a value of a cell stands for. */
export type Meaning = 'count' | 'density-per-km2';

/** Counts of the cells of a band by what they hold. */
export interface CellTally {
  /** Cells with a number above 0. */
  filled: number;
  zero: number;
  /** Cells with the no-data value or NaN. */
  missing: number;
  /** Cells below 0, and infinite ones: neither can be a count, and both are taken as missing. */
  negative: number;
  infinite: number;
  /** Smallest and largest number above 0; `null` when there is none. */
  least: number | null;
  most: number | null;
  /** Sum of the numbers above 0. */
  sum: number;
  /** Whether all of them are whole. */
  whole: boolean;
  /** First and last row and column with a number above 0. */
  rows: [first: number, last: number];
  columns: [first: number, last: number];
}

/** Looks at every cell of a band. */
export async function tallyCells(image: GridImage, band: number): Promise<CellTally> {
  const tally: CellTally = {
    filled: 0,
    zero: 0,
    missing: 0,
    negative: 0,
    infinite: 0,
    least: null,
    most: null,
    sum: 0,
    whole: true,
    rows: [Infinity, -Infinity],
    columns: [Infinity, -Infinity],
  };
  const noData = markers(image.noData);
  for await (const { firstRow, values } of image.blocks(band)) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (Number.isNaN(value) || noData.includes(value)) tally.missing++;
      else if (value < 0) tally.negative++;
      else if (value === 0) tally.zero++;
      else if (value === Infinity) tally.infinite++;
      else {
        tally.filled++;
        tally.sum += value;
        tally.whole &&= Number.isInteger(value);
        tally.least = Math.min(tally.least ?? value, value);
        tally.most = Math.max(tally.most ?? value, value);
        const column = i % image.columns;
        const row = firstRow + (i - column) / image.columns;
        tally.rows = [Math.min(tally.rows[0], row), Math.max(tally.rows[1], row)];
        tally.columns = [Math.min(tally.columns[0], column), Math.max(tally.columns[1], column)];
      }
    }
  }
  return tally;
}

/** The no-data value as text gives it, and as 32-bit numbers hold it. */
const markers = (noData: number | null): number[] =>
  noData === null ? [] : [noData, Math.fround(noData)];

/** A row of cells with the corners above and below it in WGS 84 degrees, longitudes near the first one. */
export interface CellRow {
  row: number;
  /** Values of the columns from the first filled one on; 0 where there is none. */
  values: Float64Array;
  /** Longitude and latitude of each corner in turn; `NaN` where the projection does not reach. */
  above: Float64Array;
  below: Float64Array;
}

/** The rows that have a filled cell, cut to the columns that have one. */
export async function* filledRows(
  image: GridImage,
  band: number,
  tally: CellTally,
  transform: Transform,
): AsyncGenerator<CellRow> {
  const [west, east] = tally.columns;
  const width = east - west + 1;
  const noData = markers(image.noData);
  const home = homeLongitude(image, tally, transform);
  const corners = (row: number) => cornersOfRow(image, row, west, width + 1, transform, home);
  let last: { row: number; corners: Float64Array } | null = null;
  for await (const { firstRow, values } of image.blocks(band)) {
    const rows = values.length / image.columns;
    for (let k = 0; k < rows; k++) {
      const row = firstRow + k;
      if (row < tally.rows[0] || row > tally.rows[1]) continue;
      const cells = new Float64Array(width);
      let filled = false;
      for (let column = 0; column < width; column++) {
        const value = values[k * image.columns + west + column]!;
        if (!(value > 0 && value < Infinity) || noData.includes(value)) continue;
        cells[column] = value;
        filled = true;
      }
      if (!filled) continue;
      const above: Float64Array = last?.row === row ? last.corners : corners(row);
      const below = corners(row + 1);
      last = { row: row + 1, corners: below };
      yield { row, values: cells, above, below };
    }
  }
}

/** Longitude of the middle of the filled part, which all others are taken near to. */
export function homeLongitude(
  image: GridImage,
  { rows, columns }: CellTally,
  transform: Transform,
): number {
  const middle = ([first, last]: [number, number]) => (first + last + 1) / 2;
  return transform.toWgs84(...image.corner(middle(columns), middle(rows)))?.[0] ?? 0;
}

/** Corners of the lattice along one of its lines, longitude and latitude in turn. */
export function cornersOfRow(
  image: GridImage,
  row: number,
  firstColumn: number,
  count: number,
  transform: Transform,
  home: number,
): Float64Array {
  const found = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    const place = transform.toWgs84(...image.corner(firstColumn + i, row));
    found[2 * i] = place ? home + wrapDegrees(place[0] - home) : Number.NaN;
    found[2 * i + 1] = place ? place[1] : Number.NaN;
  }
  return found;
}
