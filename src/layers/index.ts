import { asked } from './asked';
import { buffer } from './buffer';
import { builtup } from './builtup';
import { clustersUncovered } from './clusters-uncovered';
import type { Layer } from './define';
import { district } from './district';
import { facilities } from './facilities';
import { forests } from './forests';
import { geohazards } from './geohazards';
import { hazchem } from './hazchem';
import { relief } from './relief';
import { reservoirs } from './reservoirs';
import { residents } from './residents';
import { roads } from './roads';
import { safety } from './safety';
import { selection } from './selection';
import { service } from './service';
import { shelters } from './shelters';
import { towns } from './towns';
import { uncovered } from './uncovered';
import { water } from './water';
import { zones } from './zones';

/**
 * Every layer, in the order they are drawn: later ones lie on top. Parts of a layer that lie elsewhere, such as labels
 * and veil, say so with their place.
 */
export const layers = {
  district,
  forests,
  towns,
  relief,
  builtup,
  water,
  residents,
  uncovered,
  roads,
  service,
  buffer,
  safety,
  zones,
  facilities,
  reservoirs,
  geohazards,
  hazchem,
  shelters,
  clustersUncovered,
  asked,
  selection,
} as const satisfies Record<string, Layer>;

export type LayerId = keyof typeof layers;
export const layerIds = Object.keys(layers) as LayerId[];
