import type { TerrainGrid } from '../domain/grid';

/** Lights from the north-west mostly, with a little from both sides, so that no ridge disappears. */
const lights = [
  { azimuth: 315, weight: 0.6 },
  { azimuth: 270, weight: 0.2 },
  { azimuth: 0, weight: 0.2 },
] as const;
const altitudeDegrees = 40;
const metresPerDegree = 111_320;

/**
 * Hill shading of a terrain (Horn's slope, three lights).
 *
 * @returns one value a cell, −255 (darkest shadow) to 255 (brightest slope), 0 on flat or unknown ground
 */
export function shade({ metres, columns, rows, cellDegrees, north }: TerrainGrid): Int16Array {
  const out = new Int16Array(columns * rows);
  const relief = exaggeration(metres);
  const sinAltitude = Math.sin((altitudeDegrees * Math.PI) / 180);
  const cosAltitude = Math.cos((altitudeDegrees * Math.PI) / 180);
  const suns = lights.map(({ azimuth, weight }) => ({
    x: Math.sin((azimuth * Math.PI) / 180) * cosAltitude,
    y: Math.cos((azimuth * Math.PI) / 180) * cosAltitude,
    weight,
  }));
  for (let row = 1; row < rows - 1; row++) {
    const dy = cellDegrees * metresPerDegree;
    const dx = dy * Math.cos(((north - (row + 0.5) * cellDegrees) * Math.PI) / 180);
    for (let column = 1; column < columns - 1; column++) {
      const at = row * columns + column;
      const [a, b, c] = [
        metres[at - columns - 1]!,
        metres[at - columns]!,
        metres[at - columns + 1]!,
      ];
      const [d, f] = [metres[at - 1]!, metres[at + 1]!];
      const [g, h, i] = [
        metres[at + columns - 1]!,
        metres[at + columns]!,
        metres[at + columns + 1]!,
      ];
      const eastward = (relief * (c + 2 * f + i - a - 2 * d - g)) / (8 * dx);
      const northward = (relief * (a + 2 * b + c - g - 2 * h - i)) / (8 * dy);
      const norm = Math.hypot(eastward, northward, 1);
      let lit = 0;
      for (const { x, y, weight } of suns)
        lit += weight * Math.max(0, (sinAltitude - eastward * x - northward * y) / norm);
      // A tenth darker than flat ground is already a visible shade; NaN (unknown ground) becomes 0.
      out[at] = Math.max(-255, Math.min(255, ((lit - sinAltitude) / sinAltitude) * 330)) || 0;
    }
  }
  return out;
}

/** Flat districts are drawn steeper than they are, mountains as they are, so that both read on one map. */
function exaggeration(metres: Float32Array): number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of metres) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const range = high - low;
  return range > 1200 ? 1 : range > 300 ? 1.6 : range > 50 ? 3 : 6;
}
