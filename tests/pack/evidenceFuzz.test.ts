import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { coordinateForms, readCoordinate, readPair } from '../../src/formats/coordinates';
import { transformOf } from '../../src/geo/crs';
import { transformOfDefinition } from '../../src/geo/crsDefinition';
import { judgeCoordinates, type Known, type RawPlace } from '../../src/pack/evidence';

const known: Known = {
  district: [
    {
      type: 'Polygon',
      coordinates: [
        [
          [105.4, 29.3],
          [106, 29.3],
          [106, 29.9],
          [105.4, 29.3],
        ],
      ],
    },
  ],
  towns: [],
  places: [{ position: [105.7, 29.6], name: '龙岗' }],
};

const anyNumber = fc.oneof(
  fc.double(),
  fc.integer({ min: -4e7, max: 4e7 }),
  fc.double({ min: -180, max: 180 }),
  fc.constantFrom(0, -0, NaN, Infinity, 1e308, 5e-324, 90, 180, 360),
);

test('any numbers give a judgement, and what is chosen has its places on the globe', () => {
  const place = fc.record<RawPlace>({
    row: fc.nat(),
    x: anyNumber,
    y: anyNumber,
    town: fc.option(fc.string()),
    name: fc.option(fc.constantFrom('龙岗', '__proto__', '')),
  });
  fc.assert(
    fc.property(fc.array(place, { maxLength: 30 }), (places) => {
      const judged = judgeCoordinates(places, known, null);
      for (const { after } of judged.points) {
        if (!after) continue;
        expect(Math.abs(after[0])).toBeLessThanOrEqual(180);
        expect(Math.abs(after[1])).toBeLessThanOrEqual(90);
      }
      expect(judged.decision === 'none').toBe(judged.chosen === null);
      expect(judged.why.en.length).toBeGreaterThan(20);
    }),
    { numRuns: 100 },
  );
});

test('any numbers through any transform give a place or nothing, never NaN', () => {
  const ids = ['EPSG:4326', 'GCJ02', 'BD09', 'EPSG:3857', 'EPSG:4523', 'EPSG:21418', 'EPSG:32748'];
  const modifiers = ['', '+swapped', '+dms', '+d.mmss', '+e6', '+mixed', '+unzoned', '+minus-x'];
  fc.assert(
    fc.property(
      fc.constantFrom(...ids, 'CGCS2000-GK'),
      fc.constantFrom(...modifiers),
      anyNumber,
      anyNumber,
      (id, modifier, x, y) => {
        const place = transformOf(id + modifier)!.toWgs84(x, y);
        if (place) expect(place.every(Number.isFinite)).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});

test('any cell gives a coordinate or nothing', () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0123456789.-+°′″\'"度分秒NESW东经:, eE') }),
    fc.anything(),
  );
  fc.assert(
    fc.property(cell, (raw) => {
      const found = [readCoordinate(raw), ...(readPair(raw) ?? [])];
      for (const one of found) if (one) expect(Number.isFinite(one.value)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('every form of a number that can be degrees is within the world', () => {
  fc.assert(
    fc.property(anyNumber, (value) => {
      for (const { degrees } of coordinateForms(value))
        if (degrees !== null) expect(Math.abs(degrees)).toBeLessThanOrEqual(180);
    }),
    { numRuns: 500 },
  );
});

test('any definition of a system gives a transform or a sentence', async () => {
  const words = fc.constantFrom(
    ...[
      'PROJCS[',
      'GEOGCS[',
      '"Beijing_1954"',
      'DATUM[',
      ']',
      ',',
      'EPSG:',
      '4544',
      '+proj=',
      'tmerc',
    ],
    ...[
      ' +lon_0=',
      '105',
      '+ellps=krass',
      'PARAMETER["central_meridian",',
      'UNIT["Degree",',
      ' ',
      'urn:',
    ],
    ...[
      'PROJECTION["Gauss_Kruger"]',
      'PROJCRS[',
      'ID["EPSG",',
      '+swapped',
      'GCJ02',
      '+towgs84=1,2,3',
    ],
  );
  await fc.assert(
    fc.asyncProperty(fc.array(words, { maxLength: 12 }), async (parts) => {
      try {
        const transform = await transformOfDefinition(parts.join(''));
        const place = transform.toWgs84(500_000, 3_300_000);
        if (place) expect(place.every(Number.isFinite)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
      }
    }),
    { numRuns: 300 },
  );
});
