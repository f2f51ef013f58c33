import { hazardIds, type HazardId } from '../domain/hazard';
import { classUnder, schemes, type Scheme } from '../domain/scheme';
import type { Shelter } from '../domain/shelter';
import { text, type Text } from '../domain/text';
import type { Pack } from '../pack/pack';
import { capacityOf } from './capacity';
import { rulesInForce, shelterClasses, type Rule, type ShelterClass } from './classes';
import type { ShelterQuestion } from './shelterParams';
import { hazardFinder, isPosition } from './zones';

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
  /** Hazards in whose zones it lies. */
  hazards: readonly HazardId[];
}

export interface Excluded {
  reason: Text;
  count: number;
}

/** A shelter that was left out for a hazard; one that lies in the zones of two is there twice. */
export interface LeftOut {
  hazard: HazardId;
  id: string;
  name: string;
}

/** The shelters of a question. */
export interface ShelterAnswer {
  /** Those that count, by number. */
  serving: Serving[];
  /** How many do not, and why. */
  excluded: Excluded[];
  /** How many of those that could count lie in the zone of any hazard, left out or not. */
  inHazardZone: number;
  /** Which were left out for a hazard, by hazard and number. */
  leftOut: LeftOut[];
  /** Radius and area per person of every class. */
  rules: Record<ShelterClass, Rule>;
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
 * Only open ones count, and none that lies in the zone of a hazard that the question leaves out. Their provenance is
 * in `shelterProvenance.ts`.
 */
export function sheltersFor(pack: Pack, question: ShelterQuestion): ShelterAnswer {
  const scheme: Scheme = schemes[question.scheme];
  const rules = rulesInForce(scheme, question.radiusMetres, question.squareMetresPerPerson);
  const hazardsAt = hazardFinder(pack, question.zoneMetres);
  const counts: Record<keyof typeof reasons, number> = {
    closed: 0,
    planned: 0,
    class: 0,
    zone: 0,
    position: 0,
  };
  const serving: Serving[] = [];
  const leftOut: LeftOut[] = [];
  let inHazardZone = 0;
  for (const { geometry, properties } of pack.shelters.features) {
    const [longitude, latitude] = geometry.coordinates as [number, number];
    const { id, name } = properties;
    const kind = classUnder(scheme, properties) ?? 'unknown';
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
    const hazards = hazardsAt(longitude, latitude);
    if (hazards.length > 0) inHazardZone++;
    const reasonsToLeave = hazards.filter((hazard) => question.leaveOut.includes(hazard));
    if (reasonsToLeave.length > 0) {
      counts.zone++;
      leftOut.push(...reasonsToLeave.map((hazard) => ({ hazard, id, name })));
      continue;
    }
    const rule = rules[kind];
    serving.push({
      id,
      name,
      longitude,
      latitude,
      class: kind,
      radiusMetres: rule.radiusMetres.value,
      effectiveAreaSquareMetres: properties.effectiveAreaSquareMetres,
      ...capacityOf(properties, rule.squareMetresPerPerson.value),
      hazards,
    });
  }
  serving.sort(
    (a, b) =>
      compare(a.id, b.id) ||
      compare(a.name, b.name) ||
      a.longitude - b.longitude ||
      a.latitude - b.latitude,
  );
  leftOut.sort(
    (a, b) =>
      hazardIds.indexOf(a.hazard) - hazardIds.indexOf(b.hazard) ||
      compare(a.id, b.id) ||
      compare(a.name, b.name),
  );
  const excluded = (Object.keys(reasons) as (keyof typeof reasons)[])
    .filter((reason) => counts[reason] > 0)
    .map((reason) => ({ reason: reasons[reason], count: counts[reason] }));
  return { serving, excluded, inHazardZone, leftOut, rules };
}
