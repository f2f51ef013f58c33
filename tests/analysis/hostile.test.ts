import type { FeatureCollection, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import type * as v from 'valibot';
import { analyses } from '../../src/analysis';
import type { Analysis, Answer } from '../../src/analysis/define';
import { readParams } from '../../src/analysis/params';
import { Failure } from '../../src/domain/failure';
import { hazardIds } from '../../src/domain/hazard';
import type { Pack } from '../../src/pack/pack';
import {
  box,
  collection,
  geohazardAt,
  hazchemAt,
  packOf,
  peopleAt,
  peopleOn,
  reservoirAt,
  shelterAt,
  townIn,
} from '../fixtures/pack';

type AnyAnalysis = Analysis<v.GenericSchema, object, Answer<object> | Promise<Answer<object>>>;
const all = Object.entries(analyses) as unknown as [string, AnyAnalysis][];

interface Node {
  type: string;
  wrapped?: Node;
  pipe?: Node[];
  entries?: Record<string, Node>;
}

/** The path of every number among the parameters, however deep. */
function numbersIn(node: Node, path: string[] = []): string[][] {
  if (node.wrapped) return numbersIn(node.wrapped, path);
  if (node.type === 'number') return [path];
  if (node.entries)
    return Object.entries(node.entries).flatMap(([key, part]) => numbersIn(part, [...path, key]));
  return [];
}

const withValue = (path: readonly string[], value: unknown): unknown =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);

/** Every number of a value that is not finite, with the way to it. */
function wrongNumbers(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (!value || typeof value !== 'object' || ArrayBuffer.isView(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => wrongNumbers(part, `${path}.${key}`));
}

/** What is wrong with how an analysis takes a question; nothing when it answers, or refuses with a sentence. */
async function faults(analysis: AnyAnalysis, pack: Pack, input: unknown): Promise<string[]> {
  const asked = JSON.stringify(input, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );
  try {
    const answer = await analysis.run(pack, readParams(analysis.params, input));
    const { summary, headlines, tables, charts, features, images } = answer;
    const lattices = Object.values(images).map(({ classes, columns, rows }) =>
      classes.length === columns * rows ? 0 : NaN,
    );
    const shown = { summary, headlines, tables, charts, features, lattices };
    return wrongNumbers(shown).map((wrong) => `${asked}: ${wrong}`);
  } catch (error) {
    if (error instanceof Failure && error.text.en.length > 10 && error.text['zh-CN'].length > 5)
      return [];
    const trace = error instanceof Error ? String(error.stack).split('\n').slice(0, 3) : [];
    return [`${asked}: threw ${String(error)} ${trace.join(' ')}`];
  }
}

const grid = peopleOn(106.5, 29.51, [
  [10, 0, 5, 7],
  [0, 20, 0, 3],
  [4, 0, 30, 1],
]);
const around = box(106.4, 29.4, 106.6, 29.6);
const holed: Polygon = {
  type: 'Polygon',
  coordinates: [...around.coordinates, box(106.501, 29.508, 106.502, 29.509).coordinates[0]!],
};
const sized = { effectiveAreaSquareMetres: 900, landAreaSquareMetres: 2000 };
const two = [
  shelterAt(106.5005, 29.5095, { ...sized, capacityPeople: 20, capacitySource: 'measured' }),
  shelterAt(106.502, 29.508, { ...sized, capacityPeople: 15, capacitySource: 'measured' }),
];
const roads = collection([
  {
    type: 'Feature' as const,
    geometry: {
      type: 'LineString' as const,
      coordinates: [
        [106.4995, 29.51],
        [106.5005, 29.509],
        [106.503, 29.507],
      ],
    },
    properties: {},
  },
]) as Pack['roads'];
const usual: Partial<Pack> = {
  residents: grid,
  towns: collection([townIn(around, '1', 80)]),
  district: collection([townIn(around, '0')]),
  shelters: collection(two),
  geohazards: collection([geohazardAt(106.5025, 29.5085)]),
  reservoirs: collection([reservoirAt(106.51, 29.5)]),
  hazchem: collection([hazchemAt(106.503, 29.509, { safetyDistanceMetres: 60 })]),
  roads,
};
const shelters = (properties: Parameters<typeof shelterAt>[2]) =>
  collection(
    two.map(
      (
        {
          geometry: {
            coordinates: [x, y],
          },
        },
        i,
      ) => shelterAt(x!, y!, { id: `s${i}`, ...properties }),
    ),
  );
const moved = <F extends FeatureCollection>(features: F, by: number): F =>
  JSON.parse(JSON.stringify(features), (key, value: unknown) =>
    key === 'coordinates' ? shifted(value, by) : value,
  ) as F;
function shifted(value: unknown, by: number): unknown {
  if (!Array.isArray(value)) return value;
  if (typeof value[0] !== 'number') return value.map((part) => shifted(part, by));
  const longitude = value[0] + by;
  return [longitude > 180 ? longitude - 360 : longitude, value[1]];
}
const toAntimeridian = 180 - 106.5015;

const packs: Record<string, Pack> = {
  'nothing at all': packOf(),
  'no shelters': packOf({ ...usual, shelters: collection([]) }),
  'no residents': packOf({ ...usual, residents: null }),
  'residents that are all 0': packOf({ ...usual, residents: peopleOn(106.5, 29.51, [[0, 0]]) }),
  'all capacities unknown': packOf({
    ...usual,
    shelters: shelters({ capacityPeople: null, capacitySource: 'unknown' }),
  }),
  'capacities and areas of 0': packOf({
    ...usual,
    shelters: shelters({
      capacityPeople: 0,
      capacitySource: 'measured',
      effectiveAreaSquareMetres: 0,
      landAreaSquareMetres: 0,
    }),
  }),
  'all shelters closed': packOf({ ...usual, shelters: shelters({ status: 'closed' }) }),
  'residents at one point': packOf({
    ...usual,
    residents: peopleAt([106.501, 29.509, 4], [106.501, 29.509, 6], [106.501, 29.509, 0.5]),
  }),
  'one resident on a shelter': packOf({
    ...usual,
    residents: peopleAt([106.5005, 29.5095, 1]),
  }),
  'the antimeridian between residents': packOf({
    ...usual,
    residents: peopleAt([179.9995, 29.509, 40], [-179.9995, 29.5085, 30]),
    towns: collection([]),
    district: collection([]),
    shelters: moved(collection(two), toAntimeridian),
    geohazards: moved(collection([geohazardAt(106.5025, 29.5085)]), toAntimeridian),
    hazchem: collection([]),
    roads: moved(roads, toAntimeridian),
  }),
  'a town with a hole': packOf({
    ...usual,
    towns: collection([townIn(holed, '1', 80)]),
    district: collection([townIn(holed, '0')]) as unknown as Pack['district'],
  }),
  'no towns, no roads': packOf({ ...usual, towns: collection([]), roads: collection([]) }),
};

const manners: Record<string, unknown>[] = [
  {},
  { by: 'detour' },
  { by: 'walk' },
  { by: 'walk', minutes: 1, walker: 'frail' },
  { leaveOut: [...hazardIds] },
  { classes: [] },
];

const valuesOfAll = [0, -1, NaN, Infinity, -Infinity, 1e7, 1e-9, '5', null, {}];

describe.each(all)('%s', (name, analysis) => {
  it('answers or refuses with a sentence whatever number is asked', async () => {
    const pack = packOf(usual);
    const found: string[] = [];
    const paths = numbersIn(analysis.params);
    for (const path of paths)
      for (const value of valuesOfAll)
        found.push(...(await faults(analysis, pack, withValue(path, value))));
    expect(found).toEqual([]);
    if (name !== 'union') expect(paths.length).toBeGreaterThan(0);
  });

  it.each(Object.entries(packs))('answers for a pack with %s', async (_, pack) => {
    const found: string[] = [];
    for (const manner of manners) found.push(...(await faults(analysis, pack, manner)));
    expect(found).toEqual([]);
  });

  it('refuses what is not finite with the value in the sentence', () => {
    for (const path of numbersIn(analysis.params)) {
      const ask = () => readParams(analysis.params, withValue(path, NaN));
      expect(ask).toThrow(Failure);
      expect(ask).toThrow('NaN');
    }
  });
});
