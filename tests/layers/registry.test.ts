import {
  createExpression,
  featureFilter,
  latest,
  validateStyleMin,
  type StylePropertySpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { classOf } from '../../src/domain/classes';
import { registers } from '../../src/domain/registers';
import { locales, type Text } from '../../src/domain/text';
import { layerIds, layers } from '../../src/layers';
import { cellColours } from '../../src/layers/images';
import { overlays } from '../../src/layers/overlays';
import { choroplethLegends } from '../../src/layers/towns';
import { places, type Layer } from '../../src/layers/define';
import { rampColour } from '../../src/layers/expressions';
import { palettes, themes } from '../../src/layers/palette';
import { symbols } from '../../src/layers/symbols';
import { buildStyle, type MapInput } from '../../src/map/style';

const corners: [[number, number], [number, number], [number, number], [number, number]] = [
  [105, 30],
  [106, 30],
  [106, 29],
  [105, 29],
];
const image = { url: 'relief.png', coordinates: corners };
const everything: MapInput = {
  urls: Object.fromEntries(
    [
      ...['district', 'towns', 'streams', 'lakes', 'builtup', 'roads', 'geohazards', 'reservoirs'],
      ...[
        'forests',
        'shelters',
        'hazchem',
        'veil',
        'townAnchors',
        'forestAnchors',
        'safety',
        'zones',
        'facilities',
      ],
      ...['service', 'clusters', 'buffer', 'asked'],
      ...['nearestFar', 'flows', 'loads', 'newSites', 'newService', 'walkRoads', 'exposed'],
      ...['exposedFeatures', 'union', 'scenarioShelters', 'scenarioCuts', 'scenarioZones', 'drawn'],
    ].map((key) => [key, `${key}.geojson`]),
  ),
  images: {
    ...{ relief: image, residents: image, uncovered: image, nearest: image, access: image },
    ...{ unplaced: image, walking: image, newlyCovered: image, difference: image },
  },
  overlays,
  params: {},
  shown: layerIds,
  opacity: {},
  theme: 'light',
  locale: 'zh-CN',
  choropleth: {
    ramp: 'squareMetres',
    byTown: [
      { code: '500111001', value: 1.38 },
      { code: '500111002', value: null },
    ],
  },
  selection: { register: 'geohazards', id: 'g1' },
  basemap: { template: 'https://tiles.example/{z}/{x}/{y}.png', attribution: '示例', maxZoom: 18 },
};

const settings = themes.flatMap((theme) => locales.map((locale) => ({ theme, locale })));

describe.each(settings)('the style in $theme, $locale', ({ theme, locale }) => {
  it.each([
    ['everything shown', { shown: layerIds }],
    ['nothing shown', { shown: [] }],
    [
      'everything shown at half opacity',
      { shown: layerIds, opacity: Object.fromEntries(layerIds.map((id) => [id, 0.5])) },
    ],
    ['a forest selected', { selection: { register: 'forests' as const, id: 'f1' } }],
    ['a town selected', { selection: { register: 'towns' as const, id: '500111001' } }],
    ['no town known', { choropleth: { ramp: 'coverage' as const, byTown: [] } }],
  ])('is valid with %s', (_, change) => {
    expect(validateStyleMin(buildStyle({ ...everything, ...change, theme, locale }))).toEqual([]);
  });

  it('names only images of symbols that there are', () => {
    const style = JSON.stringify(buildStyle({ ...everything, theme, locale }));
    const named = [...style.matchAll(/"([\w-]+)@(\w+)"/g)];
    expect(named.length).toBeGreaterThan(20);
    for (const [, symbol, of] of named) {
      expect(symbols).toHaveProperty(symbol!);
      expect(of).toBe(theme);
    }
  });
});

it('draws the places of the documented order from below', () => {
  const documented = [
    ...['district/land', 'forests/ground', 'towns/choropleth', 'relief/shade', 'builtup/area'],
    ...['water/streams', 'uncovered/cells', 'roads/casing', 'service/area', 'towns/line'],
    ...['district/veil', 'district/line', 'safety/line', 'reservoirs/plate', 'geohazards/plate'],
    ...['hazchem/plate', 'shelters/plate', 'shelters/label', 'roads/shield', 'forests/label'],
    ...['water/label', 'reservoirs/label-large', 'shelters/label-long', 'towns/label-towns'],
    ...['towns/label-streets', 'reservoirs/cluster', 'geohazards/cluster', 'selection/frame'],
  ];
  const ids = buildStyle(everything).layers.map(({ id }) => id);
  expect(ids.filter((id) => documented.includes(id))).toEqual(documented);
});

it('gives every place of the order at most once', () => {
  expect(new Set(places).size).toBe(places.length);
});

const all: Readonly<Record<string, Layer>> = { ...layers, ...overlays };

it('gives every layer a name of its own, with those of results', () => {
  const names = [...layerIds, ...Object.keys(overlays)];
  expect(new Set(names).size).toBe(names.length);
});

describe.each(Object.keys(all))('layer %s', (id) => {
  const layer = all[id]!;
  const texts: Text[] = [
    layer.title,
    ...layer.legend.map(({ label }) => label),
    ...(layer.ramp ? [layer.ramp.unit] : []),
    ...(layer.cells?.({}) ?? []).flatMap(({ label }) => label ?? []),
  ];

  it('speaks every language', () => {
    for (const text of texts)
      for (const locale of locales) expect(text[locale].trim()).not.toBe('');
  });

  it('shows only columns that its register has', () => {
    const fields = layer.register ? Object.keys(registers[layer.register].fields) : [];
    expect(fields).toEqual(expect.arrayContaining([...(layer.columns ?? [])]));
    expect(Boolean(layer.columns)).toBe(Boolean(layer.register));
  });

  it('counts records by properties that its register has', () => {
    const fields = layer.register ? Object.keys(registers[layer.register].fields) : [];
    const counted = layer.legend.flatMap(({ where }) => (where ? [where.property] : []));
    expect(fields).toEqual(expect.arrayContaining(counted));
  });

  it('gives every drawing its own name', () => {
    const drawn = buildStyle(everything).layers.filter((drawing) =>
      drawing.id.startsWith(`${id}/`),
    );
    expect(new Set(drawn.map((drawing) => drawing.id)).size).toBe(drawn.length);
    expect(drawn.length).toBeGreaterThan(0);
  });
});

/** What MapLibre makes of a colour, or of an expression for the town `a`. */
function evaluated(paint: unknown): string {
  const property = latest.paint_fill['fill-color'] as StylePropertySpecification;
  const expression = createExpression(paint, 'fill-color', property);
  if (expression.result === 'error') throw new Error(expression.value[0]?.message);
  const town = { type: 'Polygon', properties: { code: 'a' } } as const;
  return String(expression.value.evaluate({ zoom: 11 }, town));
}

it.each(Object.values(choroplethLegends))(
  'names its figure in every language: $title.en',
  (figure) => {
    const texts = [figure.title, figure.ramp.unit, ...figure.legend.map(({ label }) => label)];
    for (const text of texts)
      for (const locale of locales) expect(text[locale].trim()).not.toBe('');
  },
);

describe.each(themes)('the choropleth in %s', (theme) => {
  const palette = palettes[theme];
  it.each(['coverage', 'squareMetres'] as const)(
    'paints %s as its legend says, on every break and beside it',
    (ramp) => {
      const { classes } = choroplethLegends[ramp].ramp;
      for (const limit of classes.breaks) {
        for (const value of [limit - 0.001, limit, limit + 0.001]) {
          const style = buildStyle({
            ...everything,
            theme,
            choropleth: { ramp, byTown: [{ code: 'a', value }] },
          });
          const fill = style.layers.find((layer) => layer.id === 'towns/choropleth');
          const paint = fill?.type === 'fill' ? fill.paint?.['fill-color'] : undefined;
          const legend = rampColour(classes.colours[classOf(value, classes)]!, palette);
          expect(evaluated(paint)).toBe(evaluated(legend));
        }
      }
    },
  );
});

describe.each(Object.entries(overlays))('the overlay %s', (_, overlay: Layer) => {
  it('explains everything it draws: by a key, a ramp or labelled classes', () => {
    const labelled = (overlay.cells?.({}) ?? []).filter(({ label }) => label);
    expect(overlay.legend.length + labelled.length + (overlay.ramp ? 1 : 0)).toBeGreaterThan(0);
  });

  it('tells its classes apart in every theme', () => {
    for (const theme of themes) {
      const colours = cellColours(overlay.cells?.({}) ?? [], palettes[theme]);
      expect(new Set(colours).size).toBe(colours.length);
    }
  });
});

describe('bands of distance', () => {
  const cells = (params: object) => overlays.nearest.cells!({ ...params });

  it('run from near to far, then what lies beyond, then what cannot be reached', () => {
    expect(cells({}).map(({ label }) => label?.en)).toEqual([
      ...['≤ 500 m', '500–1,000 m', '1,000–1,500 m', '1,500–2,500 m', '2,500–5,000 m'],
      ...['> 5,000 m', 'No shelter can be reached (striped)'],
    ]);
  });

  it('follow the ends that were asked with', () => {
    const ends = { first: 800, second: null, third: null, fourth: null, fifth: null, sixth: null };
    expect(cells({ bandMetres: ends }).map(({ label }) => label?.en)).toEqual([
      ...['≤ 800 m', '> 800 m', 'No shelter can be reached (striped)'],
    ]);
    expect(cells({ bandMetres: ends }).map(({ colour }) => colour)).toEqual([
      ...['cov-5', 'gap-3', 'gap-4'],
    ]);
  });
});

it('gives roads the colours of the residents beside them', () => {
  const style = buildStyle(everything);
  const line = style.layers.find(({ id }) => id === 'walkRoads/line');
  const colour = line?.type === 'line' ? line.paint?.['line-color'] : null;
  const ofCells = overlays.walking.cells!({}).map(({ colour }) => palettes.light[colour]);
  // A step from the first band on: its outputs are the bands' own colours, without that beyond the last.
  expect((colour as unknown[]).filter((_, i) => i >= 4 && i % 2 === 0)).toEqual(
    ofCells.slice(0, 4),
  );
});

// A selected shelter had its name twice, in two weights, one across the other's street.
it('the name of a selected record is drawn once', () => {
  const style = buildStyle({ ...everything, selection: { register: 'shelters', id: 'S1' } });
  const named = style.layers.flatMap((layer) =>
    layer.type === 'symbol' && layer.source === 'shelters' && layer.layout?.['text-field']
      ? [layer]
      : [],
  );
  const drawn = (id: string) =>
    named.filter(({ filter }) => {
      const properties = { id, duration: 'short', name: '一中' };
      return featureFilter(filter, 'layers').filter({ zoom: 15 }, { type: 1, properties } as never);
    }).length;
  expect([drawn('S1'), drawn('S2')]).toEqual([1, 1]);
});
