import type { Feature, Point } from 'geojson';
import type { Shelter } from '../src/domain/shelter';
import { apart, cellAt, centreOf } from './ground';
import type { FixedShelter, Place } from './plan';
import { randomOf, type Random } from './random';
import { day, draw, numbering, person, phone, placeIn, point, townAt, type Scene } from './scene';

type Row = Feature<Point, Shelter>;

const outdoorFacilities = [
  '供水',
  '厕所',
  '标识牌',
  '广播',
  '应急照明',
  '应急物资',
  '垃圾收集',
  '应急供电',
];
const fixedFacilities = [
  '供水',
  '应急供电',
  '厕所',
  '标识牌',
  '广播',
  '应急物资',
  '应急医疗点',
  '应急通信',
  '棚宿区',
  '应急指挥点',
];

/** Shelters: the fixed ones of the plan, then emergency ones wherever people live. */
export function makeShelters(scene: Scene): Row[] {
  const { plan, people, terrain, toRoad, toEdge } = scene;
  const { fixed, emergency, emergencyPlaces, unknown } = plan.records.shelters;
  const random = randomOf(`${plan.id}/shelters`);
  const name = numbering(scene);
  const fit = (cell: number) =>
    !terrain.water[cell] && terrain.slope[cell]! < 9 && toRoad[cell]! < 450 && toEdge[cell]! > 70;
  const largest = scene.settlements
    .filter(({ kind }) => kind === 'town')
    .sort((a, b) => b.residents - a.residents);
  // Fixed shelters without a name stand in the largest towns, one in each.
  const fixedCells = fixed
    .filter(({ at }) => !at)
    .map((_, i) => {
      const near = (cell: number) =>
        apart(scene.ground, centreOf(scene.ground, cell), largest[i]!.at) < 900;
      return draw(scene, (cell) => (fit(cell) && near(cell) ? people[cell]! : 0), 1, 0, random)[0]!;
    });
  const named = namedPlaces(scene);
  const rows = fixed.map((shelter, i) =>
    fixedRow(
      scene,
      shelter,
      i,
      named[i] ?? placeIn(scene, fixedCells.shift()!, random),
      name,
      random,
    ),
  );
  const taken = new Set(
    rows.map(({ geometry }) => cellAt(scene.ground, geometry.coordinates as [number, number])),
  );
  // The square root lets small places have one too.
  const cells = draw(
    scene,
    (cell) => (fit(cell) && !taken.has(cell) ? Math.sqrt(people[cell]!) : 0),
    emergency,
    plan.squareKilometres > 100 ? 700 : 260,
    random,
  );
  const places =
    emergencyPlaces === null
      ? null
      : shareOut(
          emergencyPlaces,
          cells.map(() => random.between(0.45, 1.8)),
        );
  const silent = new Set(random.shuffle(cells.map((_, i) => i)).slice(0, unknown));
  cells.forEach((cell, i) =>
    rows.push(
      emergencyRow(scene, cell, i, fixed.length, silent.has(i), places?.[i] ?? null, name, random),
    ),
  );
  return rows;
}

/**
 * Where the named shelters are drawn: the dry cell inside the outline that is nearest to the place known to about a
 * kilometre, and not the one of another shelter.
 */
function namedPlaces({ plan, ground, terrain, toEdge }: Scene): (Place | null)[] {
  const used: Place[] = [];
  return plan.records.shelters.fixed.map(({ at }) => {
    if (!at) return null;
    let best: Place = at;
    let least = Number.POSITIVE_INFINITY;
    for (let cell = 0; cell < toEdge.length; cell++) {
      if (toEdge[cell]! < 60 || terrain.water[cell]) continue;
      const place = centreOf(ground, cell);
      const far = apart(ground, at, place);
      if (far < least && used.every((other) => apart(ground, other, place) > 200))
        [best, least] = [place, far];
    }
    used.push(best);
    return best;
  });
}

/** Whole parts of a sum in proportion to weights; they add up exactly. */
export function shareOut(sum: number, weights: number[]): number[] {
  const total = weights.reduce((all, weight) => all + weight, 0);
  let before = 0;
  let given = 0;
  return weights.map((weight) => {
    before += weight;
    const upTo = Math.round((sum * before) / total);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}

const idOf = ({ plan }: Scene, number: number) =>
  `${plan.letters}-BN-${`${number}`.padStart(3, '0')}`;

function fixedRow(
  scene: Scene,
  shelter: FixedShelter,
  index: number,
  at: Place,
  name: ReturnType<typeof numbering>,
  random: Random,
): Row {
  const town = townAt(scene, at);
  const lacking = shelter.lacks;
  return point(at, {
    id: idOf(scene, index + 1),
    name: shelter.name ?? name(town, '固定避难场所', '号'),
    town,
    address: null,
    updated: day(random),
    note: shelter.note,
    synthetic: true,
    approximate: shelter.name !== null,
    assumed: [
      'level',
      'landAreaSquareMetres',
      'effectiveAreaSquareMetres',
      'capacityPeople',
      'duration',
      'class51143',
      'space',
      'purpose',
      'hazards',
      ...(lacking.length ? [] : ['facilities']),
    ],
    level: 'county',
    duration: shelter.duration,
    class51143: shelter.class51143,
    space: shelter.name ? 'outdoor' : random.pick(['outdoor', 'both'] as const),
    purpose: 'general',
    hazards: '地震、火灾、洪涝',
    landAreaSquareMetres:
      Math.round((shelter.effectiveAreaSquareMetres * random.between(1.35, 1.8)) / 100) * 100,
    effectiveAreaSquareMetres: shelter.effectiveAreaSquareMetres,
    capacityPeople: shelter.capacityPeople,
    capacitySource: 'assumed',
    facilities: fixedFacilities.filter((facility) => !lacking.includes(facility)),
    manager: person(random),
    phone: phone(random),
    status: 'open',
  });
}

function emergencyRow(
  scene: Scene,
  cell: number,
  index: number,
  before: number,
  silent: boolean,
  places: number | null,
  name: ReturnType<typeof numbering>,
  random: Random,
): Row {
  const { plan, people } = scene;
  const at = placeIn(scene, cell, random);
  const town = townAt(scene, at);
  // Emergency sites hold more where more people live: squares and school grounds of 600 to 9,000 m².
  const crowd = Math.min(1, people[cell]! / 60);
  const drawn = Math.round((600 * 10 ** (random.between(0.05, 0.75) + 0.4 * crowd)) / 10) * 10;
  const outdoor = random.next() < 0.78;
  const perPerson = outdoor ? 1.5 : 2;
  // A plan that gives places only says nothing of areas: a few stay unknown.
  const areaUnknown = silent || (places !== null && random.next() < 0.12);
  const effective = areaUnknown
    ? null
    : places === null
      ? drawn
      : Math.round((places * random.between(1, 1.6)) / 10) * 10;
  const capacity = places ?? (silent ? null : Math.floor(drawn / perPerson));
  const assumed = ['level', 'class51143', 'space', 'purpose', 'hazards', 'facilities', 'duration'];
  if (effective !== null) assumed.push('effectiveAreaSquareMetres', 'landAreaSquareMetres');
  if (capacity !== null) assumed.push('capacityPeople');
  return point(at, {
    id: idOf(scene, before + index + 1),
    name: name(town, '避难场所', '号'),
    town,
    address: null,
    updated: day(random),
    note: null,
    synthetic: true,
    approximate: false,
    assumed,
    level: plan.squareKilometres > 100 && random.next() < 0.5 ? 'village' : 'town',
    duration: 'emergency',
    class51143: 'emergency',
    space: outdoor ? 'outdoor' : random.next() < 0.6 ? 'indoor' : 'both',
    purpose: random.next() < 0.8 ? 'general' : 'single',
    hazards: random.pick(['地震', '地震、火灾', '洪涝', '地震、洪涝', '地质灾害、洪涝']),
    landAreaSquareMetres:
      effective === null ? null : Math.round(effective * random.between(1.2, 2.1)),
    effectiveAreaSquareMetres: effective,
    capacityPeople: capacity,
    capacitySource: capacity === null ? 'unknown' : places === null ? 'from-area' : 'assumed',
    facilities: random.shuffle(outdoorFacilities).slice(0, random.whole(2, 6)).sort(),
    manager: person(random),
    phone: phone(random),
    // What the plan counts is there already.
    status: places !== null || random.next() < 0.97 ? 'open' : 'planned',
  });
}
