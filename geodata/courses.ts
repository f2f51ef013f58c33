import type { MultiPolygon, Polygon, Position } from 'geojson';
import { rasterise, type Ground } from './ground';
import type { Course, Place } from './plan';
import { ringsOf, widen } from './rings';

/** A watercourse on the lattice. */
export interface DrawnCourse {
  course: Course;
  /** Cells of its middle line, downstream, each a neighbour of the next. */
  cells: number[];
  /** 1 on its water. */
  surface: Uint8Array;
  /** Rings of its water, degrees. */
  rings: Position[][];
}

/** Brings the drawn courses onto the lattice. */
export function courseCells(
  ground: Ground,
  courses: readonly Course[],
  outline: Polygon | MultiPolygon,
): DrawnCourse[] {
  const stretch = ground.cellMetres[1] / ground.cellMetres[0];
  return courses.map((course) => {
    const line = smooth(
      course.along === 'southern outline' ? southernStretch(outline, ground) : course.along,
      3,
    );
    const rings = widen(line, course.width / 2 / 111_195, stretch);
    const surface = rasterise({ type: 'MultiPolygon', coordinates: rings.map((r) => [r]) }, ground);
    const cells = trace(line, ground);
    for (const cell of cells) surface[cell] = 1;
    return { course, cells, surface, rings };
  });
}

/** The outline from its westernmost to its easternmost vertex, by the south, led out of the lattice at both ends. */
function southernStretch(outline: Polygon | MultiPolygon, ground: Ground): Place[] {
  const ring = ringsOf(outline)[0]!.slice(1) as Place[];
  const extreme = (sign: 1 | -1) =>
    ring.reduce((best, [x], i) => (sign * x > sign * ring[best]![0] ? i : best), 0);
  const from = extreme(-1);
  const to = extreme(1);
  const walk = (step: 1 | -1) => {
    const places: Place[] = [];
    for (let i = from; ; i = (i + step + ring.length) % ring.length) {
      places.push(ring[i]!);
      if (i === to) return places;
    }
  };
  const mean = (places: Place[]) => places.reduce((sum, [, y]) => sum + y, 0) / places.length;
  const [one, other] = [walk(1), walk(-1)];
  const south = mean(one) < mean(other) ? one : other;
  const east = ground.west + ground.columns * ground.cellDegrees;
  const [firstY, lastY] = [south[0]![1], south.at(-1)![1]];
  return [[ground.west - 0.01, firstY + 0.01], ...south, [east + 0.01, lastY + 0.01]];
}

/** Rounds the corners of a line (Chaikin); its ends stay. */
export function smooth(line: Position[], times: number): Place[] {
  let places = line as Place[];
  for (let i = 0; i < times; i++) {
    const next: Place[] = [places[0]!];
    for (let k = 0; k + 1 < places.length; k++) {
      const [[ax, ay], [bx, by]] = [places[k]!, places[k + 1]!];
      if (k > 0) next.push([ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25]);
      if (k + 2 < places.length) next.push([ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75]);
    }
    next.push(places.at(-1)!);
    places = next;
  }
  return places;
}

/** Cells along a line, each once, those outside the lattice left out. */
function trace(line: Place[], { west, north, cellDegrees, columns, rows }: Ground): number[] {
  const cells: number[] = [];
  const seen = new Set<number>();
  for (let k = 0; k + 1 < line.length; k++) {
    const [[ax, ay], [bx, by]] = [line[k]!, line[k + 1]!];
    const steps = Math.ceil((Math.max(Math.abs(bx - ax), Math.abs(by - ay)) / cellDegrees) * 4) + 1;
    for (let i = 0; i <= steps; i++) {
      const column = Math.floor((ax + ((bx - ax) * i) / steps - west) / cellDegrees);
      const row = Math.floor((north - ay - ((by - ay) * i) / steps) / cellDegrees);
      const cell = row * columns + column;
      if (column < 0 || row < 0 || column >= columns || row >= rows || seen.has(cell)) continue;
      seen.add(cell);
      cells.push(cell);
    }
  }
  return cells;
}
