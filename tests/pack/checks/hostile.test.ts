import fc from 'fast-check';
import type { Feature, Geometry } from 'geojson';
import { expect, test } from 'vitest';
import { datasetIds } from '../../../src/domain/datasetIds';
import { fieldsOf } from '../../../src/pack/checks/check';
import { checkRecords, checks } from '../../../src/pack/checks';
import { checkTitles, findingsOfProblems } from '../../../src/pack/finding';
import { findingsTables } from '../../../src/pack/findingsTable';
import { found, context, point, record, townOf } from './register';
import { box } from '../../fixtures/pack';

const junk = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    '',
    ' ',
    NaN,
    Infinity,
    -1,
    1e308,
    '__proto__',
    '<script>',
    '2025-13-45',
  ),
  fc.string(),
  fc.double(),
  fc.array(fc.string(), { maxLength: 2 }),
  fc.object({ maxDepth: 1 }),
);
const position = fc.array(fc.double({ noNaN: false }), { maxLength: 3 });
const geometry = fc.oneof(
  fc.constant(null),
  fc.record({ type: fc.constant('Point'), coordinates: position }),
  fc.record({
    type: fc.constant('Polygon'),
    coordinates: fc.array(fc.array(position, { maxLength: 6 }), { maxLength: 2 }),
  }),
) as unknown as fc.Arbitrary<Geometry>;

test('whatever a record holds, there are findings with sentences in both languages, never a crash', () => {
  const lists = fc.constantFrom(...datasetIds).chain((dataset) => {
    const keys = [...Object.keys(fieldsOf(dataset)), 'people', '__proto__'];
    const feature = fc
      .tuple(fc.dictionary(fc.constantFrom(...keys), junk), geometry)
      .map(([properties, where]): Feature => ({ type: 'Feature', geometry: where, properties }));
    return fc.array(feature, { maxLength: 6 }).map((features) => ({ dataset, features }));
  });
  fc.assert(
    fc.property(lists, ({ dataset, features }) => {
      const findings = checkRecords(dataset, features, context);
      for (const { reason, value, index } of findings) {
        expect(reason['zh-CN'] && reason.en).toBeTruthy();
        expect(`${reason['zh-CN']} ${reason.en}`).not.toMatch(/undefined|NaN|Infinity|\[object/u);
        expect(typeof value).toBe('string');
        expect(index === null || index < features.length).toBe(true);
      }
      const rows = findingsTables(findings, { locale: 'en', features }).flatMap(
        (table) => table.rows,
      );
      expect(rows).toHaveLength(findings.length);
    }),
    { numRuns: 300 },
  );
});

test('every check has a title, and every title but that of reading a check', () => {
  expect(['reading', ...checks.map(({ id }) => id)].sort()).toEqual(
    Object.keys(checkTitles).sort(),
  );
  expect(findingsOfProblems('shelters', [])).toEqual([]);
});

test('a list that names no town at all, beside sketched outlines, is one finding', () => {
  const towns = [townOf('500111001', '龙岗街道', box(105, 29, 105.1, 29.1), true)];
  const features = [105.01, 105.02, 105.03, 105.04, 105.05].map((longitude, i) =>
    record(
      'shelters',
      { id: `S${i}`, name: `场所${'甲乙丙丁戊'[i]!}`, town: null },
      point(longitude, 29.05),
    ),
  );
  expect(found('shelters', features, { towns })).toEqual([
    ['town', 'notice', null, 'town', '', '5 条都没有“乡镇街道”；请补这一列', null],
  ]);
});
