import * as v from 'valibot';
import { hazardIds } from './hazard';
import { Count, Quantity } from './record';
import { Shelter } from './shelter';

const Longitude = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));
const Latitude = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));
const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const Name = v.pipe(v.string(), v.maxLength(100));
const Ring = v.pipe(
  v.array(v.tuple([Longitude, Latitude])),
  v.minLength(4),
  v.maxLength(5000),
  v.check((ring) => {
    const [first, last] = [ring[0]!, ring.at(-1)!];
    return first[0] === last[0] && first[1] === last[1];
  }, 'A ring ends where it began.'),
);

const { duration, class51143, effectiveAreaSquareMetres, capacityPeople } = Shelter.entries;

/** One change of a what-if, on top of a pack that it never changes. */
export const Edit = v.variant('kind', [
  /** A new shelter. */
  v.strictObject({
    kind: v.literal('add'),
    id: Id,
    name: Name,
    longitude: Longitude,
    latitude: Latitude,
    duration,
    class51143,
    effectiveAreaSquareMetres,
    capacityPeople,
  }),
  /** A shelter somewhere else. */
  v.strictObject({ kind: v.literal('move'), id: Id, longitude: Longitude, latitude: Latitude }),
  /** A shelter of another size; `null` is unknown. */
  v.strictObject({
    kind: v.literal('resize'),
    id: Id,
    effectiveAreaSquareMetres: v.nullable(Quantity),
    capacityPeople: v.nullable(Count),
  }),
  /** A shelter of another class. */
  v.strictObject({ kind: v.literal('reclass'), id: Id, duration, class51143 }),
  v.strictObject({ kind: v.literal('status'), id: Id, status: v.picklist(['open', 'closed']) }),
  /** A road that is cut where it comes closest to this place. */
  v.strictObject({ kind: v.literal('cut'), longitude: Longitude, latitude: Latitude }),
  /** Residents times a factor (night, holiday), in the town of this code; `null` or left out is everywhere. */
  v.strictObject({
    kind: v.literal('residents'),
    factor: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
    town: v.optional(v.nullable(v.string()), null),
  }),
  /** A drawn zone of a hazard. */
  v.strictObject({
    kind: v.literal('zone'),
    id: Id,
    name: Name,
    hazard: v.picklist(hazardIds),
    ring: Ring,
  }),
]);
export type Edit = v.InferOutput<typeof Edit>;
export type EditOf<Kind extends Edit['kind']> = Extract<Edit, { kind: Kind }>;

/** A named list of edits on top of a pack; the order matters where two edits touch one thing. */
export const Scenario = v.strictObject({
  format: v.literal(1),
  id: Id,
  name: Name,
  /** The pack it was made on; its shelters and towns are named by this pack's numbers. */
  pack: v.string(),
  edits: v.pipe(v.array(Edit), v.maxLength(2000)),
});
export type Scenario = v.InferOutput<typeof Scenario>;
