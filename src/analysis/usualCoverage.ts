import type { CoverageQuestion } from './coverageParams';
import { shelterClasses } from './classes';

/**
 * What coverage is asked with until a person changes it: the defaults of its schema, written out for the first load,
 * which needs no schema.
 */
export const usualCoverage: CoverageQuestion = {
  scheme: 'gb51143',
  radiusMetres: {},
  squareMetresPerPerson: {},
  classes: [...shelterClasses],
  leaveOut: [],
  zoneMetres: { flood: 50, landslide: 100, 'dam-break': 500 },
  assign: null,
  by: 'straight',
  minutes: null,
  walker: 'able',
  ableMetresPerSecond: 1.2,
  frailMetresPerSecond: 0.8,
  detourFactor: 1.3,
  snapMetres: 500,
  joinCrossings: false,
  joinMetres: 0,
  respectOneway: false,
};
