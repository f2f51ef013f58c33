import type { BufferLayer } from '../domain/rules';
import type { Text } from '../domain/text';
import type { ShelterClass } from './classes';
import type { Status } from './sites';

export interface NearShelter {
  id: string;
  name: string;
  longitude: number;
  latitude: number;
  distanceMetres: number;
  bearingDegrees: number;
  direction: Text;
  class: ShelterClass;
  capacityPeople: number | null;
  /** Inside an entered safety distance or one of the buffers asked for. */
  insideZone: boolean;
}

export interface PointZone {
  register: BufferLayer;
  id: string;
  name: string;
  kind: 'safety-distance' | 'buffer';
  radiusMetres: number;
  distanceMetres: number;
  bearingDegrees: number;
}

export interface NearHazard {
  register: BufferLayer;
  id: string;
  name: string;
  /** Whether a geological hazard site is still active; `null` for registers without a status. */
  status: Status;
  distanceMetres: number;
  bearingDegrees: number;
  direction: Text;
  /** 险情等级 of a geological hazard site, `null` where there is none. */
  riskGrade: number | null;
}

/** What there is round a place. */
export interface PointSummary {
  longitude: number;
  latitude: number;
  town: { code: string; name: string } | null;
  /** `null` for a pack without an outline. */
  insideDistrict: boolean | null;
  /** `residents` is `null` for a pack without residents, and where a town of unknown residents is as near. */
  residentsWithin: { radiusMetres: number; residents: number | null }[];
  nearestShelters: NearShelter[];
  /** The nearest open shelter at least 100 m outside every ring. */
  nearestSafeShelter: NearShelter | null;
  zones: PointZone[];
  hazards: NearHazard[];
  /** Chemical sites without an entered safety distance: whether the place is safe from them is unknown. */
  sitesWithoutDistance: number;
}
