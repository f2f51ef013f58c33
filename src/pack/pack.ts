import type { FeatureCollection, LineString, MultiLineString, Point } from 'geojson';
import type { Facility } from '../domain/facility';
import type { Forest } from '../domain/forest';
import type { Geohazard } from '../domain/geohazard';
import type { ResidentGrid } from '../domain/grid';
import type { HazardArea } from '../domain/hazardArea';
import type { Hazchem } from '../domain/hazchem';
import type { Manifest } from '../domain/manifest';
import type { Reservoir } from '../domain/reservoir';
import type { Shelter } from '../domain/shelter';
import type { Town } from '../domain/town';
import type { Text } from '../domain/text';
import type { Area } from '../geo/polygons';

export type { Area };

/** Where residents are: on a grid, at points, or in areas that each have a count. */
export type Residents =
  | { kind: 'grid'; grid: ResidentGrid }
  /** `people[i]` may be a fraction; positions in degrees. */
  | { kind: 'points'; longitudes: Float64Array; latitudes: Float64Array; people: Float64Array }
  /** `people[i]` belongs to `areas[i]`; how many live in the areas of `unknown` nobody knows. */
  | { kind: 'areas'; areas: Area[]; people: Float64Array; unknown?: Area[] };

/** One district's data, opened, checked and typed; a dataset that the pack does not hold is empty. */
export interface Pack {
  manifest: Manifest;
  residents: Residents | null;
  district: FeatureCollection<Area>;
  towns: FeatureCollection<Area, Town>;
  shelters: FeatureCollection<Point, Shelter>;
  geohazards: FeatureCollection<Point, Geohazard>;
  reservoirs: FeatureCollection<Point, Reservoir>;
  forests: FeatureCollection<Area | Point, Forest>;
  hazchem: FeatureCollection<Point, Hazchem>;
  facilities: FeatureCollection<Point, Facility>;
  /** Roads; the property `oneway` (`yes`, `-1`) and `blocked` (`true`) bear on walking. */
  roads: FeatureCollection<LineString | MultiLineString>;
  streams: FeatureCollection<LineString | MultiLineString>;
  /** Zones of hazards that a person drew or loaded. */
  zones: FeatureCollection<Area, HazardArea>;
  /** Cuts of a scenario that no road is near, a sentence each: nothing that walks is computed with them. */
  cutsWithoutRoad?: readonly Text[];
}

/** Reads a file of a pack by its name, whatever it is kept in: a web folder, a disk folder, the browser's storage. */
export type ReadFile = (file: string) => Promise<ArrayBuffer>;
