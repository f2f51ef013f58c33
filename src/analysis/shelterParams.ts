import * as v from 'valibot';
import { hazardIds } from '../domain/hazard';
import { schemeIds } from '../domain/scheme';
import { shelterClasses } from './classes';
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
