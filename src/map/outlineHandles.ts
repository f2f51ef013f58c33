import { polygonsOf } from '../geo/polygons';
import { isSameCorner, type Corner, type Outline } from './outline';

interface Screen {
  x: number;
  y: number;
}

/** What a person takes hold of: a corner, or the middle of the side after it, which becomes a corner when it is taken. */
export interface Handle extends Screen {
  kind: 'corner' | 'middle';
  corner: Corner;
}

/** The handles of an outline, and how many of its corners they stand for. */
export interface Handles {
  handles: Handle[];
  /** Corners on the screen, with a handle or without. */
  cornersInView: number;
  /** Of those, the ones with a handle. */
  cornersShown: number;
}

export interface HandleRules {
  /** Size of the map, pixels. */
  width: number;
  height: number;
  /** Two handles are at least this far apart, pixels: less cannot be told apart or hit. */
  gapPixels: number;
  /** The corner under the hand always has a handle. */
  selected: Corner | null;
}

/** Places on the screen that keep a distance from each other; a grid of that size has to look at nine cells only. */
class Room {
  #cells = new Map<string, Screen[]>();
  constructor(private readonly gap: number) {}

  take(at: Screen, always = false): boolean {
    const [column, row] = [Math.floor(at.x / this.gap), Math.floor(at.y / this.gap)];
    if (!always && this.#isCrowded(at, column, row)) return false;
    const key = `${column} ${row}`;
    const cell = this.#cells.get(key);
    if (cell) cell.push(at);
    else this.#cells.set(key, [at]);
    return true;
  }

  #isCrowded({ x, y }: Screen, column: number, row: number): boolean {
    for (let i = column - 1; i <= column + 1; i++)
      for (let k = row - 1; k <= row + 1; k++)
        for (const other of this.#cells.get(`${i} ${k}`) ?? [])
          if (Math.hypot(other.x - x, other.y - y) < this.gap) return true;
    return false;
  }
}

/**
 * The handles of an outline on the screen: corners in view that keep a legible distance, and the middles of sides that
 * are long enough for one more. Which corners give way depends on the zoom alone, so that none comes and goes while the
 * map is moved.
 * @param project where a position is on the screen, pixels
 */
export function handlesOf(
  outline: Outline,
  project: (place: [number, number]) => Screen,
  { width, height, gapPixels, selected }: HandleRules,
): Handles {
  const room = new Room(gapPixels);
  const isInView = ({ x, y }: Screen) => x >= 0 && y >= 0 && x <= width && y <= height;
  const rings = polygonsOf(outline).flatMap((parts, part) =>
    parts.map((positions, ring) => ({
      places: positions.map(([x, y]) => project([x!, y!])),
      at: (index: number): Corner => ({ part, ring, index }),
    })),
  );
  if (selected) {
    const ring = rings.find(({ at }) => isSameCorner(at(selected.index), selected));
    const place = ring?.places[selected.index];
    if (place) room.take(place, true);
  }
  const found: Handles = { handles: [], cornersInView: 0, cornersShown: 0 };
  for (const { places, at } of rings)
    for (let i = 0; i < places.length - 1; i++) {
      const [place, corner] = [places[i]!, at(i)];
      const shown = isSameCorner(corner, selected) || room.take(place);
      if (!isInView(place)) continue;
      found.cornersInView++;
      if (!shown) continue;
      found.cornersShown++;
      found.handles.push({ kind: 'corner', corner, x: place.x, y: place.y });
    }
  for (const { places, at } of rings)
    for (let i = 0; i < places.length - 1; i++) {
      const [a, b] = [places[i]!, places[i + 1]!];
      const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
      if (!isInView(middle) || Math.hypot(a.x - b.x, a.y - b.y) < 2 * gapPixels) continue;
      if (room.take(middle)) found.handles.push({ kind: 'middle', corner: at(i), ...middle });
    }
  return found;
}
