import type { Map } from 'maplibre-gl';
import { beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { Text } from '../../src/domain/text';
import type { Selection } from '../../src/layers/define';
import type { LayerId } from '../../src/layers';
import MapView from '../../src/map/Map.svelte';
import type { ServiceFeature } from '../../src/map/pick';
import { buildStyle, type MapInput } from '../../src/map/style';
import { palettes } from '../../src/layers/palette';
import { servicePart } from '../../src/layers/services';
import { serviceOf } from '../fixtures/service';

const file = (features: object[]) =>
  URL.createObjectURL(
    new Blob([JSON.stringify({ type: 'FeatureCollection', features })], {
      type: 'application/geo+json',
    }),
  );
const point = (lon: number, lat: number, properties: object) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [lon, lat] },
});
const square = (west: number, south: number, east: number, north: number, properties: object) => ({
  type: 'Feature',
  properties,
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  },
});

const shelter = point(105.72, 29.7, { id: 's1', name: '测试广场', duration: 'short' });
const towns = file([square(105.6, 29.6, 105.8, 29.8, { code: '500111001', name: '棠香街道' })]);
const input: MapInput = {
  urls: {
    towns,
    shelters: file([shelter]),
    geohazards: file(
      [1, 2, 3, 4].map((i) =>
        point(105.68 + i / 2000, 29.68, { id: `g${i}`, name: `隐患${i}`, riskGrade: i }),
      ),
    ),
  },
  images: {},
  shown: ['towns', 'shelters', 'geohazards', 'selection'],
  opacity: {},
  theme: 'light',
  locale: 'zh-CN',
  choropleth: null,
  selection: null,
  basemap: null,
};

let map!: Map;
const heard = {
  selections: [] as (Selection | null)[],
  asked: [] as [number, number][],
  features: [] as unknown[],
};
let rerender!: (change: Partial<MapInput>) => Promise<void>;

/** Waits until everything wanted is on the screen. */
const settled = () =>
  vi.waitFor(() => expect(document.documentElement.dataset.map).toBe('idle'), 8000);
const drawn = (layer: string) => map.queryRenderedFeatures({ layers: [layer] });
const clickAt = (lngLat: [number, number], pointerType: 'mouse' | 'touch' = 'mouse') => {
  const at = map.project(lngLat);
  const canvas = map.getCanvas();
  const { left, top } = canvas.getBoundingClientRect();
  const options = { bubbles: true, clientX: left + at.x, clientY: top + at.y };
  for (const type of ['mousedown', 'mouseup', 'click'])
    canvas.dispatchEvent(new PointerEvent(type, { ...options, pointerType }));
};

beforeEach(async () => {
  const box = document.createElement('div');
  box.style.cssText = 'width: 400px; height: 300px';
  document.body.replaceChildren(box);
  heard.selections.length = 0;
  heard.asked.length = 0;
  heard.features.length = 0;
  const props = {
    style: buildStyle(input),
    camera: { center: [105.7, 29.69] as [number, number], zoom: 12 },
    reducedMotion: true,
    onready: (made: Map) => (map = made),
    onselect: (selection: Selection | null) => heard.selections.push(selection),
    onfeature: (feature: ServiceFeature | null) => heard.features.push(feature?.properties ?? null),
    onask: (place: [number, number]) => heard.asked.push(place),
  };
  const view = await render(MapView, { props, target: box });
  rerender = (change) => view.rerender({ style: buildStyle({ ...input, ...change }) });
  await vi.waitFor(() => expect(map).toBeTruthy(), 10000);
  await vi.waitFor(() => expect(drawn('shelters/plate')).toHaveLength(1), 10000);
});

test('the layers of the map are those of the style, in its order', async () => {
  await settled();
  expect(map.getLayersOrder()).toEqual(buildStyle(input).layers.map(({ id }) => id));
});

test('every image that the style names is there: none is asked for', async () => {
  const missing: string[] = [];
  map.on('styleimagemissing', ({ id }) => void missing.push(id));
  await rerender({ theme: 'dark' });
  await vi.waitFor(() => expect(JSON.stringify(map.getStyle())).toContain('shelter-short@dark'));
  await settled();
  expect(missing).toEqual([]);
});

test('a change of theme keeps the sources', async () => {
  const kept = map.getSource('shelters');
  await rerender({ theme: 'dark' });
  await vi.waitFor(() => expect(JSON.stringify(map.getStyle())).toContain('shelter-short@dark'));
  expect(map.getSource('shelters') === kept).toBe(true);
});

test('a new blob of data updates its source without rebuilding it', async () => {
  const kept = map.getSource('shelters');
  const moved = point(105.71, 29.7, { id: 's2', name: '新场所', duration: 'long' });
  await rerender({ urls: { ...input.urls, shelters: file([shelter, moved]) } });
  await vi.waitFor(() => expect(drawn('shelters/plate')).toHaveLength(2), 8000);
  expect(map.getSource('shelters') === kept).toBe(true);
});

test('a new picture keeps its source and its layer', async () => {
  const picture = (colour: string) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 4;
    const context = canvas.getContext('2d')!;
    context.fillStyle = colour;
    context.fillRect(0, 0, 4, 4);
    return canvas.toDataURL();
  };
  const withPicture = (url: string): Partial<MapInput> => ({
    shown: [...input.shown, 'uncovered'] as LayerId[],
    images: {
      uncovered: {
        url,
        coordinates: [
          [105.65, 29.72],
          [105.75, 29.72],
          [105.75, 29.66],
          [105.65, 29.66],
        ],
      },
    },
  });
  await rerender(withPicture(picture('red')));
  await vi.waitFor(() => expect(map.getLayersOrder()).toContain('uncovered/cells'));
  const kept = map.getSource('uncovered');
  const next = picture('blue');
  await rerender(withPicture(next));
  await vi.waitFor(() => expect(map.getStyle().sources.uncovered).toHaveProperty('url', next));
  expect(map.getSource('uncovered') === kept).toBe(true);
});

test('a click beside a symbol selects its record', async () => {
  await settled();
  const at = map.project([105.72, 29.7]);
  const beside = map.unproject([at.x + 11, at.y]);
  clickAt([beside.lng, beside.lat]);
  await vi.waitFor(() => expect(heard.selections).toEqual([{ register: 'shelters', id: 's1' }]));
});

test('a finger may miss a symbol by more than a mouse', async () => {
  await settled();
  const at = map.project([105.72, 29.7]);
  const beside = map.unproject([at.x + 28, at.y]).toArray();
  clickAt(beside, 'touch');
  clickAt(beside, 'mouse');
  await vi.waitFor(() =>
    expect(heard.selections).toEqual([
      { register: 'shelters', id: 's1' },
      { register: 'towns', id: '500111001' },
    ]),
  );
});

/** A well of a service that many pixels east of the shelter. */
async function wellBeside(pixels: number, place: 'above' | 'below') {
  const { x, y } = map.project([105.72, 29.7]);
  const well = map.unproject([x + pixels, y]);
  const data = {
    kind: 'features',
    url: file([point(well.lng, well.lat, { name: '甲井' })]),
  } as const;
  await rerender({ services: [servicePart(serviceOf({ place }), data, palettes.light)] });
  await vi.waitFor(() => expect(drawn('web-service:abcd/point')).toHaveLength(1), 8000);
  await settled();
  return [well.lng, well.lat] as [number, number];
}
const shelterSelected = { register: 'shelters', id: 's1' };

test('a click on a point of a service beside a record selects that point alone', async () => {
  // Near enough to the shelter for its click to have been meant, were there no well.
  clickAt(await wellBeside(14, 'above'));
  expect([heard.selections, heard.features]).toEqual([[null], [{ name: '甲井' }]]);
});

test('a click on the record beside a point of a service selects the record alone', async () => {
  await wellBeside(14, 'above');
  clickAt([105.72, 29.7]);
  expect([heard.selections, heard.features]).toEqual([[shelterSelected], [null]]);
});

test.each([
  ['above', [null], [{ name: '甲井' }]],
  ['below', [shelterSelected], [null]],
] as const)(
  'where a service that lies %s the registers covers a record, the topmost as drawn is selected',
  async (place, selections, features) => {
    clickAt(await wellBeside(0, place));
    expect([heard.selections, heard.features]).toEqual([selections, features]);
  },
);

test('between a record and a point of a service the nearer is selected', async () => {
  await wellBeside(30, 'above');
  const { x, y } = map.project([105.72, 29.7]);
  for (const pixels of [13, 20]) {
    const { lng, lat } = map.unproject([x + pixels, y]);
    clickAt([lng, lat]);
  }
  expect([heard.selections, heard.features]).toEqual([
    [shelterSelected, null],
    [null, { name: '甲井' }],
  ]);
});

test('a click on open ground selects the town there', async () => {
  await settled();
  clickAt([105.7, 29.71]);
  await vi.waitFor(() =>
    expect(heard.selections).toEqual([{ register: 'towns', id: '500111001' }]),
  );
});

test('a click outside every town asks the place', async () => {
  await rerender({ shown: ['shelters'] });
  await vi.waitFor(() => expect(map.getLayersOrder()).not.toContain('towns/area'));
  clickAt([105.7, 29.71]);
  await vi.waitFor(() => expect(heard.asked).toHaveLength(1));
  expect(heard.asked[0]![0]).toBeCloseTo(105.7, 3);
  expect(heard.asked[0]![1]).toBeCloseTo(29.71, 3);
});

test('Enter on the map asks its centre', () => {
  map.getCanvas().focus();
  map.getCanvas().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  expect(heard.asked).toHaveLength(1);
  expect(heard.asked[0]![0]).toBeCloseTo(105.7, 4);
});

test('the selected record is drawn even when it lies in a cluster', async () => {
  await rerender({ selection: { register: 'geohazards', id: 'g3' } });
  await vi.waitFor(() => expect(drawn('selection/frame')).toHaveLength(1), 8000);
  expect(drawn('selection/frame')[0]!.properties.id).toBe('g3');
  expect(drawn('geohazards/cluster')).toHaveLength(1);
});

test('a click on a cluster, which knows its worst grade, goes closer', async () => {
  await vi.waitFor(() => expect(drawn('geohazards/cluster')).toHaveLength(1), 8000);
  const [cluster] = drawn('geohazards/cluster');
  expect(cluster!.properties).toMatchObject({ point_count: 4, worst: 1 });
  const before = map.getZoom();
  if (cluster!.geometry.type !== 'Point') throw new Error('A cluster is a point.');
  clickAt(cluster!.geometry.coordinates as [number, number]);
  await vi.waitFor(() => expect(map.getZoom()).toBeGreaterThan(before), 8000);
});

test('a style that changes nothing leaves the map idle', async () => {
  await settled();
  await rerender({});
  await settled();
  expect(map.isStyleLoaded()).toBe(true);
});

test('without WebGL there is a reason instead of a map', async () => {
  const getContext = vi
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockImplementation(() => null);
  const reasons: (Text | null)[] = [];
  await render(MapView, {
    props: { style: buildStyle(input), onfail: (reason: Text | null) => reasons.push(reason) },
  });
  getContext.mockRestore();
  expect(reasons).toHaveLength(1);
  expect(reasons[0]!.en).toContain('WebGL 2');
});
