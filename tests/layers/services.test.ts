import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { expect, test } from 'vitest';
import { palettes } from '../../src/layers/palette';
import { servicePart, type ServiceData } from '../../src/layers/services';
import { buildStyle, hitLayers, type MapInput } from '../../src/map/style';
import { serviceOf } from '../fixtures/service';

const collection = 'data:application/json,{"type":"FeatureCollection","features":[]}';
const input: MapInput = {
  urls: { district: collection, veil: collection, shelters: collection },
  images: {},
  shown: ['district', 'shelters'],
  opacity: {},
  theme: 'light',
  locale: 'zh-CN',
  choropleth: null,
  selection: null,
  basemap: null,
};
const tiles = 'service-tile://abcd/0/{z}/{x}/{y}';
const styleWith = (place: 'below' | 'above', data: ServiceData) =>
  buildStyle({
    ...input,
    services: [
      servicePart(serviceOf({ place, extent: [-180, -90, 180, 90] }), data, palettes.light),
    ],
  });
const orderOf = (style: ReturnType<typeof buildStyle>, ...ids: string[]) => {
  const all = style.layers.map(({ id }) => id);
  return ids.map((id) => all.findIndex((each) => each.startsWith(id)));
};

test.each([
  ['raster', { kind: 'raster', tiles, tileSize: 512 }],
  ['vector', { kind: 'vector', tiles, layers: ['wells', 'pipes'] }],
  ['features', { kind: 'features', url: collection }],
] as const)(
  'a %s service gives a valid style, and no click of the registers lands on it',
  (_, data) => {
    const style = styleWith('above', data);
    expect(validateStyleMin(style)).toEqual([]);
    expect(hitLayers(style).filter((id) => id.startsWith('web-service'))).toEqual([]);
  },
);

test('a ground lies over the land and under the shelters, and is not cut to the district', () => {
  const style = styleWith('below', { kind: 'raster', tiles, tileSize: 256 });
  const [land, service, shelters] = orderOf(style, 'district/land', 'web-service', 'shelters/');
  expect(land).toBeLessThan(service!);
  expect(service).toBeLessThan(shelters!);
  expect(style.layers.map(({ id }) => id)).not.toContain('district/clip');
});

test('above the registers, a service lies over the plates of the shelters', () => {
  const style = styleWith('above', { kind: 'features', url: collection });
  const [plate, service] = orderOf(style, 'shelters/plate', 'web-service');
  expect(service).toBeGreaterThan(plate!);
});

test('the style names neither the host of a service nor its key', () => {
  const style = styleWith('below', { kind: 'raster', tiles, tileSize: 256 });
  expect(JSON.stringify(style)).not.toContain('maps.example');
});
