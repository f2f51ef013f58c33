import intersect from '@turf/intersect';
import turfArea from '@turf/area';
import { feature, featureCollection } from '@turf/helpers';
import type { MultiPolygon, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { analyses, type ParamsOf } from '../../src/analysis';
import { exposureControls } from '../../src/analysis/exposureParams';
import { readParams } from '../../src/analysis/params';
import { hazardFinder } from '../../src/analysis/zones';
import { hazardIds } from '../../src/domain/hazard';
import type { Area, Pack } from '../../src/pack/pack';
import {
  box,
  collection,
  forestIn,
  geohazardAt,
  hazchemAt,
  packOf,
  peopleAt,
  peopleOn,
  reservoirAt,
  shelterAt,
  townIn,
} from '../fixtures/pack';
import { seeded } from '../fixtures/random';

const ask = (pack: Pack, params: ParamsOf<'exposure'> = {}) =>
  analyses.exposure.run(pack, readParams(analyses.exposure.params, params));

const refusal = (params: unknown) => {
  try {
    readParams(analyses.exposure.params, params);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

const polygon = (...rings: [number, number][][]): Polygon => ({
  type: 'Polygon',
  coordinates: rings,
});

const square = box(106.5, 29.5, 106.51, 29.51);
const withHole = polygon(
  square.coordinates[0] as [number, number][],
  [...(box(106.503, 29.503, 106.507, 29.507).coordinates[0] as [number, number][])].reverse(),
);

describe('residents inside drawn areas', () => {
  const residents = peopleAt([106.501, 29.501, 10], [106.505, 29.505, 200], [106.52, 29.505, 3000]);

  it('do not include those in a hole', () => {
    const pack = packOf({ residents });
    expect(ask(pack, { areas: [square] }).summary.residentsInside).toBe(210);
    expect(ask(pack, { areas: [withHole] }).summary.residentsInside).toBe(10);
  });

  it('count once where two areas overlap, and the area too; a note says so', () => {
    const other = box(106.504, 29.504, 106.53, 29.51);
    const { summary, provenance } = ask(packOf({ residents }), { areas: [square, other] });
    expect(summary.residentsInside).toBe(3210);
    const exact = turfArea(feature(square)) + turfArea(feature(other));
    const shared = turfArea(feature(box(106.504, 29.504, 106.51, 29.51)));
    expect(summary.areaSquareKilometres! / ((exact - shared) / 1e6)).toBeCloseTo(1, 2);
    expect(provenance.notes.map(({ en }) => en)).toContain(
      'Areas overlap; what they share counts once.',
    );
  });

  it('are by town, and those of an unknown town stay unknown', () => {
    const towns = [
      townIn(box(106.5, 29.5, 106.505, 29.52), '1', 100),
      townIn(box(106.505, 29.5, 106.51, 29.52), '2'),
      townIn(box(106.6, 29.5, 106.61, 29.52), '3'),
    ];
    const pack = packOf({
      towns: collection(towns),
      residents: {
        kind: 'areas',
        areas: [towns[0]!.geometry],
        people: Float64Array.of(100),
        unknown: [towns[1]!.geometry, towns[2]!.geometry],
      },
    });
    const half = ask(pack, { areas: [box(106.5, 29.5, 106.505, 29.51)] }).summary;
    expect(half.residentsInside).toBeCloseTo(50, 1);
    expect(half.towns.map(({ residents: all, residentsInside }) => [all, residentsInside])).toEqual(
      [
        [100, expect.closeTo(50, 1)],
        [null, 0],
        [null, 0],
      ],
    );
    const both = ask(pack, { areas: [square] });
    expect(both.summary).toMatchObject({ residentsInside: null, peopleInNeed: null });
    expect(both.summary.towns.map(({ residentsInside }) => residentsInside)).toEqual([
      expect.closeTo(50, 1),
      null,
      0,
    ]);
    expect(both.summary.needs.every(({ quantity }) => quantity === null)).toBe(true);
    expect(both.provenance.notes.map(({ en }) => en).join(' ')).toContain('Town 2');
  });

  it('of a grid count by the centre of the cell: 29.5° less half a cell is the first row', () => {
    // Cells of 1/1200°, centres at 106.5004167 and so on eastwards, 29.4995833 and so on southwards.
    const pack = packOf({
      residents: peopleOn(106.5, 29.5, [
        [1, 2, 4],
        [8, 16, 32],
      ]),
    });
    const inside = (west: number, south: number, east: number, north: number) =>
      ask(pack, { areas: [box(west, south, east, north)] }).summary.residentsInside;
    expect(inside(106.5, 29.499, 106.5005, 29.5)).toBe(1);
    expect(inside(106.5, 29.499, 106.5004, 29.5)).toBe(0);
    expect(inside(106.5, 29.4985, 106.502, 29.5)).toBe(1 + 2 + 8 + 16);
    expect(inside(106.5, 29.4985, 106.5021, 29.5)).toBe(63);
  });

  it('spread over areas count by the exact share, as turf clips it', () => {
    const random = seeded(3);
    const star = (x: number, y: number, reach: number): Polygon => {
      const ring = Array.from({ length: 24 }, (_, i): [number, number] => {
        const away = reach * (0.4 + 0.6 * random());
        return [x + away * Math.cos((i * Math.PI) / 12), y + away * Math.sin((i * Math.PI) / 12)];
      });
      return polygon([...ring, ring[0]!]);
    };
    const areas = [star(106.5, 29.5, 0.02), star(106.53, 29.51, 0.02)];
    const zone = star(106.515, 29.505, 0.025);
    const pack = packOf({
      residents: { kind: 'areas', areas, people: Float64Array.of(1000, 3000) },
    });
    const exact = areas.map((area) => {
      const cut = intersect(
        featureCollection<Polygon | MultiPolygon>([feature(area), feature(zone)]),
      );
      return turfArea(cut!) / turfArea(feature(area));
    });
    const { residentsInside } = ask(pack, { areas: [zone] }).summary;
    expect(Math.abs(residentsInside! - 1000 * exact[0]! - 3000 * exact[1]!)).toBeLessThan(4);
  });
});

describe('the zones of a hazard', () => {
  const random = seeded(5);
  const near = () => [106.4 + random() * 0.1, 29.6 + random() * 0.1] as const;
  const pack = packOf({
    residents: peopleAt(
      ...Array.from({ length: 3000 }, (): [number, number, number] => [...near(), 1]),
    ),
    hazchem: collection(
      [300, 900, 0, null].map((safetyDistanceMetres, i) =>
        hazchemAt(...near(), { id: `c${i}`, safetyDistanceMetres }),
      ),
    ),
    geohazards: collection(
      (['active', 'active', 'closed'] as const).map((status, i) =>
        geohazardAt(...near(), { id: `g${i}`, status }),
      ),
    ),
    reservoirs: collection([reservoirAt(...near())]),
    streams: collection([
      {
        type: 'Feature',
        properties: {},
        geometry: { type: 'LineString', coordinates: Array.from({ length: 8 }, () => [...near()]) },
      },
    ]),
    zones: collection(
      hazardIds.map((hazard, i) => ({
        type: 'Feature' as const,
        properties: { id: hazard, name: hazard, hazard },
        geometry: box(106.41 + i * 0.02, 29.61, 106.42 + i * 0.02, 29.62),
      })),
    ),
  });
  const zoneMetres = { flood: 400, landslide: 1500, 'dam-break': 2000 };

  it.each(hazardIds)(
    'hold the residents that are in the zone by the rule that leaves out shelters: %s',
    (hazard) => {
      const find = hazardFinder(pack, zoneMetres);
      const { longitudes, latitudes } = pack.residents as ReturnType<typeof peopleAt> & {
        kind: 'points';
      };
      let slow = 0;
      longitudes.forEach((longitude, i) => {
        if (find(longitude, latitudes[i]!).includes(hazard)) slow++;
      });
      const { summary } = ask(pack, { of: 'zones', hazard, zoneMetres });
      expect(slow).toBeGreaterThan(50);
      expect(summary.residentsInside).toBe(slow);
      // Among 3,000 places spread evenly, the area says the same within five deviations.
      const share = summary.areaSquareKilometres! / (turfArea(box(106.4, 29.6, 106.5, 29.7)) / 1e6);
      expect(slow / 3000).toBeLessThan(share + 5 * Math.sqrt(share / 3000));
    },
  );

  it('leave out the register that they go round, and say that some distances are unknown', () => {
    const { summary, provenance } = ask(pack, { of: 'zones', hazard: 'chemical' });
    expect(summary.features.map(({ register }) => register)).not.toContain('hazchem');
    expect(provenance.notes[0]!.en).toBe(
      '1 site has no entered distance: what lies round it is unknown.',
    );
  });
});

describe('everything within a distance of a layer', () => {
  it('has the residents of the buffer analysis', () => {
    const pack = packOf({
      residents: peopleAt([106.5, 29.6, 7], [106.503, 29.6, 20], [106.52, 29.6, 30]),
      forests: collection([forestIn(box(106.49, 29.59, 106.501, 29.61))]),
      geohazards: collection([geohazardAt(106.519, 29.6)]),
    });
    for (const layer of ['forests', 'geohazards'] as const) {
      for (const distanceMetres of [null, 250, 3000]) {
        const buffer = analyses.buffer.run(
          pack,
          readParams(analyses.buffer.params, { layer, distanceMetres }),
        );
        const { summary } = ask(pack, { of: 'buffer', layer, distanceMetres });
        expect(summary.residentsInside).toBe(buffer.summary.residentsInside);
        expect(summary.areaSquareKilometres).toBe(buffer.summary.areaSquareKilometres);
      }
    }
  });
});

describe('records inside', () => {
  const pack = packOf({
    shelters: collection([
      shelterAt(106.505, 29.505, { id: 's1', name: 'School', capacityPeople: 300 }),
      shelterAt(106.506, 29.505, { id: 's2', name: 'Square' }),
      shelterAt(106.507, 29.505, {
        id: 's3',
        name: 'Old hall',
        status: 'closed',
        capacityPeople: 9,
      }),
      shelterAt(106.6, 29.505, { id: 's4', name: 'Far' }),
    ]),
    geohazards: collection([
      geohazardAt(106.502, 29.502, { id: 'g1', name: 'Slope', threatenedPeople: 40, riskGrade: 3 }),
    ]),
    hazchem: collection([hazchemAt(106.503, 29.503, { id: 'c1', majorHazardGrade: 2 })]),
    forests: collection([
      forestIn(box(106.509, 29.509, 106.6, 29.6), 'f1'),
      forestIn(box(106.51, 29.5, 106.6, 29.6), 'f2'),
    ]),
    district: collection([
      { type: 'Feature', properties: {}, geometry: box(106.5, 29.5, 106.505, 29.7) },
    ]),
  });

  it('carry status, capacity, threatened people and grade; an area counts when a part of it is inside', () => {
    const { summary, tables } = ask(pack, { areas: [square] });
    expect(summary.features.map(({ id }) => id).sort()).toEqual([
      'c1',
      'f1',
      'g1',
      's1',
      's2',
      's3',
    ]);
    const row = (id: string) => tables[1]!.rows.find((one) => one.id === id);
    expect(row('s1')).toMatchObject({ status: 'shelters.open', capacityPeople: 300, grade: '' });
    expect(row('g1')).toMatchObject({ threatenedPeople: 40, grade: 'geohazards.3' });
    expect(row('c1')).toMatchObject({ grade: 'hazchem.2' });
    const grade = tables[1]!.columns.find(({ key }) => key === 'grade');
    expect(grade?.options?.['geohazards.3']?.['zh-CN']).toBe('中型 Ⅲ');
    expect(grade?.options?.['hazchem.2']?.['zh-CN']).toBe('二级');
  });

  it('add up open shelters, and count those of unknown capacity apart', () => {
    expect(ask(pack, { areas: [square] }).summary).toMatchObject({
      openShelters: 2,
      shelterPlaces: 300,
      sheltersOfUnknownCapacity: 1,
    });
  });

  it('have the area inside the district apart: half of the square', () => {
    const { areaSquareKilometres, areaInDistrictSquareKilometres } = ask(pack, {
      areas: [square],
    }).summary;
    expect(areaInDistrictSquareKilometres! / areaSquareKilometres!).toBeCloseTo(0.5, 6);
  });
});

describe('the capacity of a shelter inside', () => {
  const pack = packOf({
    residents: peopleAt([106.505, 29.505, 1000]),
    shelters: collection([
      shelterAt(106.505, 29.505, { id: 'area', effectiveAreaSquareMetres: 3000 }),
      shelterAt(106.506, 29.505, { id: 'register', duration: 'long', capacityPeople: 40 }),
      shelterAt(106.507, 29.505, { id: 'unknown' }),
    ]),
  });

  it.each([{}, { scheme: 'guangdong' as const }, { squareMetresPerPerson: { emergency: 2 } }])(
    'is that of coverage, from the area where the register has none: %j',
    (question) => {
      const { summary, tables } = ask(pack, { areas: [square], ...question });
      const coverage = analyses.coverage.run(pack, readParams(analyses.coverage.params, question));
      expect(summary.shelterPlaces).toBe(coverage.summary.places);
      for (const { id, capacityPeople, capacitySource } of coverage.summary.perShelter) {
        expect(tables[1]!.rows.find((row) => row.id === id)).toMatchObject({
          capacityPeople,
          capacitySource,
        });
      }
    },
  );

  it('was unknown for 3,000 m² without a registered capacity: it is 1 m² for each, and a note says so', () => {
    const { summary, headlines, provenance } = ask(pack, {
      areas: [square],
      squareMetresPerPerson: { emergency: 1 },
    });
    expect(summary).toMatchObject({
      openShelters: 3,
      shelterPlaces: 3040,
      sheltersOfUnknownCapacity: 1,
      sheltersByArea: 1,
    });
    expect(headlines.find(({ id }) => id === 'places')!.note!.en).toBe(
      'By effective area for 1 of them',
    );
    const said = provenance.notes.map(({ en }) => en).join(' ');
    expect(said).toContain('1 open shelters inside have no registered capacity');
    expect(said).toContain('Neither capacity nor area is known for 1 open shelters');
  });
});

describe('the headline of hazard sites', () => {
  const headline = (pack: Pack, params: ParamsOf<'exposure'>) => {
    const { headlines, summary } = ask(pack, params);
    const { value, note } = headlines.find(({ id }) => id === 'geohazards')!;
    return { value, note: note?.en, summary: summary.hazardSites };
  };
  const pack = packOf({
    geohazards: collection([
      geohazardAt(106.5, 29.5),
      geohazardAt(106.6, 29.5),
      geohazardAt(106.6001, 29.5, { id: 'done', status: 'treated' }),
    ]),
    zones: collection([
      {
        type: 'Feature',
        properties: { id: 'z', name: 'Slope', hazard: 'landslide' },
        geometry: box(106.7, 29.5, 106.71, 29.51),
      },
    ]),
  });

  it('counts those that the zone goes round, where it was 0 beside 2 sources', () => {
    const round = { value: 2, note: 'The zone goes round them', summary: 2 };
    expect(headline(pack, { of: 'zones', hazard: 'landslide' })).toEqual(round);
    expect(headline(pack, { of: 'buffer', layer: 'geohazards' })).toEqual(round);
  });

  it('counts those inside any other zone, active ones alone', () => {
    expect(headline(pack, { areas: [box(106.55, 29.4, 106.65, 29.6)] })).toEqual({
      value: 1,
      note: undefined,
      summary: 1,
    });
  });

  it('is unknown without a zone', () => {
    expect(headline(pack, {}).value).toBeNull();
  });
});

it('a zone round shelters knows nothing of their places, where it had 0', () => {
  const pack = packOf({ shelters: collection([shelterAt(106.5, 29.5, { capacityPeople: 9 })]) });
  expect(ask(pack, { of: 'buffer', layer: 'shelters', distanceMetres: 500 }).summary).toMatchObject(
    {
      openShelters: null,
      shelterPlaces: null,
    },
  );
});

describe('relief', () => {
  const pack = packOf({ residents: peopleAt([106.505, 29.505, 1000]) });
  const needs = (own: NonNullable<ParamsOf<'exposure'>['needs']>) => {
    const { summary } = ask(pack, { areas: [square], needs: own });
    return [
      summary.peopleInNeed,
      Object.fromEntries(summary.needs.map(({ item, quantity }) => [item, quantity])),
    ];
  };

  it('is people × figure × days, rounded up: 1,000 people, 3 days', () => {
    expect(needs({})).toEqual([
      1000,
      {
        peoplePerTent: 334,
        drinkingLitresPerDay: 9000,
        waterLitresPerDay: 45_000,
        foodKilogramsPerDay: 1500,
        blanketsPerPerson: 1000,
      },
    ]);
  });

  it('follows own figures: 12.5 % of 1,000 people for 7 days, 4 a tent', () => {
    expect(needs({ sharePercent: 12.5, days: 7, peoplePerTent: 4, blanketsPerPerson: 2 })).toEqual([
      125,
      {
        peoplePerTent: 32,
        drinkingLitresPerDay: 2625,
        waterLitresPerDay: 13_125,
        foodKilogramsPerDay: 438,
        blanketsPerPerson: 250,
      },
    ]);
  });

  it('marks every usual figure as unverified, and an own one as own', () => {
    const { provenance, tables } = ask(pack, { areas: [square], needs: { days: 5 } });
    const tags = provenance.parameters.slice(-7).map(({ tag }) => tag);
    expect(tags).toEqual(['M', 'own', 'M', 'M', 'M', 'M', 'M']);
    expect(tables[2]!.rows.every(({ source }) => source !== 'own')).toBe(true);
    const figures = exposureControls.filter(({ key }) => key.startsWith('needs.'));
    expect(figures.every((control) => 'tag' in control && control.tag === 'M')).toBe(true);
  });
});

describe('hostile areas', () => {
  it('are no zone when there are none: nothing is known, and a note says what to do', () => {
    const { summary, headlines, features, provenance } = ask(
      packOf({ residents: peopleAt([106.5, 29.5, 5]) }),
    );
    expect(summary).toMatchObject({
      residents: 5,
      residentsInside: null,
      areaSquareKilometres: null,
    });
    expect(headlines.every(({ value }) => value === null)).toBe(true);
    expect(features.exposed.features).toEqual([]);
    expect(provenance.notes[0]!.en).toContain('draw or load polygons');
  });

  it('that cross themselves are repaired, and the note says so: both wings of a bow tie are inside', () => {
    const bow = polygon([
      [106.5, 29.5],
      [106.51, 29.51],
      [106.51, 29.5],
      [106.5, 29.51],
      [106.5, 29.5],
    ]);
    const pack = packOf({
      residents: peopleAt([106.501, 29.505, 1], [106.509, 29.505, 10], [106.505, 29.501, 100]),
    });
    const { summary, provenance } = ask(pack, { areas: [bow] });
    expect(summary.residentsInside).toBe(11);
    expect(provenance.notes[0]!.en).toContain('repaired by the non-zero rule');
    expect(provenance.notes[0]!['zh-CN']).toContain('第 1 个');
  });

  it('without extent are left out and named', () => {
    const line = box(106.5, 29.5, 106.5, 29.6);
    const { summary, provenance } = ask(packOf(), { areas: [line, square] });
    expect(summary.sources).toBe(1);
    expect(provenance.notes[0]!.en).toBe('Areas without extent are left out: number 1.');
  });

  it('across ±180° are refused with a sentence', () => {
    const wide: Area = box(-179.9, 10, 179.9, 10.1);
    expect(() => ask(packOf(), { areas: [wide] })).toThrow('across ±180°');
  });

  it.each([
    [
      'open rings',
      {
        areas: [
          polygon([
            [1, 1],
            [2, 1],
            [2, 2],
            [1, 2],
          ]),
        ],
      },
    ],
    ['positions off the globe', { areas: [box(106, 29, 107, 95)] }],
    ['NaN', { areas: [box(NaN, 29, 107, 30)] }],
    ['a point', { areas: [{ type: 'Point', coordinates: [106, 29] }] }],
    ['a feature', { areas: [{ type: 'Feature', geometry: square, properties: {} }] }],
    ['no list', { areas: square }],
  ])('with %s are refused with what is allowed', (_, params) => {
    expect(refusal(params)).toContain('GeoJSON Polygon');
  });

  it('of a million vertices, or more than two hundred, are refused with the limit', () => {
    const ring = Array.from({ length: 1_000_000 }, (_, i): [number, number] => [
      106 + Math.cos(i / 2e5),
      29 + Math.sin(i / 2e5),
    ]);
    expect(refusal({ areas: [polygon([...ring, ring[0]!])] })).toContain('≤ 100000 vertices');
    expect(refusal({ areas: Array.from({ length: 201 }, () => square) })).toContain('≤ 200');
  });

  it.each([
    { days: 0 },
    { days: NaN },
    { peoplePerTent: 0 },
    { sharePercent: 101 },
    { waterLitresPerDay: -1 },
  ])('come with figures in range only: %o', (needs) => {
    expect(refusal({ needs })).not.toBe('');
  });

  it('do not depend on their order', () => {
    const residents = peopleAt([106.501, 29.501, 10], [106.52, 29.505, 3000]);
    const areas = [square, box(106.504, 29.504, 106.53, 29.51), withHole];
    const forth = ask(packOf({ residents }), { areas }).summary;
    const back = ask(packOf({ residents }), { areas: areas.toReversed() }).summary;
    expect(back).toEqual(forth);
  });
});
