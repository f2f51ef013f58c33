import type { Feature, Point } from 'geojson';
import { reservoirSize, type Reservoir } from '../src/domain/reservoir';
import { centreOf } from './ground';
import type { Lake } from './lakes';
import { randomOf } from './random';
import { day, numbering, person, phone, point, townAt, twoDigits, type Scene } from './scene';

/** The number of a lake's reservoir. */
export const reservoirId = ({ plan }: Scene, index: number) =>
  `${plan.letters}-SK-${`${index + 1}`.padStart(2, '0')}`;

/** One record a lake, at its dam; levels follow from the generated water surface. */
export function makeReservoirs(scene: Scene): Feature<Point, Reservoir>[] {
  const { plan, lakes, ground } = scene;
  const random = randomOf(`${plan.id}/reservoirs`);
  const name = numbering(scene);
  const unsafe = unsafeDams(scene);
  return lakes.map((lake, i) => {
    const at = centreOf(ground, lake.dam);
    const town = townAt(scene, at);
    const capacity = twoDigits(lake.capacityCubicMetres);
    const metres = (value: number) => Math.round(value * 10) / 10;
    const draw = lake.height * random.between(0.12, 0.35);
    return point(at, {
      id: reservoirId(scene, i),
      name: name(town, '示例水库', '号'),
      town,
      address: null,
      updated: day(random),
      note: null,
      synthetic: true,
      approximate: false,
      assumed: [
        'capacityCubicMetres',
        'size',
        'damType',
        'damHeightMetres',
        ...(plan.records.reservoirs.unsafeGiven ? [] : ['unsafe']),
        'normalLevelMetres',
        'floodLimitLevelMetres',
        'designFloodLevelMetres',
        'checkFloodLevelMetres',
        'deadLevelMetres',
        'currentLevelMetres',
      ],
      capacityCubicMetres: capacity,
      size: reservoirSize(capacity),
      damType: damType(lake, random.next()),
      damHeightMetres: metres(lake.height + 2.5),
      unsafe: unsafe.has(i),
      normalLevelMetres: lake.level,
      floodLimitLevelMetres: metres(lake.level - lake.height * 0.06),
      designFloodLevelMetres: metres(lake.level + 0.6),
      checkFloodLevelMetres: metres(lake.level + 1.2),
      deadLevelMetres: metres(lake.level - lake.height * 0.6),
      currentLevelMetres: i % 9 === 4 ? null : metres(lake.level - draw),
      administrativePerson: person(random),
      administrativePhone: phone(random),
      technicalPerson: person(random),
      technicalPhone: phone(random),
      patrolPerson: person(random),
      patrolPhone: phone(random),
    });
  });
}

/** Which dams are unsafe: the plan's number of them, among the small ones. */
function unsafeDams({ plan, lakes }: Scene): Set<number> {
  const random = randomOf(`${plan.id}/unsafe`);
  const small = lakes.flatMap(({ capacityCubicMetres }, i) =>
    capacityCubicMetres < 1e7 ? [i] : [],
  );
  return new Set(random.shuffle(small).slice(0, plan.records.reservoirs.unsafe));
}

function damType({ height, capacityCubicMetres }: Lake, chance: number): Reservoir['damType'] {
  if (capacityCubicMetres > 5e6)
    return chance < 0.4 ? 'core-wall' : chance < 0.75 ? 'gravity' : 'rockfill';
  if (height > 25) return chance < 0.5 ? 'masonry' : 'arch';
  return chance < 0.65 ? 'earth' : chance < 0.85 ? 'core-wall' : 'masonry';
}
