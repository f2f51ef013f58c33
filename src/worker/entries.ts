import type { FeatureCollection, Point } from 'geojson';
import { representativePoint } from '../geo/polygons';
import type { Area } from '../pack/pack';
import type { Entry } from './protocol';

/** The records of a register as the page needs them: a position for going there, and the values. */
export function entriesOf(collection: FeatureCollection<Area | Point, object>): Entry[] {
  return collection.features.map(({ geometry, properties }) => {
    const values = { ...properties } as Record<string, unknown>;
    const seat = values.seat as [number, number] | null | undefined;
    const [longitude, latitude] =
      seat ??
      (geometry.type === 'Point'
        ? (geometry.coordinates as [number, number])
        : representativePoint(geometry));
    return { id: String(values.id ?? values.code), longitude, latitude, properties: values };
  });
}
