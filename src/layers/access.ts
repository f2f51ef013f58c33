import * as v from 'valibot';
import { AccessParams } from '../analysis/accessParams';
import { areaInReachRamp, placesInReachRamp } from '../domain/ramps';
import { text, type Text } from '../domain/text';
import { cells } from './cells';
import { defineLayer, everyonesLayers } from './define';
import type { CellClass } from './images';

const supplies = {
  places: { ramp: placesInReachRamp, unit: text('个/人', 'places/resident') },
  area: { ramp: areaInReachRamp, unit: text('m²/人', 'm²/resident') },
} as const;

/** Words for the classes of a scale: below its first break, between two, from the last on. */
const classLabels = (breaks: readonly number[], unit: Text): Text[] =>
  [...breaks, null].map((limit, i) => {
    const before = breaks[i - 1];
    const words =
      limit === null ? `≥ ${before}` : before === undefined ? `< ${limit}` : `${before}–${limit}`;
    return text(`${words} ${unit['zh-CN']}`, `${words} ${unit.en}`);
  });

/** What is left for each resident when shelters are shared with everyone who can reach them. */
export const access = defineLayer({
  title: text('避难可达性', 'Access to shelter'),
  group: 'overlay',
  shows: 'access',
  shown: true,
  selectable: false,
  unlisted: true,
  replaces: everyonesLayers,
  legend: [],
  cells: (params): CellClass[] => {
    const { ramp, unit } = supplies[v.parse(AccessParams, params).supply];
    return [
      {
        label: text('够不到任何场所（斜纹）', 'None in reach (striped)'),
        colour: 'gap-4',
        opacity: 0.9,
        hatched: true,
      },
      ...classLabels(ramp.breaks, unit).map((label, i) => ({
        label,
        colour: ramp.colours[i]!,
        opacity: 0.85,
      })),
    ];
  },
  drawings: () => [cells('access')],
});
