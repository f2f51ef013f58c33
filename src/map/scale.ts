import { metresPerDegreeEast } from '../geo/metric';

/** Ends and middle of a scale bar in the unit it is labelled with, and its length on the screen. */
export interface ScaleSteps {
  /** 0, half and whole length in `unit`. */
  labels: [number, number, number];
  unit: 'm' | 'km';
  lengthMetres: number;
  lengthPixels: number;
}

/**
 * Metres on the WGS 84 ellipsoid that one pixel covers from west to east at a latitude of the web map, which counts
 * its zoom in tiles of 512 px.
 */
export function metresPerPixel(latitude: number, zoom: number): number {
  const degreesPerPixel = 360 / (512 * 2 ** zoom);
  return degreesPerPixel * metresPerDegreeEast(latitude);
}

/**
 * The longest bar of 1, 2 or 5 times a power of ten that fits, at least 10 m: its halves are round too.
 * @param longestPixels room for the bar
 */
export function scaleSteps(latitude: number, zoom: number, longestPixels: number): ScaleSteps {
  const perPixel = metresPerPixel(latitude, zoom);
  const room = Math.max(10, perPixel * longestPixels);
  const power = 10 ** Math.floor(Math.log10(room));
  const lengthMetres = power * ([5, 2].find((factor) => factor * power <= room) ?? 1);
  const unit = lengthMetres >= 1000 ? 'km' : 'm';
  const length = unit === 'km' ? lengthMetres / 1000 : lengthMetres;
  return {
    labels: [0, length / 2, length],
    unit,
    lengthMetres,
    lengthPixels: lengthMetres / perPixel,
  };
}

/**
 * The denominator of the scale at a place, to three figures, for a screen of 96 px an inch: 106000 for 1:106,000.
 */
export function scaleDenominator(latitude: number, zoom: number): number {
  const metresPerScreenPixel = 0.0254 / 96;
  return Number((metresPerPixel(latitude, zoom) / metresPerScreenPixel).toPrecision(3));
}
