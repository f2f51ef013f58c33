import { describe, expect, it } from 'vitest';
import { accumulate, edgeCells, routeFlow } from '../../geodata/flow';
import { randomOf } from '../../geodata/random';

const route = (heights: number[], columns: number) =>
  routeFlow(
    Float64Array.from(heights),
    columns,
    [1, 1],
    edgeCells(columns, heights.length / columns, 'all'),
  );

describe('routeFlow', () => {
  it('fills a hollow just over the lowest place of its rim', () => {
    const { filled } = route(
      [
        [9, 9, 9, 9, 9],
        [9, 5, 5, 5, 9],
        [9, 5, 1, 5, 4],
        [9, 5, 5, 5, 9],
        [9, 9, 9, 9, 9],
      ].flat(),
      5,
    );
    expect(filled[12]).toBeCloseTo(5.001, 6);
    expect(filled[13]).toBe(5);
  });

  it('drains a cell to its steepest lower neighbour', () => {
    const { receiver } = route([9, 9, 9, 9, 6, 5, 9, 8, 9], 3);
    expect(receiver[4]).toBe(5);
  });

  it('never runs up, on rough random ground', () => {
    const random = randomOf('rough');
    const heights = Array.from({ length: 60 * 40 }, () => random.between(0, 100));
    const { filled, receiver, order } = route(heights, 60);
    const rising = [...receiver].filter((to, cell) => to !== cell && filled[to]! >= filled[cell]!);
    expect(rising).toEqual([]);
    expect(new Set(order).size).toBe(60 * 40);
  });

  it('brings every cell’s water to an outlet: what leaves is what fell', () => {
    const random = randomOf('rain');
    const heights = Array.from({ length: 30 * 30 }, () => random.between(0, 100));
    const flow = route(heights, 30);
    const drained = accumulate(flow, new Float64Array(900).fill(1));
    const left = [...drained].filter((_, cell) => flow.receiver[cell] === cell);
    expect(left.reduce((sum, value) => sum + value, 0)).toBe(900);
  });
});
