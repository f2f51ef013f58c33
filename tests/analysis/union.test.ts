import { describe, expect, it } from 'vitest';
import { analyses, type ParamsOf } from '../../src/analysis';
import { readParams } from '../../src/analysis/params';
import { unionControls } from '../../src/analysis/unionParams';
import { distanceMetres, isInside } from '../../src/geo/metric';
import { areaSquareMetres, contains, type Area } from '../../src/geo/polygons';
import { segmentDistanceMetres } from '../../src/analysis/zoneIndex';
import type { Pack } from '../../src/pack/pack';
import {
  box,
  collection,
  forestIn,
  geohazardAt,
  hazchemAt,
  packOf,
  shelterAt,
} from '../fixtures/pack';
import { seeded } from '../fixtures/random';

const ask = (pack: Pack, params: ParamsOf<'union'> = {}) =>
  analyses.union.run(pack, readParams(analyses.union.params, params));

const outlineOf = (answer: ReturnType<typeof ask>) =>
  answer.features.union.features[0]!.geometry as Area;

describe('the dissolved zone', () => {
  it('of service areas joins shelters that overlap: two of 500 m at 800 m, and one apart', () => {
    const pack = packOf({
      shelters: collection([
        shelterAt(106.5, 29.5),
        shelterAt(106.5 + 800 / distanceMetres(106.5, 29.5, 106.501, 29.5) / 1000, 29.5),
        shelterAt(106.6, 29.5),
        shelterAt(106.7, 29.5, { status: 'closed' }),
      ]),
    });
    const { summary, headlines } = ask(pack);
    expect(summary).toMatchObject({ sources: 3, holes: 0 });
    expect(summary.parts.map(({ rank }) => rank)).toEqual([1, 2]);
    const lens = 2 * 500 ** 2 * Math.acos(0.8) - 400 * Math.sqrt(4 * 500 ** 2 - 800 ** 2);
    const exact = (2 * Math.PI * 500 ** 2 - lens) / 1e6;
    // Chords that run 0.5 m inside their arcs cost a tenth of a per cent.
    expect(summary.parts[0]!.areaSquareKilometres / exact).toBeCloseTo(1, 2);
    expect(headlines.map(({ value }) => value)).toEqual([summary.areaSquareKilometres, 2, 0, 3]);
  });

  it('leaves out shelters inside the zones that the question names', () => {
    const pack = packOf({
      shelters: collection([shelterAt(106.5, 29.5), shelterAt(106.6, 29.5)]),
      hazchem: collection([hazchemAt(106.6, 29.5, { safetyDistanceMetres: 300 })]),
    });
    expect(ask(pack, { leaveOut: ['chemical'] }).summary.sources).toBe(1);
  });

  it('counts parts and holes: a ring of hazard sites round a gap', () => {
    const ring = Array.from({ length: 12 }, (_, i) => {
      const angle = (i * Math.PI) / 6;
      return geohazardAt(106.5 + 0.03 * Math.cos(angle), 29.6 + 0.026 * Math.sin(angle));
    });
    const { summary, tables } = ask(packOf({ geohazards: collection(ring) }), {
      of: 'buffer',
      layer: 'geohazards',
      distanceMetres: 900,
    });
    expect(summary).toMatchObject({ sources: 12, holes: 1 });
    expect(tables[0]!.rows).toHaveLength(1);
  });

  it('of drawn areas holds each spot once, with its hole where nothing else covers it', () => {
    const outer = box(106.5, 29.5, 106.52, 29.52).coordinates[0]!;
    const inner = [...box(106.505, 29.505, 106.515, 29.515).coordinates[0]!].reverse();
    const ring: Area = { type: 'Polygon', coordinates: [outer, inner] };
    const half = box(106.51, 29.5, 106.53, 29.52);
    const { summary } = ask(packOf(), { of: 'areas', areas: [ring, half] });
    const exact =
      areaSquareMetres(box(106.5, 29.5, 106.53, 29.52)) -
      areaSquareMetres(box(106.505, 29.505, 106.51, 29.515));
    expect(summary.areaSquareKilometres).toBeCloseTo(exact / 1e6, 8);
    expect(summary).toMatchObject({ sources: 2, holes: 1 });
  });

  it('round streams, sites and areas is drawn where the metric has it', () => {
    const random = seeded(31);
    const line = Array.from({ length: 6 }, () => [106.4 + random() * 0.1, 29.6 + random() * 0.1]);
    const wood = box(106.43, 29.63, 106.44, 29.64);
    const pack = packOf({
      streams: collection([
        { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: line } },
      ]),
      zones: collection([
        {
          type: 'Feature',
          properties: { id: 'z', name: 'Zone', hazard: 'flood' },
          geometry: wood,
        },
      ]),
    });
    const outline = outlineOf(
      ask(pack, { of: 'zones', hazard: 'flood', zoneMetres: { flood: 700 } }),
    );
    let near = 0;
    for (let i = 0; i < 2000; i++) {
      const [x, y] = [106.38 + random() * 0.14, 29.58 + random() * 0.14];
      const away = Math.min(
        ...line.slice(1).map((to, k) => segmentDistanceMetres(x, y, line[k]!, to)),
      );
      if (Math.abs(away - 700) < 1.5) continue;
      near += Number(away < 700);
      expect(contains(outline, x, y)).toBe(away < 700 || contains(wood, x, y));
    }
    expect(near).toBeGreaterThan(300);
  });

  it('of a layer with points and areas is drawn where the metric has it', () => {
    const pack = packOf({
      forests: collection([
        forestIn(box(106.43, 29.63, 106.44, 29.64)),
        forestIn({ type: 'Point', coordinates: [106.445, 29.645] }, 'f-2'),
      ]),
    });
    const outline = outlineOf(ask(pack, { of: 'buffer', layer: 'forests', distanceMetres: 500 }));
    const disc = { longitude: 106.445, latitude: 29.645, radiusMetres: 499 };
    const random = seeded(32);
    for (let i = 0; i < 500; i++) {
      const [x, y] = [106.42 + random() * 0.04, 29.62 + random() * 0.04];
      if (isInside(disc, x, y)) expect(contains(outline, x, y)).toBe(true);
    }
    expect(contains(outline, 106.435, 29.635)).toBe(true);
  });

  it('of nothing is empty and says so', () => {
    const { summary, features, provenance } = ask(packOf(), { of: 'areas' });
    expect(summary).toEqual({ sources: 0, areaSquareKilometres: 0, holes: 0, parts: [] });
    expect(features.union.features).toEqual([]);
    expect(provenance.notes[0]!.en).toContain('There is no zone');
  });

  it('is asked for by one control a parameter', () => {
    const keys = unionControls.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const zone = unionControls.find(({ key }) => key === 'zoneMetres.flood');
    const shown = (params: Record<string, unknown>) => zone!.when!({ leaveOut: [], ...params });
    expect(shown({ of: 'zones', hazard: 'flood' })).toBe(true);
    expect(shown({ of: 'service', leaveOut: ['flood'] })).toBe(true);
    expect(shown({ of: 'buffer', hazard: 'flood', leaveOut: ['flood'] })).toBe(false);
  });
});
