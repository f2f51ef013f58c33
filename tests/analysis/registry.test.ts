import { describe, expect, test } from 'vitest';
import type * as v from 'valibot';
import { analyses } from '../../src/analysis';
import type { Analysis, Answer } from '../../src/analysis/define';
import { provenanceLines, tableCsv } from '../../src/analysis/exports';
import { readParams } from '../../src/analysis/params';
import { datasetTitles } from '../../src/domain/datasets';
import type { Field } from '../../src/domain/field';
import { registers } from '../../src/domain/registers';
import { schemes } from '../../src/domain/scheme';
import { locales, type Text } from '../../src/domain/text';
import { formats } from '../../src/formats';
import {
  box,
  collection,
  forestIn,
  geohazardAt,
  hazchemAt,
  packOf,
  peopleOn,
  reservoirAt,
  shelterAt,
  townIn,
} from '../fixtures/pack';

/** One of everything within a kilometre. */
const pack = packOf({
  residents: peopleOn(106.5, 29.5, [
    [10, 0, 5],
    [0, 20, 0],
  ]),
  towns: collection([townIn(box(106.4, 29.4, 106.6, 29.6), '1')]),
  shelters: collection([shelterAt(106.501, 29.499), shelterAt(106.51, 29.49, { duration: null })]),
  geohazards: collection([geohazardAt(106.502, 29.498)]),
  reservoirs: collection([reservoirAt(106.503, 29.497)]),
  forests: collection([forestIn(box(106.504, 29.49, 106.505, 29.491))]),
  hazchem: collection([hazchemAt(106.5005, 29.4995, { safetyDistanceMetres: 300 })]),
});

const empty = packOf();

/** Every bilingual text found in a value, with the way to it. */
function textsIn(value: unknown, path = ''): [string, Text][] {
  if (!value || typeof value !== 'object') return [];
  if ('zh-CN' in value) return [[path, value as Text]];
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, `${path}.${key}`));
}

/** Units such as `m` have no word in one language or the other; everything else must say something in both. */
function expectBoth(value: unknown) {
  const texts = textsIn(value).filter(([path]) => !path.endsWith('.unit'));
  expect(texts.length).toBeGreaterThan(0);
  for (const [path, words] of texts)
    for (const locale of locales) expect([path, words[locale].trim()]).not.toEqual([path, '']);
}

describe.each(
  Object.entries(analyses) as [
    string,
    Analysis<v.GenericSchema, object, Answer<object> | Promise<Answer<object>>>,
  ][],
)('the analysis %s', (id, analysis) => {
  test('runs with its default parameters, and says how in both languages', async () => {
    const answer = await analysis.run(pack, readParams(analysis.params, {}));
    expectBoth(analysis.title);
    expectBoth(answer.tables);
    expectBoth(answer.provenance);
    expect(answer.provenance.datasets.length).toBeGreaterThan(0);
    expect(answer.provenance.standards.length).toBeGreaterThan(0);
  });

  test('gives tables whose columns are those of their rows, and that export with the work', async () => {
    const { tables, provenance } = await analysis.run(pack, readParams(analysis.params, {}));
    for (const table of tables) {
      const keys = table.columns.map(({ key }) => key);
      for (const row of table.rows) expect(Object.keys(row).sort()).toEqual([...keys].sort());
      for (const locale of locales) {
        const csv = tableCsv(table, provenance, locale);
        for (const [label] of provenanceLines(provenance, locale))
          expect(csv).toContain(label.replaceAll('"', '""'));
      }
    }
  });

  test('answers for a pack that holds nothing', async () => {
    const { provenance } = await analysis.run(empty, readParams(analysis.params, {}));
    expect(provenance.analysis).toBe(id);
  });

  test('refuses a parameter that it does not know, with a sentence', () => {
    expect(() => readParams(analysis.params, { radius: 5 })).toThrow('radius');
  });
});

test('every register, dataset, scheme and format has its words in both languages', () => {
  for (const words of [registers, datasetTitles, schemes]) expectBoth(words);
  expect(Object.values(formats).every(({ endings }) => endings.length > 0)).toBe(true);
});

test('no two fields of a register answer to one label, so that a column can be matched to one of them', () => {
  for (const { fields } of Object.values(registers)) {
    const labels = Object.values<Field>(fields).map(({ label }) => label['zh-CN']);
    expect(new Set(labels).size).toBe(labels.length);
  }
});
