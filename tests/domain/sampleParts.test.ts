import { expect, test } from 'vitest';
import type { Dataset, DatasetId, Manifest } from '../../src/domain/manifest';
import { isPartlySample, sampleWords } from '../../src/domain/sampleParts';
import { text } from '../../src/domain/text';

const pack = (
  generated: readonly DatasetId[],
  own: readonly DatasetId[],
): Pick<Manifest, 'synthetic' | 'datasets'> => ({
  synthetic: generated.length > 0,
  datasets: Object.fromEntries(
    [...generated, ...own].map((id) => [id, { synthetic: generated.includes(id) } as Dataset]),
  ),
});

test('a sample pack is sample data, though its outlines are public facts', () => {
  const sample = pack(['residents', 'terrain', 'roads', 'shelters'], ['district', 'towns']);
  expect(sampleWords(sample)).toEqual(text('示例数据', 'Sample data'));
  expect(isPartlySample(sample)).toBe(false);
});

test('registers of a person on the ground of a sample are not called samples; the ground is, by name', () => {
  const mixed = pack(
    ['residents', 'terrain', 'streams', 'lakes', 'builtup', 'roads'],
    ['district', 'towns', 'shelters', 'reservoirs'],
  );
  expect(sampleWords(mixed)).toEqual(
    text('居民、地形、道路为示例数据', 'Sample data: residents, terrain, roads'),
  );
  expect(isPartlySample(mixed)).toBe(true);
});

test('a pack of own data says nothing', () => {
  expect(sampleWords(pack([], ['residents', 'shelters']))).toBeNull();
  expect(isPartlySample(pack([], []))).toBe(false);
});
