import type { Feature, Point } from 'geojson';
import { text, type Text } from '../domain/text';
import { representativePoint } from '../geo/polygons';
import type { Target } from './make';
import type { Area } from './pack';
import type { Unit, UnitMatch } from './unitJoin';

/** The place of a row that was joined to a unit. */
export interface UnitPlace {
  geometry: Area | Point;
  /** A point that stands for the whole unit: the record must be marked `approximate`. */
  approximate: boolean;
}

/** The places of rows, by row; rows that cannot have one, with the reason; and units that several rows share. */
export interface UnitPlaces {
  places: Map<number, UnitPlace>;
  refused: { row: number; reason: Text }[];
  /** Only where the rows become areas: each would count the whole unit. */
  shared: { unit: Unit; rows: number[] }[];
}

/**
 * Gives rows the geometry of the units that they were joined to: the outline for towns and residents. Records that stand
 * at a point get a point inside the unit only when that was asked for, since a town is kilometres wide.
 * @param units outlines of the units, found by their code
 */
export function placeByUnits(
  target: Target,
  matches: readonly UnitMatch[],
  units: readonly Feature<Area, Unit>[],
  { approximate = false }: { approximate?: boolean } = {},
): UnitPlaces {
  const areas = target === 'towns' || target === 'residents';
  const outlines = new Map(units.map((unit) => [unit.properties.code, unit.geometry]));
  const found: UnitPlaces = { places: new Map(), refused: [], shared: [] };
  const rowsOf = new Map<Unit, number[]>();
  for (const { row, unit } of matches) {
    const outline = outlines.get(unit.code);
    if (!outline) {
      found.refused.push({ row, reason: noOutline(unit.name) });
    } else if (areas) {
      found.places.set(row, { geometry: outline, approximate: false });
      rowsOf.set(unit, [...(rowsOf.get(unit) ?? []), row]);
    } else if (approximate) {
      found.places.set(row, {
        geometry: { type: 'Point', coordinates: representativePoint(outline) },
        approximate: true,
      });
    } else {
      found.refused.push({ row, reason: notAsked(unit.name) });
    }
  }
  for (const [unit, rows] of rowsOf) if (rows.length > 1) found.shared.push({ unit, rows });
  return found;
}

const noOutline = (name: string) =>
  text(`“${name}”没有边界，不能定位`, `“${name}” has no outline and gives no place`);
const notAsked = (name: string) =>
  text(
    `只知道在“${name}”，没有坐标；要用区内一点代替，请选“按镇街约略定位”`,
    `only “${name}” is known, no position; choose “place by town” to use a point inside it instead`,
  );
