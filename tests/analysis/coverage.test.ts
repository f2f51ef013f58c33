import turfDistance from '@turf/distance';
import { describe, expect, it } from 'vitest';
import { analyses, type ParamsOf } from '../../src/analysis';
import { residentClasses } from '../../src/analysis/images';
import { readParams } from '../../src/analysis/params';
import { distanceMetres } from '../../src/geo/metric';
import { areaSquareMetres, contains } from '../../src/geo/polygons';
import type { Pack } from '../../src/pack/pack';
import {
  box,
  collection,
  geohazardAt,
  hazchemAt,
  packOf,
  peopleAt,
  peopleOn,
  shelterAt,
  townIn,
} from '../fixtures/pack';
import { seeded, shuffled } from '../fixtures/random';

const ask = (pack: Pack, params: ParamsOf<'coverage'> = {}) =>
  analyses.coverage.run(pack, readParams(analyses.coverage.params, params));
const summaryOf = (pack: Pack, params?: ParamsOf<'coverage'>) => ask(pack, params).summary;

/** One shelter at 106.5, 29.6; 0.01° of latitude are 1,108.5 m. */
const oneShelter = packOf({
  residents: peopleAt([106.5, 29.6, 100], [106.5, 29.604, 40], [106.5, 29.61, 60]),
  shelters: collection([
    shelterAt(106.5, 29.6, { effectiveAreaSquareMetres: 150, duration: 'emergency' }),
  ]),
});

describe('coverage of residents at points', () => {
  it('counts those within the radius of the class: 500 m reach 443 m but not 1,108 m', () => {
    const { residents, covered, uncovered, coveredShare } = summaryOf(oneShelter);
    expect({ residents, covered, uncovered, coveredShare }).toEqual({
      residents: 200,
      covered: 140,
      uncovered: 60,
      coveredShare: 0.7,
    });
  });

  it('takes an own radius', () => {
    expect(summaryOf(oneShelter, { radiusMetres: { emergency: 1109 } }).covered).toBe(200);
    expect(summaryOf(oneShelter, { radiusMetres: { emergency: 400 } }).covered).toBe(100);
  });

  it('counts each resident once, however many shelters reach them', () => {
    const three = [1, 2, 3].map((i) => shelterAt(106.5, 29.6 + i / 1e5, { id: `s${i}` }));
    const { covered, byClass } = summaryOf({ ...oneShelter, shelters: collection(three) });
    expect(covered).toBe(140);
    expect(byClass.find((one) => one.class === 'emergency')).toMatchObject({
      shelters: 3,
      reached: 140,
    });
  });

  it('weights distances by residents: median 0 m, 95th percentile 1,108.5 m', () => {
    const distance = summaryOf(oneShelter).distance!;
    expect(distance.medianMetres).toBe(0);
    expect(distance.p95Metres).toBeCloseTo(distanceMetres(106.5, 29.6, 106.5, 29.61), 6);
    expect(distance.meanMetres).toBeCloseTo((40 * 443.41 + 60 * 1108.52) / 200, 1);
  });

  it('holds effective area against 1.5 m² a resident', () => {
    expect(summaryOf(oneShelter)).toMatchObject({
      effectiveAreaSquareMetres: 150,
      squareMetresPerResident: 0.75,
      targetSquareMetresPerResident: 1.5,
      meetsTarget: false,
      shortfallSquareMetres: 150,
    });
  });

  it('takes places from area where the register gives none: 150 m² at 0.5 m² are 300', () => {
    expect(summaryOf(oneShelter)).toMatchObject({
      places: 300,
      placesPerResident: 1.5,
      housedShare: 1,
    });
    expect(summaryOf(oneShelter).perShelter[0]).toMatchObject({
      capacityPeople: 300,
      capacitySource: 'from-area',
      residentsInside: 140,
    });
  });

  it('finds the uncovered, and says where they are', () => {
    const [cluster] = summaryOf(oneShelter).clusters;
    expect(cluster).toMatchObject({ rank: 1, people: 60, town: null });
    expect(distanceMetres(cluster!.longitude, cluster!.latitude, 106.5, 29.61)).toBeLessThan(300);
  });
});

describe('shelters that count', () => {
  const shelters = collection([
    shelterAt(106.5, 29.6, { id: 'a' }),
    shelterAt(106.51, 29.6, { id: 'b', status: 'closed' }),
    shelterAt(106.52, 29.6, { id: 'c', status: 'planned' }),
    shelterAt(106.53, 29.6, { id: 'd', duration: null, effectiveAreaSquareMetres: 90 }),
    shelterAt(106.54, 29.6, { id: 'e', duration: 'long', capacityPeople: 30 }),
  ]);
  const pack = packOf({ ...oneShelter, shelters });

  it('are open; the others are listed with the reason', () => {
    const { shelters: counted, excluded } = summaryOf(pack);
    expect(counted).toBe(3);
    expect(excluded.map(({ reason, count }) => [reason.en, count])).toEqual([
      ['Closed', 1],
      ['Planned', 1],
    ]);
  });

  it('are of a chosen class', () => {
    const { shelters: counted, excluded, byClass } = summaryOf(pack, { classes: ['long'] });
    expect(counted).toBe(1);
    expect(excluded.at(-1)).toEqual({
      reason: { 'zh-CN': '所选类别之外', en: 'Of a class that was not chosen' },
      count: 2,
    });
    expect(byClass.map((one) => one.class)).toEqual(['long']);
  });

  it('have the smallest radius and most area per person when the class is unknown, and the notes say so', () => {
    const { summary, provenance } = ask(pack);
    const unknown = summary.perShelter.find((shelter) => shelter.id === 'd');
    expect(unknown).toMatchObject({ class: 'unknown', radiusMetres: 500, capacityPeople: 20 });
    expect(provenance.notes.some((note) => note.en.startsWith('1 shelter of unknown length'))).toBe(
      true,
    );
    const own = summaryOf(pack, { radiusMetres: { unknown: 800, emergency: 300 } });
    expect(own.perShelter.find((shelter) => shelter.id === 'd')?.radiusMetres).toBe(800);
    expect(summaryOf(pack, { radiusMetres: { emergency: 300 } }).byClass.at(-1)?.radiusMetres).toBe(
      300,
    );
  });

  it('keep what is unknown apart', () => {
    expect(summaryOf(pack)).toMatchObject({
      unknownArea: 2,
      unknownCapacity: 1,
      effectiveAreaSquareMetres: 90,
      places: 50,
      meetsTarget: null,
    });
    const none = packOf({ ...oneShelter, shelters: collection([shelterAt(106.5, 29.6)]) });
    expect(summaryOf(none)).toMatchObject({
      unknownArea: 1,
      unknownCapacity: 1,
      effectiveAreaSquareMetres: null,
      squareMetresPerResident: null,
      places: null,
      housedShare: null,
      meetsTarget: null,
    });
  });

  it('do not count inside a hazard zone when they must not', () => {
    const zoned = packOf({
      ...pack,
      hazchem: collection([hazchemAt(106.5, 29.603, { safetyDistanceMetres: 400 })]),
      geohazards: collection([
        geohazardAt(106.53, 29.6005),
        geohazardAt(106.54, 29.6, { status: 'closed' }),
      ]),
    });
    expect(summaryOf(zoned)).toMatchObject({ shelters: 3, inHazardZone: 2, covered: 140 });
    const strict = summaryOf(zoned, { leaveOut: ['landslide', 'chemical'] });
    expect(strict).toMatchObject({ shelters: 1, inHazardZone: 2, covered: 0 });
    expect(strict.excluded.at(-1)).toMatchObject({ count: 2 });
    expect(strict.leftOut.map(({ hazard }) => hazard)).toEqual(['landslide', 'chemical']);
    expect(summaryOf(zoned, { leaveOut: ['landslide'] })).toMatchObject({ shelters: 2 });
    const near: ParamsOf<'coverage'> = {
      leaveOut: ['landslide', 'chemical'],
      zoneMetres: { landslide: 50 },
    };
    expect(summaryOf(zoned, near).shelters).toBe(2);
  });

  it('ignore a chemical site without an entered distance', () => {
    const site = packOf({ ...pack, hazchem: collection([hazchemAt(106.5, 29.6)]) });
    expect(summaryOf(site).inHazardZone).toBe(0);
    expect(ask(site).provenance.notes.map((note) => note.en)).toContain(
      '1 chemical site has no entered external safety distance: the hazard zones are unknown, and shelters may lie inside.',
    );
    const zero = [hazchemAt(106.5, 29.6, { safetyDistanceMetres: 0 })];
    const { notes } = ask({ ...pack, hazchem: collection(zero) }).provenance;
    expect(notes.some((note) => note.en.includes('no entered external'))).toBe(false);
  });
});

describe('coverage by town', () => {
  const towned = packOf({
    ...oneShelter,
    towns: collection([
      townIn(box(106.4, 29.5, 106.6, 29.602), '1'),
      townIn(box(106.4, 29.602, 106.6, 29.607), '2'),
    ]),
  });

  it('breaks residents down and gives those outside every town a row of their own', () => {
    const rows = summaryOf(towned).units.map((unit) => [unit.code, unit.residents, unit.covered]);
    expect(rows).toEqual([
      ['1', 100, 100],
      ['2', 40, 40],
      ['', 60, 0],
    ]);
  });

  it('adds up to the whole', () => {
    const { units, residents, covered, shelters } = summaryOf(towned);
    const sum = (key: 'residents' | 'covered' | 'shelters') =>
      units.reduce((total, unit) => total + unit[key]!, 0);
    expect([sum('residents'), sum('covered'), sum('shelters')]).toEqual([
      residents,
      covered,
      shelters,
    ]);
  });

  it('knows no area per resident where nobody lives, and no share', () => {
    const empty = packOf({ ...towned, residents: null });
    expect(summaryOf(empty).units[0]).toMatchObject({
      residents: null,
      covered: null,
      uncovered: null,
      coveredShare: null,
      squareMetresPerResident: null,
      medianDistanceMetres: null,
    });
  });
});

describe('coverage of a grid', () => {
  const random = seeded(31);
  const rows = Array.from({ length: 90 }, () =>
    Array.from({ length: 110 }, () => (random() < 0.5 ? Math.floor(random() * 200) : 0)),
  );
  const shelters = Array.from({ length: 25 }, (_, i) =>
    shelterAt(106.4 + random() * 0.1, 29.62 + random() * 0.08, {
      id: `s${i}`,
      duration: (['emergency', 'short', 'long', null] as const)[i % 4]!,
      effectiveAreaSquareMetres: i % 5 ? 1000 * random() : null,
    }),
  );
  const towns = collection([
    townIn(box(106.39, 29.6, 106.44, 29.71), '1'),
    townIn(box(106.44, 29.6, 106.48, 29.71), '2'),
  ]);
  const pack = packOf({
    residents: peopleOn(106.4, 29.7, rows),
    shelters: collection(shelters),
    towns,
  });
  const radii = { emergency: 500, short: 1000, long: 2500, unknown: 500 };
  const cells = rows.flatMap((row, i) =>
    row.flatMap((people, k) =>
      people > 0 ? [{ people, at: [106.4 + (k + 0.5) / 1200, 29.7 - (i + 0.5) / 1200] }] : [],
    ),
  );
  const radiusOf = (shelter: (typeof shelters)[number]) =>
    radii[shelter.properties.duration ?? 'unknown'];

  it('equals a double loop over cells and shelters with the metric', () => {
    const slow = cells
      .filter(({ at: [longitude, latitude] }) =>
        shelters.some((shelter) => {
          const [x, y] = shelter.geometry.coordinates as [number, number];
          return distanceMetres(x, y, longitude!, latitude!) <= radiusOf(shelter);
        }),
      )
      .reduce((sum, { people }) => sum + people, 0);
    const { covered, residents } = summaryOf(pack);
    expect(covered).toBe(slow);
    expect(residents).toBe(cells.reduce((sum, { people }) => sum + people, 0));
  });

  it('is within 0.5 % of a loop with turf, whose sphere errs by up to 0.4 %', () => {
    const slow = cells
      .filter(({ at }) =>
        shelters.some(
          (shelter) =>
            turfDistance(at, shelter.geometry.coordinates, { units: 'meters' }) <=
            radiusOf(shelter),
        ),
      )
      .reduce((sum, { people }) => sum + people, 0);
    expect(Math.abs(summaryOf(pack).covered! / slow - 1)).toBeLessThan(0.005);
  });

  it('gives the median distance of a full sort', () => {
    const distances = cells
      .map(({ people, at: [longitude, latitude] }) => {
        const metres = shelters.map(({ geometry: { coordinates } }) =>
          distanceMetres(coordinates[0]!, coordinates[1]!, longitude!, latitude!),
        );
        return { people, metres: Math.min(...metres) };
      })
      .sort((a, b) => a.metres - b.metres);
    const total = distances.reduce((sum, { people }) => sum + people, 0);
    const quantile = (share: number) => {
      let sum = 0;
      return distances.find(({ people }) => (sum += people) >= share * total)!.metres;
    };
    const { distance } = summaryOf(pack);
    expect(distance!.medianMetres).toBeCloseTo(quantile(0.5), 6);
    expect(distance!.p95Metres).toBeCloseTo(quantile(0.95), 6);
  });

  it('does not depend on the order of shelters or on what was asked before', () => {
    const expected = ask(pack);
    summaryOf(pack, { scheme: 'gbt44013', classes: ['long'] });
    const other = ask({ ...pack, shelters: collection(shuffled(shelters, random)) });
    expect(other.summary).toEqual(expected.summary);
    expect(other.tables).toEqual(expected.tables);
    expect(other.images).toEqual(expected.images);
  });

  it('paints exactly the uncovered cells', () => {
    const { images, summary } = ask(pack);
    const { classes, columns } = images.uncovered!;
    let painted = 0;
    classes.forEach((kind, cell) => {
      if (kind > 0) painted += rows[Math.floor(cell / columns)]![cell % columns]!;
    });
    expect(painted).toBe(summary.uncovered);
    expect(residentClasses(pack)!.classes.filter((kind) => kind > 0).length).toBe(cells.length);
  });

  it('draws a service area for each class that holds its shelters', () => {
    const { service } = ask(pack).features;
    expect(service.features.map(({ properties }) => properties?.class as string)).toEqual([
      'emergency',
      'short',
      'long',
      'unknown',
    ]);
    for (const { geometry, properties } of service.features) {
      if (geometry.type !== 'MultiPolygon') throw new Error(geometry.type);
      const members = shelters.filter(
        (shelter) => (shelter.properties.duration ?? 'unknown') === properties?.class,
      );
      for (const {
        geometry: { coordinates },
      } of members) {
        expect(contains(geometry, coordinates[0]!, coordinates[1]!)).toBe(true);
      }
    }
  });
});

describe('coverage of residents given per area', () => {
  const west = box(106.4, 29.5, 106.5, 29.6);
  const east = box(106.5, 29.5, 106.6, 29.6);
  const pack = packOf({
    residents: { kind: 'areas', areas: [west, east], people: Float64Array.from([1000, 3000]) },
    towns: collection([townIn(west, 'w', 1000), townIn(east, 'e', 3000)]),
    shelters: collection([shelterAt(106.45, 29.55, { duration: 'short' })]),
  });

  it('by area is the share of the area inside: π r² over the box', () => {
    const { covered, units, perShelter } = summaryOf(pack, { assign: 'area' });
    const share = (Math.PI * 1000 ** 2) / areaSquareMetres(west);
    expect(covered! / 1000 / share).toBeCloseTo(1, 3);
    expect(units.map((unit) => [unit.code, unit.residents])).toEqual([
      ['w', 1000],
      ['e', 3000],
    ]);
    expect(perShelter[0]!.residentsInside).toBeCloseTo(covered!, 9);
  });

  it('has the towns with the most uncovered residents as its gaps, numbered alike in the list and on the map', () => {
    const { summary, features, images, provenance } = ask(pack, {});
    expect(provenance.method.en).toContain('the towns with the most uncovered residents');
    const most = Math.max(...summary.units.map(({ uncovered }) => uncovered!));
    expect(summary.clusters[0]!.people).toBe(most);
    expect(
      features.uncoveredClusters.features.map(({ properties, geometry }) => [
        properties!.rank as number,
        geometry.coordinates,
      ]),
    ).toEqual(
      summary.clusters.map(({ rank, longitude, latitude }) => [rank, [longitude, latitude]]),
    );
    expect(images.uncovered).toBeDefined();
  });

  it('by representative point is all or nothing', () => {
    const { covered, distance } = summaryOf(pack, { assign: 'point' });
    expect(covered).toBe(1000);
    expect(distance!.meanMetres).toBeCloseTo(
      (3 * distanceMetres(106.45, 29.55, 106.55, 29.55)) / 4,
      0,
    );
  });

  it('says which it was, and follows the pack when not told', () => {
    const value = (params: ParamsOf<'coverage'>) =>
      ask(pack, params).provenance.parameters.at(-1)?.value;
    expect([value({}), value({ assign: 'point' })]).toEqual([
      { 'zh-CN': '按面积均匀分布', en: 'Spread over the area' },
      { 'zh-CN': '置于代表点', en: 'At a representative point' },
    ]);
  });
});

describe('a pack that lacks something', () => {
  it('gives an answer without residents, shelters or towns, and says what is missing', () => {
    const { summary, provenance, features } = ask(packOf());
    expect(summary).toMatchObject({
      residents: null,
      covered: null,
      uncovered: null,
      coveredShare: null,
      distance: null,
      shelters: 0,
      units: [],
      clusters: [],
      places: 0,
      squareMetresPerResident: null,
      meetsTarget: null,
    });
    expect(features.service?.features).toEqual([]);
    expect(provenance.notes.map((note) => note.en)).toContain('No shelter counts.');
  });

  it('covers nobody without shelters', () => {
    const empty = packOf({ residents: oneShelter.residents });
    expect(summaryOf(empty)).toMatchObject({ residents: 200, covered: 0, distance: null });
  });

  it('leaves out a shelter that is not on the globe', () => {
    const lost = packOf({ ...oneShelter, shelters: collection([shelterAt(1e9, 29.6)]) });
    expect(summaryOf(lost).excluded[0]).toMatchObject({
      count: 1,
      reason: { en: 'Position not on the globe' },
    });
  });
});

describe('the work shown', () => {
  it.each([
    [{}, '100 m', 'M', '没有改动的距离是假设，未核'],
    [
      { zoneMetres: { flood: 20, landslide: 250, 'dam-break': 900 } },
      '250 m',
      'own',
      '距离均为自行填写',
    ],
  ] as [ParamsOf<'coverage'>, string, string, string][])(
    'tags a hazard zone of %j as %s %s',
    (params, value, tag, words) => {
      const { parameters, notes } = ask(oneShelter, params).provenance;
      expect(parameters.find(({ label }) => label.en.startsWith('Landslide zone'))).toMatchObject({
        value,
        tag,
      });
      expect(notes.some((note) => note['zh-CN'].includes(words))).toBe(true);
    },
  );

  it('names method, parameters with tags, standards, bound and synthetic inputs', () => {
    const { provenance } = ask(oneShelter);
    expect(provenance.analysis).toBe('coverage');
    expect(
      provenance.parameters.find((one) => one.label.en.startsWith('Radius, Emergency')),
    ).toMatchObject({
      value: '500 m',
      tag: 'M',
    });
    expect(provenance.standards.map(({ tag }) => tag)).toEqual(['M', 'C', 'C']);
    expect(provenance.datasets.map(({ id, count }) => [id, count])).toEqual([
      ['residents', 3],
      ['shelters', 1],
    ]);
    const own = ask(oneShelter, { radiusMetres: { emergency: 700 } }).provenance.parameters;
    expect(own.find((one) => one.value === '700 m')?.tag).toBe('own');
  });
});
