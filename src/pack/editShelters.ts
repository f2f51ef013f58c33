import type { Feature, FeatureCollection, Point } from 'geojson';
import { Failure } from '../domain/failure';
import type { Edit, EditOf } from '../domain/scenario';
import type { Shelter } from '../domain/shelter';
import { text } from '../domain/text';

const noSuchShelter = (id: string) =>
  new Failure(
    text(
      `方案要改动的避难场所“${id}”不在这个数据包里；请删去这一步，或打开方案所属的数据包。`,
      `The scenario changes a shelter “${id}” that this pack does not hold; remove the step, or open the scenario's own pack.`,
    ),
  );

/**
 * The shelters of a register with the edits on shelters; others are left alone. A new shelter has no figure but those
 * that were entered, and its capacity counts as assumed.
 * @throws Failure when an edit names a shelter that is not there, or adds one twice
 */
export function editShelters(
  shelters: FeatureCollection<Point, Shelter>,
  edits: readonly Edit[],
): FeatureCollection<Point, Shelter> {
  const features = [...shelters.features];
  const places = new Map(features.map(({ properties }, place) => [properties.id, place]));
  const change = (id: string, edited: (shelter: Feature<Point, Shelter>) => typeof shelter) => {
    const place = places.get(id);
    if (place === undefined) throw noSuchShelter(id);
    features[place] = edited(features[place]!);
  };
  const set = (id: string, values: Partial<Shelter>) =>
    change(id, (shelter) => ({ ...shelter, properties: { ...shelter.properties, ...values } }));
  for (const edit of edits) {
    if (edit.kind === 'add') {
      if (places.has(edit.id)) {
        throw new Failure(
          text(
            `编号“${edit.id}”已有避难场所，方案不能再新增一处；请换一个编号。`,
            `There is a shelter “${edit.id}” already, so the scenario cannot add it; choose another number.`,
          ),
        );
      }
      places.set(edit.id, features.length);
      features.push(addedShelter(edit));
    } else if (edit.kind === 'move') {
      const { longitude, latitude } = edit;
      change(edit.id, (shelter) => ({
        ...shelter,
        geometry: { type: 'Point', coordinates: [longitude, latitude] },
      }));
    } else if (edit.kind === 'resize') {
      const { effectiveAreaSquareMetres, capacityPeople } = edit;
      const capacitySource = capacityPeople === null ? 'unknown' : 'assumed';
      set(edit.id, { effectiveAreaSquareMetres, capacityPeople, capacitySource });
    } else if (edit.kind === 'reclass') {
      set(edit.id, { duration: edit.duration, class51143: edit.class51143 });
    } else if (edit.kind === 'status') {
      set(edit.id, { status: edit.status });
    }
  }
  return { ...shelters, features };
}

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
      capacitySource: entered.capacityPeople === null ? 'unknown' : 'assumed',
      facilities: null,
      manager: null,
      phone: null,
      status: 'open',
    },
  };
}
