import { describe, expect, it } from 'vitest';
import { analyses, type ParamsOf } from '../../src/analysis';
import { readParams } from '../../src/analysis/params';
import { windOf } from '../../src/analysis/point';
import type { Pack } from '../../src/pack/pack';
import {
  box,
  collection,
  forestIn,
  geohazardAt,
  hazchemAt,
  packOf,
  peopleAt,
  shelterAt,
  townIn,
} from '../fixtures/pack';

const ask = (pack: Pack, params: ParamsOf<'point'> = {}) =>
  analyses.point.run(pack, readParams(analyses.point.params, params));
const here = { longitude: 106.5, latitude: 29.6 };

const pack = packOf({
  residents: peopleAt([106.5, 29.601, 10], [106.5, 29.606, 20], [106.5, 29.62, 40]),
  towns: collection([townIn(box(106.4, 29.5, 106.6, 29.7), '500105001')]),
  district: collection([
    { type: 'Feature', properties: {}, geometry: box(106.4, 29.5, 106.6, 29.7) },
  ]),
  shelters: collection([
    shelterAt(106.5, 29.602, { id: 'inside', capacityPeople: 80, capacitySource: 'measured' }),
    shelterAt(106.5, 29.6045, { id: 'close' }),
    shelterAt(106.51, 29.6, { id: 'safe', duration: null }),
    shelterAt(106.5, 29.59, { id: 'far' }),
    shelterAt(106.5, 29.6, { id: 'shut', status: 'closed' }),
  ]),
  hazchem: collection([
    hazchemAt(106.5, 29.601, { id: 'depot', safetyDistanceMetres: 300 }),
    hazchemAt(106.51, 29.61, { id: 'unassessed' }),
  ]),
  geohazards: collection([
    geohazardAt(106.4995, 29.6, { id: 'slide', riskGrade: 2 }),
    geohazardAt(106.5003, 29.6, { id: 'gone', status: 'closed' }),
  ]),
  forests: collection([forestIn(box(106.48, 29.59, 106.495, 29.61))]),
});

describe('a place', () => {
  const { summary } = ask(pack, here);

  it('lies in a town and a district', () => {
    expect(summary.town).toEqual({ code: '500105001', name: 'Town 500105001' });
    expect(summary.insideDistrict).toBe(true);
    expect(ask(pack, { longitude: 107, latitude: 29.6 }).summary).toMatchObject({
      town: null,
      insideDistrict: false,
    });
  });

  it('has residents within 500 m and 1 km', () => {
    expect(summary.residentsWithin).toEqual([
      { radiusMetres: 500, residents: 10 },
      { radiusMetres: 1000, residents: 30 },
    ]);
  });

  it('has three nearest open shelters with distance, direction and whether they are in a ring', () => {
    const seen = summary.nearestShelters.map(({ id, direction, insideZone }) => [
      id,
      direction['zh-CN'],
      insideZone,
    ]);
    expect(seen).toEqual([
      ['inside', '北', true],
      ['close', '北', false],
      ['safe', '东', false],
    ]);
    expect(summary.nearestShelters[0]).toMatchObject({ capacityPeople: 80, class: 'emergency' });
    expect(summary.nearestShelters[0]!.distanceMetres).toBeCloseTo(221.7, 1);
    expect(summary.nearestShelters[2]).toMatchObject({ capacityPeople: null, class: 'unknown' });
  });

  it('is sent to the nearest shelter at least 100 m outside every ring, not to one 88 m outside', () => {
    expect(summary.nearestSafeShelter?.id).toBe('safe');
  });

  it('lies in entered safety distances and in buffers, nearest first; closed sites have none', () => {
    expect(summary.zones.map(({ id, kind, radiusMetres }) => [id, kind, radiusMetres])).toEqual([
      ['slide', 'buffer', 100],
      ['depot', 'safety-distance', 300],
    ]);
  });

  it('has hazards within 2 km by distance, forests from their edge', () => {
    expect(summary.hazards.map(({ id }) => id)).toEqual([
      'gone',
      'slide',
      'depot',
      'f-1',
      'unassessed',
    ]);
    expect(summary.hazards[1]).toMatchObject({
      riskGrade: 2,
      register: 'geohazards',
      status: 'active',
    });
    expect(summary.hazards[0]).toMatchObject({ id: 'gone', status: 'closed' });
    expect(summary.hazards[2]!.status).toBeNull();
    expect(summary.hazards[3]!.distanceMetres).toBeCloseTo(484.3, 0);
    expect(summary.hazards[3]!.direction.en).toBe('west');
  });

  it('does not know whether a site without a distance reaches it, and says so', () => {
    expect(summary.sitesWithoutDistance).toBe(1);
    expect(ask(pack, here).provenance.notes[0]!.en).toContain('1 chemical site has no entered');
  });
});

describe('an entered safety distance of 0', () => {
  const zero = packOf({
    hazchem: collection([hazchemAt(106.5, 29.6, { safetyDistanceMetres: 0 })]),
  });

  it('is known and means no ring, where it counted as unknown', () => {
    const { summary, provenance } = ask(zero, here);
    expect(summary).toMatchObject({ sitesWithoutDistance: 0, zones: [] });
    expect(summary.hazards).toHaveLength(1);
    expect(provenance.notes.some((note) => note.en.includes('no entered'))).toBe(false);
  });
});

describe('the work shown for a place', () => {
  const { provenance, tables } = ask(pack, { longitude: 106.123456, latitude: 29.654321 });

  it('gives the place with four decimals, where it had five', () => {
    expect(provenance.parameters[0]?.value).toBe('106.1235°E 29.6543°N');
  });

  it('says the same of hazard sites that are not active in Chinese and in English', () => {
    const note = provenance.notes.find(({ en }) => en.startsWith('Directions'))!;
    expect(note['zh-CN']).toContain('其余仍列出并注明状态');
    expect(note.en).toContain('the others are listed with their status');
    expect(tables[2]!.columns.map(({ key }) => key)).toContain('status');
  });
});

describe('buffers asked for at a place', () => {
  it('replace the rules, but an entered safety distance always counts', () => {
    const zones = (buffers: ParamsOf<'point'>['buffers']) =>
      ask(pack, { ...here, buffers }).summary.zones.map(({ id, kind }) => `${id} ${kind}`);
    expect(zones([])).toEqual(['depot safety-distance']);
    expect(zones([{ layer: 'forests', distanceMetres: 500 }])).toEqual([
      'depot safety-distance',
      'f-1 buffer',
    ]);
    expect(zones([{ layer: 'hazchem', distanceMetres: 2000 }])).toEqual([
      'depot safety-distance',
      'depot buffer',
      'unassessed buffer',
    ]);
  });

  it('can leave no safe shelter', () => {
    const buffers = [{ layer: 'hazchem' as const, distanceMetres: 50_000 }];
    expect(ask(pack, { ...here, buffers }).summary.nearestSafeShelter).toBeNull();
  });
});

describe('a pack that lacks something', () => {
  it('still answers', () => {
    expect(ask(packOf(), here).summary).toMatchObject({
      town: null,
      insideDistrict: null,
      residentsWithin: [{ residents: null }, { residents: null }],
      nearestShelters: [],
      nearestSafeShelter: null,
      zones: [],
      hazards: [],
    });
  });

  it('is asked about the middle of its extent when no place is given', () => {
    expect(ask(packOf()).summary).toMatchObject({ longitude: 106.5, latitude: 29.5 });
  });
});

it('names eight winds', () => {
  expect([0, 44, 91, 180, 337, 338, 359].map((bearing) => windOf(bearing)['zh-CN'])).toEqual([
    '北',
    '东北',
    '东',
    '南',
    '西北',
    '北',
    '北',
  ]);
});
