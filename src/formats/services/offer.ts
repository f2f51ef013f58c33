import type { Text } from '../../domain/text';
import type { Box } from './mercator';

/** One way in which a layer can be asked for. */
export interface Choice {
  version: string | null;
  crs: string | null;
  minZoom: number;
  maxZoom: number;
  matrixSet: string | null;
  /** Names of the levels from `minZoom` on; empty where they are named by their numbers. */
  matrices: string[];
  /** Template of the tiles, where the capabilities give one. */
  template?: string;
}

/** A layer, feature type or collection that a service offers. */
export interface Offered {
  id: string;
  title: string;
  /** Degrees; `null` when the service does not say. */
  extent: Box | null;
  attribution: string;
  styles: { id: string; title: string }[];
  formats: string[];
  choices: Choice[];
  /** Why it cannot lie on this map; `null` when it can. */
  unfit: Text | null;
}

/** What a service offers. */
export interface Offer {
  title: string;
  version: string | null;
  layers: Offered[];
}
