import { access } from './access';
import type { Layer } from './define';
import { difference } from './difference';
import { drawn } from './drawn';
import { exposed } from './exposed';
import { exposedFeatures } from './exposed-features';
import { flows } from './flows';
import { loads } from './loads';
import { nearest } from './nearest';
import { nearestFar } from './nearest-far';
import { newService } from './new-service';
import { newSites } from './new-sites';
import { newlyCovered } from './newly-covered';
import { scenarioCuts } from './scenario-cuts';
import { scenarioShelters } from './scenario-shelters';
import { scenarioZones } from './scenario-zones';
import { union } from './union';
import { unplaced } from './unplaced';
import { walkRoads } from './walk-roads';
import { walking } from './walking';

/**
 * Layers of results and of scenarios, in the order they are drawn over the pack's own; apart from those because they
 * are loaded when first needed. Each is named as the map result that it shows.
 */
export const overlays = {
  nearest,
  access,
  walking,
  unplaced,
  newlyCovered,
  difference,
  union,
  exposed,
  drawn,
  newService,
  walkRoads,
  flows,
  nearestFar,
  exposedFeatures,
  loads,
  newSites,
  scenarioZones,
  scenarioShelters,
  scenarioCuts,
} as const satisfies Record<string, Layer>;
