import type { BufferLayer } from '../domain/rules';
import type { Shelter } from '../domain/shelter';
import type { Need } from './exposureNeeds';
import type { Status } from './sites';

/** A record inside the zone. */
export interface Exposed {
  register: BufferLayer;
  id: string;
  name: string;
  status: Status;
  /** Of a shelter, as registered, else from its area; `null` is unknown, and nothing for other registers. */
  capacityPeople: number | null;
  /** `null` for other registers than that of shelters. */
  capacitySource: Shelter['capacitySource'] | null;
  /** By a geological hazard site, as registered; `null` is unknown, and nothing for other registers. */
  threatenedPeople: number | null;
  /** `geohazards.1` to `geohazards.4`, or `hazchem.0` to `hazchem.4`; `null` is unknown. */
  grade: string | null;
  longitude: number;
  latitude: number;
}

interface ExposedTown {
  /** Empty for what lies outside every town. */
  code: string;
  name: string;
  /** `null` when how many live in the town is not known. */
  residents: number | null;
  /** `null` when the zone reaches where nobody knows how many live. */
  residentsInside: number | null;
  residentsInsideShare: number | null;
}

/** Who and what lies inside a zone; `null` is unknown. */
export interface ExposureSummary {
  /** Polygons, sites and streams that the zone is made of; 0 when there is no zone, and then nothing is known. */
  sources: number;
  areaSquareKilometres: number | null;
  /** Of it inside the district; `null` for a pack without its outline. */
  areaInDistrictSquareKilometres: number | null;
  residents: number | null;
  residentsInside: number | null;
  residentsInsideShare: number | null;
  towns: ExposedTown[];
  features: Exposed[];
  /** `null` when the zone goes round shelters, which are then not asked for. */
  openShelters: number | null;
  /** Sum of the capacities that are known; `null` when there are open shelters and none is, or they are not asked for. */
  shelterPlaces: number | null;
  sheltersOfUnknownCapacity: number;
  /** Open shelters whose capacity follows from their area. */
  sheltersByArea: number;
  /** Active geological hazard sites inside; those that the zone goes round where it goes round them. */
  hazardSites: number | null;
  /** The register whose records the zone goes round, which are not among the features; `null` for none. */
  source: BufferLayer | null;
  peopleInNeed: number | null;
  needs: Need[];
}
