import type { Feature, Point } from 'geojson';
import { distance, inline } from '../../domain/numbers';
import { text, type Text } from '../../domain/text';
import { representativePoint } from '../../geo/polygons';
import type { Area } from '../pack';
import { isOnGlobe } from '../ringFaults';
import { idOf, textOf, type CheckInput } from './check';

/** The outline of a record; `null` for one that has none on the globe, which reading has told already. */
export function areaOf({ geometry }: Feature): Area | null {
  const area = geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon' ? geometry : null;
  return area && isOnGlobe(area) ? area : null;
}

/** Where a record stands: its point, or a point inside its outline; `null` for lines and records without a place. */
export function placeOf(feature: Feature): [longitude: number, latitude: number] | null {
  const area = areaOf(feature);
  if (!area && feature.geometry?.type !== 'Point') return null;
  const [longitude = NaN, latitude = NaN] = area
    ? representativePoint(area)
    : (feature.geometry as Point).coordinates;
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 ? [longitude, latitude] : null;
}

/** A position as a value of a finding. */
export const positionText = ([longitude, latitude]: readonly [number, number]): string =>
  `${longitude}, ${latitude}`;

/** Farther than this a distance by the local plane is no figure any more. */
const farMetres = 100_000;

/** A distance for a sentence. */
export const away = (metres: number): Text =>
  metres > farMetres
    ? text('100 km 以上', 'more than 100 km')
    : text(inline(distance(metres)), inline(distance(metres)));

/** How another record is named: by its row where it has one, else by its number, and its name. */
export function namedRecord({ features, context }: CheckInput, index: number): Text {
  const feature = features[index]!;
  const row = context.rowOf?.(index) ?? null;
  const name = textOf(feature, 'name');
  const id = idOf(feature);
  const said = name ? `“${name}”` : '';
  return row === null
    ? text(`${said}（编号 ${id ?? '无'}）`, `${said} (number ${id ?? 'none'})`.trim())
    : text(`第 ${row} 行${said}`, `row ${row} ${said}`.trim());
}
