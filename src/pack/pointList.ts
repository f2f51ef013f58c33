import type { Feature, Point } from 'geojson';

/** Residents at points, 24 bytes each: as GeoJSON objects millions of them would fill the memory. */
export class PointList {
  #longitudes = new Float64Array(1024);
  #latitudes = new Float64Array(1024);
  #people = new Float64Array(1024);
  length = 0;

  /** @param longitude degrees, as is `latitude` */
  add(longitude: number, latitude: number, people: number): void {
    if (this.length === this.#people.length) {
      this.#longitudes = widened(this.#longitudes);
      this.#latitudes = widened(this.#latitudes);
      this.#people = widened(this.#people);
    }
    this.#longitudes[this.length] = longitude;
    this.#latitudes[this.length] = latitude;
    this.#people[this.length++] = people;
  }

  /** All of them; the arrays are the list's own. */
  get columns(): Record<'longitudes' | 'latitudes' | 'people', Float64Array> {
    const [longitudes, latitudes, people] = [this.#longitudes, this.#latitudes, this.#people].map(
      (list) => list.subarray(0, this.length),
    ) as [Float64Array, Float64Array, Float64Array];
    return { longitudes, latitudes, people };
  }

  /** One of them as a record of residents. */
  featureAt(index: number): Feature<Point> {
    const coordinates = [this.#longitudes[index]!, this.#latitudes[index]!];
    const properties = { people: this.#people[index]! };
    return { type: 'Feature', geometry: { type: 'Point', coordinates }, properties };
  }

  /** The records as an array whose items are made when they are asked for; it cannot be changed. */
  get features(): Feature[] {
    const features = new Proxy<Feature[]>([], {
      get: (target, key, receiver) => {
        if (key === 'length') return this.length;
        const index = indexOf(key);
        if (index === null) return Reflect.get(target, key, receiver) as unknown;
        return index < this.length ? this.featureAt(index) : undefined;
      },
      has: (target, key) => {
        const index = indexOf(key);
        return index === null ? Reflect.has(target, key) : index < this.length;
      },
      set: () => false,
      deleteProperty: () => false,
    });
    lists.set(features, this);
    return features;
  }
}

const lists = new WeakMap<readonly Feature[], PointList>();

/** The list behind an array of {@link PointList.features}; `null` for an ordinary array. */
export const pointsOf = (features: readonly Feature[]): PointList | null =>
  lists.get(features) ?? null;

/** Lists one after another: numbers stay numbers where all of them are. */
export function joinedFeatures(all: readonly Feature[][]): Feature[] {
  const [only] = all;
  if (all.length === 1 && only) return only;
  if (!all.some(pointsOf) || !all.every((list) => list.every(isPoint))) return all.flat();
  const joined = new PointList();
  for (const list of all)
    for (const { geometry, properties } of list) {
      const [longitude, latitude] = (geometry as Point).coordinates;
      joined.add(longitude!, latitude!, (properties as { people: number }).people);
    }
  return joined.features;
}

const isPoint = ({ geometry }: Feature) => geometry.type === 'Point';

const indexOf = (key: string | symbol): number | null =>
  typeof key === 'string' && /^\d+$/u.test(key) ? Number(key) : null;

function widened(list: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(list.length * 2);
  wider.set(list);
  return wider;
}
