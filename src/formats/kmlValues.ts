import { htmlText } from './htmlText';
import { checkColumns } from './sheet';
import { childrenOf, childText, textOf, type Element } from './xmlTree';

/** Type of each field of each schema, by the id of the schema. */
type Schemas = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Adds a schema of a document (OGC KML 2.3, 9.9), with the type of each SimpleData. GDAL gives all schemas of layers with
 * Chinese names the same id, so that such ones add up; a field that they type differently is text.
 */
export function addSchema(
  schemas: Map<string, ReadonlyMap<string, string>>,
  schema: Element,
): void {
  const id = schema.attributes.get('id') ?? '';
  const types = new Map(schemas.get(id));
  for (const { attributes } of childrenOf(schema, 'SimpleField')) {
    const name = attributes.get('name') ?? '';
    const type = attributes.get('type') ?? 'string';
    types.set(name, (types.get(name) ?? type) === type ? type : 'string');
  }
  schemas.set(id, types);
}

/** Fields of a Placemark that are plain text; a description is HTML. */
const fields = ['name', 'address', 'phoneNumber', 'Snippet'] as const;

/**
 * The values of a Placemark: its name and description as text, its time, and its ExtendedData. What is called the same
 * twice keeps both, the second as `name (2)`.
 */
export function kmlValues(placemark: Element, schemas: Schemas): [string, unknown][] {
  const values = new Map<string, unknown>();
  const add = (name: string, value: unknown) => {
    if (value === '' || value === null) return;
    let free = name || 'value';
    for (let i = 2; values.has(free) && values.get(free) !== value; i++) free = `${name} (${i})`;
    values.set(free, value);
    checkColumns(values.size);
  };
  const id = placemark.attributes.get('id');
  if (id) add('id', id);
  for (const field of fields) add(field, childText(placemark, field));
  add('description', htmlText(childText(placemark, 'description')));
  for (const stamp of childrenOf(placemark, 'TimeStamp')) add('when', childText(stamp, 'when'));
  for (const span of childrenOf(placemark, 'TimeSpan')) {
    add('begin', childText(span, 'begin'));
    add('end', childText(span, 'end'));
  }
  for (const extended of childrenOf(placemark, 'ExtendedData')) {
    for (const entry of extended.children) {
      if (typeof entry === 'string') continue;
      if (entry.name === 'Data') {
        add(entry.attributes.get('name') ?? '', childText(entry, 'value'));
      } else if (entry.name === 'SchemaData') {
        const types = schemas.get((entry.attributes.get('schemaUrl') ?? '').replace(/^.*#/su, ''));
        for (const data of childrenOf(entry, 'SimpleData')) {
          const name = data.attributes.get('name') ?? '';
          add(name, typed(textOf(data), types?.get(name)));
        }
      } else add(entry.name, textOf(entry));
    }
  }
  return [...values];
}

/** The value as its type says, or the text where it does not fit. */
function typed(words: string, type = 'string'): unknown {
  if (words === '') return null;
  if (type === 'bool') {
    if (/^(?:1|true)$/iu.test(words)) return true;
    return /^(?:0|false)$/iu.test(words) ? false : words;
  }
  if (!/^(?:u?int|u?short|float|double)$/u.test(type)) return words;
  const value = Number(words);
  const exact = /^[+-]?\d+$/u.test(words) ? Number.isSafeInteger(value) : Number.isFinite(value);
  return exact ? value : words;
}
