import type { Geometry, Position } from 'geojson';
import type { OutTable } from './format';
import { outColumns, shapeOf, type OutField } from './outFields';

const types = {
  text: 'string',
  number: 'double',
  integer: 'int',
  boolean: 'bool',
  date: 'string',
} as const;

/**
 * Tables as KML 2.2 in UTF-8: a folder each, with its provenance as description, and every value as typed ExtendedData
 * under the label of its column. Unknown values are left out.
 * @param tables features in WGS 84 degrees; heights are written as absolute altitudes
 */
export function writeKml(tables: readonly OutTable[]): Promise<Uint8Array> {
  const [first] = tables;
  const provenance = [...new Set(tables.map((table) => table.provenance))].join('\n');
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2">',
    '<Document>',
    tag('name', tables.length === 1 ? first!.name : tables.map(({ name }) => name).join('、')),
    tag('description', provenance),
    ...tables.flatMap(folder),
    '</Document>',
    '</kml>',
    '',
  ];
  return Promise.resolve(new TextEncoder().encode(lines.join('\n')));
}

function folder(table: OutTable, index: number): string[] {
  const fields = outColumns(table);
  const schema = `table-${index + 1}`;
  const titled = titleField(table, fields);
  return [
    `<Schema name="${escapeAttribute(table.name)}" id="${schema}">`,
    ...fields.map(
      (field) =>
        `<SimpleField type="${typeOf(field, table)}" name="${escapeAttribute(field.name)}"/>`,
    ),
    '</Schema>',
    '<Folder>',
    tag('name', table.name),
    tag('description', table.provenance),
    ...table.features.map((feature) => {
      const data = fields.flatMap((field) => {
        const value = field.value(feature);
        return value === null
          ? []
          : [
              `<SimpleData name="${escapeAttribute(field.name)}">${escape(wordsOf(value))}</SimpleData>`,
            ];
      });
      const title = titled?.value(feature) ?? null;
      const shape = shapeOf(feature);
      return [
        '<Placemark>',
        title === null ? '' : tag('name', String(title)),
        data.length
          ? `<ExtendedData><SchemaData schemaUrl="#${schema}">${data.join('')}</SchemaData></ExtendedData>`
          : '',
        shape ? geometry(shape) : '',
        '</Placemark>',
      ].join('');
    }),
    '</Folder>',
  ];
}

/** `int` of KML has 32 bits; a double holds every whole number up to 2^53. */
function typeOf(field: OutField, { features }: OutTable): string {
  const isShort = (found: unknown) => found === null || Math.abs(found as number) < 2 ** 31;
  return field.kind !== 'integer' || features.every((feature) => isShort(field.value(feature)))
    ? types[field.kind]
    : 'double';
}

/** Truth as 1 and 0, since GDAL takes the word `true` for 0. */
const wordsOf = (value: string | number | boolean): string =>
  String(typeof value === 'boolean' ? Number(value) : value);

/** What a Placemark is called: the column of names, else the first that holds text. */
const titleField = ({ columns }: OutTable, fields: readonly OutField[]): OutField | undefined => {
  // A number of a register before the name would else be read back as the name.
  const isName = [/^name$/iu, /名[称稱]$/u, /^(?:名字|姓名|title)$/iu];
  const named = isName
    .map((pattern) =>
      columns.findIndex(({ key, label }) => pattern.test(key) || pattern.test(label)),
    )
    .find((index) => index >= 0);
  return named === undefined ? fields.find(({ kind }) => kind === 'text') : fields[named];
};

function geometry(shape: Geometry): string {
  const multi = (parts: readonly string[]) => `<MultiGeometry>${parts.join('')}</MultiGeometry>`;
  switch (shape.type) {
    case 'Point':
      return simple('Point', [shape.coordinates]);
    case 'LineString':
      return simple('LineString', shape.coordinates);
    case 'Polygon':
      return polygon(shape.coordinates);
    case 'MultiPoint':
      return multi(shape.coordinates.map((each) => simple('Point', [each])));
    case 'MultiLineString':
      return multi(shape.coordinates.map((each) => simple('LineString', each)));
    case 'MultiPolygon':
      return multi(shape.coordinates.map(polygon));
    case 'GeometryCollection':
      return multi(shape.geometries.map(geometry));
  }
}

const simple = (name: string, positions: readonly Position[]): string =>
  `<${name}>${mode(positions)}${coordinates(positions)}</${name}>`;

function polygon(rings: readonly Position[][]): string {
  const sides = rings.map((ring, i) => {
    const side = i === 0 ? 'outerBoundaryIs' : 'innerBoundaryIs';
    return `<${side}><LinearRing>${coordinates(ring)}</LinearRing></${side}>`;
  });
  return `<Polygon>${mode(rings.flat())}${sides.join('')}</Polygon>`;
}

const mode = (positions: readonly Position[]): string =>
  positions.some((position) => position.length > 2) ? '<altitudeMode>absolute</altitudeMode>' : '';

const coordinates = (positions: readonly Position[]): string =>
  `<coordinates>${positions.map((position) => position.join(',')).join(' ')}</coordinates>`;

const tag = (name: string, words: string): string => `<${name}>${escape(words)}</${name}>`;

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // As such it would be read as a line feed (XML 1.0, 2.11).
  '\r': '&#13;',
};

/** Text as XML 1.0 allows it: control characters and halves of surrogate pairs, which no XML may hold, as `�`. */
const escape = (words: string): string =>
  words
    .toWellFormed()
    // eslint-disable-next-line no-control-regex -- exactly the characters that XML forbids
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/gu, '\uFFFD')
    .replace(/[&<>"\r]/gu, (sign) => signs[sign]!);

/** Line feeds and tabs of an attribute would be read as spaces (XML 1.0, 3.3.3). */
const escapeAttribute = (words: string): string =>
  escape(words).replace(/[\n\t]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
