import type { Feature } from 'geojson';
import type { Field } from '../domain/field';
import type { DatasetId } from '../domain/manifest';
import { registerIds, registers } from '../domain/registers';
import { text, unknown, type Locale } from '../domain/text';
import type { OutColumn, OutTable } from '../formats/format';
import type { WriterId } from '../formats/writers';
import { maskRecord } from '../pack/mask';

interface OutOptions {
  as: WriterId;
  /** Persons and phones in full. */
  revealed: boolean;
  locale: Locale;
}

/** Formats that are read by people: options and yes or no in words; in the others values are as programs need them. */
const forPeople: readonly WriterId[] = ['csv', 'xlsx'];

const kinds: Readonly<Partial<Record<Field['kind'], OutColumn['kind']>>> = {
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
};

/** The records of a dataset as a table to be written, persons and phones masked unless they are asked for. */
export function outTable(
  id: DatasetId,
  features: readonly Feature[],
  { as, revealed, locale }: OutOptions,
): Pick<OutTable, 'columns' | 'features'> {
  const register = registerIds.find((each) => each === id);
  const fields: Readonly<Record<string, Field>> = register ? registers[register].fields : {};
  const words = forPeople.includes(as);
  const keys = new Set([
    ...Object.keys(fields),
    ...features.flatMap(({ properties }) => Object.keys(properties ?? {})),
  ]);
  const columns = [...keys].map((key): OutColumn => {
    const field = fields[key];
    if (!field) return { key, label: key, kind: kindOf(key, features) };
    const unit = field.unit && field.kind !== 'substances' ? ` (${field.unit[locale]})` : '';
    const kind = kinds[field.kind] ?? 'text';
    return {
      key,
      label: words ? `${field.label[locale]}${unit}` : key,
      kind: words && kind === 'boolean' ? 'text' : kind,
    };
  });
  return {
    columns,
    features: features.map((feature) => {
      const masked = revealed
        ? (feature.properties ?? {})
        : maskRecord(fields, feature.properties ?? {});
      if (!words) return { ...feature, properties: masked };
      const properties = Object.fromEntries(
        Object.entries(masked).map(([key, value]) => [key, inWords(fields[key], value, locale)]),
      );
      return { ...feature, properties };
    }),
  };
}

/** The kind of a column that no register describes. */
function kindOf(key: string, features: readonly Feature[]): OutColumn['kind'] {
  const values = features
    .map(({ properties }): unknown => properties?.[key])
    .filter((value) => value !== null && value !== undefined);
  const all = (type: string) => values.length > 0 && values.every((value) => typeof value === type);
  return all('number') ? 'number' : all('boolean') ? 'boolean' : 'text';
}

function inWords(field: Field | undefined, value: unknown, locale: Locale): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return (value ? text('是', 'Yes') : text('否', 'No'))[locale];
  if (Array.isArray(value)) return value.map((each) => partInWords(each, locale)).join('、');
  if (field?.kind === 'option') return field.options?.[value as string]?.label[locale] ?? value;
  return value;
}

/** A substance as registers write it: 液氯 12 t. */
function partInWords(part: unknown, locale: Locale): string {
  if (typeof part !== 'object' || part === null) return String(part);
  const { name, quantityTonnes } = part as { name?: string; quantityTonnes?: number | null };
  if (name === undefined) return JSON.stringify(part);
  return `${name} ${typeof quantityTonnes === 'number' ? `${quantityTonnes} t` : unknown[locale]}`;
}
