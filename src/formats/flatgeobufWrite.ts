import type { Feature, Geometry, Position } from 'geojson';
import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import type { OutTable } from './format';
import { writeFlat, type FlatField, type FlatFields } from './flatWriter';
import { geometryTypes } from './flatgeobufGeometry';
import { noExtent, outColumns, shapeOf, stretch, type OutField } from './outFields';
import { hasHeight } from './wkb';

const magic = [0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0];

/** Numbers of `ColumnType` in header.fbs; it has no day without a time, so that dates are text. */
const columnTypes = { text: 11, number: 10, integer: 7, boolean: 2, date: 11 } as const;

/**
 * One table as FlatGeobuf 3 (flatgeobuf.org, header.fbs and feature.fbs) in EPSG:4326, without a spatial index, in the
 * order of its features, also those without a geometry. Columns are called by their labels.
 * @throws Failure when there is not exactly one table
 */
export function writeFlatgeobuf(tables: readonly OutTable[]): Uint8Array {
  const [table] = tables;
  if (!table || tables.length > 1) {
    throw new Failure(
      text(
        `FlatGeobuf 文件只能存一张表，这里有 ${tables.length} 张；请分开存，或存为 GeoPackage。`,
        `A FlatGeobuf file holds one table, there are ${tables.length}; write them one by one, or as GeoPackage.`,
      ),
    );
  }
  const fields = outColumns(table);
  const parts = [
    Uint8Array.from(magic),
    writeFlat(header(table, fields)),
    ...table.features.map((feature) => writeFlat(featureOf(feature, fields))),
  ];
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const byte = (value: number): FlatField => ({ size: 1, value });

function header(table: OutTable, fields: readonly OutField[]): FlatFields {
  const shapes = table.features.flatMap((feature) => shapeOf(feature) ?? []);
  const types = new Set(shapes.map(({ type }) => type));
  const [only] = types;
  const extent = noExtent();
  for (const shape of shapes) stretch(extent, shape);
  return [
    { text: table.name },
    shapes.length ? { doubles: extent } : null,
    byte(types.size === 1 ? geometryTypes.indexOf(only!) : 0),
    // Only where all have heights: GDAL reads nothing at all in a file that promises more than a feature holds.
    byte(Number(shapes.length > 0 && shapes.every(hasHeight))),
    byte(0),
    byte(0),
    byte(0),
    { tables: fields.map(({ name, kind }) => [{ text: name }, byte(columnTypes[kind])]) },
    { size: 8, value: table.features.length },
    { size: 2, value: 0 },
    { table: [{ text: 'EPSG' }, { size: 4, value: 4326 }, { text: 'WGS 84' }] },
    { text: table.name },
    { text: table.provenance },
  ];
}

function featureOf(feature: Feature, fields: readonly OutField[]): FlatFields {
  const shape = shapeOf(feature);
  const values = properties(feature, fields);
  return [shape && { table: geometryFields(shape) }, values.length ? { bytes: values } : null];
}

/** The number of the column in two bytes, then the value, for every value that is known. */
function properties(feature: Feature, fields: readonly OutField[]): Uint8Array {
  const parts = fields.flatMap((field, column) => {
    const value = field.value(feature);
    if (value === null) return [];
    const words = typeof value === 'string' ? new TextEncoder().encode(value) : null;
    const part = new Uint8Array(2 + (words ? 4 + words.length : typeof value === 'number' ? 8 : 1));
    const view = new DataView(part.buffer);
    view.setUint16(0, column, true);
    if (words) {
      view.setUint32(2, words.length, true);
      part.set(words, 6);
    } else if (field.kind === 'integer') view.setBigInt64(2, BigInt(value), true);
    else if (typeof value === 'number') view.setFloat64(2, value, true);
    else view.setUint8(2, Number(value));
    return [part];
  });
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (bytes.set(part, at), at + part.length), 0);
  return bytes;
}

function geometryFields(geometry: Geometry): FlatFields {
  const type = byte(geometryTypes.indexOf(geometry.type));
  const holding = (parts: readonly Geometry[]): FlatFields => [
    ...Array.from({ length: 6 }, () => null),
    type,
    { tables: parts.map(geometryFields) },
  ];
  switch (geometry.type) {
    case 'GeometryCollection':
      return holding(geometry.geometries);
    case 'MultiPolygon':
      return holding(geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates })));
    case 'Point':
      return lineFields([[geometry.coordinates]], type, hasHeight(geometry));
    case 'MultiPoint':
    case 'LineString':
      return lineFields([geometry.coordinates], type, hasHeight(geometry));
    case 'Polygon':
      return lineFields(geometry.coordinates, type, hasHeight(geometry));
    case 'MultiLineString':
      return lineFields(geometry.coordinates, type, hasHeight(geometry), true);
  }
}

/** @param ends whether ends are written of a single line too; without them GDAL reads nothing from there on */
function lineFields(
  lines: readonly Position[][],
  type: FlatField,
  z: boolean,
  ends = lines.length > 1,
): FlatFields {
  const positions = lines.flat();
  let end = 0;
  return [
    ends ? { uints: lines.map(({ length }) => (end += length)) } : null,
    { doubles: positions.flatMap(([x, y]) => [x!, y!]) },
    z ? { doubles: positions.map(([, , height]) => height!) } : null,
    null,
    null,
    null,
    type,
  ];
}
