import type { Feature, Point } from 'geojson';
import type { Hazchem } from '../src/domain/hazchem';
import { apart, centreOf } from './ground';
import { randomOf, type Random } from './random';
import { day, draw, person, phone, placeIn, point, townAt, type Scene } from './scene';

type Row = Feature<Point, Hazchem>;
type Kind = NonNullable<Hazchem['kind']>;

interface Trade {
  kind: Kind;
  share: number;
  /** Substances with the range of tonnes that such a site keeps. */
  keeps: readonly (readonly [name: string, least: number, most: number])[];
  /** Entered external safety distance, metres; `null` for sites that need none. */
  distance: readonly [number, number] | null;
}

const trades: readonly Trade[] = [
  {
    kind: 'fuel-station',
    share: 0.44,
    keeps: [
      ['汽油', 20, 60],
      ['柴油', 20, 70],
    ],
    distance: [35, 70],
  },
  {
    kind: 'sale',
    share: 0.2,
    keeps: [
      ['乙醇', 0.2, 4],
      ['油漆稀释剂', 0.5, 6],
      ['氧（压缩的）', 0.2, 2],
    ],
    distance: null,
  },
  {
    kind: 'use',
    share: 0.2,
    keeps: [
      ['氨', 0.5, 8],
      ['液氯', 0.5, 3.5],
      ['盐酸', 2, 30],
      ['氢氧化钠溶液', 5, 60],
    ],
    distance: [80, 260],
  },
  {
    kind: 'storage',
    share: 0.08,
    keeps: [
      ['液化石油气', 5, 45],
      ['甲醇', 10, 200],
      ['丙酮', 5, 80],
    ],
    distance: [150, 420],
  },
  {
    kind: 'production',
    share: 0.08,
    keeps: [
      ['甲苯', 20, 260],
      ['硫酸', 50, 600],
      ['乙酸乙酯', 20, 240],
      ['氨', 2, 9],
    ],
    distance: [200, 650],
  },
];

/** Sites with dangerous chemicals along roads at the edge of built-up areas, and the plan's oil depots. */
export function makeHazchem(scene: Scene): Row[] {
  const { plan, ground, terrain, people, toRoad, toBuiltUp, toEdge } = scene;
  const { count, depots } = plan.records.hazchem;
  const random = randomOf(`${plan.id}/hazchem`);
  const rows: Row[] = [];
  if (depots) {
    const near = draw(
      scene,
      (cell) =>
        apart(ground, centreOf(ground, cell), depots.at) < 1000 &&
        !terrain.water[cell] &&
        toEdge[cell]! > 120
          ? 1 / (1 + terrain.slope[cell]!)
          : 0,
      depots.count,
      230,
      random,
    );
    near.forEach((cell, i) => rows.push(depot(scene, cell, i, depots.name, random)));
  }
  const cells = draw(
    scene,
    (cell) => {
      if (terrain.water[cell] || terrain.slope[cell]! > 9 || toEdge[cell]! < 100) return 0;
      if (toRoad[cell]! > 320 || toBuiltUp[cell]! > 1500) return 0;
      return (1 + Math.sqrt(people[cell]!) * 0.15) * Math.exp(-toBuiltUp[cell]! / 500);
    },
    count - rows.length,
    plan.squareKilometres > 100 ? 420 : 300,
    random,
  );
  for (const cell of cells) rows.push(site(scene, cell, rows.length + 1, random));
  return rows;
}

const idOf = ({ plan }: Scene, number: number) =>
  `${plan.letters}-WH-${`${number}`.padStart(3, '0')}`;

function depot(scene: Scene, cell: number, index: number, name: string, random: Random): Row {
  const at = placeIn(scene, cell, random);
  return point(at, {
    id: idOf(scene, index + 1),
    name: `${name} ${`${index + 1}`.padStart(2, '0')}号`,
    town: townAt(scene, at),
    address: null,
    updated: day(random),
    note: null,
    synthetic: true,
    approximate: true,
    assumed: ['substances', 'majorHazardGrade', 'safetyDistanceMetres'],
    kind: 'oil-depot',
    substances: [
      { name: '汽油', quantityTonnes: random.whole(4, 20) * 1000 },
      { name: '柴油', quantityTonnes: random.whole(4, 24) * 1000 },
    ],
    majorHazardGrade: random.pick([1, 2, 2, 3] as const),
    safetyDistanceMetres: random.whole(12, 30) * 20,
    manager: person(random),
    phone: phone(random),
  });
}

function site(scene: Scene, cell: number, number: number, random: Random): Row {
  let rest = random.next();
  const trade = trades.find(({ share }) => (rest -= share) < 0) ?? trades[0]!;
  const at = placeIn(scene, cell, random);
  const town = townAt(scene, at);
  const keeps =
    trade.kind === 'fuel-station'
      ? trade.keeps
      : random.shuffle(trade.keeps).slice(0, random.whole(1, 2));
  const unappraised = random.next() < 0.06;
  const graded = trade.kind === 'storage' || trade.kind === 'production';
  const distance =
    trade.distance && random.next() < 0.92 ? random.between(...trade.distance) : null;
  return point(at, {
    id: idOf(scene, number),
    name: `${town ?? scene.plan.name['zh-CN']}示例单位 ${`${number}`.padStart(3, '0')}`,
    town,
    address: null,
    updated: day(random),
    note: null,
    synthetic: true,
    approximate: false,
    assumed: ['kind', 'substances', 'majorHazardGrade', 'safetyDistanceMetres'],
    kind: trade.kind,
    substances: keeps.map(([name, least, most]) => ({
      name,
      quantityTonnes:
        random.next() < 0.05 ? null : Math.round(random.between(least, most) * 10) / 10,
    })),
    majorHazardGrade: unappraised
      ? null
      : graded && random.next() < 0.55
        ? random.pick([3, 4, 4, 4, 2] as const)
        : 0,
    safetyDistanceMetres: distance === null ? null : Math.round(distance / 5) * 5,
    manager: person(random),
    phone: phone(random),
  });
}
