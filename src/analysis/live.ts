import { discRuns, runCapacity, type LatticeIndex } from '../geo/lattice';
import type { Disc } from '../geo/metric';
import { eachInside } from '../geo/points';
import { areaFinder } from '../geo/polygons';
import type { Pack } from '../pack/pack';
import type { CoverageQuestion } from './coverageParams';
import { totalsOf, unitFigures, type Totals, type UnitFigures } from './coverageTotals';
import type { CellImage } from './define';
import { densityImage } from './images';
import { populationOf, type PlaceIndex, type Population } from './population';
import { sheltersFor, type Serving } from './serving';

/** The figures of coverage that follow a dragged shelter. */
export interface LiveFigures {
  /** `null` without residents. */
  residents: number | null;
  covered: number | null;
  totals: Totals;
  /** In the order of the towns, then what lies outside every town. */
  units: UnitFigures[];
  /** Residents inside the radius of each shelter that counts and changed, by number; `null` is unknown. */
  insideChanged: Record<string, number | null>;
  /** Rows of {@link LiveCoverage.image} that changed: [first, end), empty when first = end. */
  changedRows: [first: number, end: number];
  /** How many places were looked at: the work of this frame; 0 where the answer was computed anew. */
  touched: number;
}

const isLattice = (index: PlaceIndex): index is LatticeIndex => 'cells' in index;

/**
 * Coverage that is kept up to date: for every place how many shelters reach it. A shelter that moved, closed or changed
 * its radius costs the places of its old and its new disc and no others. For whole residents the figures equal those of
 * a fresh run to the bit; for residents scaled to fractions within 10⁻⁹ of the total.
 */
export class LiveCoverage {
  /** Uncovered residents as classes of `gapRamp`; only for residents on a grid. */
  readonly image: CellImage | null;
  readonly #depth: Int32Array;
  /** The image as it is when nobody is covered. */
  readonly #everyone: Uint8Array;
  readonly #covered: Float64Array;
  readonly #find: (longitude: number, latitude: number) => number;
  readonly #serving = new Map<string, { shelter: Serving; home: number }>();
  #runs = new Int32Array(0);
  #first = Infinity;
  #end = -Infinity;
  #touched = 0;

  private constructor(
    private readonly population: Population,
    private readonly towns: Pack['towns'],
    private readonly question: CoverageQuestion,
    private readonly key: string,
  ) {
    const { index } = population;
    this.#depth = new Int32Array(population.people.length);
    this.#covered = new Float64Array(towns.features.length + 1);
    this.#find = areaFinder(towns.features.map((town) => town.geometry));
    this.image = isLattice(index) ? densityImage(index) : null;
    this.#everyone = this.image?.classes.slice() ?? new Uint8Array(0);
  }

  /**
   * The live coverage of a pack, the given one where it still fits.
   * @returns `null` where coverage is not decided place by place: residents spread over areas, distances by road
   */
  static of(
    pack: Pack,
    question: CoverageQuestion,
    last: LiveCoverage | null,
  ): LiveCoverage | null {
    const population = populationOf(pack, question.assign ?? pack.manifest.assign);
    if (!population || population.assign === 'area' || question.by !== 'straight') return null;
    const key = JSON.stringify(question);
    if (last?.population === population && last.towns === pack.towns && last.key === key)
      return last;
    return new LiveCoverage(population, pack.towns, question, key);
  }

  /** Brings the figures up to a variant of the pack that differs in its shelters alone. */
  update(pack: Pack): LiveFigures {
    this.#first = Infinity;
    this.#end = -Infinity;
    this.#touched = 0;
    const insideChanged: LiveFigures['insideChanged'] = {};
    const gone = new Set(this.#serving.keys());
    const seen = new Map<string, number>();
    for (const shelter of sheltersFor(pack, this.question).serving) {
      // Numbers that a register holds twice are told apart by their order.
      const turn = seen.get(shelter.id) ?? 0;
      seen.set(shelter.id, turn + 1);
      const key = turn === 0 ? shelter.id : `${shelter.id}\n${turn}`;
      gone.delete(key);
      const before = this.#serving.get(key);
      const stays =
        before?.shelter.longitude === shelter.longitude &&
        before.shelter.latitude === shelter.latitude;
      if (!stays || before.shelter.radiusMetres !== shelter.radiusMetres) {
        if (before) this.#reach(before.shelter, -1);
        const inside = this.#reach(shelter, 1);
        insideChanged[shelter.id] = this.population.reachesUnknown(shelter) ? null : inside;
      }
      const home = stays ? before.home : this.#find(shelter.longitude, shelter.latitude);
      this.#serving.set(key, { shelter, home });
    }
    for (const key of gone) {
      this.#reach(this.#serving.get(key)!.shelter, -1);
      this.#serving.delete(key);
    }
    return this.#figures(insideChanged);
  }

  #figures(insideChanged: LiveFigures['insideChanged']): LiveFigures {
    const outside = this.towns.features.length;
    const here: Serving[][] = Array.from({ length: outside + 1 }, () => []);
    for (const { shelter, home } of this.#serving.values())
      here[home < 0 ? outside : home]!.push(shelter);
    const { total, byUnit, unknownUnits } = this.population;
    return {
      residents: total,
      covered: this.#covered.reduce((sum, part) => sum + part, 0),
      totals: totalsOf(
        Array.from(this.#serving.values(), ({ shelter }) => shelter),
        unknownUnits.size ? null : total,
      ),
      units: here.map((shelters, unit) =>
        unitFigures(
          shelters,
          unknownUnits.has(unit) ? null : (byUnit[unit] ?? 0),
          this.#covered[unit]!,
        ),
      ),
      insideChanged,
      changedRows: this.#first < this.#end ? [this.#first, this.#end] : [0, 0],
      touched: this.#touched,
    };
  }

  /** Adds a disc to the places it reaches, or takes it away; tells how many people live in it. */
  #reach(disc: Disc, change: 1 | -1): number {
    const { index } = this.population;
    let people = 0;
    if (!isLattice(index)) {
      eachInside(index, disc, (place) => (people += this.#change(place, change)));
      return people;
    }
    const capacity = runCapacity(index, disc.radiusMetres);
    if (this.#runs.length < capacity) this.#runs = new Int32Array(capacity);
    const written = discRuns(index, disc, this.#runs);
    for (let at = 0; at < written; at += 2) {
      for (let place = this.#runs[at]!; place < this.#runs[at + 1]!; place++)
        people += this.#change(place, change);
    }
    if (written > 0) {
      const { columns } = index.lattice;
      const first = Math.floor(index.cells[this.#runs[0]!]! / columns);
      const last = Math.floor(index.cells[this.#runs[written - 1]! - 1]! / columns);
      this.#first = Math.min(this.#first, first);
      this.#end = Math.max(this.#end, last + 1);
    }
    return people;
  }

  #change(place: number, change: 1 | -1): number {
    const { people, unitOf, index } = this.population;
    const before = this.#depth[place]!;
    const after = before + change;
    this.#depth[place] = after;
    this.#touched++;
    if ((before === 0) !== (after === 0)) {
      const unit = unitOf[place]!;
      const at = unit < 0 ? this.#covered.length - 1 : unit;
      this.#covered[at]! += change * people[place]!;
      if (this.image && isLattice(index)) {
        const cell = index.cells[place]!;
        this.image.classes[cell] = after === 0 ? this.#everyone[cell]! : 0;
      }
    }
    return people[place]!;
  }
}
