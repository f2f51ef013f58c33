import { Failure } from '../domain/failure';
import type { Lattice } from '../domain/grid';
import { plural, text, type Text } from '../domain/text';
import type { Transform } from '../geo/crs';
import { metresPerDegreeEast, metresPerDegreeNorth, wrapDegrees } from '../geo/metric';
import { cornersOfRow, homeLongitude, type CellTally } from './gridCells';
import type { GridImage } from './gridImage';
import type { Frame } from './gridSpread';

/** Cells whose sides differ by less than this share count as square. */
const squareTolerance = 1e-6;
/** A coordinate system that moves a corner by less than this is WGS 84 for all purposes here: 0.1 mm. */
const sameDegrees = 1e-9;

const unreachable = () =>
  new Failure(
    text(
      '栅格不在它自称的坐标系的范围内；请核对坐标系。',
      'The grid lies beyond the reach of its coordinate system; check it.',
    ),
  );

/**
 * The lattice of the filled part of a grid that is one already: in degrees of WGS 84, or of CGCS 2000, north up, with
 * square cells; else `null`.
 */
export function keptLattice(
  image: GridImage,
  { rows, columns }: CellTally,
  transform: Transform,
): Lattice | null {
  const start = image.corner(columns[0], rows[0]);
  const end = image.corner(columns[1] + 1, rows[1] + 1);
  const same = [start, end].every(([x, y]) => {
    const place = transform.toWgs84(x, y);
    return place && Math.abs(place[0] - x) < sameDegrees && Math.abs(place[1] - y) < sameDegrees;
  });
  const side = image.across[0];
  const straight = image.across[1] === 0 && image.down[0] === 0;
  const square = Math.abs(-image.down[1] - side) <= side * squareTolerance;
  if (!same || !straight || !square || !(side > 0)) return null;
  return {
    west: start[0],
    north: start[1],
    cellDegrees: side,
    columns: columns[1] - columns[0] + 1,
    rows: rows[1] - rows[0] + 1,
  };
}

/** Extent of the cell in the middle of the filled part, metres. */
export function cellMetresOf(
  image: GridImage,
  { rows, columns }: CellTally,
  transform: Transform,
): [width: number, height: number] {
  const column = Math.floor((columns[0] + columns[1]) / 2);
  const row = Math.floor((rows[0] + rows[1]) / 2);
  const [corner, right, below] = [
    [column, row],
    [column + 1, row],
    [column, row + 1],
  ].map(([x, y]) => transform.toWgs84(...image.corner(x!, y!)));
  if (!corner || !right || !below) throw unreachable();
  const metres = (to: [number, number]) =>
    Math.hypot(
      wrapDegrees(to[0] - corner[0]) * metresPerDegreeEast(corner[1]),
      (to[1] - corner[1]) * metresPerDegreeNorth(corner[1]),
    );
  return [metres(right), metres(below)];
}

/** West, south, east and north of the filled part, from its outline. */
export function frameOf(image: GridImage, tally: CellTally, transform: Transform): Frame {
  const { rows, columns } = tally;
  const home = homeLongitude(image, tally, transform);
  const frame: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (corners: Float64Array) => {
    for (let i = 0; i + 1 < corners.length; i += 2) {
      const [longitude, latitude] = [corners[i]!, corners[i + 1]!];
      if (Number.isNaN(longitude)) continue;
      frame[0] = Math.min(frame[0], longitude);
      frame[1] = Math.min(frame[1], latitude);
      frame[2] = Math.max(frame[2], longitude);
      frame[3] = Math.max(frame[3], latitude);
    }
  };
  const wide = columns[1] - columns[0] + 2;
  for (let row = rows[0]; row <= rows[1] + 1; row++) {
    if (row === rows[0] || row === rows[1] + 1)
      take(cornersOfRow(image, row, columns[0], wide, transform, home));
    else
      for (const column of [columns[0], columns[1] + 1])
        take(cornersOfRow(image, row, column, 1, transform, home));
  }
  if (!frame.every(Number.isFinite)) throw unreachable();
  return frame;
}

/** What a person should know of the values and of the coordinate system. */
export function notesOf(tally: CellTally, transform: Transform | null): Text[] {
  const { negative, infinite } = tally;
  const notes: Text[] = [];
  if (negative) {
    notes.push(
      text(
        `${negative.toLocaleString('en-US')} 格是负值，按无数据处理`,
        `${plural(negative, 'cell')} below 0, taken as no-data`,
      ),
    );
  }
  if (infinite) {
    notes.push(
      text(
        `${infinite.toLocaleString('en-US')} 格是无穷大，按无数据处理`,
        `${plural(infinite, 'cell')} infinite, taken as no-data`,
      ),
    );
  }
  if (transform?.approximate) notes.push(transform.approximate);
  return notes;
}
