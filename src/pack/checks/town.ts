import type { Feature } from 'geojson';
import { text, type Text } from '../../domain/text';
import type { Town } from '../../domain/town';
import { holderOf } from '../../geo/crossings';
import { nearestOnArea } from '../../geo/edges';
import { boundsOf } from '../../geo/polygons';
import type { Mend } from '../finding';
import type { Area } from '../pack';
import { joinUnits, type Unit, type UnitJoin } from '../unitJoin';
import { absentEverywhere, absentRemark } from './absent';
import { registerOf, textOf, withValues, type Check, type Remark } from './check';
import { away, placeOf } from './place';

/**
 * Records whose town is not given, not known, written in another way, or not where they lie. Sketched outlines
 * (`schematic`) prove nothing: then it is a notice without repair.
 */
export const town: Check = {
  id: 'town',
  run(input) {
    const { dataset, features, context, thresholds } = input;
    const { towns, districtNames = [], townsWithoutOutline = [] } = context;
    const register = registerOf(dataset);
    if (!register || register === 'towns' || !towns.length) return [];
    // Sketched outlines cannot fill in what a whole list leaves out: one finding says it all.
    const isSketched = towns.every(({ properties }) => properties.schematic);
    if (isSketched && absentEverywhere(features, ['town']).has('town'))
      return [absentRemark(input, features.length, 'town', 'notice')];
    const find = finderOf(towns);
    const units: Unit[] = [...towns.map(({ properties }) => properties), ...townsWithoutOutline];
    const keys = features.map((feature, row) => ({ row, name: textOf(feature, 'town') }));
    const say = remarksOf(joinUnits(keys, units, 'town', { within: districtNames }), towns);

    return features.flatMap((feature, index): Remark[] => {
      const place = placeOf(feature);
      if (!place) return [];
      const held = find(...place);
      const metresTo = ({ geometry }: Feature<Area, Town>) =>
        nearestOnArea(geometry, { longitude: place[0], latitude: place[1] }).distanceMetres;
      const remark = say(feature, index, held, (outline) => {
        const metres = metresTo(outline);
        return { metres, slight: metres <= thresholds.outlineMetres };
      });
      return remark ? [remark] : [];
    });
  },
};

/** Makes a function that finds the towns that hold a position. */
function finderOf(towns: readonly Feature<Area, Town>[]) {
  const entries = towns.map((outline) => ({
    outline,
    box: boundsOf(outline.geometry),
    holds: holderOf(outline.geometry),
  }));
  return (longitude: number, latitude: number) =>
    entries
      .filter(
        ({ box: [west, , east], holds }) =>
          longitude >= west && longitude <= east && holds(longitude, latitude),
      )
      .map(({ outline }) => outline);
}

type Measure = (outline: Feature<Area, Town>) => { metres: number; slight: boolean };

function remarksOf(
  { matches, misses, ambiguous }: UnitJoin,
  towns: readonly Feature<Area, Town>[],
) {
  const matchOf = new Map(matches.map((match) => [match.row, match]));
  const missOf = new Map(misses.map((miss) => [miss.row, miss]));
  const doubtOf = new Map(ambiguous.map((doubt) => [doubt.row, doubt]));
  const outlineOf = new Map(towns.map((outline) => [outline.properties.code, outline]));
  const bearers = (name: string) => towns.filter(({ properties }) => properties.name === name);

  return (
    feature: Feature,
    index: number,
    held: readonly Feature<Area, Town>[],
    measure: Measure,
  ): Remark | null => {
    const here = held[0];
    const match = matchOf.get(index);
    const named = match && outlineOf.get(match.unit.code);
    const sketched = [here, named].some((outline) => outline?.properties.schematic);
    const lies = here
      ? text(`位置在“${here.properties.name}”`, `the position is in “${here.properties.name}”`)
      : text('位置不在任何镇街内', 'the position is in no town');
    const toHere = (label: (name: string) => Text): Mend | null =>
      here && !sketched && bearers(here.properties.name).length === 1
        ? {
            label: label(here.properties.name),
            after: withValues(feature, { town: here.properties.name }),
          }
        : null;
    const remark = (level: Remark['level'], reason: Text, mend: Mend | null): Remark => ({
      index,
      level: sketched ? 'notice' : level,
      field: 'town',
      reason: sketched ? withSketch(reason) : reason,
      mend,
    });

    if (match && named && !held.includes(named)) {
      const { metres, slight } = measure(named);
      const far = away(metres);
      const reason = text(
        `${lies['zh-CN']}，离“${match.unit.name}”${far['zh-CN']}；镇街或坐标有一个不对`,
        `${lies.en}, ${far.en} from “${match.unit.name}”; town or position is wrong`,
      );
      // So close to the edge the outline may be what is wrong.
      return slight
        ? remark('notice', withSlight(reason), null)
        : remark('warning', reason, toHere(changeTo));
    }
    if (match?.by === 'similar') {
      const { name } = match.unit;
      return {
        index,
        level: 'notice',
        field: 'town',
        reason: text(`镇街表里写作“${name}”`, `the list of towns has it as “${name}”`),
        mend:
          bearers(name).length > 1
            ? null
            : { label: changeTo(name), after: withValues(feature, { town: name }) },
      };
    }
    if (match) return null;
    const doubt = doubtOf.get(index);
    if (doubt) {
      const names = doubt.candidates.map(({ name }) => name);
      return remark(
        'warning',
        text(
          `可能是${names.join('、')}；${lies['zh-CN']}`,
          `it may be ${names.join(', ')}; ${lies.en}`,
        ),
        toHere(changeTo),
      );
    }
    const miss = missOf.get(index);
    if (miss?.value) {
      const alike = miss.candidates.slice(0, 3).map(({ unit }) => unit.name);
      return remark(
        'warning',
        text(
          `镇街表里没有这个名称${alike.length ? `，相近的有${alike.join('、')}` : ''}；${lies['zh-CN']}`,
          `the list of towns has no such name${alike.length ? `, alike are ${alike.join(', ')}` : ''}; ${lies.en}`,
        ),
        toHere(changeTo),
      );
    }
    if (!here) return null;
    return remark(
      'notice',
      text(`没有写镇街；${lies['zh-CN']}`, `no town is given; ${lies.en}`),
      toHere(fillIn),
    );
  };
}

const changeTo = (name: string): Text => text(`镇街改为“${name}”`, `Change the town to “${name}”`);
const fillIn = (name: string): Text => text(`镇街填为“${name}”`, `Fill in “${name}” as the town`);
const withSlight = ({ 'zh-CN': zh, en }: Text): Text =>
  text(`${zh}（在边界误差之内）`, `${en} (within the error of the outline)`);
const withSketch = ({ 'zh-CN': zh, en }: Text): Text =>
  text(`${zh}（镇街边界为示意，仅供参考）`, `${en} (outlines of towns are sketched; only a hint)`);
