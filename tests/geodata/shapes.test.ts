import { describe, expect, it } from 'vitest';
import { contour } from '../../geodata/contour';
import { Web } from '../../geodata/paths';
import { randomOf } from '../../geodata/random';
import { combine, turning, within } from '../../geodata/rings';
import { shareOut } from '../../geodata/shelters';

const lattice = { west: 0, north: 5, cellDegrees: 1, columns: 5, rows: 5 };

describe('contour', () => {
  it('goes left round what is above and right round a hole', () => {
    const ring = new Set([6, 7, 8, 11, 13, 16, 17, 18]);
    const rings = contour(lattice, (cell) => (ring.has(cell) ? 1 : -1), [0, 0, 4, 4]);
    expect(rings.map((each) => Math.sign(turning(each))).sort()).toEqual([-1, 1]);
    expect(within(rings, 1.5, 3.5)).toBe(true);
    expect(within(rings, 2.5, 2.5)).toBe(false);
  });

  it('closes a shape that touches the window’s edge', () => {
    const rings = contour(lattice, (cell) => (cell < 5 ? 1 : -1), [0, 0, 4, 4]);
    expect(rings).toHaveLength(1);
  });
});

describe('combine', () => {
  it('repairs a ring that crosses itself: the two wings of a bow tie stay', () => {
    const bow = combine('union', [
      [
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2],
      ],
    ]);
    expect(bow.type).toBe('MultiPolygon');
    expect(bow.coordinates).toHaveLength(2);
  });
});

describe('Web', () => {
  it('makes chains from fork to fork', () => {
    const web = new Web();
    for (const [a, b] of [
      [1, 2],
      [2, 3],
      [3, 4],
      [3, 5],
    ] as const)
      web.add(a, b);
    expect(web.chains()).toEqual([
      [1, 2, 3],
      [3, 4],
      [3, 5],
    ]);
  });
});

describe('seeded numbers', () => {
  it('share a sum into whole parts that add up exactly', () => {
    expect(shareOut(10, [1, 1, 1])).toEqual([3, 4, 3]);
  });

  it('are the same for the same name, on every machine', () => {
    const random = randomOf('dazu');
    expect([random.whole(0, 999), random.whole(0, 999), random.whole(0, 999)]).toEqual([
      882, 210, 870,
    ]);
    expect(randomOf('dazu').next()).not.toBe(randomOf('jiangbei').next());
  });
});
