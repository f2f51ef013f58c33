import type { Feature, FeatureCollection, Point } from 'geojson';
import { Failure } from '../domain/failure';
import type { Edit, EditOf } from '../domain/scenario';
import type { Shelter } from '../domain/shelter';
import { text, type Text } from '../domain/text';

const noSuchShelter = (id: string) =>
  text(
    `方案要改动的避难场所“${id}”不在这个数据包里；请删去这一步，或打开方案所属的数据包。`,
    `The scenario changes a shelter “${id}” that this pack does not hold; remove the step, or open the scenario's own pack.`,
  );
const shelterThere = (id: string) =>
  text(
    `编号“${id}”已有避难场所，方案不能再新增一处；请换一个编号。`,
    `There is a shelter “${id}” already, so the scenario cannot add it; choose another number.`,
  );

const refuse = (_: Edit, reason: Text): void => {
  throw new Failure(reason);
};

/**
 * The shelters of a register with the edits on shelters; others are left alone. A new shelter has no figure but those
 * that were entered, and its capacity counts as assumed; where only the area was entered the capacity is to be had from
 * that, as for every shelter of the register.
 * @param onfault hears of edits that do not fit, which are then left out: they name a shelter that is not there, or add
 *   one twice
 * @throws Failure for the first of these when nobody hears of them
 */
export function editShelters(
  shelters: FeatureCollection<Point, Shelter>,
  edits: readonly Edit[],
  onfault: (edit: Edit, reason: Text) => void = refuse,
): FeatureCollection<Point, Shelter> {
  const features = [...shelters.features];
  const places = new Map(features.map(({ properties }, place) => [properties.id, place]));
  type Changed = Extract<Edit, { kind: 'move' | 'resize' | 'reclass' | 'status' }>;
  const change = (edit: Changed, edited: (shelter: Feature<Point, Shelter>) => typeof shelter) => {
    const place = places.get(edit.id);
    if (place === undefined) onfault(edit, noSuchShelter(edit.id));
    else features[place] = edited(features[place]!);
  };
  const set = (edit: Changed, values: Partial<Shelter>) =>
    change(edit, (shelter) => ({ ...shelter, properties: { ...shelter.properties, ...values } }));
  for (const edit of edits) {
    if (edit.kind === 'add') {
      if (places.has(edit.id)) {
        onfault(edit, shelterThere(edit.id));
        continue;
      }
      places.set(edit.id, features.length);
      features.push(addedShelter(edit));
    } else if (edit.kind === 'move') {
      const { longitude, latitude } = edit;
      change(edit, (shelter) => ({
        ...shelter,
        geometry: { type: 'Point', coordinates: [longitude, latitude] },
      }));
    } else if (edit.kind === 'resize') {
      const { effectiveAreaSquareMetres, capacityPeople } = edit;
      set(edit, { effectiveAreaSquareMetres, capacityPeople, capacitySource: sourceOf(edit) });
    } else if (edit.kind === 'reclass') {
      set(edit, { duration: edit.duration, class51143: edit.class51143 });
    } else if (edit.kind === 'status') {
      set(edit, { status: edit.status });
    }
  }
  return { ...shelters, features };
}

/** Where the capacity of an edited shelter comes from. */
const sourceOf = ({
  effectiveAreaSquareMetres,
  capacityPeople,
}: EditOf<'add' | 'resize'>): Shelter['capacitySource'] => {
  if (capacityPeople !== null) return 'assumed';
  return effectiveAreaSquareMetres === null ? 'unknown' : 'from-area';
};

function addedShelter(edit: EditOf<'add'>): Feature<Point, Shelter> {
  const { id, name, longitude, latitude, ...entered } = edit;
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: {
      id,
      name,
      town: null,
      address: null,
      updated: null,
      note: null,
      synthetic: false,
      approximate: false,
      assumed: [],
      level: null,
      duration: entered.duration,
      class51143: entered.class51143,
      space: null,
      purpose: null,
      hazards: null,
      landAreaSquareMetres: null,
      effectiveAreaSquareMetres: entered.effectiveAreaSquareMetres,
      capacityPeople: entered.capacityPeople,
      capacitySource: sourceOf(edit),
      facilities: null,
      manager: null,
      phone: null,
      status: 'open',
    },
  };
}
