import type { MultiPolygon, Polygon } from 'geojson';
import { courseCells, type DrawnCourse } from './courses';
import { accumulate, edgeCells, routeFlow, type Flow } from './flow';
import { blur, type Ground } from './ground';
import type { Landform } from './plan';
import { fractal, noiseOf, randomOf } from './random';

/** The ground of a district and how water runs on it. */
export interface Terrain {
  /** Metres above sea level, no hollows. */
  metres: Float64Array;
  /** Degrees. */
  slope: Float32Array;
  flow: Flow;
  /** Land that drains through each cell, km². */
  drained: Float64Array;
  /** 1 on the water of a drawn course. */
  water: Uint8Array;
  courses: DrawnCourse[];
}

/** Coarsest to finest: cells of 12, 6 and 3 arc-seconds, and the rounds of erosion on each. */
const levels = [
  { factor: 4, rounds: 70 },
  { factor: 2, rounds: 16 },
  { factor: 1, rounds: 4 },
] as const;

/** Erosion by running water, per round, for 1 m² of drained land: lowers a cell towards the next by this × area^0.45 / distance. */
const erodibility = 0.35;
const areaExponent = 0.45;

/**
 * A plausible terrain: land rises (more along its ridges) while streams cut into it (stream-power law, implicit, after
 * Braun and Willett 2013) until valleys branch as they do in nature; then it is scaled to the landform's heights.
 */
export function makeTerrain(
  ground: Ground,
  landform: Landform,
  outline: Polygon | MultiPolygon,
  name: string,
): Terrain {
  const { columns, rows, cellMetres } = ground;
  const courses = courseCells(ground, landform.courses, outline);
  let heights: Float64Array = new Float64Array(0);
  let wide = 0;
  for (const { factor, rounds } of levels) {
    const w = Math.ceil(columns / factor);
    const h = Math.ceil(rows / factor);
    const rise = risingOf(ground, landform, factor, w, h, name);
    heights = wide ? enlarge(heights, wide, w, h) : rise.map((value) => value * 4);
    roughen(heights, w, 1.2, `${name}/${factor}`);
    wide = w;
    const outlets = edgeCells(w, h, landform.drains);
    for (const { cells } of courses)
      for (const cell of cells) {
        const column = Math.floor((cell % columns) / factor);
        outlets[Math.floor(Math.floor(cell / columns) / factor) * w + column] = 1;
      }
    heights = erode(
      heights,
      w,
      [cellMetres[0] * factor, cellMetres[1] * factor],
      rise,
      outlets,
      rounds,
      `${name}/${factor}`,
    );
  }
  for (let i = 0; i < landform.rounding; i++) {
    const smooth = blur(heights, columns, 1);
    for (let cell = 0; cell < heights.length; cell++)
      heights[cell] = heights[cell]! * 0.35 + smooth[cell]! * 0.65;
  }
  scaleHeights(heights, landform);
  roughen(heights, columns, (landform.high - landform.low) * 0.008, `${name}/detail`);
  const water = lowerCourses(heights, ground, courses);
  const flow = routeFlow(heights, columns, cellMetres, edgeCells(columns, rows, 'all'));
  const step = landform.high - landform.low < 50 ? 100 : 10;
  const metres = flow.filled.map((value) => Math.round(value * step) / step);
  const cellArea = (cellMetres[0] * cellMetres[1]) / 1e6;
  const weight = new Float64Array(metres.length).fill(cellArea);
  for (const { cells, course } of courses) weight[cells[0]!]! += course.inflow;
  return {
    metres,
    slope: slopeOf(metres, columns, cellMetres),
    flow,
    drained: accumulate(flow, weight),
    water,
    courses,
  };
}

/** How fast each cell rises, relative. */
function risingOf(
  ground: Ground,
  { strike, ridges, tilt, hills }: Landform,
  factor: number,
  w: number,
  h: number,
  name: string,
): Float64Array {
  const waves = fractal(noiseOf(`${name}/hills`), 4);
  const bends = fractal(noiseOf(`${name}/bends`), 2);
  const [dx, dy] = ground.cellMetres;
  const along = (strike * Math.PI) / 180;
  const towards = (tilt.azimuth * Math.PI) / 180;
  const rise = new Float64Array(w * h);
  for (let row = 0; row < h; row++)
    for (let column = 0; column < w; column++) {
      const x = (((column + 0.5) * factor - ground.columns / 2) * dx) / 1000;
      const y = ((ground.rows / 2 - (row + 0.5) * factor) * dy) / 1000;
      const across = x * Math.cos(along) - y * Math.sin(along) + bends(x / 18, y / 18) * 2.2;
      const length = x * Math.sin(along) + y * Math.cos(along);
      let value = hills * (0.55 + 0.45 * waves(x / 7, y / 7));
      for (const [k, { at, halfWidth, height }] of ridges.entries()) {
        const swell = 0.78 + 0.3 * bends(length / 9 + k * 31.7, k * 7.3);
        const off = (across - at) / halfWidth;
        value += height * swell * Math.exp(-off * off);
      }
      const diagonal = Math.hypot(ground.columns * dx, ground.rows * dy) / 1000;
      value *= 1 + (tilt.share * (x * Math.sin(towards) + y * Math.cos(towards))) / (diagonal / 2);
      rise[row * w + column] = Math.max(0.02, value);
    }
  return rise;
}

function erode(
  start: Float64Array,
  columns: number,
  cellMetres: readonly [number, number],
  rise: Float64Array,
  outlets: Uint8Array,
  rounds: number,
  name: string,
): Float64Array {
  let heights = start;
  const cellArea = new Float64Array(heights.length).fill(cellMetres[0] * cellMetres[1]);
  const diagonal = Math.hypot(...cellMetres);
  // Softer and harder rock, cell by cell, keeps streams from running straight along the lattice.
  const random = randomOf(`${name}/rock`);
  const softness = heights.map(() => 0.45 + 1.1 * random.next());
  for (let round = 0; round < rounds; round++) {
    const flow = routeFlow(heights, columns, cellMetres, outlets, { step: 1e-4, bend: 0.3 });
    const drained = accumulate(flow, cellArea);
    heights = flow.filled;
    for (const cell of flow.order) {
      const to = flow.receiver[cell]!;
      if (to === cell) {
        heights[cell] = 0;
        continue;
      }
      const step = Math.abs(to - cell);
      const length = step === 1 ? cellMetres[0] : step === columns ? cellMetres[1] : diagonal;
      const power = (erodibility * softness[cell]! * drained[cell]! ** areaExponent) / length;
      heights[cell] = (heights[cell]! + rise[cell]! + power * heights[to]!) / (1 + power);
    }
  }
  return heights;
}

/** A surface on a lattice with cells half as wide, bilinear. */
function enlarge(values: Float64Array, wide: number, w: number, h: number): Float64Array {
  const high = values.length / wide;
  const result = new Float64Array(w * h);
  for (let row = 0; row < h; row++) {
    const y = Math.min(high - 1, Math.max(0, (row - 0.5) / 2));
    const top = Math.min(Math.floor(y), Math.max(0, high - 2));
    for (let column = 0; column < w; column++) {
      const x = Math.min(wide - 1, Math.max(0, (column - 0.5) / 2));
      const left = Math.min(Math.floor(x), Math.max(0, wide - 2));
      const at = top * wide + left;
      const u = x - left;
      const upper = values[at]! * (1 - u) + values[at + 1]! * u;
      const lower = values[at + wide]! * (1 - u) + values[at + wide + 1]! * u;
      result[row * w + column] = upper + (lower - upper) * (y - top);
    }
  }
  return result;
}

function scaleHeights(heights: Float64Array, { low, high, hypsometry }: Landform): void {
  let most = 0;
  for (const value of heights) most = Math.max(most, value);
  for (let cell = 0; cell < heights.length; cell++)
    heights[cell] = low + (high - low) * Math.max(0, heights[cell]! / most) ** hypsometry;
}

/** Adds small waves, about seven cells wide. */
function roughen(heights: Float64Array, columns: number, size: number, name: string): void {
  const waves = fractal(noiseOf(name), 3);
  for (let cell = 0; cell < heights.length; cell++)
    heights[cell]! += size * waves((cell % columns) / 7, Math.floor(cell / columns) / 7);
}

/** Cuts the drawn courses into the ground; their water falls evenly. Returns the cells under water. */
function lowerCourses(heights: Float64Array, ground: Ground, courses: DrawnCourse[]): Uint8Array {
  const water = new Uint8Array(heights.length);
  for (const { course, cells, surface } of courses) {
    for (let cell = 0; cell < heights.length; cell++) if (surface[cell]) water[cell] = 1;
    const level = new Float64Array(heights.length).fill(Number.NaN);
    cells.forEach((cell, i) => {
      level[cell] = course.from + ((course.to - course.from) * i) / Math.max(1, cells.length - 1);
    });
    const nearest = spread(level, ground, surface);
    for (let cell = 0; cell < heights.length; cell++) {
      if (!surface[cell]) continue;
      // The middle of the bed is a little deeper, so that water keeps to the drawn line.
      heights[cell] = nearest[cell]! + (Number.isNaN(level[cell]!) ? 0.05 : 0);
    }
  }
  return water;
}

/** Carries the values of the line to the cells of its surface, breadth first. */
function spread(level: Float64Array, { columns }: Ground, surface: Uint8Array): Float64Array {
  const known = Float64Array.from(level);
  let front: number[] = [];
  known.forEach((value, cell) => {
    if (!Number.isNaN(value)) front.push(cell);
  });
  while (front.length) {
    const next: number[] = [];
    for (const cell of front)
      for (const other of [cell - 1, cell + 1, cell - columns, cell + columns])
        if (surface[other] && Number.isNaN(known[other]!)) {
          known[other] = known[cell]!;
          next.push(other);
        }
    front = next;
  }
  return known;
}

export function slopeOf(
  metres: Float64Array,
  columns: number,
  [dx, dy]: readonly [number, number],
): Float32Array {
  const rows = metres.length / columns;
  const slope = new Float32Array(metres.length);
  for (let row = 1; row < rows - 1; row++)
    for (let column = 1; column < columns - 1; column++) {
      const cell = row * columns + column;
      const east = (metres[cell + 1]! - metres[cell - 1]!) / (2 * dx);
      const south = (metres[cell + columns]! - metres[cell - columns]!) / (2 * dy);
      slope[cell] = (Math.atan(Math.hypot(east, south)) * 180) / Math.PI;
    }
  return slope;
}
