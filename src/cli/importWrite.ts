import { basename, extname } from 'node:path';
import type { Feature } from 'geojson';
import type { Field } from '../domain/field';
import { registerIds, type RegisterId } from '../domain/registers';
import { text, unknown, type Locale } from '../domain/text';
import type { OutColumn, OutTable, Writer } from '../formats/format';
import { writers } from '../formats/writers';
import { separate } from '../pack/join';
import type { Target } from '../pack/make';
import { importFields, targetTitle } from '../pack/targets';
import type { TreatedTable } from './importTreat';
import { writeAll } from './packFiles';
import { valueOf, WrongUse, type Options } from './usage';

const all: readonly Writer[] = Object.values(writers);
const endings = all.map(({ ending }) => ending);

/** Where a command is to write: the writer of a file by its ending, or `null` for a pack. */
export interface Destination {
  path: string;
  writer: Writer | null;
}

/**
 * What `--to` names.
 * @param takesPack whether it may be a pack: a folder or a `.zip`
 * @throws WrongUse when it is missing, or of a kind that cannot be written
 */
export function destinationOf(options: Options, takesPack: boolean): Destination {
  const path = valueOf(options, 'to');
  const kinds = endings.join(' ');
  if (path === null || path === '')
    throw new WrongUse(
      takesPack
        ? text(
            `要用 --to 指定写到哪里：文件（${kinds}）或数据包（文件夹、.zip）。`,
            `Say where to write with --to: a file (${kinds}) or a pack (a folder or .zip).`,
          )
        : text(
            `要用 --to 指定写到哪个文件（${kinds}）。`,
            `Name the file to write with --to (${kinds}).`,
          ),
    );
  const ending = extname(path).toLowerCase();
  const writer = all.find((each) => each.ending === (ending === '.json' ? '.geojson' : ending));
  if (writer) return { path, writer };
  // A dot and a number may stand in the name of a folder; letters behind a dot are meant as a format.
  if (takesPack && (ending === '.zip' || !/^\.[a-z]{2,8}$/u.test(ending)))
    return { path, writer: null };
  throw new WrongUse(
    text(
      `不能写成“${ending || basename(path)}”；可写：${kinds}${takesPack ? '，或数据包（文件夹、.zip）' : ''}。`,
      `“${ending || basename(path)}” cannot be written; there are ${kinds}${takesPack ? ', or a pack (a folder or .zip)' : ''}.`,
    ),
  );
}

/**
 * Writes tables into one file.
 * @throws WrongUse when the format holds one table only
 */
export async function writeTables(
  { path, writer }: { path: string; writer: Writer },
  tables: readonly OutTable[],
): Promise<void> {
  if (tables.length > 1 && !writer.many) {
    const many = all.filter((each) => each.many).map(({ ending }) => ending);
    const names = tables.map(({ name }) => name);
    throw new WrongUse(
      text(
        `${writer.ending} 只能放一张表，这里有 ${tables.length} 张（${names.join('、')}）；请改用 ${many.join('、')}，或用 --table 选一张。`,
        `${writer.ending} holds one table and there are ${tables.length} (${names.join(', ')}); use ${many.join(', ')}, or choose one with --table.`,
      ),
    );
  }
  const bytes = await writer.write(tables);
  const folder = path.slice(0, path.length - basename(path).length) || '.';
  await writeAll(folder, new Map([[basename(path), bytes]]));
}

const kinds: Readonly<Record<Field['kind'], OutColumn['kind']>> = {
  text: 'text',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
  option: 'text',
  options: 'text',
  phone: 'text',
  person: 'text',
  substances: 'text',
};

/** Columns of a layer, headed as in its registers, with their units, so that they can be imported again. */
function columnsOf(target: Target, features: readonly Feature[], locale: Locale): OutColumn[] {
  const fields = importFields(target);
  const keys = new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})));
  return [...keys].map((key) => {
    const field = fields[key];
    if (!field) return { key, label: key, kind: 'text' };
    const [label, unit] = [field.label[locale], field.unit?.[locale]];
    const head = !unit ? label : locale === 'en' ? `${label} (${unit})` : `${label}（${unit}）`;
    return { key, label: head, kind: kinds[field.kind] };
  });
}

/** Formats that people read: there a class stands in words, in all others by its id. */
const readByPeople = ['.csv', '.xlsx', '.kml'];

function inWords(target: Target, { properties, ...rest }: Feature, locale: Locale): Feature {
  const fields = importFields(target);
  const word = (field: Field | undefined, value: unknown): unknown => {
    if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
      return value.map((each) => word(field, each)).join(locale === 'en' ? '; ' : '、');
    return typeof value === 'string' ? (field?.options?.[value]?.label[locale] ?? value) : value;
  };
  const named = Object.entries(properties ?? {}).map(
    ([key, value]) => [key, word(fields[key], value)] as const,
  );
  return { ...rest, properties: Object.fromEntries(named) };
}

/** What travels with the records: where they come from and how they were read. */
function provenanceOf(
  tables: readonly TreatedTable[],
  asOf: string | null,
  locale: Locale,
): string {
  const isEnglish = locale === 'en';
  return tables
    .flatMap(({ read, treated, notes }) => [
      `${isEnglish ? 'File' : '文件'} ${read.file}, SHA-256 ${read.sha256}`,
      ...[...new Set([treated.coordinates, ...notes].map((note) => note[locale]))],
    ])
    .concat(`${isEnglish ? 'As of' : '数据日期'} ${asOf ?? unknown[locale]}`)
    .join('\n');
}

/** The treated tables as tables to be written, one a layer; numbers that two files both use are told apart. */
export function outTables(
  tables: readonly TreatedTable[],
  { writer, asOf, locale }: { writer: Writer; asOf: string | null; locale: Locale },
): OutTable[] {
  const targets = [...new Set(tables.map(({ target }) => target))];
  return targets.map((target) => {
    const some = tables.filter((table) => table.target === target);
    const lists = some.map(({ treated }) => treated.features);
    const isRegister = registerIds.includes(target as RegisterId);
    const features = (isRegister ? separate(lists) : lists).flat();
    return {
      name: targetTitle(target)[locale],
      columns: columnsOf(target, features, locale),
      features: readByPeople.includes(writer.ending)
        ? features.map((feature) => inWords(target, feature, locale))
        : features,
      provenance: provenanceOf(some, asOf, locale),
    };
  });
}
