import fc from 'fast-check';
import type { Feature } from 'geojson';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { registers } from '../../../src/domain/registers';
import { checkRecords } from '../../../src/pack/checks';
import { applyMends, type Finding } from '../../../src/pack/finding';
import { box } from '../../fixtures/pack';
import { brief, context, point, record, soundIds, type SoundId } from './register';

const words = fc.constantFrom('龙岗街道', '龙水镇', '龙崗街道', '龙水', '高升镇', null);
const phone = fc.oneof(
  fc.constantFrom(
    '138 1234 2471',
    '023 4372 1234',
    '+86 13812342471',
    '１３８１２３４２４７１',
    null,
  ),
  fc.string({ unit: fc.constantFrom(...'0123456789 -'), minLength: 7, maxLength: 13 }),
);
const grade = fc.constantFrom(1, 2, 3, 4, null);
const number = fc.constantFrom(0, 40, 120, 600, 5000, 2e5, 3e6, 2e9, null);
const corner = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }));
const outline = fc.array(corner, { minLength: 3, maxLength: 8 }).map((corners) => ({
  type: 'Polygon' as const,
  coordinates: [[...corners, corners[0]!].map(([x, y]) => [105 + x / 100, 29 + y / 100])],
}));
const place = fc
  .constantFrom(105.02, 105.05, 105.05001, 105.15, 105.25)
  .map((longitude) => point(longitude, 29.05));

/** A record with some of its values wrong, of any register. */
const broken = (dataset: SoundId): fc.Arbitrary<Feature> =>
  fc
    .record(
      {
        town: words,
        phone,
        monitorPhone: phone,
        technicalPhone: phone,
        riskGrade: grade,
        threatenedPeople: number,
        threatenedPropertyTenThousandYuan: number,
        capacityCubicMetres: number,
        size: fc.constantFrom('small-1', 'pond', 'large-1', null),
        name: fc.constantFrom('一', '二'),
      },
      { requiredKeys: [] },
    )
    .chain((values) =>
      (dataset === 'forests' ? outline : place).map((geometry) => {
        const known = record(dataset).properties!;
        const own = Object.entries(values).filter(([key]) => key in known);
        return record(dataset, Object.fromEntries(own), geometry);
      }),
    );

const list = fc
  .constantFrom(...soundIds)
  .chain((dataset) =>
    fc
      .array(broken(dataset), { minLength: 1, maxLength: 6 })
      .map((features) => ({ dataset, features })),
  );

const about = ({ check, field, index }: Finding) => `${check} ${field} ${index}`;

test('after a repair its finding is gone, the record is still one of its register, and no other is touched', () => {
  fc.assert(
    fc.property(list, ({ dataset, features }) => {
      const findings = checkRecords(dataset, features, context);
      for (const finding of findings) {
        if (!finding.mend) continue;
        const mended = applyMends(features, [finding]);
        const left = checkRecords(dataset, mended, context);
        if (finding.mend.after === null) {
          expect(mended).toEqual(features.filter((_, i) => i !== finding.index));
        } else {
          expect(left.map(about)).not.toContain(about(finding));
          expect(v.is(registers[dataset].schema, finding.mend.after.properties)).toBe(true);
          expect(mended.filter((_, i) => i !== finding.index)).toEqual(
            features.filter((_, i) => i !== finding.index),
          );
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('all repairs at once leave nothing to repair after a few rounds, and then change nothing', () => {
  fc.assert(
    fc.property(list, ({ dataset, features }) => {
      let now: Feature[] = features;
      for (let round = 0; round < 4; round++)
        now = applyMends(now, checkRecords(dataset, now, context));
      const left = checkRecords(dataset, now, context);
      expect(left.filter(({ mend }) => mend).map(brief)).toEqual([]);
      expect(applyMends(now, left)).toEqual(now);
    }),
    { numRuns: 60 },
  );
});

test('the checks never change a record', () => {
  fc.assert(
    fc.property(list, ({ dataset, features }) => {
      const before = structuredClone(features);
      checkRecords(dataset, features, context);
      expect(features).toEqual(before);
    }),
    { numRuns: 30 },
  );
});

test('two repairs of one record are joined, two of one field are not', () => {
  const features = [
    record('shelters', { town: '龍水鎮', phone: '138-1234-2471' }, point(105.15, 29.05)),
  ];
  const findings = checkRecords('shelters', features, context);
  expect(applyMends(features, findings)[0]!.properties).toEqual(
    record('shelters', { town: '龙水镇', phone: '13812342471' }).properties,
  );
  const [town] = findings;
  const other = {
    ...town!,
    mend: { ...town!.mend!, after: record('shelters', { town: '龙岗街道' }) },
  };
  expect(applyMends(features, [town!, other])[0]!.properties).toMatchObject({ town: '龙水镇' });
});

test('a thousand records at one place are compared with one, not with each other', () => {
  const features = Array.from({ length: 1000 }, (_, i) =>
    record('shelters', { id: `S${i}`, name: `场所${i}` }, box(105.04, 29.04, 105.06, 29.06)),
  );
  const duplicates = checkRecords('shelters', features, context).filter(
    ({ check }) => check === 'duplicate',
  );
  expect(duplicates).toHaveLength(999);
  expect(new Set(duplicates.map(({ reason }) => reason.en))).toEqual(
    new Set(['the same place as row 2 “场所0”, 0\u2009m apart']),
  );
});
