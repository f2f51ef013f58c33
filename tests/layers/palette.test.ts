import { expect, it } from 'vitest';
import { cellColours, gapCells } from '../../src/layers/images';
import { families, palettes } from '../../src/layers/palette';

it('lays dark and print over the light values', () => {
  expect(palettes.light['map-land']).toBe('#f7f5ef');
  expect(palettes.dark['map-land']).toBe('#1d262b');
  expect(palettes.print['map-land']).toBe('#fff');
  expect(palettes.print.shelter).toBe(palettes.light.shelter);
});

it('leaves rules for more contrast to the browser', () => {
  expect(palettes.light['ink-2']).toBe('#44515a');
  expect(palettes.dark['ink-2']).toBe('#b7c2c8');
});

it('reads opacities as numbers that CSS would accept', () => {
  expect(Number(palettes.light['service-fill'])).toBe(0.13);
  expect(Number(palettes.dark['map-relief'])).toBe(0.42);
});

it('lists the families of a font without quotes', () => {
  expect(families(palettes.light, 'font-water').slice(0, 2)).toEqual(['Songti SC', 'STSong']);
});

it('gives cells one colour for each class but the first, the lowest palest', () => {
  expect(cellColours(gapCells, palettes.light)).toEqual([
    '#d2c3e66b',
    '#b096d3c7',
    '#7d55ade6',
    '#4a1f7df2',
  ]);
});

it('gives a striped class two colours, the second three tenths of it on land, for the painter to lay in diagonals', () => {
  const striped = [{ colour: 'cov-4', opacity: 1, hatched: true }] as const;
  expect(cellColours(striped, palettes.light)).toEqual(['#448f6dff/#c1d6c8ff']);
});
