import * as v from 'valibot';
import { text } from '../domain/text';
import type { Control } from './controls';
import { between } from './params';
import { shelterControls } from './shelterControls';
import { shelterEntries } from './shelterParams';
import { travelControls } from './travelControls';
import { travelEntries } from './travelParams';

const bandNames = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'] as const;
/** Ends of the distance bands unless entered, metres: the radii of GB 51143 and GB/T 44013. */
const usualEnds = [500, 1000, 1500, 2500, 5000, null] as const;

const farthestMetres = 100_000;
const end = (usual: number | null) => v.optional(v.nullable(between(1, farthestMetres)), usual);

const BandEnds = v.strictObject({
  first: end(usualEnds[0]),
  second: end(usualEnds[1]),
  third: end(usualEnds[2]),
  fourth: end(usualEnds[3]),
  fifth: end(usualEnds[4]),
  sixth: end(usualEnds[5]),
});

/** The ends that are given, in their order; an end belongs to its band. */
export const endsOf = (ends: v.InferOutput<typeof BandEnds>): number[] =>
  bandNames.map((name) => ends[name]).filter((metres) => metres !== null);

export const NearestParams = v.strictObject({
  ...shelterEntries,
  ...travelEntries,
  /** Ends of the distance bands, metres, ascending; empty ones are left out. */
  bandMetres: v.optional(
    v.pipe(
      BandEnds,
      v.check((ends) => {
        const given = endsOf(ends);
        return given.length > 0 && given.every((metres, i) => i === 0 || metres > given[i - 1]!);
      }, 'first < second < … < sixth'),
    ),
    {},
  ),
});
export type NearestQuestion = v.InferOutput<typeof NearestParams>;

const none = text('不用', 'Not used');

export const nearestControls: readonly Control[] = [
  ...shelterControls,
  ...travelControls,
  ...bandNames.map((name, i): Control => ({
    kind: 'number',
    key: `bandMetres.${name}`,
    label: text(`第 ${i + 1} 距离段到`, `Band ${i + 1} up to`),
    unit: text('m', 'm'),
    min: 1,
    max: farthestMetres,
    empty: none,
    advanced: true,
  })),
];
