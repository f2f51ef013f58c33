import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bd09ToGcj02, bd09ToWgs84, gcj02ToBd09, wgs84ToBd09 } from '../../src/geo/bd09';
import { gcj02ToWgs84, wgs84ToGcj02 } from '../../src/geo/gcj02';

const inChina = fc.tuple(
  fc.double({ min: 73.5, max: 135, noNaN: true }),
  fc.double({ min: 4, max: 53.5, noNaN: true }),
);

function expectNear(found: [number, number], wanted: [number, number], degrees: number) {
  expect(Math.abs(found[0] - wanted[0])).toBeLessThan(degrees);
  expect(Math.abs(found[1] - wanted[1])).toBeLessThan(degrees);
}

describe('BD-09', () => {
  it('agrees with published pairs of the widely used formulas', () => {
    expectNear(bd09ToGcj02([116.404, 39.915]), [116.39762729119315, 39.90865673957631], 2e-6);
    expectNear(gcj02ToBd09([116.404, 39.915]), [116.41036949371029, 39.92133699351021], 1e-8);
  });

  it('goes there and back to 1e-8 degrees anywhere in China, where the one-step inverse is off by up to a metre', () => {
    fc.assert(
      fc.property(inChina, (place) => {
        expectNear(bd09ToWgs84(wgs84ToBd09(place)), place, 1e-7);
        expectNear(bd09ToGcj02(gcj02ToBd09(place)), place, 1e-8);
        expectNear(gcj02ToWgs84(wgs84ToGcj02(place)), place, 1e-7);
      }),
      { numRuns: 500 },
    );
  });

  it('goes there and back anywhere outside of China too, where GCJ-02 moves nothing', () => {
    const abroad = fc.tuple(
      fc.double({ min: -170, max: 60, noNaN: true }),
      fc.double({ min: -80, max: 80, noNaN: true }),
    );
    fc.assert(
      fc.property(abroad, (place) => {
        expect(wgs84ToGcj02(place)).toEqual(place);
        expectNear(bd09ToWgs84(wgs84ToBd09(place)), place, 1e-7);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a coordinate that is no number', () => {
    expect(() => bd09ToGcj02([105, Number.POSITIVE_INFINITY])).toThrow('not 105, Infinity');
  });
});
