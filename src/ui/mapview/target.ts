/** West, south, east, north in degrees. */
export type Bounds = [number, number, number, number];

/** Sends the map to a position in degrees, or to the bounds round it. */
export type Go = (longitude: number, latitude: number, bounds?: Bounds) => void;

/** Where the page last sent the map; `turn` counts, so that the same place can be sent twice. */
export interface Target {
  longitude: number;
  latitude: number;
  bounds?: Bounds;
  turn: number;
}
