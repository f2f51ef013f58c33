import { createExpression, latest } from '@maplibre/maplibre-gl-style-spec';
import type { StylePropertySpecification } from '@maplibre/maplibre-gl-style-spec';
import { expect, it } from 'vitest';
import { countOf } from '../../src/layers/define';
import { glyphZoom, zoomOf } from '../../src/layers/expressions';
import { layers } from '../../src/layers';
import { cssPalette, palettes } from '../../src/layers/palette';
import { symbolIds, symbolSvg } from '../../src/layers/symbols';
import { buildStyle } from '../../src/map/style';

it.each(symbolIds)('%s is drawn in colours of the theme only', (id) => {
  const svg = symbolSvg(id, palettes.dark);
  expect(svg).toMatch(
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="[\d.]+" height="[\d.]+"/,
  );
  expect(svg).not.toContain('undefined');
  expect(svg).not.toContain('NaN');
});

it('follows the page by itself when drawn with custom properties', () => {
  expect(symbolSvg('shelter-short', cssPalette, 34)).toContain('fill="var(--shelter)"');
  expect(symbolSvg('shelter-short', cssPalette, 34)).toContain('width="34" height="34"');
});

it('drops the glyph of a plate below 14 px', () => {
  // A short shelter is 17 px at z 12 of look and ¾ of it at z 10: 14 px lie between.
  const zoom = glyphZoom(17);
  expect(17 * (0.75 + ((zoom - zoomOf(10)) / 2) * 0.25)).toBeCloseTo(14, 9);
  // A long one never becomes so small, a small reservoir becomes 14 px between z 12 and 14.
  expect(glyphZoom(21)).toBe(0);
  expect(glyphZoom(11.5)).toBeGreaterThan(zoomOf(12));
});

it('draws a shelter by its length of stay and size, an unknown one as unknown', () => {
  const style = buildStyle({
    urls: { shelters: 's.geojson' },
    images: {},
    shown: ['shelters'],
    opacity: {},
    theme: 'dark',
    locale: 'en',
    choropleth: null,
    selection: null,
    basemap: null,
  });
  const plate = style.layers.find(({ id }) => id === 'shelters/plate');
  const icon = plate?.type === 'symbol' ? plate.layout?.['icon-image'] : undefined;
  const property = latest.layout_symbol['icon-image'] as unknown as StylePropertySpecification;
  const expression = createExpression(icon, 'icon-image', property);
  if (expression.result === 'error') throw new Error(expression.value[0]?.message);
  const image = (duration: string | null, zoom: number) =>
    String(expression.value.evaluate({ zoom }, { type: 'Point', properties: { duration } }));
  expect(image('short', 11)).toBe('shelter-short@dark');
  expect(image('short', 9)).toBe('shelter-short-plain@dark');
  expect(image('long', 9)).toBe('shelter-long@dark');
  expect(image(null, 12)).toBe('shelter-unknown@dark');
});

it('counts records by the value of a legend line, missing like unknown', () => {
  const records = [{ duration: 'short' }, { duration: 'short' }, { duration: null }, {}];
  const counts = layers.shelters.legend.map((entry) => countOf(entry, records));
  expect(counts).toEqual([0, 2, 0, 2, 4]);
});
