import type { Feature, FeatureCollection } from 'geojson';
import * as v from 'valibot';
import { datasetTitles } from '../domain/datasets';
import { Failure } from '../domain/failure';
import type { Change } from '../domain/history';
import { registers, type RegisterId } from '../domain/registers';
import { text } from '../domain/text';
import { checkGeometry, outsideWorld } from '../formats/geometry';
import { toGeoJson } from '../formats/geojson';

/** A record of a register, as a change holds it. */
export type Entry = NonNullable<Change['before']>;

/** A record before and after, its place left to the step. */
export type Proposed = Omit<Change, 'row'> & { row?: number | null };

/** What a record of a register is known by. */
export const keyOf = (register: RegisterId): 'id' | 'code' =>
  register === 'towns' ? 'code' : 'id';

/** The number of a record as text; empty when it has none. */
export function idOf(register: RegisterId, feature: Feature): string {
  const id: unknown = feature.properties?.[keyOf(register)];
  return typeof id === 'string' ? id : '';
}

/** The records of a dataset's file, with what stands beside them in the collection. */
export interface Records {
  features: Feature[];
  members: Record<string, unknown>;
}

/** Reads the file of a register; no bytes are no records. */
export function recordsOf(bytes: Uint8Array | undefined): Records {
  if (!bytes) return { features: [], members: {} };
  const root = JSON.parse(new TextDecoder().decode(bytes)) as FeatureCollection;
  const beside = Object.entries(root).filter(([key]) => key !== 'type' && key !== 'features');
  return { features: root.features, members: Object.fromEntries(beside) };
}

/** The file of a register: one record a line. */
export const bytesOf = ({ features, members }: Records): Uint8Array =>
  new TextEncoder().encode(toGeoJson(features, members));

const geometries = {
  point: ['Point'],
  area: ['Polygon', 'MultiPolygon'],
  'point-or-area': ['Point', 'Polygon', 'MultiPolygon'],
};

/** Whether two values are the same, whatever the order of members. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [keysA, keysB] = [Object.keys(a), Object.keys(b)];
  return (
    keysA.length === keysB.length &&
    keysA.every(
      (key) =>
        Object.hasOwn(b, key) &&
        isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}

/** Names a record in a sentence. */
export const nameRecord = (register: RegisterId, id: string) =>
  text(
    `${datasetTitles[register]['zh-CN']}“${id}”`,
    `“${id}” of ${datasetTitles[register].en.toLowerCase()}`,
  );

const refuse = (register: RegisterId, id: string, zh: string, en: string): Failure => {
  const name = nameRecord(register, id);
  return new Failure(
    text(`${name['zh-CN']}不能保存：${zh}。`, `${name.en} cannot be kept: ${en}.`),
  );
};

/**
 * Checks a record by the schema and geometry of its register, as an import does.
 * @throws Failure that names the record, the field and what is wrong
 */
function checkRecord(register: RegisterId, id: string, feature: Entry): void {
  const { schema, geometry: needs, fields } = registers[register];
  const { geometry, properties } = feature;
  if (!geometries[needs].includes(geometry.type))
    throw refuse(register, id, `不能是 ${geometry.type}`, `it cannot be a ${geometry.type}`);
  const checked = checkGeometry(geometry);
  if (!checked.geometry)
    throw refuse(register, id, checked.reason['zh-CN'], `${checked.reason.en} (${checked.value})`);
  if (checked.closed) throw refuse(register, id, '边界没有闭合', 'a ring is not closed');
  const odd = positionsOf(geometry).find(
    ([longitude, latitude]) => !(Math.abs(longitude!) <= 180 && Math.abs(latitude!) <= 90),
  );
  if (odd) {
    const reason = outsideWorld(odd[0]!, odd[1]!);
    throw refuse(
      register,
      id,
      `${odd.join(', ')} ${reason['zh-CN']}`,
      `${odd.join(', ')} ${reason.en}`,
    );
  }
  const record = v.safeParse(schema, properties);
  if (!record.success) {
    const [issue] = record.issues;
    const path = v.getDotPath(issue) ?? '';
    const label = (fields as Record<string, { label: { 'zh-CN': string; en: string } }>)[path]
      ?.label;
    throw refuse(
      register,
      id,
      `${label?.['zh-CN'] ?? path}：${issue.message}`,
      `${label?.en ?? path}: ${issue.message}`,
    );
  }
  if (idOf(register, feature) !== id)
    throw refuse(
      register,
      id,
      `编号是“${idOf(register, feature)}”；改编号请删去旧的、新建一条`,
      `its number is “${idOf(register, feature)}”; to change a number remove the record and add a new one`,
    );
}

function positionsOf(geometry: Entry['geometry']): number[][] {
  if (geometry.type === 'Point') return [geometry.coordinates];
  if (geometry.type === 'Polygon') return geometry.coordinates.flat();
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat(2) : [];
}

/** Records by number. @throws Failure when two have the same, for then no change could say which it means */
function indexOf(register: RegisterId, features: readonly Feature[]): Map<string, number> {
  const index = new Map<string, number>();
  features.forEach((feature, place) => {
    const id = idOf(register, feature);
    if (index.has(id))
      throw refuse(
        register,
        id,
        '这个编号有两条记录，先改正再修改',
        'two records have this number; mend that first',
      );
    index.set(id, place);
  });
  return index;
}

/**
 * The records with changes made: what goes leaves its place, what changes keeps it, what comes stands at the row it
 * names, else at the end. The same changes the other way round give the same records in the same order.
 * @returns the records, and the changes with the rows that they took
 * @throws Failure from {@link checkRecord}, or when a number is used already
 */
export function changeRecords(
  register: RegisterId,
  features: readonly Feature[],
  changes: readonly Proposed[],
): { features: Feature[]; changes: Change[] } {
  const index = indexOf(register, features);
  const changed = new Map(changes.map((change) => [change.id, change]));
  for (const { id, before, after } of changes) {
    if (after) checkRecord(register, id, after);
    if (!before && index.has(id))
      throw refuse(register, id, '这个编号已有记录', 'there is a record of this number already');
  }
  const stays: Feature[] = [];
  for (const feature of features) {
    const change = changed.get(idOf(register, feature));
    if (!change) stays.push(feature);
    else if (change.after) stays.push(change.after);
  }
  const comes = changes
    .filter(({ before }) => !before)
    .sort((a, b) => (a.row ?? Infinity) - (b.row ?? Infinity) || 0);
  const after: Feature[] = [];
  const rows = new Map<string, number>();
  let next = 0;
  const insert = (place: number) => {
    for (; next < comes.length && (comes[next]!.row ?? Infinity) <= place; next++, place++) {
      rows.set(comes[next]!.id, after.length);
      after.push(comes[next]!.after!);
    }
  };
  for (const feature of stays) {
    insert(after.length);
    after.push(feature);
  }
  insert(Infinity);
  return {
    features: after,
    changes: changes.map(({ dataset, id, before, after: later }) => ({
      dataset,
      id,
      before,
      after: later,
      row: before && later ? null : before ? index.get(id)! : rows.get(id)!,
    })),
  };
}
