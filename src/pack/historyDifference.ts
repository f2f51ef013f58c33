import { distanceMetres } from '../geo/metric';
import { representativePoint } from '../geo/polygons';
import { isSame, type Entry } from './historyRecords';
import type { Area } from './pack';

/** A field that two versions of a record say differently. */
interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

/** How two versions of a record differ. */
export interface Difference {
  /** How far it was moved, metres on the ellipsoid; areas by their representative points; `null` if it was not. */
  movedMetres: number | null;
  /** Whether an area has other edges, or a point became an area. */
  reshaped: boolean;
  /** In the order of the fields. */
  fields: FieldChange[];
}

/** Where a record is; an area by its representative point. */
export const pointOf = ({ geometry }: Entry): [number, number] =>
  geometry.type === 'Point'
    ? (geometry.coordinates.slice(0, 2) as [number, number])
    : representativePoint(geometry as Area);

/** Distance between two records, metres; areas by their representative points. */
export const metresBetween = (before: Entry, after: Entry): number =>
  distanceMetres(...pointOf(before), ...pointOf(after));

/** Compares two versions of a record field by field. */
export function differenceOf(before: Entry, after: Entry): Difference {
  const metres = metresBetween(before, after);
  const points = before.geometry.type === 'Point' && after.geometry.type === 'Point';
  const names = new Set([...Object.keys(before.properties), ...Object.keys(after.properties)]);
  return {
    movedMetres: metres > 0 ? metres : null,
    reshaped: !points && !isSame(before.geometry, after.geometry),
    fields: [...names].flatMap((field) => {
      const [was, is] = [before.properties[field] ?? null, after.properties[field] ?? null];
      return isSame(was, is) ? [] : [{ field, before: was, after: is }];
    }),
  };
}
