/**
 * A regular lattice in degrees on WGS 84. Row 0 is the northernmost, column 0 the westernmost; cell (row, column) has
 * its centre at `west + (column + ½)·cellDegrees`, `north − (row + ½)·cellDegrees`. Values are row-major.
 */
export interface Lattice {
  /** West edge of column 0, degrees. */
  west: number;
  /** North edge of row 0, degrees. */
  north: number;
  /** Side of a cell, degrees; 3 arc-seconds are 1/1200. */
  cellDegrees: number;
  columns: number;
  rows: number;
}

/** Residents on a lattice: whole people in each cell, or fractions where a what-if has scaled them. */
export interface ResidentGrid extends Lattice {
  people: Uint16Array | Uint32Array | Float64Array;
}

/** Residents as a file has them: whole people. */
export interface CountedGrid extends ResidentGrid {
  people: Uint16Array | Uint32Array;
}

/** Terrain on a lattice: metres above sea level, `NaN` where unknown. */
export interface TerrainGrid extends Lattice {
  metres: Float32Array;
}
