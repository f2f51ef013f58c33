import { expect, it } from 'vitest';
import { metresPerPixel, scaleDenominator, scaleSteps } from '../../src/map/scale';

it('gives metres of a pixel on the ellipsoid: at the equator the circumference over the width of the world', () => {
  expect(metresPerPixel(0, 0)).toBeCloseTo((2 * Math.PI * 6378137) / 512, 6);
});

it('is longer on the ellipsoid than on the sphere of the web map at 60°, by 0.25 %', () => {
  const sphere = ((2 * Math.PI * 6378137) / 512) * Math.cos(Math.PI / 3);
  expect(metresPerPixel(60, 0) / sphere).toBeCloseTo(1.0025, 4);
});

it.each([
  // Metres a pixel at 29.7° N: 28.0 at z 11.25, 0.13 at z 19.
  { zoom: 11.25, room: 101, labels: [0, 1, 2], unit: 'km' },
  { zoom: 13, room: 110, labels: [0, 250, 500], unit: 'm' },
  { zoom: 9, room: 110, labels: [0, 5, 10], unit: 'km' },
  { zoom: 19, room: 50, labels: [0, 5, 10], unit: 'm' },
])('fits a round bar into $room px at z $zoom', ({ zoom, room, labels, unit }) => {
  const steps = scaleSteps(29.7, zoom, room);
  expect(steps).toMatchObject({ labels, unit });
  expect(steps.lengthPixels).toBeCloseTo(steps.lengthMetres / metresPerPixel(29.7, zoom), 6);
});

it('keeps a bar of 10 m where less would fit', () => {
  expect(scaleSteps(29.7, 19, 20).lengthMetres).toBe(10);
});

it('states a scale to three figures', () => {
  expect(scaleDenominator(29.7, 11.25)).toBe(106000);
});
