import type { Feature, Point } from 'geojson';
import { geohazardRisk, type Geohazard } from '../src/domain/geohazard';
import { randomOf, type Random } from './random';
import { day, draw, person, phone, placeIn, point, townAt, twoDigits, type Scene } from './scene';

type Kind = NonNullable<Geohazard['type']>;
type Treatment = NonNullable<Geohazard['treatment']>;

/** How often each type occurs; subsidence and fissures are left to where they are known. */
const kinds: readonly (readonly [Kind, number])[] = [
  ['landslide', 0.6],
  ['rockfall', 0.22],
  ['unstable-slope', 0.1],
  ['debris-flow', 0.05],
  ['collapse', 0.03],
];

const triggers = ['强降雨', '降雨、切坡建房', '人工切坡', '岩体风化', '河流冲刷', '公路切坡'];

/** Hazard points on slopes above people: as many as the plan counts, with the treatment that it reports. */
export function makeGeohazards(scene: Scene): Feature<Point, Geohazard>[] {
  const { plan, terrain, people, toBuiltUp, toRoad, toEdge } = scene;
  const { count, treatment, given } = plan.records.geohazards;
  if (!count) return [];
  const random = randomOf(`${plan.id}/geohazards`);
  const cells = draw(
    scene,
    (cell) => {
      const slope = terrain.slope[cell]!;
      if (slope < 7 || terrain.water[cell] || toEdge[cell]! < 120) return 0;
      const near = 1.6 * Math.exp(-toBuiltUp[cell]! / 700) + Math.exp(-toRoad[cell]! / 350);
      return near * Math.min(1.5, slope / 18) ** 2 + (people[cell]! > 0 ? 0.05 : 0);
    },
    count,
    450,
    random,
  );
  const treated: Treatment[] = [
    ...Array<Treatment>(treatment.engineering).fill('engineering'),
    ...Array<Treatment>(treatment.relocation).fill('relocation'),
    ...Array<Treatment>(treatment.minor).fill('minor'),
  ];
  const treatments = random.shuffle(cells.map((_, i) => treated[i] ?? 'none'));
  const assumed = assumedFields(given, treated.length > 0);
  return cells.map((cell, i) => {
    const at = placeIn(scene, cell, random);
    return point(
      at,
      record(scene, i + 1, cell, townAt(scene, at), treatments[i]!, assumed, random),
    );
  });
}

function assumedFields(given: boolean, treated: boolean): string[] {
  const fields = [
    'type',
    'volumeCubicMetres',
    'threatenedHouseholds',
    'threatenedPeople',
    'threatenedPropertyTenThousandYuan',
    'riskGrade',
    'stability',
    'trigger',
    'monitoring',
  ];
  return given && treated ? fields : [...fields, 'treatment', 'status'];
}

function typeOf(random: Random): Kind {
  let rest = random.next();
  for (const [kind, share] of kinds) if ((rest -= share) < 0) return kind;
  return 'landslide';
}

const statusOf: Readonly<Record<Treatment, Geohazard['status']>> = {
  engineering: 'treated',
  relocation: 'relocated',
  minor: 'active',
  none: 'active',
};

const kindNames: Readonly<Record<Kind, string>> = {
  landslide: '滑坡',
  rockfall: '危岩',
  'unstable-slope': '不稳定斜坡',
  'debris-flow': '泥石流沟',
  collapse: '地面塌陷',
  fissure: '地裂缝',
  subsidence: '地面沉降',
};

function record(
  { plan, terrain }: Scene,
  number: number,
  cell: number,
  town: string | null,
  treatment: Treatment,
  assumed: string[],
  random: Random,
): Geohazard {
  const id = `${plan.letters}-DZ-${`${number}`.padStart(3, '0')}`;
  const type = typeOf(random);
  const gone = treatment === 'relocation';
  // Most points threaten a few households, one in forty a settlement.
  const many = random.next() < 0.025 ? random.whole(480, 1250) : 0;
  const few = Math.round(6 * 10 ** (1.55 * random.next() ** 1.6) + random.whole(0, 6));
  const people = gone ? 0 : many || few;
  const unknownProperty = random.next() < 0.04;
  const property = unknownProperty ? null : gone ? 0 : twoDigits(people * random.between(4, 11));
  const steep = terrain.slope[cell]! > 20;
  const professional = random.next() < 0.2;
  return {
    id,
    name: `${town ?? plan.name['zh-CN']}${kindNames[type]}隐患点 ${id}`,
    town,
    address: null,
    updated: day(random),
    note: null,
    synthetic: true,
    approximate: false,
    assumed,
    type,
    volumeCubicMetres: twoDigits(10 ** random.between(3, 5.6)),
    threatenedHouseholds: Math.ceil(people / 3.4),
    threatenedPeople: people,
    threatenedPropertyTenThousandYuan: property,
    riskGrade: geohazardRisk(people, property),
    stability:
      treatment === 'engineering' ? 'stable' : steep && random.next() < 0.5 ? 'unstable' : 'fair',
    trigger: random.pick(triggers),
    monitoring:
      treatment === 'engineering' || gone
        ? 'community'
        : professional
          ? 'professional'
          : 'community',
    monitor: person(random),
    monitorPhone: phone(random),
    areaLead: person(random),
    geologist: person(random),
    technicalAdministrator: person(random),
    evacuationPlace: `示例避灾地点 ${`${number}`.padStart(3, '0')}`,
    treatment,
    status: statusOf[treatment],
  };
}
