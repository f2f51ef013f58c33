import * as v from 'valibot';
import { hazardIds, hazardTitles } from '../domain/hazard';
import { schemeIds, schemes } from '../domain/scheme';
import { text } from '../domain/text';
import { shelterClasses } from './classes';
import type { Control } from './controls';
import { between, oneOf } from './params';

const byClass = (min: number, max: number) => {
  const figure = v.optional(between(min, max));
  return v.strictObject({
    emergency: figure,
    short: figure,
    medium: figure,
    long: figure,
    unknown: figure,
  });
};

/**
 * How far round its source the zone of a hazard reaches unless entered, metres; all assumed [M]. Chemical sites have
 * the safety distance that was entered for each.
 */
export const assumedZoneMetres = { flood: 50, landslide: 100, 'dam-break': 500 } as const;

/** Which shelters count in a question, how far they reach and whom they are for: the same for every analysis. */
export const shelterEntries = {
  scheme: v.optional(oneOf(schemeIds), 'gb51143'),
  /** Own service radii by class, metres. */
  radiusMetres: v.optional(byClass(10, 50_000), {}),
  /** Own areas per person by class, m². */
  squareMetresPerPerson: v.optional(byClass(0.1, 100), {}),
  classes: v.optional(v.array(oneOf(shelterClasses)), [...shelterClasses]),
  /** Hazards whose zones a shelter must not lie in to count. */
  leaveOut: v.optional(v.array(oneOf(hazardIds)), []),
  zoneMetres: v.optional(
    v.strictObject({
      flood: v.optional(between(1, 50_000), assumedZoneMetres.flood),
      landslide: v.optional(between(1, 50_000), assumedZoneMetres.landslide),
      'dam-break': v.optional(between(1, 50_000), assumedZoneMetres['dam-break']),
    }),
    {},
  ),
  /** How residents given per area are placed; `null` is as the pack says. */
  assign: v.optional(v.nullable(oneOf(['area', 'point'])), null),
};

/** What {@link shelterEntries} hold when read. */
export type ShelterQuestion = v.InferOutput<v.StrictObjectSchema<typeof shelterEntries, undefined>>;

const metres = text('m', 'm');

/** The controls of {@link shelterEntries} for analyses without a form of their own. */
export const shelterControls: readonly Control[] = [
  {
    kind: 'choice',
    key: 'scheme',
    label: text('口径', 'Scheme'),
    options: Object.fromEntries(schemeIds.map((id) => [id, schemes[id].title])),
    note: text('决定各类场所的服务半径和人均面积', 'Sets radius and area per person of each class'),
  },
  {
    kind: 'choices',
    key: 'leaveOut',
    label: text('不计危险区内的场所', 'Leave out shelters inside zones of'),
    options: hazardTitles,
  },
  ...(['flood', 'landslide', 'dam-break'] as const).map((hazard): Control => ({
    kind: 'number',
    key: `zoneMetres.${hazard}`,
    label: text(
      `${hazardTitles[hazard]['zh-CN']}危险区距离`,
      `Zone of ${hazardTitles[hazard].en.toLowerCase()}`,
    ),
    unit: metres,
    min: 1,
    max: 50_000,
    tag: 'M',
    advanced: true,
    when: ({ leaveOut }) => (leaveOut as string[]).includes(hazard),
  })),
];
