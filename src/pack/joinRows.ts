import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import type { Sheet } from '../formats/sheet';
import type { Ground } from './ground';
import type { Target } from './make';
import type { Mapping } from './match';
import { targetGeometry } from './targets';
import type { Decisions } from './treat';
import { joinUnits, type UnitJoin, type UnitKey } from './unitJoin';
import { placeByUnits, type UnitPlaces } from './unitJoinPlace';
import { isUnknown } from './values';

/** Most rows that are joined to towns by name: a district has some dozens of towns. */
const mostJoined = 200_000;

const tooManyToJoin = () =>
  new Failure(
    text(
      `超过 ${mostJoined.toLocaleString('en-US')} 行没有坐标，只有名称，无法逐行对到镇街；请核对坐标是哪几列。`,
      `More than ${mostJoined.toLocaleString('en-US')} rows have no coordinates but only a name, too many to join to towns; check which columns hold the coordinates.`,
    ),
  );

/** Why a row has no place, and the cell that says its town where that is the cause. */
export interface Refused {
  row: number;
  reason: Text;
  cell?: { field: string; value: string };
}

interface Joined {
  places: UnitPlaces['places'];
  /** Rows that have no place, with the cell that could have given one: joined all the same, or to no town at all. */
  refused: Refused[];
  told: { join: UnitJoin | null; shared: UnitPlaces['shared'] };
  /** What is taken for granted of the places: that sketches of towns are outlines, that rows share a town. */
  assumed: Text[];
}

/** Most names and rows that a sentence lists. */
const mostListed = 20;

function listed(words: readonly (string | number)[]): Text {
  const first = words.slice(0, mostListed);
  const more = words.length - first.length;
  return text(
    first.join('、') + (more > 0 ? ` 等 ${words.length} 个` : ''),
    first.join(', ') + (more > 0 ? ` and ${more} more` : ''),
  );
}

function sketched(names: readonly string[]): Text {
  const which = listed(names);
  return text(
    `有的行没有坐标，用的是镇街的示意边界，不是实际边界，位置和范围只是大概：${which['zh-CN']}`,
    `rows without coordinates take schematic outlines of towns, not the real ones, so where they lie is only about right: ${which.en}`,
  );
}

function sharing({ unit, rows }: UnitPlaces['shared'][number]): Text {
  const which = listed(rows);
  return text(
    `第 ${which['zh-CN']} 行都对到“${unit.name}”，每行都按整个镇街的范围计算，同一范围会重复；请核对`,
    `rows ${which.en} are all joined to “${unit.name}” and each counts over the whole town, the same area again and again; check them`,
  );
}

/** Joins the rows that have no place of their own to the towns of the pack, where the target can take that. */
export function joinRows(
  target: Target,
  sheet: Sheet,
  mapping: Mapping,
  { towns, context }: Ground,
  { paired = {}, placeByTown = false }: Decisions,
): Joined {
  const nothing: Joined = {
    places: new Map(),
    refused: [],
    told: { join: null, shared: [] },
    assumed: [],
  };
  const needs = targetGeometry(target);
  const areas = target === 'towns' || target === 'residents';
  const nameColumn = areas ? mapping.name : mapping.town;
  const codeColumn = areas ? mapping.code : null;
  if (!towns.length || needs === 'line' || target === 'zones' || target === 'district')
    return nothing;
  if (!nameColumn && !codeColumn) return nothing;
  const { longitude, latitude, position } = mapping;
  const keys: UnitKey[] = [];
  // One row after the other: a file of residents may have millions.
  for (const { row, values, geometry } of sheet.rows) {
    const isWritten = [longitude, latitude, position].some(
      (column) => column && !isUnknown(values[column]),
    );
    if (geometry || isWritten) continue;
    keys.push({
      row,
      ...(codeColumn && { code: values[codeColumn] }),
      ...(nameColumn && { name: values[nameColumn] }),
    });
    if (keys.length > mostJoined) throw tooManyToJoin();
  }
  if (!keys.length) return nothing;
  const units = [
    ...towns.map(({ properties }) => properties),
    ...(context.townsWithoutOutline ?? []),
  ];
  const join = joinUnits(keys, units, 'town', { within: context.districtNames ?? [], paired });
  const { places, refused, shared } = placeByUnits(target, join.matches, towns, {
    approximate: placeByTown,
  });
  const drawn = new Set(
    towns.filter(({ properties }) => properties.schematic).map(({ properties }) => properties.code),
  );
  const names = join.matches
    .filter(({ row, unit }) => places.has(row) && drawn.has(unit.code))
    .map(({ unit }) => unit.name);
  const assumed = [
    ...(names.length > 0 ? [sketched([...new Set(names)])] : []),
    ...shared.map(sharing),
  ];
  const field = nameColumn ?? codeColumn ?? '';
  const unjoined = [
    ...join.misses.map(({ row, value, candidates }) => ({
      ...{ row, value, names: candidates.slice(0, mostNamed).map(({ unit }) => unit.name) },
      reason: noSuchTown,
    })),
    ...join.ambiguous.map(({ row, value, candidates }) => ({
      ...{ row, value, names: candidates.slice(0, mostNamed).map(({ name }) => name) },
      reason: severalTowns,
    })),
  ].filter(({ value }) => value !== '');
  return {
    places,
    refused: [
      ...refused,
      ...unjoined.map(({ row, value, names, reason }) => ({
        ...{ row, reason: reason(value, names), cell: { field, value } },
      })),
    ],
    told: { join, shared },
    assumed,
  };
}

/** Towns that are named as the closest to what a row says. */
const mostNamed = 3;

const noSuchTown = (value: string, names: readonly string[]): Text =>
  text(
    `没有找到镇街“${value}”，且没有坐标，没有导入；${names.length ? `最接近的是${names.join('、')}；` : ''}请人工对应镇街，或补上坐标`,
    `there is no town “${value}” and no position; not imported; ${names.length ? `the closest are ${names.join(', ')}; ` : ''}pair it by hand, or fill in the position`,
  );

const severalTowns = (value: string, names: readonly string[]): Text =>
  text(
    `镇街“${value}”可能是${names.join('、')}，且没有坐标，没有导入；请人工对应镇街，或补上坐标`,
    `the town “${value}” may be ${names.join(', ')} and there is no position; not imported; pair it by hand, or fill in the position`,
  );
