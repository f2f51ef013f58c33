import * as v from 'valibot';
import { schemeIds } from '../domain/scheme';
import { shelterClasses } from './classes';
import { between, oneOf, yesOrNo } from './params';

const radius = v.optional(between(10, 50_000));
const squareMetres = v.optional(between(0.1, 100));

/** Distance round active geological hazard sites that counts as a hazard zone unless entered, metres; assumed. */
export const assumedHazardZoneMetres = 100;

export const CoverageParams = v.strictObject({
  scheme: v.optional(oneOf(schemeIds), 'gb51143'),
  /** Own service radii by class, metres. */
  radiusMetres: v.optional(
    v.strictObject({
      emergency: radius,
      short: radius,
      medium: radius,
      long: radius,
      unknown: radius,
    }),
    {},
  ),
  /** Own areas per person by class, m². */
  squareMetresPerPerson: v.optional(
    v.strictObject({
      emergency: squareMetres,
      short: squareMetres,
      medium: squareMetres,
      long: squareMetres,
      unknown: squareMetres,
    }),
    {},
  ),
  classes: v.optional(v.array(oneOf(shelterClasses)), [...shelterClasses]),
  countInsideHazardZones: v.optional(yesOrNo(), true),
  hazardZoneMetres: v.optional(between(10, 50_000), assumedHazardZoneMetres),
  /** How residents given per area are placed; `null` is as the pack says. */
  assign: v.optional(v.nullable(oneOf(['area', 'point'])), null),
});
export type CoverageQuestion = v.InferOutput<typeof CoverageParams>;
