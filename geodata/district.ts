import type { Feature } from 'geojson';
import type { DatasetId } from '../src/domain/manifest';
import { writeResidents, writeTerrain } from '../src/formats/geotiff';
import { builtUpFeatures, makeSettlements } from './builtup';
import { makeFacilities } from './facilities';
import { makeForests } from './forests';
import { makeGeohazards } from './geohazards';
import { cellAt, distanceTo, groundOf, type Ground } from './ground';
import { makeHazchem } from './hazchem';
import { lakeFeatures, makeLakes } from './lakes';
import { readOutline } from './outline';
import type { Place, Plan } from './plan';
import { makeReservoirs, reservoirId } from './reservoirs';
import { dwellingOf, makeResidents } from './residents';
import { makeRoads, type Road } from './roads';
import { ringsOf } from './rings';
import type { Scene } from './scene';
import { makeShelters } from './shelters';
import { makeStreams, streamOrders } from './streams';
import { makeTerrain, slopeOf } from './terrain';
import { readTowns, townAreas, type Seat } from './towns';

/** Cells of terrain beyond the district's extent on each side: about 2 km. */
const marginCells = 24;

/** A dataset as it is written: its bytes and how many things it holds. */
export interface Made {
  file: string;
  bytes: Uint8Array;
  count: number;
}

/** Everything of one district before it is written. */
export interface District {
  extent: [number, number, number, number];
  seats: Seat[];
  datasets: Partial<Record<DatasetId, Made>>;
}

/** Makes a district's datasets from its plan: the same bytes every time. */
export function makeDistrict(plan: Plan): District {
  const district = readOutline(plan.outline, plan.adcode, plan.squareKilometres);
  district.properties = { adcode: plan.adcode, name: plan.name['zh-CN'] };
  const outline = district.geometry;
  const rings = ringsOf(outline);
  const extent = extentOf(rings.flat() as Place[]);
  const seats = readTowns(plan.adcode, outline);
  checkTowns(plan, seats);
  const ground = groundOf(outline, extent, marginCells);
  const terrain = makeTerrain(ground, plan.landform, outline, plan.id);
  // Reservoirs keep away from towns, further from large ones.
  const dense = [
    ...seats.flatMap(({ name, at }) => (at ? [{ at, weight: plan.townWeights[name] ?? 1 }] : [])),
    ...plan.centres,
  ].map(({ at, weight }) => ({ at, clear: 1100 + 850 * Math.sqrt(weight) }));
  const lakes = makeLakes(ground, terrain, plan, dense, rings);
  terrain.slope = slopeOf(terrain.metres, ground.columns, ground.cellMetres);
  const orders = streamOrders(terrain, plan.springSquareKilometres);
  const streams = makeStreams(ground, terrain, orders, rings);
  const settlements = makeSettlements(ground, terrain, plan, seats);
  const roads = makeRoads(ground, terrain, plan, settlements, orders, rings);
  const roadCells = cellsOf(ground, roads);
  const { expected } = dwellingOf(ground, terrain, plan, settlements, roadCells);
  const built = new Uint8Array(expected.length);
  for (const { cells } of settlements) for (const cell of cells) built[cell] = 1;
  const scene: Scene = {
    plan,
    ground,
    terrain,
    outline,
    rings,
    seats,
    settlements,
    lakes,
    people: expected,
    toRoad: distanceTo(ground, (cell) => roadCells[cell] === 1),
    toBuiltUp: distanceTo(ground, (cell) => built[cell] === 1),
    toEdge: distanceTo(ground, (cell) => !ground.inside[cell]),
  };
  const grid = makeResidents(ground, { expected }, plan.residents, marginCells);
  let residents = 0;
  let inhabited = 0;
  for (const people of grid.people) {
    residents += people;
    if (people) inhabited++;
  }
  if (residents !== plan.residents)
    throw new Error(`${plan.id} has ${residents} residents on its grid, not ${plan.residents}.`);
  const { west, north, cellDegrees, columns, rows } = ground;
  const water = lakeFeatures(
    lakes.map((lake, i) => ({ id: reservoirId(scene, i), lake })),
    terrain,
    rings,
  );
  return {
    extent,
    seats,
    datasets: {
      district: collection('district', [district]),
      towns: collection('towns', townAreas(seats, outline)),
      residents: raster('residents', writeResidents(grid), inhabited),
      terrain: raster(
        'terrain',
        writeTerrain({
          west,
          north,
          cellDegrees,
          columns,
          rows,
          metres: Float32Array.from(terrain.metres),
        }),
        columns * rows,
      ),
      streams: collection('streams', streams),
      lakes: collection('lakes', water),
      builtup: collection('builtup', builtUpFeatures(ground, settlements, terrain.water, rings)),
      roads: collection('roads', roads),
      geohazards: collection('geohazards', makeGeohazards(scene)),
      reservoirs: collection('reservoirs', makeReservoirs(scene)),
      forests: collection('forests', makeForests(scene)),
      shelters: collection('shelters', makeShelters(scene)),
      hazchem: collection('hazchem', makeHazchem(scene)),
      facilities: collection('facilities', makeFacilities(scene)),
    },
  };
}

function extentOf(places: Place[]): [number, number, number, number] {
  const xs = places.map(([x]) => x);
  const ys = places.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function checkTowns({ id, townCount, townsToFind }: Plan, seats: Seat[]): void {
  const found = seats.filter(({ at }) => at).length;
  if (seats.length !== townCount || found < townsToFind)
    throw new Error(
      `${id} has ${seats.length} towns, ${found} with a position; expected ${townCount} and ${townsToFind}.`,
    );
}

/** Cells that roads run through. */
function cellsOf(ground: Ground, roads: Road[]): Uint8Array {
  const cells = new Uint8Array(ground.inside.length);
  for (const { geometry, properties } of roads) {
    if (properties.class === 'motorway') continue;
    geometry.coordinates.forEach((to, i, line) => {
      const from = line[i - 1] ?? to;
      const steps =
        Math.ceil(Math.max(Math.abs(to[0]! - from[0]!), Math.abs(to[1]! - from[1]!)) * 2400) + 1;
      for (let k = 0; k <= steps; k++)
        cells[
          cellAt(ground, [
            from[0]! + ((to[0]! - from[0]!) * k) / steps,
            from[1]! + ((to[1]! - from[1]!) * k) / steps,
          ])
        ] = 1;
    });
  }
  return cells;
}

/** GeoJSON with one feature a line, so that two builds can be compared. */
function collection(id: DatasetId, features: Feature[]): Made {
  const lines = features.map((feature) => JSON.stringify(feature)).join(',\n');
  const text = `{"type":"FeatureCollection","features":[\n${lines}\n]}\n`;
  return { file: `${id}.geojson`, bytes: new TextEncoder().encode(text), count: features.length };
}

const raster = (id: DatasetId, buffer: ArrayBuffer, count: number): Made => ({
  file: `${id}.tif`,
  bytes: new Uint8Array(buffer),
  count,
});
