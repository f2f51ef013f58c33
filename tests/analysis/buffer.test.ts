import { describe, expect, it } from 'vitest';
import { analyses, type ParamsOf } from '../../src/analysis';
import { readParams } from '../../src/analysis/params';
import { nearestOnArea } from '../../src/geo/edges';
import { distanceMetres } from '../../src/geo/metric';
import { areaSquareMetres, contains } from '../../src/geo/polygons';
import type { Pack } from '../../src/pack/pack';
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
import { seeded, shuffled } from '../fixtures/random';

const ask = (pack: Pack, params: ParamsOf<'buffer'> = {}) =>
  analyses.buffer.run(pack, readParams(analyses.buffer.params, params));

const pack = packOf({
  residents: peopleAt([106.5, 29.6, 100], [106.504, 29.6, 40], [106.52, 29.6, 60]),
  towns: collection([townIn(box(106.4, 29.5, 106.502, 29.7), '1')]),
  hazchem: collection([
    hazchemAt(106.5, 29.6, { id: 'depot', name: 'Depot', safetyDistanceMetres: 450 }),
    hazchemAt(106.5, 29.602, { id: 'station', name: 'Station', safetyDistanceMetres: 300 }),
    hazchemAt(106.52, 29.6, { id: 'unknown', name: 'Not assessed' }),
  ]),
  shelters: collection([shelterAt(106.5, 29.603, { id: 's1', name: 'School' })]),
  geohazards: collection([geohazardAt(106.53, 29.6)]),
});

describe('a buffer by the rule of its layer', () => {
  it('takes entered safety distances and lists sites without one as unknown', () => {
    const { summary } = ask(pack, { layer: 'hazchem' });
    expect(summary).toMatchObject({ sites: 2, smallestMetres: 300, largestMetres: 450 });
    expect(summary.sitesWithoutDistance).toEqual([{ id: 'unknown', name: 'Not assessed' }]);
  });

  it('counts each resident once: 387 m is inside one circle, 0 m inside two', () => {
    const { summary } = ask(pack);
    expect(summary).toMatchObject({ residents: 200, residentsInside: 140 });
    expect(summary.residentsInsideShare).toBe(0.7);
    expect(summary.towns).toEqual([
      { code: '1', name: 'Town 1', residents: 100, residentsInside: 100 },
      { code: '', name: '各镇街之外', residents: 100, residentsInside: 40 },
    ]);
  });

  it('lists features of other layers with the nearest site that holds them', () => {
    const [school, ...others] = ask(pack).summary.features;
    expect(others).toEqual([]);
    expect(school).toMatchObject({ register: 'shelters', id: 's1', nearestSource: 'Station' });
    expect(school!.distanceMetres).toBeCloseTo(110.85, 1);
  });

  it('draws one outline when dissolved and one a site when not', () => {
    const dissolved = ask(pack).features.buffers.features;
    expect(dissolved.map(({ properties }) => properties)).toEqual([{ layer: 'hazchem', sites: 2 }]);
    const single = ask(pack, { dissolve: false }).features.buffers.features;
    expect(single.map(({ properties }) => properties?.id as string)).toEqual(['depot', 'station']);
  });

  it('measures each spot once, whether dissolved or not', () => {
    const [one] = ask(pack).features.buffers.features;
    const square = areaSquareMetres(one!.geometry);
    expect(ask(pack).summary.areaSquareKilometres).toBeCloseTo(square / 1e6, 9);
    expect(ask(pack, { dissolve: false }).summary.areaSquareKilometres).toBeCloseTo(
      square / 1e6,
      9,
    );
    expect(square).toBeLessThan(Math.PI * (450 ** 2 + 300 ** 2));
  });
});

describe('a buffer by an own distance', () => {
  it('reaches every site, those without a rule too', () => {
    const { summary } = ask(pack, { distanceMetres: 1000 });
    expect(summary).toMatchObject({ sites: 3, residentsInside: 200, smallestMetres: 1000 });
    expect(summary.features.map((feature) => feature.register)).toEqual(['geohazards', 'shelters']);
  });

  it('can be about chosen sites only', () => {
    expect(ask(pack, { ids: ['station'] }).summary).toMatchObject({
      sites: 1,
      residentsInside: 100,
    });
    expect(() => ask(pack, { ids: ['nowhere'] })).toThrow('nowhere');
  });

  it('holds exactly the cells that the metric holds, in any order of sites', () => {
    const random = seeded(41);
    const rows = Array.from({ length: 60 }, () =>
      Array.from({ length: 60 }, () => Math.floor(random() * 9)),
    );
    const sites = Array.from({ length: 30 }, (_, i) =>
      geohazardAt(106.4 + random() * 0.05, 29.65 + random() * 0.05, { id: `g${i}` }),
    );
    const residents = peopleOn(106.4, 29.7, rows);
    const params = { layer: 'geohazards', distanceMetres: 333 } as const;
    const found = ask(packOf({ residents, geohazards: collection(sites) }), params);
    let slow = 0;
    rows.forEach((row, i) =>
      row.forEach((people, k) => {
        const inside = sites.some(
          ({ geometry: { coordinates } }) =>
            distanceMetres(
              coordinates[0]!,
              coordinates[1]!,
              106.4 + (k + 0.5) / 1200,
              29.7 - (i + 0.5) / 1200,
            ) <= 333,
        );
        if (inside) slow += people;
      }),
    );
    expect(found.summary.residentsInside).toBe(slow);
    const other = packOf({ residents, geohazards: collection(shuffled(sites, random)) });
    expect(ask(other, params).summary.residentsInside).toBe(slow);
  });
});

describe('a buffer of hazard sites', () => {
  const sites = packOf({
    residents: peopleAt([106.5, 29.6, 7], [106.52, 29.6, 30]),
    geohazards: collection([
      geohazardAt(106.5, 29.6, { id: 'live', name: 'Live slope' }),
      geohazardAt(106.52, 29.6, { id: 'shut', name: 'Shut slope', status: 'closed' }),
    ]),
    shelters: collection([shelterAt(106.5, 29.6005, { id: 's1', status: 'closed' })]),
  });

  it('is round active ones only, as zones are; the others are counted and named', () => {
    const { summary, provenance } = ask(sites, { layer: 'geohazards' });
    expect(summary).toMatchObject({ sites: 1, residentsInside: 7 });
    expect(summary.inactiveSites).toEqual([{ id: 'shut', name: 'Shut slope' }]);
    expect(provenance.notes[0]).toEqual({
      'zh-CN': '1 处隐患点已治理、搬迁或核销，不设缓冲区：Shut slope。',
      en: '1 hazard sites are treated, relocated or closed and have no buffer: Shut slope.',
    });
    const own = ask(sites, { layer: 'geohazards', distanceMetres: 5000, ids: ['shut'] }).summary;
    expect(own).toMatchObject({ sites: 0, residentsInside: 0 });
  });

  it('tells the status of shelters inside', () => {
    const { summary, tables } = ask(sites, { layer: 'geohazards' });
    expect(summary.features).toMatchObject([{ id: 's1', status: 'closed' }]);
    const column = tables[1]!.columns.find(({ key }) => key === 'status');
    expect(tables[1]!.rows[0]!.status).toBe('shelters.closed');
    expect(column?.options?.['shelters.closed']?.['zh-CN']).toBe('停用');
    expect(column?.options?.['geohazards.closed']?.['zh-CN']).toBe('已核销');
  });
});

describe('an entered safety distance of 0', () => {
  it('is no buffer and not unknown either', () => {
    const { summary, provenance } = ask(
      packOf({
        hazchem: collection([hazchemAt(106.5, 29.6, { id: 'z', safetyDistanceMetres: 0 })]),
      }),
    );
    expect(summary).toMatchObject({
      sites: 0,
      sitesWithoutDistance: [],
      sitesWithZeroDistance: [{ id: 'z', name: 'Chemical site' }],
    });
    expect(provenance.notes[0]!.en).toBe('1 site has an entered distance of 0 and no buffer.');
  });
});

describe('a buffer round areas', () => {
  const wood = box(106.45, 29.55, 106.5, 29.6);
  const forest = packOf({
    residents: peopleAt(
      [106.47, 29.57, 5],
      [106.501, 29.58, 10],
      [106.503, 29.58, 20],
      [106.6, 29.6, 40],
    ),
    forests: collection([
      forestIn(wood),
      forestIn({ type: 'Point', coordinates: [106.6, 29.6] }, 'f-2'),
    ]),
    reservoirs: collection([reservoirAt(106.5015, 29.56)]),
  });

  it('counts from the edge: 97 m is inside 200 m, 290 m is not, within the forest is', () => {
    const { summary } = ask(forest, { layer: 'forests' });
    expect(summary.residentsInside).toBe(5 + 10 + 40);
    expect(summary.features.map(({ id, nearestSource }) => [id, nearestSource])).toEqual([
      ['r-106.5015-29.56', 'Forest'],
    ]);
  });

  it('is drawn where the metric has it', () => {
    const [feature] = ask(forest, { layer: 'forests', distanceMetres: 500 }).features.buffers
      .features;
    const random = seeded(43);
    for (let i = 0; i < 500; i++) {
      const place = { longitude: 106.43 + random() * 0.1, latitude: 29.53 + random() * 0.1 };
      const away = nearestOnArea(wood, place).distanceMetres;
      if (Math.abs(away - 500) < 1) continue;
      const drawn = contains(feature!.geometry, place.longitude, place.latitude);
      expect(drawn).toBe(away < 500);
    }
  });

  it('tells how far it has come', () => {
    const told: string[] = [];
    analyses.buffer.run(
      forest,
      readParams(analyses.buffer.params, { layer: 'forests' }),
      (_, __, what) => told.push(what.en),
    );
    expect(new Set(told)).toEqual(new Set(['forest areas', 'features', 'outline']));
  });
});

describe('a buffer of nothing', () => {
  it('is empty and says so', () => {
    const { summary, features, provenance } = ask(packOf());
    expect(summary).toMatchObject({
      sites: 0,
      residents: null,
      residentsInside: null,
      residentsInsideShare: null,
      smallestMetres: null,
      areaSquareKilometres: 0,
    });
    expect(features.buffers.features).toEqual([]);
    expect(provenance.notes.map((note) => note.en)).toContain('There is nothing to buffer.');
  });
});
