import type { Lattice } from '../domain/grid';
import type { AreaIndex } from './areas';
import { latticeRound, rowLatitude } from './lattice';
import { metresPerDegreeEast, metresPerDegreeNorth } from './metric';
import type { Pieces } from './pieces';
import { areaRuns, boundsOf, rasterise, representativePoint, type Area } from './polygons';

/** People spread evenly over areas, as counts at the cells of a lattice. */
export interface SubCells {
  lattice: Lattice;
  /** Of each cell, row-major from the north-west. */
  people: Float64Array;
  /** Unit of each cell, -1 outside every unit. */
  unitOf: Int32Array;
}

/** What each piece is spread over, and who spreads over a cell. */
interface Spread {
  lattice: Lattice;
  owner: Int32Array;
  cellsOf: number[][];
}

/**
 * People of the pieces of areas at the cells of a lattice: each piece shares its people among the cells whose centres
 * lie in its area and its unit, so that those of every unit add up to what its pieces have. A piece that holds no
 * centre, being narrower than a cell, takes cells of its own from its neighbours: as many as its area amounts to, and
 * one at least, at its middle or as near to it as a cell can be spared.
 * @param residents people of each piece
 */
export function subCellsOf(
  areas: readonly Area[],
  { index, areaOf, unitOf }: Pieces,
  residents: ArrayLike<number>,
  units: readonly Area[],
  cellsInAll = 200_000,
): SubCells {
  const lattice = latticeFor(areas, areaOf.length, cellsInAll);
  const owner = rasterise(units, lattice);
  const cellsOf = Array.from(areaOf, (): number[] => []);
  const outside = units.length;
  const pieceIn = new Int32Array(units.length + 1);
  let piece = 0;
  areas.forEach((area, i) => {
    pieceIn.fill(-1);
    for (; areaOf[piece] === i; piece++)
      if (residents[piece]! > 0) pieceIn[unitOf[piece]! < 0 ? outside : unitOf[piece]!] = piece;
    areaRuns(area, lattice, (row, first, end) => {
      const start = row * lattice.columns;
      for (let cell = start + first; cell < start + end; cell++) {
        const to = pieceIn[owner[cell]! < 0 ? outside : owner[cell]!]!;
        if (to >= 0) cellsOf[to]!.push(cell);
      }
    });
  });
  const narrow = [...cellsOf.keys()].filter((i) => residents[i]! > 0 && cellsOf[i]!.length === 0);
  if (narrow.length > 0) {
    settle({ lattice, owner, cellsOf }, narrow, unitOf, (i) =>
      spotsOf(index, i, lattice, areas[areaOf[i]!]!),
    );
  }
  const people = new Float64Array(owner.length);
  cellsOf.forEach((cells, i) => {
    const own = cells.filter((cell) => owner[cell] === unitOf[i]);
    for (const cell of own) people[cell]! += residents[i]! / own.length;
  });
  return { lattice, people, unitOf: owner };
}

/** A lattice round areas with a cell for every piece, even where all areas lie at one spot. */
function latticeFor(areas: readonly Area[], pieces: number, cellsInAll: number): Lattice {
  const boxes = areas.map(boundsOf);
  const lattice = latticeRound(
    boxes.flatMap(([west, , east]) => [west, east]),
    boxes.flatMap(([, south, , north]) => [south, north]),
    cellsInAll,
  );
  return { ...lattice, rows: Math.max(lattice.rows, Math.ceil(pieces / lattice.columns)) };
}

/** Gives narrow pieces cells of their own; every other piece keeps one at least. */
function settle(
  { lattice, owner, cellsOf }: Spread,
  narrow: readonly number[],
  unitOf: Int32Array,
  spots: (piece: number) => [longitude: number, latitude: number][],
): void {
  const holders = new Map<number, number[]>();
  cellsOf.forEach((cells, piece) => {
    for (const cell of cells) {
      const here = holders.get(cell);
      if (here) here.push(piece);
      else holders.set(cell, [piece]);
    }
  });
  const kept = cellsOf.map((cells) => cells.length);
  const had = kept.slice();
  for (const piece of narrow) {
    const unit = unitOf[piece]!;
    const isFree = (cell: number, least: (holder: number) => number) =>
      owner[cell] === unit ||
      (holders.get(cell) ?? []).every((holder) => kept[holder]! > least(holder));
    spots(piece).forEach((spot, turn) => {
      const own = cellAt(lattice, ...spot);
      // After the first cell, a neighbour is not asked for more than half of what it had.
      const cell =
        turn === 0
          ? nearestCell(lattice, own, (near) => isFree(near, () => 1))
          : isFree(own, (holder) => had[holder]! / 2)
            ? own
            : -1;
      if (cell < 0 || holders.get(cell)?.includes(piece)) return;
      if (owner[cell] !== unit) {
        for (const holder of holders.get(cell) ?? []) kept[holder]!--;
        holders.set(cell, []);
        owner[cell] = unit;
      }
      holders.set(cell, [...(holders.get(cell) ?? []), piece]);
      cellsOf[piece]!.push(cell);
      kept[piece]!++;
    });
  }
}

/** Spots at equal parts of a piece's area, one for each cell that it amounts to, the middle one first. */
function spotsOf(
  index: AreaIndex,
  piece: number,
  lattice: Lattice,
  area: Area,
): [longitude: number, latitude: number][] {
  const total = index.totals[piece]!;
  if (!(total > 0)) return [representativePoint(area)];
  const first = index.rowStarts[piece]!;
  const end = index.rowStarts[piece + 1]!;
  const latitude = index.latitudes[Math.floor((first + end) / 2)]!;
  const cell =
    lattice.cellDegrees ** 2 * metresPerDegreeNorth(latitude) * metresPerDegreeEast(latitude);
  const count = Math.max(1, Math.round(total / cell));
  const spots: [number, number][] = [];
  let before = 0;
  for (let row = first; row < end; row++) {
    for (let at = index.stretchStarts[row]!; at < index.stretchStarts[row + 1]!; at += 2) {
      const [from, to] = [index.stretches[at]!, index.stretches[at + 1]!];
      const here = (to - from) * index.weights[row]!;
      for (
        let target = ((spots.length + 0.5) / count) * total;
        spots.length < count && target <= before + here;
        target = ((spots.length + 0.5) / count) * total
      )
        spots.push([from + ((target - before) / here) * (to - from), index.latitudes[row]!]);
      before += here;
    }
  }
  const middle = Math.floor(spots.length / 2);
  return [...spots.splice(middle, 1), ...spots];
}

/** The cell that holds a place, or the closest one to it. */
function cellAt(lattice: Lattice, longitude: number, latitude: number): number {
  const { west, north, cellDegrees, columns, rows } = lattice;
  const within = (position: number, size: number) =>
    Math.max(0, Math.min(size - 1, Math.floor(position / cellDegrees)));
  return within(north - latitude, rows) * columns + within(longitude - west, columns);
}

/** The closest cell that will do, by its distance from another in cells. */
function nearestCell(lattice: Lattice, cell: number, isFree: (cell: number) => boolean): number {
  const { columns, rows } = lattice;
  const [row, column] = [Math.floor(cell / columns), cell % columns];
  const east = metresPerDegreeEast(rowLatitude(lattice, row));
  const north = metresPerDegreeNorth(rowLatitude(lattice, row));
  for (let ring = 0; ring < Math.max(columns, rows); ring++) {
    let best = -1;
    let least = Infinity;
    for (let down = -ring; down <= ring; down++) {
      const step = Math.abs(down) === ring ? 1 : Math.max(1, 2 * ring);
      for (let right = -ring; right <= ring; right += step) {
        const [y, x] = [row + down, column + right];
        if (y < 0 || y >= rows || x < 0 || x >= columns) continue;
        const off = (down * north) ** 2 + (right * east) ** 2;
        if (off >= least || !isFree(y * columns + x)) continue;
        best = y * columns + x;
        least = off;
      }
    }
    if (best >= 0) return best;
  }
  return -1;
}
