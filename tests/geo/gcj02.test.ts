import { describe, expect, it } from 'vitest';
import { gcj02ToWgs84, wgs84ToGcj02 } from '../../src/geo/gcj02';

const places: [number, number][] = [
  [105.7137, 29.6974],
  [106.5708, 29.6025],
  [117.1515, 39.1672],
  [106.3013, 32.2334],
];

describe('gcj02ToWgs84', () => {
  it('undoes the forward transform to 1e-7 degrees, where the one-step inverse is off by metres', () => {
    for (const place of places) {
      const [longitude, latitude] = gcj02ToWgs84(wgs84ToGcj02(place));
      expect(Math.abs(longitude - place[0])).toBeLessThan(1e-7);
      expect(Math.abs(latitude - place[1])).toBeLessThan(1e-7);
    }
  });

  it('agrees with the test places of another implementation (eviltransform) within a metre', () => {
    const pairs = [
      { gcj: [121.531541859215, 31.17530398364597], wgs: [121.5272106, 31.1774276] },
      { gcj: [113.9171764808363, 22.540796131694766], wgs: [113.912316, 22.543847] },
      { gcj: [116.38404722455657, 39.91334545536069], wgs: [116.377817, 39.911954] },
    ] as const;
    for (const { gcj, wgs } of pairs) {
      const [longitude, latitude] = gcj02ToWgs84([...gcj]);
      expect(longitude).toBeCloseTo(wgs[0], 5);
      expect(latitude).toBeCloseTo(wgs[1], 5);
    }
  });

  it('leaves a place outside China as it is', () => {
    expect(gcj02ToWgs84([13.4, 52.5])).toEqual([13.4, 52.5]);
  });

  it('refuses a coordinate that is no number', () => {
    expect(() => gcj02ToWgs84([Number.NaN, 29])).toThrow('not NaN, 29');
  });
});
