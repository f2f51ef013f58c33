import type { Field } from '../domain/field';
import { locales } from '../domain/text';
import { firstRows, type Sheet } from '../formats/sheet';
import type { Target } from './make';
import { matchPersons } from './matchPersons';
import { isPart } from './partWords';
import { isRunning } from './runningNumber';
import { importFields, targetGeometry, targets } from './targets';
import { readValue } from './values';
import { normalName, normalWord } from './words';

/** Which column gives which field; `null` where none does. */
export type Mapping = Record<string, string | null>;

/** How surely a column is a field: 3 by its key or label, 2 by an alias, 0 not at all. */
export function certainty(key: string, { label, aliases = [] }: Field, column: string): number {
  const name = normalName(column);
  if (!name) return 0;
  if ([key, ...locales.map((locale) => label[locale])].some((word) => normalName(word) === name))
    return 3;
  return aliases.some((word) => normalName(word) === name) ? 2 : 0;
}

/** How surely a column is a person or a phone by words put together, as an alias is. */
const asAlias = 2;
/** How surely a column is a field by the last part of a head of several rows, as `责任人 电话`. */
const lastPart = 1;

/** Heads that say a town in most registers and an address in some: only where no other column says the town. */
const weakTowns = new Set(['所在地', '属地', '辖区', '所属地', '所属区域']);

/** Names of amounts: what stands below them is an amount too, and no answer of yes or no. */
const amounts = /面积|容量|人数|户数|数量|长度|高度|金额|投资|库容|蓄水/u;

/**
 * The last part of a name that joins what stood above one another; `null` for a plain name, one that is known as it is,
 * and where another column ends with the same.
 */
function lastPartOf(
  column: string,
  columns: readonly string[],
  isKnown: (name: string) => boolean,
): string | null {
  const ending = (name: string) => name.trim().split(/\s+/u).at(-1)!;
  const last = ending(column);
  if (last === column.trim() || isKnown(column)) return null;
  const alike = columns.filter((other) => normalName(ending(other)) === normalName(last));
  return alike.length > 1 ? null : last;
}

/**
 * Matches columns to the fields of a target by label and aliases; width, case, traditional characters, spaces and
 * what stands in brackets make no difference. Of a head of several rows the last part counts where the whole is not
 * known. A column goes to one field at most, the surest first.
 */
export function matchColumns(target: Target, columns: readonly string[]): Mapping {
  const fields = Object.entries(importFields(target));
  const candidates = fields.flatMap(([key, field]) =>
    columns.map((column) => ({ key, column, points: certainty(key, field, column) })),
  );
  for (const { key, column, isWhole } of matchPersons(importFields(target), columns))
    candidates.push({ key, column, points: isWhole ? asAlias : lastPart });
  for (const column of columns)
    if (weakTowns.has(normalName(column)))
      candidates.push({ key: 'town', column, points: lastPart });
  const isKnown = (name: string) => fields.some(([key, field]) => certainty(key, field, name) > 0);
  for (const column of columns) {
    const last = lastPartOf(column, columns, isKnown);
    if (last === null) continue;
    for (const [key, field] of fields) {
      const isAmount = field.kind === 'number' || field.kind === 'integer';
      // `面积 室内` holds square metres and not whether it is indoors, `室内 人数` is only a part of the people.
      if (certainty(key, field, last) && (isAmount ? !isPart(column) : !amounts.test(column)))
        candidates.push({ key, column, points: lastPart });
    }
  }
  // Sorting keeps the order of the fields, then of the columns, among equals.
  candidates.sort((a, b) => b.points - a.points);
  const mapping: Mapping = Object.fromEntries(fields.map(([key]) => [key, null]));
  const used = new Set<string>();
  for (const { key, column, points } of candidates) {
    if (!points || mapping[key] !== null || used.has(column)) continue;
    mapping[key] = column;
    used.add(column);
  }
  return mapping;
}

/**
 * What columns are proposed for: as their names say, but a number that only counts the rows is no number of a register.
 */
export function proposeMapping(target: Target, sheet: Pick<Sheet, 'columns' | 'rows'>): Mapping {
  const mapping = matchColumns(target, sheet.columns);
  const { id } = mapping;
  return id && isRunning(sheet, id) ? { ...mapping, id: null } : mapping;
}

/** How well a file fits a target, and by what. */
interface Guess {
  target: Target;
  /** Larger is better; 0 means that nothing speaks for it. */
  score: number;
  /** Columns that fit a field of the target. */
  matched: string[];
}

/** Rows whose values are looked at. */
const sampleRows = 200;

/** Words in file names that tell what is in them. */
const fileWords: Readonly<Record<Target, readonly string[]>> = {
  shelters: ['避难', '避險', '庇护', '场所', 'shelter'],
  geohazards: ['地质', '地灾', '隐患', '滑坡', 'landslide', 'geohazard'],
  reservoirs: ['水库', '山塘', 'reservoir', 'dam'],
  forests: ['林区', '森林', '林场', 'forest'],
  hazchem: ['危化', '化学', '危险源', 'chemical', 'hazchem'],
  facilities: ['学校', '医院', '设施', '广场', '公园', '物资', 'school', 'hospital', 'facilit'],
  towns: ['镇街', '乡镇', '街道', '区划', '行政区', 'town'],
  residents: ['人口', '居民', 'population', 'resident'],
  roads: ['道路', '公路', '路网', 'road', 'highway', 'street'],
  streams: ['河流', '水系', '河网', 'river', 'stream', 'water'],
  zones: ['危险区', '淹没', '影响区', 'zone', 'flood'],
  district: ['区界', '县界', '边界', '行政区范围', 'district', 'boundary'],
};

/**
 * Which target a file most likely is: by columns that only few targets have, by geometry, by values that are classes
 * of a field (滑坡, 小（2）型), and by words in its name. For a person to confirm, never to act upon unseen.
 * @returns all targets, best first
 */
export function guessRegister(sheet: Sheet, fileName = ''): Guess[] {
  const name = normalWord(fileName);
  const maps = targets.map((target) => ({ target, mapping: matchColumns(target, sheet.columns) }));
  const rivals = (field: string) => maps.filter(({ mapping }) => mapping[field]).length;
  return maps
    .map(({ target, mapping }) => {
      const found = Object.entries(mapping).filter(([, column]) => column !== null);
      const byColumns = found.reduce(
        (sum, [field]) => sum + (isPlace(field) ? 0 : 2 / rivals(field)),
        0,
      );
      const byName = fileWords[target].some((word) => name.includes(normalWord(word))) ? 4 : 0;
      const score =
        (byColumns + 3 * classShare(target, mapping, sheet) + byName) *
        geometryFit(target, mapping, sheet);
      return { target, score, matched: found.map(([, column]) => column!) };
    })
    .sort((a, b) => b.score - a.score);
}

const isPlace = (field: string) => ['longitude', 'latitude', 'position'].includes(field);

/** Largest share, among the classed fields, of values that are classes of the field. */
function classShare(target: Target, mapping: Mapping, sheet: Sheet): number {
  const fields = Object.entries(importFields(target)).filter(([, { kind }]) => kind === 'option');
  const rows = firstRows(sheet.rows, sampleRows);
  const shares = fields.map(([key, field]) => {
    const column = mapping[key];
    if (!column) return 0;
    return (
      rows.filter(({ values }) => readValue(field, values[column]).value !== null).length /
      rows.length
    );
  });
  return Math.max(0, ...shares);
}

/** A district in more parts than this is none. */
const mostOutlines = 10;

/** 1 where the geometry is what the target takes, less where it can be made so, little where it cannot be used. */
function geometryFit(target: Target, mapping: Mapping, sheet: Sheet): number {
  const rows = firstRows(sheet.rows, sampleRows);
  const share = (ending: string) =>
    rows.filter(({ geometry }) => geometry?.type.endsWith(ending)).length / rows.length;
  const areas = share('Polygon');
  const needs = targetGeometry(target);
  // Only lines can be roads or streams, and those are all that lines can be.
  if (needs === 'line' || share('LineString') > 0.5)
    return needs === 'line' && share('LineString') > 0.5 ? 1 : 0;
  const counted =
    target === 'residents' ? mapping.people : target === 'towns' ? mapping.name : true;
  if (!counted) return 0;
  // A district is one outline or a few; a file of many areas is of its towns.
  if (target === 'district' && sheet.rows.length > mostOutlines) return 0.3;
  if (areas > 0.5) return needs === 'area' ? 1.5 : needs === 'point-or-area' ? 1 : 0.4;
  if (needs === 'area') return 0.05;
  // Residents are only a count at a place; a register has more to say of it.
  return target === 'residents' ? 0.9 : 1;
}
