import { area } from '@turf/area';
import { describe, expect, it } from 'vitest';
import { spellings, townAreas } from '../../geodata/towns';

describe('spellings', () => {
  it('gives a town with and without its kind, in plain letters', () => {
    expect(spellings('中敖镇')).toEqual(['zhongao', 'zhongaozhen']);
    expect(spellings('棠香街道')).toEqual(['tangxiang', 'tangxiangjiedao']);
  });

  it('writes ü as v on both sides, as in Lüfeng', () => {
    expect(spellings('旅丰乡')[0]).toBe('lvfeng');
  });
});

describe('townAreas', () => {
  it('cuts a square between two seats in the middle, and gives nothing to a town without a position', () => {
    const towns = townAreas(
      [
        { code: '1', name: '东', at: [100.75, 0.5] },
        { code: '2', name: '西', at: [100.25, 0.5] },
        { code: '3', name: '无', at: null },
      ],
      {
        type: 'Polygon',
        coordinates: [
          [
            [100, 0],
            [101, 0],
            [101, 1],
            [100, 1],
            [100, 0],
          ],
        ],
      },
    );
    expect(towns.map(({ properties }) => properties.name)).toEqual(['东', '西']);
    expect(area(towns[0]!) / area(towns[1]!)).toBeCloseTo(1, 9);
    expect(towns[0]!.geometry.coordinates.flat().flat()).toContain(100.5);
  });
});
