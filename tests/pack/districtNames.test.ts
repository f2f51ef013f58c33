import { expect, test } from 'vitest';
import { text } from '../../src/domain/text';
import { districtNamesOf } from '../../src/pack/districtNames';
import { emptyPack } from '../../src/pack/keepImport';
import { packOnGround } from '../../src/pack/packOnGround';
import { box } from '../fixtures/pack';

const { manifest: empty } = emptyPack('own-1', '大足区');
const manifest = { ...empty, fullName: text('重庆市大足区', 'Dazu District, Chongqing') };

test('the name of a copy or of a public edition is not that of the district', () => {
  expect(districtNamesOf(manifest)).toEqual(['重庆市大足区', '大足区']);
  const titled = (end: string) => ({
    ...manifest,
    name: text(`大足区${end}`, ''),
    fullName: text(`重庆市大足区${end}`, ''),
  });
  for (const end of ['（副本）', '（副本）（副本）', '（公开版 2026-05-01，坐标取 3 位小数）'])
    expect(districtNamesOf(titled(end))).toEqual(['重庆市大足区', '大足区']);
});

test('a pack with a title of its own keeps the names of the district that it begins with', async () => {
  const json = new TextEncoder().encode(JSON.stringify(manifest)).buffer;
  const { manifest: made } = await packOnGround('own-2', '汛前复核', () => Promise.resolve(json));
  expect(made.name['zh-CN']).toBe('汛前复核');
  expect(districtNamesOf(made)).toEqual(['重庆市大足区', '大足区']);
});

test('an outline that has a name says it, whatever the pack is called', () => {
  const outline = {
    type: 'Feature' as const,
    geometry: box(105, 29, 106, 30),
    properties: { name: '旺苍县' },
  };
  const { manifest: own } = emptyPack('own-3', '汛前复核');
  expect(districtNamesOf(own, [outline])).toContain('旺苍县');
});
