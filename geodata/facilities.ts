import type { Feature, Point } from 'geojson';
import type { Facility } from '../src/domain/facility';
import { randomOf, type Random } from './random';
import { day, draw, numbering, person, phone, placeIn, point, townAt, type Scene } from './scene';

type Row = Feature<Point, Facility>;

/** How common a kind is, and how large it is; none of it comes from a plan. */
interface Sort {
  kind: NonNullable<Facility['kind']>;
  name: string;
  counter: string;
  /** Residents for each of it. */
  residentsEach: number;
  squareMetres: readonly [number, number];
  people: readonly [number, number] | null;
}

const sorts: readonly Sort[] = [
  {
    kind: 'school',
    name: '示例小学',
    counter: '号',
    residentsEach: 9000,
    squareMetres: [2000, 9000],
    people: [180, 1900],
  },
  {
    kind: 'school',
    name: '示例中学',
    counter: '号',
    residentsEach: 26_000,
    squareMetres: [6000, 22_000],
    people: [700, 3600],
  },
  {
    kind: 'hospital',
    name: '示例医院',
    counter: '号',
    residentsEach: 32_000,
    squareMetres: [1500, 8000],
    people: [30, 800],
  },
  {
    kind: 'care-home',
    name: '示例养老院',
    counter: '号',
    residentsEach: 45_000,
    squareMetres: [600, 3000],
    people: [20, 260],
  },
  {
    kind: 'square',
    name: '示例广场',
    counter: '号',
    residentsEach: 38_000,
    squareMetres: [2000, 16_000],
    people: null,
  },
  {
    kind: 'park',
    name: '示例公园',
    counter: '号',
    residentsEach: 70_000,
    squareMetres: [5000, 60_000],
    people: null,
  },
  {
    kind: 'stadium',
    name: '示例体育场',
    counter: '号',
    residentsEach: 160_000,
    squareMetres: [6000, 20_000],
    people: null,
  },
  {
    kind: 'warehouse',
    name: '示例物资库',
    counter: '号',
    residentsEach: 60_000,
    squareMetres: [200, 2500],
    people: [2, 12],
  },
  {
    kind: 'rescue',
    name: '示例救援队',
    counter: '队',
    residentsEach: 70_000,
    squareMetres: [500, 3000],
    people: [8, 60],
  },
];

/** Schools, hospitals, squares and the like where people live, near roads and off the water. */
export function makeFacilities(scene: Scene): Row[] {
  const { plan, terrain, people, toRoad, toEdge } = scene;
  const random = randomOf(`${plan.id}/facilities`);
  const nameOf = numbering(scene);
  const rows: Row[] = [];
  for (const sort of sorts) {
    const cells = draw(
      scene,
      (cell) =>
        terrain.water[cell] ||
        terrain.slope[cell]! > 9 ||
        toEdge[cell]! < 100 ||
        toRoad[cell]! > 400
          ? 0
          : Math.sqrt(people[cell]!),
      Math.max(1, Math.round(plan.residents / sort.residentsEach)),
      300,
      random,
    );
    for (const cell of cells)
      rows.push(facility(scene, sort, cell, rows.length + 1, nameOf, random));
  }
  return rows;
}

function facility(
  scene: Scene,
  sort: Sort,
  cell: number,
  number: number,
  nameOf: ReturnType<typeof numbering>,
  random: Random,
): Row {
  const at = placeIn(scene, cell, random);
  const town = townAt(scene, at);
  const area = Math.round(random.between(...sort.squareMetres) / 50) * 50;
  return point(at, {
    id: `${scene.plan.letters}-SS-${`${number}`.padStart(3, '0')}`,
    name: nameOf(town, sort.name, sort.counter),
    town,
    address: null,
    updated: day(random),
    note: null,
    synthetic: true,
    approximate: true,
    assumed: ['kind', 'areaSquareMetres', 'people'],
    kind: sort.kind,
    areaSquareMetres: random.next() < 0.08 ? null : area,
    people: sort.people === null || random.next() < 0.05 ? null : random.whole(...sort.people),
    manager: person(random),
    phone: phone(random),
  });
}
