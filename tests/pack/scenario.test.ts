import { expect, test } from 'vitest';
import * as v from 'valibot';
import { Edit, Scenario } from '../../src/domain/scenario';
import type { Pack } from '../../src/pack/pack';
import { contains } from '../../src/geo/polygons';
import { applyScenario, faultsOf } from '../../src/pack/scenario';
import { box, collection, packOf, peopleAt, peopleOn, shelterAt, townIn } from '../fixtures/pack';

const road = (...coordinates: [number, number][]): Pack['roads']['features'][number] => ({
  type: 'Feature',
  properties: { name: 'A' },
  geometry: { type: 'LineString', coordinates },
});

const pack = packOf({
  residents: peopleOn(106.5, 29.5, [[10, 0, 5]]),
  towns: collection([
    townIn(box(106.4, 29.4, 106.501, 29.6), '1'),
    townIn(box(106.501, 29.4, 106.6, 29.6), '2'),
  ]),
  shelters: collection([
    shelterAt(106.5, 29.5, { id: 'a', effectiveAreaSquareMetres: 400, capacityPeople: 200 }),
    shelterAt(106.51, 29.5, { id: 'b' }),
  ]),
  roads: collection([road([106.5, 29.5], [106.51, 29.5], [106.52, 29.5], [106.53, 29.5])]),
});

const added: Edit = {
  kind: 'add',
  id: 'new',
  name: 'Schoolyard',
  longitude: 106.52,
  latitude: 29.52,
  duration: 'short',
  class51143: null,
  effectiveAreaSquareMetres: 900,
  capacityPeople: null,
};

test('a scenario without edits is the pack itself', () => {
  expect(applyScenario(pack, [])).toBe(pack);
});

test('edits on shelters leave the pack as it was, and share what they do not touch', () => {
  const edited = applyScenario(pack, [
    added,
    { kind: 'move', id: 'a', longitude: 106.6, latitude: 29.6 },
    { kind: 'resize', id: 'b', effectiveAreaSquareMetres: 3000, capacityPeople: 1500 },
    { kind: 'status', id: 'b', status: 'closed' },
    { kind: 'reclass', id: 'new', duration: 'long', class51143: 'central' },
  ]);
  const [a, b, fresh] = edited.shelters.features;
  expect(a!.geometry.coordinates).toEqual([106.6, 29.6]);
  expect(b!.properties).toMatchObject({
    capacityPeople: 1500,
    capacitySource: 'assumed',
    status: 'closed',
  });
  expect(fresh!.properties).toMatchObject({
    id: 'new',
    duration: 'long',
    class51143: 'central',
    capacityPeople: null,
    // Analyses reckon it from the 900 m².
    capacitySource: 'from-area',
    status: 'open',
  });
  expect(pack.shelters.features.map(({ geometry }) => geometry.coordinates[0])).toEqual([
    106.5, 106.51,
  ]);
  expect(edited.residents).toBe(pack.residents);
  expect(edited.towns).toBe(pack.towns);
});

test.each([
  [{ kind: 'status', id: 'gone', status: 'closed' }, 'gone'],
  [{ ...added, id: 'a' }, 'a'],
  [{ kind: 'residents', factor: 2, town: '9' }, '9'],
] satisfies [Edit, string][])('an edit that does not fit is named: %o', (edit, value) => {
  expect(() => applyScenario(pack, [edit])).toThrow(value);
});

test('a cut that no road is near takes nothing away, and the pack says so', () => {
  const stray: Edit = { kind: 'cut', longitude: 107, latitude: 30 };
  const edited = applyScenario(pack, [stray]);
  expect(edited.roads).toBe(pack.roads);
  expect(edited.cutsWithoutRoad?.map(({ en }) => en)).toEqual([
    'There is no road to walk, and so none to cut, within 200 m of 107.00000, 30.00000; pick a place on a road.',
  ]);
  const good: Edit = { kind: 'cut', longitude: 106.516, latitude: 29.501 };
  const both = applyScenario(pack, [stray, good]);
  expect(both.roads.features).toEqual(applyScenario(pack, [good]).roads.features);
  expect(both.cutsWithoutRoad).toHaveLength(1);
  expect(applyScenario(pack, [good]).cutsWithoutRoad).toBeUndefined();
});

test('every edit that does not fit is found, with its place in the list', () => {
  const flat: [number, number][] = [
    [106, 29],
    [107, 29],
    [106, 29],
    [106, 29],
  ];
  const edits: Edit[] = [
    { kind: 'cut', longitude: 107, latitude: 30 },
    { kind: 'status', id: 'a', status: 'closed' },
    { kind: 'status', id: 'gone', status: 'closed' },
    { ...added, id: 'a' },
    { kind: 'residents', factor: 2, town: '9' },
    { kind: 'residents', factor: 2, town: null },
    { kind: 'zone', id: 'z', name: 'Flat', hazard: 'flood', ring: flat },
    { kind: 'cut', longitude: 106.516, latitude: 29.501 },
  ];
  const faults = faultsOf(pack, edits);
  expect(faults.map(({ edit }) => edit)).toEqual([0, 2, 3, 4, 6]);
  const named = ['107.0', 'gone', '“a” already', '“9”', 'Flat'];
  faults.forEach(({ reason }, i) => expect(reason.en).toContain(named[i]));
  // Asked again with other values of the same cuts, the places are those of the list in hand.
  expect(faultsOf(pack, structuredClone(edits)).map(({ edit }) => edit)).toEqual([0, 2, 3, 4, 6]);
});

test('a factor without a town holds everywhere', () => {
  expect(v.parse(Edit, { kind: 'residents', factor: 2 })).toMatchObject({ town: null });
});

test('residents are scaled everywhere and by town, factors multiply', () => {
  const night: Edit = { kind: 'residents', factor: 0.5, town: null };
  const festival: Edit = { kind: 'residents', factor: 3, town: '1' };
  const { residents } = applyScenario(pack, [night, festival]);
  expect(residents).toMatchObject({ kind: 'grid', grid: { people: Float64Array.of(15, 0, 2.5) } });
  const points = packOf({ ...pack, residents: peopleAt([106.45, 29.5, 8], [106.7, 29.5, 8]) });
  expect(applyScenario(points, [night, festival]).residents).toMatchObject({
    people: Float64Array.of(12, 4),
  });
});

test('a dragged shelter does not scale the residents again', () => {
  const night: Edit = { kind: 'residents', factor: 0.5, town: null };
  const drag = (longitude: number): Edit => ({ kind: 'move', id: 'a', longitude, latitude: 29.5 });
  const before = applyScenario(pack, [night, drag(106.51)]);
  const after = applyScenario(pack, [night, drag(106.52)]);
  expect(after.residents).toBe(before.residents);
});

test('a cut takes the piece of road that is nearest, and leaves both ends', () => {
  const { roads } = applyScenario(pack, [{ kind: 'cut', longitude: 106.516, latitude: 29.501 }]);
  expect(roads.features.map(({ geometry }) => geometry.coordinates)).toEqual([
    [
      [
        [106.5, 29.5],
        [106.51, 29.5],
      ],
      [
        [106.52, 29.5],
        [106.53, 29.5],
      ],
    ],
  ]);
});

test('a road of one piece that is cut is gone', () => {
  const short = packOf({ roads: collection([road([106.5, 29.5], [106.51, 29.5])]) });
  const { roads } = applyScenario(short, [{ kind: 'cut', longitude: 106.505, latitude: 29.5 }]);
  expect(roads.features).toEqual([]);
});

test('the same cut twice is one cut, and roads that nobody walks are not cut in place of others', () => {
  const cut: Edit = { kind: 'cut', longitude: 106.516, latitude: 29.501 };
  expect(applyScenario(pack, [cut, cut]).roads.features).toEqual(
    applyScenario(pack, [cut]).roads.features,
  );
  const motorway = road([106.5, 29.5005], [106.53, 29.5005]);
  const beside = packOf({
    roads: collection([
      { ...motorway, properties: { class: 'motorway' } },
      road([106.5, 29.5], [106.53, 29.5]),
    ]),
  });
  const { features } = applyScenario(beside, [cut]).roads;
  expect(features.map(({ properties }) => properties?.class as unknown)).toEqual(['motorway']);
});

test('two cuts of one road leave what lies between them', () => {
  const { roads } = applyScenario(pack, [
    { kind: 'cut', longitude: 106.525, latitude: 29.5 },
    { kind: 'cut', longitude: 106.505, latitude: 29.5 },
  ]);
  expect(roads.features[0]?.geometry.coordinates).toEqual([
    [
      [106.51, 29.5],
      [106.52, 29.5],
    ],
  ]);
});

test('a zone whose line crosses itself is inside wherever the line goes round', () => {
  const star: [number, number][] = [0, 2, 4, 1, 3, 0].map((corner) => [
    106.5 + 0.1 * Math.sin((corner * 2 * Math.PI) / 5),
    29.5 + 0.1 * Math.cos((corner * 2 * Math.PI) / 5),
  ]);
  const zone: Edit = { kind: 'zone', id: 'z', name: 'Z', hazard: 'flood', ring: star };
  const { zones } = applyScenario(pack, [zone]);
  expect(contains(zones.features[0]!.geometry, 106.5, 29.5)).toBe(true);
});

test('a zone without area is named, and a ring that stays open is no zone', () => {
  const flat: [number, number][] = [
    [106, 29],
    [107, 29],
    [106, 29],
    [106, 29],
  ];
  const zone: Edit = { kind: 'zone', id: 'z', name: 'Flat', hazard: 'flood', ring: flat };
  expect(() => applyScenario(pack, [zone])).toThrow('Flat');
  expect(v.is(Edit, { ...zone, ring: [...flat.slice(0, 3), [105, 29]] })).toBe(false);
});

test('a drawn zone belongs to the pack of the scenario', () => {
  const ring = box(106, 29, 107, 30).coordinates[0] as [number, number][];
  const zone: Edit = { kind: 'zone', id: 'z', name: 'Flood', hazard: 'flood', ring };
  const { zones } = applyScenario(pack, [zone]);
  expect(zones.features[0]).toMatchObject({
    properties: { id: 'z', name: 'Flood', hazard: 'flood' },
    geometry: { type: 'MultiPolygon' },
  });
});

test('a scenario that is read from a file is checked to the last value', () => {
  const scenario = { format: 1, id: 's', name: 'Night', pack: 'dazu', edits: [added] };
  expect(v.is(Scenario, scenario)).toBe(true);
  expect(v.is(Scenario, { ...scenario, edits: [{ ...added, longitude: 200 }] })).toBe(false);
  expect(v.is(Scenario, { ...scenario, edits: [{ ...added, ring: [] }] })).toBe(false);
  expect(v.is(Scenario, { ...scenario, edits: [{ kind: 'fly' }] })).toBe(false);
});
