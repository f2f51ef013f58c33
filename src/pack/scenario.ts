import type { Feature, FeatureCollection, Point } from 'geojson';
import { Failure } from '../domain/failure';
import type { Edit, EditOf } from '../domain/scenario';
import type { Shelter } from '../domain/shelter';
import { text } from '../domain/text';
import { cutRoads } from './cutRoads';
import type { Pack } from './pack';
import { scaleResidents } from './scaleResidents';

const ofKind = <Kind extends Edit['kind']>(edits: readonly Edit[], kind: Kind) =>
  edits.filter((edit): edit is EditOf<Kind> => edit.kind === kind);

/**
 * The pack as a scenario has it: a new value that shares every dataset the edits leave alone, so that what was computed
 * for those is not computed anew. The pack itself stays as it is.
 * @throws Failure naming the edit that does not fit the pack
 */
export function applyScenario(pack: Pack, edits: readonly Edit[]): Pack {
  if (edits.length === 0) return pack;
  const scaling = ofKind(edits, 'residents');
  const cuts = ofKind(edits, 'cut');
  const zones = ofKind(edits, 'zone');
  return {
    ...pack,
    shelters: editShelters(pack.shelters, edits),
    ...(scaling.length > 0 && {
      residents: remembered(pack.residents ?? pack, scaling, () => scaleResidents(pack, scaling)),
    }),
    ...(cuts.length > 0 && {
      roads: remembered(pack.roads, cuts, () => cutRoads(pack.roads, cuts)),
    }),
    ...(zones.length > 0 && {
      zones: {
        type: 'FeatureCollection',
        features: [...pack.zones.features, ...zones.map(drawnZone)],
      },
    }),
  };
}

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

const drawnZone = ({
  id,
  name,
  hazard,
  ring,
}: EditOf<'zone'>): Pack['zones']['features'][number] => ({
  type: 'Feature',
  properties: { id, name, hazard },
  geometry: { type: 'Polygon', coordinates: [ring] },
});

/** How many variants of a pack's residents or roads are kept, the newest ones: what-ifs go back and forth. */
const kept = 4;
const variants = new WeakMap<object, Map<string, unknown>>();

/** What a list of edits makes of a dataset, remembered as long as the dataset is. */
function remembered<Result>(dataset: object, edits: readonly Edit[], make: () => Result): Result {
  const known = variants.get(dataset) ?? new Map<string, unknown>();
  variants.set(dataset, known);
  const key = JSON.stringify(edits);
  if (!known.has(key)) {
    if (known.size >= kept) known.delete(known.keys().next().value!);
    known.set(key, make());
  }
  return known.get(key) as Result;
}
