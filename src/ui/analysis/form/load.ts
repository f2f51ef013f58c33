import type { Polygon, Position } from 'geojson';
import { Failure } from '../../../domain/failure';
import { text } from '../../../domain/text';
import { readSheet, type Sheet } from '../../../formats';
import { transformOf, type Transform } from '../../../geo/crs';
import { toWgs84 } from '../../../geo/crsGeometry';
import { transformOfDefinition } from '../../../geo/crsDefinition';
import { matchColumns } from '../../../pack/match';
import { placeOf } from '../../../pack/place';
import { bytesOf } from './readText';

/** How the coordinates of a file are written, by what it says itself; WGS 84 degrees where it says nothing. */
const declared = async ({ crs }: Sheet): Promise<Transform> =>
  crs ? await transformOfDefinition(crs.definition) : transformOf('EPSG:4326')!;

/**
 * The polygons of a GeoJSON file, each with the name it has there.
 * @throws Failure when there is none, or the file cannot be read
 */
export async function areasIn(file: File): Promise<{ area: Polygon; name: string | null }[]> {
  const sheet = await readSheet(file.name, await bytesOf(file));
  const transform = await declared(sheet);
  const areas = [...sheet.rows].flatMap(({ geometry: written, values }) => {
    const geometry = written && toWgs84(written, transform).geometry;
    const name = values.name ?? values['名称'];
    const named = (coordinates: Position[][]) => ({
      area: { type: 'Polygon' as const, coordinates },
      name: typeof name === 'string' ? name : null,
    });
    if (geometry?.type === 'Polygon') return [named(geometry.coordinates)];
    return geometry?.type === 'MultiPolygon' ? geometry.coordinates.map(named) : [];
  });
  if (areas.length === 0) {
    throw new Failure(
      text(
        `“${file.name}”里没有面；要有 Polygon 或 MultiPolygon 的 GeoJSON。`,
        `“${file.name}” holds no area; a GeoJSON with Polygon or MultiPolygon is needed.`,
      ),
    );
  }
  return areas;
}

/**
 * The places of a CSV or GeoJSON file, `[longitude, latitude]` in degrees, and how many rows have none.
 * @throws Failure when no row has a place, or the file cannot be read
 */
export async function placesIn(file: File): Promise<{ places: [number, number][]; left: number }> {
  const sheet = await readSheet(file.name, await bytesOf(file));
  const transform = sheet.crs && (await declared(sheet));
  const mapping = matchColumns('shelters', sheet.columns);
  const places = [...sheet.rows].flatMap((row): [number, number][] => {
    const place = placeOf(row, mapping, 'point', transform);
    return place.geometry?.type === 'Point'
      ? [[place.geometry.coordinates[0]!, place.geometry.coordinates[1]!]]
      : [];
  });
  if (places.length === 0) {
    throw new Failure(
      text(
        `“${file.name}”里没有地点；要有经度、纬度两列，或点的 GeoJSON。`,
        `“${file.name}” holds no place; it needs columns for longitude and latitude, or GeoJSON points.`,
      ),
    );
  }
  return { places, left: sheet.rows.length - places.length };
}
