import { Failure } from '../domain/failure';
import { text } from '../domain/text';
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

interface Joined {
  places: UnitPlaces['places'];
  /** Rows that were joined and have no place all the same. */
  refused: UnitPlaces['refused'];
  told: { join: UnitJoin | null; shared: UnitPlaces['shared'] };
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
  return { places, refused, told: { join, shared } };
}
