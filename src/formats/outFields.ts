import type { Feature, Geometry } from 'geojson';
import type { OutColumn, OutTable } from './format';

/** A column as it is written into a database-like file: one name, one kind that all of its values have. */
export interface OutField {
  name: string;
  kind: OutColumn['kind'];
  /** The value of a feature: of the field's kind, or `null` when it is unknown. */
  value(feature: Feature): string | number | boolean | null;
}

/**
 * The columns of a table for formats whose columns have types. A column is called by its label, made unique without
 * regard to case; a column with a value that is not of its kind is written as text, or as numbers if whole numbers were
 * announced and others came, so that no value is lost or bent.
 * @param reserved lower-case names that the format uses itself
 */
export function outColumns(table: OutTable, reserved: readonly string[] = []): OutField[] {
  const taken = new Set(reserved);
  return table.columns.map(({ key, label, kind }) => {
    const stem = label.replaceAll('\0', '').trim() || key || 'column';
    let name = stem;
    for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${stem} (${i})`;
    taken.add(name.toLowerCase());
    // Own keys only: a column may be called as what every object has.
    const raw = ({ properties }: Feature): unknown =>
      properties && Object.hasOwn(properties, key) ? properties[key] : null;
    const values = table.features.map(raw).filter((value) => value !== null && value !== undefined);
    const fitting = [kind, ...(kind === 'integer' ? (['number'] as const) : [])].find((each) =>
      values.every((value) => fits(value, each)),
    );
    const taking = fitting ?? 'text';
    return { name, kind: taking, value: (feature) => valueOf(raw(feature), taking) };
  });
}

function fits(value: unknown, kind: OutColumn['kind']): boolean {
  switch (kind) {
    case 'text':
      return true;
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(value);
  }
}

function valueOf(value: unknown, kind: OutColumn['kind']): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (kind === 'text') return typeof value === 'string' ? value : wordsOf(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'boolean' ? value : (value as string);
}

/** Lists of words as words, anything else as JSON. */
function wordsOf(value: unknown): string | null {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
    ? value.join('；')
    : (JSON.stringify(value) ?? null);
}

/** The geometry of a feature to be written, which may be missing whatever the type says. */
export const shapeOf = ({ geometry }: Feature): Geometry | null => geometry;

/** West, south, east, north of what is written. */
export type Extent = [west: number, south: number, east: number, north: number];

export const noExtent = (): Extent => [Infinity, Infinity, -Infinity, -Infinity];

/** Widens an extent by every position inside a geometry, coordinates or a list of them. */
export function stretch(extent: Extent, part: unknown): void {
  if (Array.isArray(part)) {
    const [x, y] = part as unknown[];
    if (typeof x === 'number' && typeof y === 'number') {
      extent[0] = Math.min(extent[0], x);
      extent[1] = Math.min(extent[1], y);
      extent[2] = Math.max(extent[2], x);
      extent[3] = Math.max(extent[3], y);
    } else for (const each of part as unknown[]) stretch(extent, each);
  } else if (typeof part === 'object' && part !== null) {
    const { coordinates, geometries } = part as Record<string, unknown>;
    stretch(extent, coordinates ?? geometries);
  }
}
