import { classUnder, type Scheme } from '../domain/scheme';
import type { Shelter } from '../domain/shelter';
import { text, type Text } from '../domain/text';
import type { Pack } from '../pack/pack';
import { rulesInForce, shelterClasses, type Rule, type ShelterClass } from './classes';
import { hazardZones, inAnyDisc, isPosition } from './zones';

export { rulesInForce, shelterClasses, type Rule, type ShelterClass };

/** A shelter that counts in a question. */
export interface Serving {
  id: string;
  name: string;
  longitude: number;
  latitude: number;
  class: ShelterClass;
  radiusMetres: number;
  effectiveAreaSquareMetres: number | null;
  /** People it can house: as the register says, else from its area; `null` if neither is known. */
  capacityPeople: number | null;
  capacitySource: Shelter['capacitySource'];
  inHazardZone: boolean;
}

export interface Excluded {
  reason: Text;
  count: number;
}

const reasons = {
  closed: text('停用', 'Closed'),
  planned: text('在建或拟建', 'Planned'),
  class: text('所选类别之外', 'Of a class that was not chosen'),
  zone: text('位于危险区内', 'Inside a hazard zone'),
  position: text('位置无效', 'Position not on the globe'),
} as const satisfies Record<string, Text>;

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/**
 * The shelters that count, in the order of their numbers whatever the order of the file, and how many do not and why.
 * Only open ones count; `inHazardZone` tells how many of those that could count lie in a hazard zone.
 */
export function servingShelters(
  pack: Pack,
  question: {
    scheme: Scheme;
    rules: Record<ShelterClass, Rule>;
    classes: readonly ShelterClass[];
    countInsideHazardZones: boolean;
    hazardZoneMetres: number;
  },
): { serving: Serving[]; excluded: Excluded[]; inHazardZone: number } {
  const zones = hazardZones(pack, question.hazardZoneMetres);
  const counts: Record<keyof typeof reasons, number> = {
    closed: 0,
    planned: 0,
    class: 0,
    zone: 0,
    position: 0,
  };
  const serving: Serving[] = [];
  let inHazardZone = 0;
  for (const { geometry, properties } of pack.shelters.features) {
    const [longitude, latitude] = geometry.coordinates as [number, number];
    const kind = classUnder(question.scheme, properties) ?? 'unknown';
    if (properties.status !== 'open') {
      counts[properties.status]++;
      continue;
    }
    if (!question.classes.includes(kind)) {
      counts.class++;
      continue;
    }
    if (!isPosition(longitude, latitude)) {
      counts.position++;
      continue;
    }
    const inZone = inAnyDisc(zones, longitude, latitude);
    if (inZone) inHazardZone++;
    if (inZone && !question.countInsideHazardZones) {
      counts.zone++;
      continue;
    }
    const { effectiveAreaSquareMetres, capacityPeople } = properties;
    const rule = question.rules[kind];
    const fromArea =
      effectiveAreaSquareMetres === null
        ? null
        : Math.floor(effectiveAreaSquareMetres / rule.squareMetresPerPerson.value + 1e-9);
    serving.push({
      id: properties.id,
      name: properties.name,
      longitude,
      latitude,
      class: kind,
      radiusMetres: rule.radiusMetres.value,
      effectiveAreaSquareMetres,
      capacityPeople: capacityPeople ?? fromArea,
      capacitySource:
        capacityPeople !== null
          ? properties.capacitySource
          : fromArea !== null
            ? 'from-area'
            : 'unknown',
      inHazardZone: inZone,
    });
  }
  serving.sort(
    (a, b) =>
      compare(a.id, b.id) ||
      compare(a.name, b.name) ||
      a.longitude - b.longitude ||
      a.latitude - b.latitude,
  );
  const excluded = (Object.keys(reasons) as (keyof typeof reasons)[])
    .filter((reason) => counts[reason] > 0)
    .map((reason) => ({ reason: reasons[reason], count: counts[reason] }));
  return { serving, excluded, inHazardZone };
}
