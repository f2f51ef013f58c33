import type { Feature, Geometry } from 'geojson';
import type { Problem } from '../formats/sheet';
import { farFromTheRest } from './outliers';
import { PointList } from './pointList';

/** Residents at points above this number are kept as numbers and not as objects. */
const mostObjects = 100_000;

/** The records of a file while it is read, with the row of each. */
export class Kept {
  readonly rows: number[] = [];
  #features: Feature[] = [];
  #points: PointList | null = null;
  #areAllPoints = true;

  /** @param isResidents whether a record says nothing but how many people there are */
  constructor(private readonly isResidents: boolean) {}

  add(geometry: Geometry, properties: Record<string, unknown>, row: number): void {
    this.rows.push(row);
    if (geometry.type !== 'Point') this.#areAllPoints = false;
    else if (this.#points) {
      this.#addPoint(this.#points, geometry.coordinates, properties);
      return;
    }
    if (this.#points) {
      // An area among the points: they can be kept as objects only.
      this.#features = [...this.#points.features];
      this.#points = null;
    }
    this.#features.push({ type: 'Feature', geometry, properties });
    if (this.isResidents && this.#areAllPoints && this.rows.length >= mostObjects) this.#pack();
  }

  #pack(): void {
    const points = new PointList();
    for (const { geometry, properties } of this.#features)
      if (geometry.type === 'Point') this.#addPoint(points, geometry.coordinates, properties ?? {});
    this.#points = points;
    this.#features = [];
  }

  #addPoint(points: PointList, [longitude, latitude]: number[], properties: object): void {
    points.add(longitude!, latitude!, (properties as { people: number }).people);
  }

  get features(): Feature[] {
    return this.#points?.features ?? this.#features;
  }

  /** Points far from all others, see {@link farFromTheRest}. */
  farFromTheRest(): Iterable<Problem> {
    const { rows } = this;
    if (this.#points) {
      const { longitudes, latitudes } = this.#points.columns;
      return farFromTheRest(longitudes, latitudes, (index) => rows[index]!);
    }
    const places = this.#features.flatMap(({ geometry }, i) =>
      geometry.type === 'Point' ? [{ coordinates: geometry.coordinates, row: rows[i]! }] : [],
    );
    return farFromTheRest(
      Float64Array.from(places, ({ coordinates }) => coordinates[0]!),
      Float64Array.from(places, ({ coordinates }) => coordinates[1]!),
      (index) => places[index]!.row,
    );
  }
}
