import { Failure } from '../domain/failure';
import type { Lattice } from '../domain/grid';
import { text } from '../domain/text';
import { metresPerDegreeEast, metresPerDegreeNorth } from '../geo/metric';
import { cellSquareKilometres } from './gridArea';
import type { CellRow, Meaning } from './gridCells';

/** Sides that cells are given, arc-seconds: round ones, at which rows and columns of neighbours meet. */
const sidesSeconds = [
  0.1, 0.2, 0.3, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 7.5, 10, 12, 15, 20, 30, 45, 60, 90, 120, 180, 300,
];

/** Parts into which each side of a cell is cut; a power of two, so that a part of a count is exact. */
const parts = 4;
/** Most cells of the lattice that is made. */
const mostCells = 60_000_000;

/** West, south, east, north in degrees. */
export type Frame = readonly [west: number, south: number, east: number, north: number];

/**
 * The lattice that a grid is put on: cells of the roundest side that is not above the grid's own, on multiples of it.
 * @param sideMetres the shorter side of the grid's cells
 * @throws Failure when the cells are too large or there would be too many
 */
export function latticeFor([west, south, east, north]: Frame, sideMetres: number): Lattice {
  const sideDegrees = sideMetres / metresPerDegreeNorth((south + north) / 2);
  const seconds = sidesSeconds.findLast((side) => side <= sideDegrees * 3600 * (1 + 1e-6));
  if (seconds === undefined || sideDegrees > 0.5) {
    throw new Failure(
      text(
        `栅格每格约 ${Math.round(sideMetres)} 米，人口栅格应在 3 米至 50 公里之间；请核对坐标系。`,
        `The cells measure about ${Math.round(sideMetres)} m; a grid of residents has 3 m to 50 km; check the coordinate system.`,
      ),
    );
  }
  const perDegree = 3600 / seconds;
  const first = Math.floor(west * perDegree);
  const top = Math.ceil(north * perDegree);
  const columns = Math.max(1, Math.ceil(east * perDegree) - first);
  const rows = Math.max(1, top - Math.floor(south * perDegree));
  if (columns * rows > mostCells) {
    throw new Failure(
      text(
        `换成经纬网格要 ${columns} × ${rows} 格，最多 ${mostCells.toLocaleString('en-US')} 格；请先裁到本地范围。`,
        `As a lattice of degrees it would have ${columns} × ${rows} cells, the most is ${mostCells.toLocaleString('en-US')}; cut it to the district first.`,
      ),
    );
  }
  return {
    west: first / perDegree,
    north: top / perDegree,
    cellDegrees: 1 / perDegree,
    columns,
    rows,
  };
}

/**
 * How far anybody may be moved by {@link spreadRow}, metres: from the place in the sixteenth of the old cell to the
 * middle of the new one.
 */
export function movedMetres(
  { north, rows, cellDegrees }: Lattice,
  old: readonly [widthMetres: number, heightMetres: number],
): number {
  const latitude = north - (rows * cellDegrees) / 2;
  return (
    Math.hypot(
      cellDegrees * metresPerDegreeEast(latitude) + old[0] / parts,
      cellDegrees * metresPerDegreeNorth(latitude) + old[1] / parts,
    ) / 2
  );
}

/** People of the cells of a row: the counts, or the densities times their true areas on the ellipsoid. */
export function peopleOf({ values, above, below }: CellRow, meaning: Meaning): Float64Array {
  if (meaning === 'count') return values;
  const areas = cellSquareKilometres(above, below);
  // Where nobody lives the projection need not reach.
  return values.map((value, i) => (value === 0 ? 0 : value * areas[i]!));
}

/**
 * Puts the people of a row of cells on a lattice: each cell is cut into 4 × 4 parts, and the people of a part, a
 * sixteenth, go to the cell of the lattice in which its middle lies. Middles are found between the four corners, which
 * at 1 km is within 1 cm of the projection. Nobody is lost: the sum stays to rounding.
 * @throws Failure when a cell with people lies where its projection does not reach
 */
export function spreadRow(
  row: CellRow,
  meaning: Meaning,
  lattice: Lattice,
  people: Float64Array,
): void {
  const { above, below } = row;
  const residents = peopleOf(row, meaning);
  for (let column = 0; column < residents.length; column++) {
    if (residents[column] === 0) continue;
    const share = residents[column]! / (parts * parts);
    const at = 2 * column;
    if (!Number.isFinite(share + above[at]! + above[at + 2]! + below[at]! + below[at + 2]!)) {
      throw new Failure(
        text(
          `第 ${row.row + 1} 行的格子不在坐标系的范围内；请核对坐标系。`,
          `Cells of row ${row.row + 1} lie beyond the reach of the coordinate system; check it.`,
        ),
      );
    }
    for (let part = 0; part < parts * parts; part++) {
      const across = ((part % parts) + 0.5) / parts;
      const down = (Math.floor(part / parts) + 0.5) / parts;
      const between = (i: number) =>
        (1 - down) * ((1 - across) * above[i]! + across * above[i + 2]!) +
        down * ((1 - across) * below[i]! + across * below[i + 2]!);
      people[cellAt(lattice, between(at), between(at + 1))]! += share;
    }
  }
}

/** The cell of a place; one on the outer edge belongs to the cell inside. */
function cellAt(lattice: Lattice, longitude: number, latitude: number): number {
  const column = Math.floor((longitude - lattice.west) / lattice.cellDegrees);
  const row = Math.floor((lattice.north - latitude) / lattice.cellDegrees);
  return (
    Math.min(lattice.rows - 1, Math.max(0, row)) * lattice.columns +
    Math.min(lattice.columns - 1, Math.max(0, column))
  );
}
