import type { Feature, Geometry } from 'geojson';
import type { Field } from '../domain/field';
import type { DatasetId, Manifest } from '../domain/manifest';
import { registers, type RegisterId } from '../domain/registers';
import type { Text } from '../domain/text';
import { representativePoint } from '../geo/polygons';
import { keyOf } from './historyRecords';
import type { Doubt } from './publicEditionDoubts';
import { roundDegrees, roundGeometry, type PrecisionMeaning } from './publicEditionShape';

/** What was done to make a pack fit to be shown to everyone. */
export interface PublicReport {
  precision: PrecisionMeaning;
  /** The precision as a sentence. */
  meaning: Text;
  /** Fields for persons and phones that were emptied. */
  emptied: number;
  /** Texts that named a person or held a number, a mail address or an exact position; look them through. */
  texts: { dataset: DatasetId | 'pack'; record: string; field: string }[];
  /** Words that may still name a person; a person decides of each before it is published. */
  doubts: Doubt[];
  /** Records whose rings or lines collapsed, or of which nothing was left. */
  collapsed: { dataset: DatasetId; record: string; parts: number; gone: boolean }[];
  /** Records that got another number, since theirs looked like a phone or a name. */
  renumbered: number;
  leftOut: DatasetId[];
  /** Services of the web that were left out: their addresses may be of the office's own network. */
  services: number;
}

/** How records become public, and where it is written down. */
export interface Rules {
  scrub: (words: string) => string;
  precision: PrecisionMeaning;
  extent: Manifest['extent'];
  report: PublicReport;
}

/** What datasets that are no registers may say of a feature; anything else may be anything. */
const knownKeys = new Set([
  ...['id', 'name', 'code', 'adcode', 'class', 'kind', 'order', 'hazard', 'people', 'levelMetres'],
  ...['reservoir', 'oneway', 'blocked', 'foot', 'oneway:foot', 'bridge', 'tunnel', 'layer'],
  ...['synthetic', 'schematic'],
]);
/** Numbers from here on are as long as a mobile, and longer than any quantity that states no limit of its own. */
const tooLarge = 1e10;
/** A position that may be off by more than this is about, as registers say it, metres. */
const aboutMetres = 100;

/**
 * The features of a dataset as everyone may see them. Residents at one point are put together, none is lost; other
 * records stay apart even where they come to stand at one point.
 */
export function publicFeatures(
  dataset: DatasetId,
  features: readonly Feature[],
  rules: Rules,
): Feature[] {
  const isRegister = dataset in registers;
  const used = new Set<string>();
  const shown = features.flatMap((feature, row): Feature[] => {
    // A file may hold features without a place.
    if ((feature.geometry as Feature['geometry'] | null) === null) return [];
    const record = nameOf(feature, row, rules);
    const { decimals } = rules.precision;
    const { geometry: rounded, collapsed } = roundGeometry(feature.geometry, decimals);
    const geometry = rounded ?? standIn(dataset, feature.geometry, decimals);
    if (collapsed || !rounded)
      rules.report.collapsed.push({ dataset, record, parts: collapsed, gone: !geometry });
    if (!geometry) return [];
    const given = (feature.properties ?? {}) as Record<string, unknown>;
    const properties = isRegister
      ? publicRecord(dataset as RegisterId, given, record, used, rules)
      : publicProperties(dataset, given, record, rules);
    return [{ type: 'Feature', geometry, properties }];
  });
  return dataset === 'residents' ? together(shown) : shown;
}

/**
 * What stands for an area that is smaller than the precision, where its record must not be lost: a point for a register
 * that takes points, the cell that it lies in for towns and residents, whose people count.
 */
function standIn(dataset: DatasetId, geometry: Geometry, decimals: number): Geometry | null {
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return null;
  const place = representativePoint(geometry);
  if (dataset in registers && registers[dataset as RegisterId].geometry !== 'area')
    return roundGeometry({ type: 'Point', coordinates: place }, decimals).geometry;
  if (dataset !== 'towns' && dataset !== 'residents') return null;
  const size = 10 ** -decimals;
  const [west, south] = place.map((degrees) => Math.floor(degrees / size) * size) as [
    number,
    number,
  ];
  const corners = [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
  const coordinates = [
    corners.map((corner) => corner.map((degrees) => roundDegrees(degrees, decimals))),
  ];
  return { type: 'Polygon', coordinates };
}

const nameOf = ({ properties }: Feature, row: number, { scrub }: Rules): string => {
  const name: unknown = properties?.id ?? properties?.code ?? properties?.name;
  return typeof name === 'string' ? scrub(name) : `${row + 1}`;
};

function publicRecord(
  register: RegisterId,
  given: Record<string, unknown>,
  record: string,
  used: Set<string>,
  rules: Rules,
): Record<string, unknown> {
  const { report, precision, scrub } = rules;
  const fields: Readonly<Record<string, Field>> = registers[register].fields;
  const shown: Record<string, unknown> = {};
  for (const [key, { kind, max = tooLarge }] of Object.entries(fields)) {
    const value = given[key];
    if (value === undefined) continue;
    if (kind === 'person' || kind === 'phone') {
      if (value !== null) report.emptied++;
      shown[key] = null;
    } else if (kind === 'number' || kind === 'integer')
      shown[key] = typeof value === 'number' && value > max ? null : value;
    else if (kind === 'boolean' || kind === 'option' || kind === 'date') shown[key] = value;
    else if (key === 'assumed')
      shown[key] = (value as unknown[]).filter(
        (name) => typeof name === 'string' && name in fields,
      );
    else shown[key] = publicValue(value, rules, () => note(report, register, record, key));
  }
  const key = keyOf(register);
  const own = given[key];
  if (typeof own === 'string') {
    const clean = scrub(own) === own && shown[key] === own ? own : `${register}-1`;
    shown[key] = freeNumber(clean, used);
    if (shown[key] !== own) report.renumbered++;
  }
  if (precision.mostShiftMetres > aboutMetres && 'approximate' in shown) shown.approximate = true;
  return shown;
}

/** A number that no record before it has. */
function freeNumber(wanted: string, used: Set<string>): string {
  let number = wanted;
  for (let i = 2; used.has(number); i++) number = `${wanted.replace(/-\d+$/u, '')}-${i}`;
  used.add(number);
  return number;
}

const note = (report: PublicReport, dataset: DatasetId, record: string, field: string) =>
  void report.texts.push({ dataset, record, field });

function publicProperties(
  dataset: DatasetId,
  given: Record<string, unknown>,
  record: string,
  rules: Rules,
): Record<string, unknown> {
  const shown = Object.entries(given).flatMap(([key, value]): [string, unknown][] => {
    if (!knownKeys.has(key)) return [];
    if (typeof value === 'number') return Math.abs(value) < tooLarge ? [[key, value]] : [];
    return [[key, publicValue(value, rules, () => note(rules.report, dataset, record, key))]];
  });
  return Object.fromEntries(shown);
}

/** A value with every text in it scrubbed and every pair of degrees rounded; `changed` is told of texts. */
function publicValue(value: unknown, rules: Rules, changed: () => void): unknown {
  if (typeof value === 'string') {
    const clean = rules.scrub(withoutPlaces(value, rules));
    if (clean !== value) changed();
    return clean;
  }
  if (Array.isArray(value)) {
    // The seat of a town is a position.
    const { decimals } = rules.precision;
    if (value.length === 2 && value.every((part) => typeof part === 'number'))
      return value.map((degrees) => roundDegrees(degrees, decimals));
    return value.map((part: unknown) => publicValue(part, rules, changed));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, publicValue(part as unknown, rules, changed)]),
  );
}

/** Positions in words: degrees with at least four decimals within the pack are rounded, minutes and seconds taken out. */
function withoutPlaces(words: string, { precision: { decimals }, extent }: Rules): string {
  const [west, south, east, north] = extent;
  const lies = (degrees: number) =>
    (degrees > west - 1 && degrees < east + 1) || (degrees > south - 1 && degrees < north + 1);
  return words
    .replace(/(?<![\d.])\d{1,3}\.\d{4,}(?![\d.])/gu, (found) =>
      lies(Number(found)) ? Number(found).toFixed(decimals) : found,
    )
    .replace(
      /\d{1,3}\s*[°º度]\s*\d{1,2}(?:\.\d+)?\s*['′’分](?:\s*\d{1,2}(?:\.\d+)?\s*(?:["″”秒]|''))?/gu,
      '**',
    );
}

/** Residents who came to stand at one point, as one entry. */
function together(features: readonly Feature[]): Feature[] {
  const places = new Map<string, Feature>();
  const others: Feature[] = [];
  for (const feature of features) {
    if (feature.geometry.type !== 'Point') {
      others.push(feature);
      continue;
    }
    const key = feature.geometry.coordinates.join();
    const before = places.get(key)?.properties as { people: number } | undefined;
    const here = feature.properties as { people: number };
    const people = (before?.people ?? 0) + here.people;
    places.set(key, { ...feature, properties: { people } });
  }
  return [...others, ...places.values()];
}
