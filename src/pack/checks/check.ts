import type { Feature } from 'geojson';
import * as v from 'valibot';
import type { Field } from '../../domain/field';
import type { DatasetId } from '../../domain/manifest';
import { registers, type RegisterId } from '../../domain/registers';
import type { Tag } from '../../domain/scheme';
import { text, type Text } from '../../domain/text';
import type { Town } from '../../domain/town';
import { shown } from '../../formats/sheet';
import type { CheckId, Finding, Level, Mend } from '../finding';
import type { Area } from '../pack';
import type { Unit } from '../unitJoin';

/** A threshold that a person may change: where it comes from and the range that makes sense. */
interface Parameter {
  label: Text;
  unit: Text;
  value: number;
  min: number;
  max: number;
  tag: Tag;
  source: Text;
}

const assumed = text('假设，未核', 'assumed, unverified');
const metres = text('m', 'm');

/** Thresholds of the checks with their defaults; [M] ones are unverified and say so. */
export const checkParameters = {
  peoplePerSquareMetre: {
    label: text('每平方米最多人数', 'Most people per square metre'),
    unit: text('人/m²', 'people/m²'),
    value: 5,
    min: 0.5,
    max: 10,
    tag: 'M',
    source: text(
      '假设，未核；已远高于 GB 51143 紧急避难 0.5 m²/人（未核）',
      'assumed, unverified; far above 0.5 m² a person of GB 51143 for emergency stay (unverified)',
    ),
  },
  staleYears: {
    label: text('数据超过多少年算陈旧', 'Years after which data are stale'),
    unit: text('年', 'years'),
    value: 3,
    min: 1,
    max: 30,
    tag: 'M',
    source: assumed,
  },
  samePlaceMetres: {
    label: text('相距多少米以内算同一位置', 'Closer than this is one place'),
    unit: metres,
    value: 10,
    min: 0,
    max: 1000,
    tag: 'M',
    source: assumed,
  },
  sameNameMetres: {
    label: text('同名且相距多少米以内算同一处', 'Records of one name closer than this are one'),
    unit: metres,
    value: 500,
    min: 0,
    max: 20_000,
    tag: 'M',
    source: assumed,
  },
  outlineMetres: {
    label: text('边界的误差', 'Error of outlines'),
    unit: metres,
    value: 100,
    min: 0,
    max: 5000,
    tag: 'M',
    source: assumed,
  },
  outsideShare: {
    label: text('面在界外的比例', 'Share of an area outside'),
    unit: text('', ''),
    value: 0.05,
    min: 0,
    max: 1,
    tag: 'M',
    source: assumed,
  },
} as const satisfies Record<string, Parameter>;

/** Values of the thresholds, by the keys of {@link checkParameters}. */
export type Thresholds = Readonly<Record<keyof typeof checkParameters, number>>;

/** Records of another file of the same import. */
export interface Beside {
  file: string;
  features: readonly Feature[];
  /** The row of each record. */
  rows: readonly number[];
}

/** What the checks know besides the records. */
export interface CheckContext {
  /** Outline of the district; empty when the pack has none, and then nothing is outside it. */
  district: readonly Area[];
  /** Towns of the pack; may be empty. */
  towns: readonly Feature<Area, Town>[];
  /** Towns of the register that have no outline: their names are known all the same. */
  townsWithoutOutline?: readonly Unit[];
  /** The day to judge dates by, ISO 8601; given, so that a report can be made again. */
  today: string;
  /** How the district is written in front of a town: 大足区, 重庆市大足区. */
  districtNames?: readonly string[];
  /** Row of the file that a record comes from; left out for records of a pack. */
  rowOf?: (index: number) => number | null;
  /** Records of the same dataset from other files of the same import, which come before these. */
  beside?: readonly Beside[];
  /** Columns of the file that no field has; left out for records of a pack. */
  unread?: readonly string[];
  parameters?: Partial<Thresholds>;
}

/** What one check is given. */
export interface CheckInput {
  dataset: DatasetId;
  features: readonly Feature[];
  context: CheckContext;
  thresholds: Thresholds;
}

/** What a check says of one record; the rest of a finding is filled in from the record. */
export interface Remark {
  /** Place of the record in the list; `null` for the whole dataset. */
  index: number | null;
  level: Level;
  field: string | null;
  /** What stands there, when it is not simply the value of the field. */
  value?: string;
  reason: Text;
  mend?: Mend | null;
}

/** One check: what it says of all records of one dataset. */
export interface Check {
  id: Exclude<CheckId, 'reading'>;
  run(input: CheckInput): Remark[];
}

/** The register that a dataset is; `null` for one whose records have no schema. */
export const registerOf = (dataset: DatasetId): RegisterId | null =>
  Object.hasOwn(registers, dataset) ? (dataset as RegisterId) : null;

/** Fields of the records of a dataset, by their keys. */
export function fieldsOf(dataset: DatasetId): Readonly<Record<string, Field>> {
  const register = registerOf(dataset);
  return register ? registers[register].fields : {};
}

/** What a field is called, for a sentence. */
export const labelOf = (dataset: DatasetId, key: string): Text =>
  fieldsOf(dataset)[key]?.label ?? text(key, key);

/** A text of a record; `null` where it says nothing. */
export function textOf({ properties }: Feature, key: string): string | null {
  const value: unknown = properties?.[key];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** A finite number of a record; `null` where it is not known. */
export function numberOf({ properties }: Feature, key: string): number | null {
  const value: unknown = properties?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** What a record is known by: its number, or the code of a town. */
export const idOf = (feature: Feature): string | null =>
  textOf(feature, 'id') ?? textOf(feature, 'code');

/** The record with other values, for a mend. */
export const withValues = (feature: Feature, values: Record<string, unknown>): Feature => ({
  ...feature,
  properties: { ...feature.properties, ...values },
});

/** A value that cannot be true, made unknown; `null` where a record of the register needs one. */
export function asUnknown(dataset: DatasetId, feature: Feature, field: string): Mend | null {
  const register = registerOf(dataset);
  // Where a capacity comes from belongs to the capacity.
  const hasSource = field === 'capacityPeople' && feature.properties?.capacitySource !== undefined;
  const after = withValues(feature, {
    [field]: null,
    ...(hasSource && { capacitySource: 'unknown' }),
  });
  return register && v.safeParse(registers[register].schema, after.properties).success
    ? { label: text('改为未知', 'Make it unknown'), after, isLoss: true }
    : null;
}

/** A finding from what a check says. */
export function findingOf(check: CheckId, input: CheckInput, remark: Remark): Finding {
  const { index, level, field, value, reason, mend = null } = remark;
  const feature = index === null ? undefined : input.features[index];
  const raw: unknown = field === null ? undefined : feature?.properties?.[field];
  return {
    check,
    level,
    dataset: input.dataset,
    index,
    row: index === null ? null : (input.context.rowOf?.(index) ?? null),
    id: feature ? idOf(feature) : null,
    name: feature ? textOf(feature, 'name') : null,
    field,
    value: value ?? (raw === null ? '' : shown(raw)),
    reason,
    mend,
  };
}
