import type { CountedGrid, ResidentGrid } from '../domain/grid';

/**
 * Whole people from fractions, with the total kept: walks the cells along the Z-order curve (Morton 1966) and gives each
 * what the running sum has gained in whole people. So in every square block of 2, 4, 8 … cells that lies on a multiple
 * of its size the sum is right to less than one person, where rounding cell by cell would lose everybody of a grid whose
 * cells hold 0.3 each.
 */
export function wholePeople(grid: ResidentGrid): CountedGrid {
  const { people, columns, rows } = grid;
  const whole = new Uint32Array(columns * rows);
  const side = 2 ** Math.ceil(Math.log2(Math.max(columns, rows, 1)));
  let sum = 0;
  let given = 0;
  const walk = (row: number, column: number, size: number): void => {
    if (row >= rows || column >= columns) return;
    if (size > 1) {
      const half = size / 2;
      walk(row, column, half);
      walk(row, column + half, half);
      walk(row + half, column, half);
      walk(row + half, column + half, half);
      return;
    }
    const cell = row * columns + column;
    sum += people[cell]!;
    const now = Math.round(sum);
    whole[cell] = now - given;
    given = now;
  };
  walk(0, 0, side);
  return { ...grid, people: whole };
}
