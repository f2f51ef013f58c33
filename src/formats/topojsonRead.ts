import { feature } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { decode, type Decoded } from './encoding';
import type { Opened } from './format';
import { addProblem, addRow, gathering } from './gather';
import { parseJson } from './json';
import { checkColumns, checkRows, shown, type Sheet } from './sheet';
import { checkedArcs, faultOf, isEntry, type Entry } from './topojsonFaults';

/**
 * The objects of a topology (TopoJSON 1.0, topojson-specification), each a table: the members of a collection are its
 * rows, any other geometry is one row.
 * @throws Failure when it is no JSON, no topology, or its transform or arcs are broken
 */
export function openTopojson(bytes: Uint8Array): Promise<Opened> {
  const decoded = decode(bytes);
  const root = topologyOf(parseJson(decoded.text));
  const objects = Object.entries(root.objects).map(([name, object], i) => ({
    // Only the place is unique: names may be empty.
    id: String(i + 1),
    title: name,
    geometries: geometriesOf(object),
  }));
  return Promise.resolve({
    format: 'topojson',
    tables: objects.map(({ id, title, geometries }) => ({ id, title, rows: geometries.length })),
    read: async (table) => {
      const object = objects.find(({ id }) => id === table);
      if (!object) {
        throw new Failure(
          text(`文件里没有第 ${table} 个对象。`, `The file has no object number ${table}.`),
        );
      }
      return Promise.resolve(readObject(root, object.geometries, decoded));
    },
  });
}

interface Parsed extends Entry {
  objects: Entry;
  arcs: unknown[];
}

function topologyOf(root: unknown): Parsed {
  if (!isEntry(root) || root.type !== 'Topology' || !isEntry(root.objects)) {
    throw new Failure(
      text(
        '这是 JSON，但不是 TopoJSON；要有 type 为 Topology 的 objects。',
        'This is JSON but no TopoJSON; it needs the type Topology and objects.',
      ),
    );
  }
  if (Object.keys(root.objects).length === 0) {
    throw new Failure(
      text('TopoJSON 里没有对象（objects 为空）。', 'The TopoJSON has no objects.'),
    );
  }
  const { transform } = root;
  const numbers = (pair: unknown) =>
    Array.isArray(pair) && pair.length >= 2 && pair.slice(0, 2).every(Number.isFinite);
  if (
    transform !== undefined &&
    transform !== null &&
    !(isEntry(transform) && numbers(transform.scale) && numbers(transform.translate))
  ) {
    throw new Failure(
      text(
        `TopoJSON 的 transform“${shown(transform)}”写坏了，坐标算不出来；请重新导出。`,
        `The transform “${shown(transform)}” of the TopoJSON is broken, so no position is known; export it again.`,
      ),
    );
  }
  const arcs: unknown[] = Array.isArray(root.arcs) ? root.arcs : [];
  return { ...root, transform: transform ?? undefined, objects: root.objects, arcs };
}

const geometriesOf = (object: unknown): unknown[] =>
  isEntry(object) && object.type === 'GeometryCollection' && Array.isArray(object.geometries)
    ? object.geometries
    : [object];

function readObject(
  root: Parsed,
  geometries: readonly unknown[],
  { encoding, evidence }: Decoded,
): Sheet {
  checkRows(geometries.length);
  const gathered = gathering();
  const arcs = checkedArcs(root.arcs);
  geometries.forEach((object, i) => {
    const entries: [string, unknown][] = [];
    if (isEntry(object)) {
      if (object.id !== undefined) entries.push(['id', object.id]);
      if (isEntry(object.properties)) entries.push(...Object.entries(object.properties));
    }
    const fault = faultOf(object, arcs);
    const none = isEntry(object) && (object.type === null || object.type === undefined);
    // Checked above: every arc exists and every position is a pair of numbers.
    const geometry = fault || none ? null : shapeOf(root, object as GeometryObject);
    addRow(gathered, i + 1, entries, geometry);
    if (fault) addProblem(gathered, i + 1, fault.value, fault.reason);
  });
  checkColumns(gathered.columns.size);
  return {
    format: 'topojson',
    encoding,
    evidence,
    delimiter: null,
    // The format has no way to name another, but other programs put other coordinates into it.
    crs: null,
    columns: [...gathered.columns],
    rows: gathered.rows,
    notes: [],
    problems: gathered.problems,
  };
}

function shapeOf(root: Parsed, object: GeometryObject) {
  const made = feature(
    root as unknown as Topology,
    { ...object, properties: {} } as GeometryObject,
  );
  return made.type === 'Feature'
    ? made.geometry
    : { type: 'GeometryCollection', geometries: made.features.map(({ geometry }) => geometry) };
}
