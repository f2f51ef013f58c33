import type * as v from 'valibot';
import { Facility, facilityFields } from './facility';
import type { Field } from './field';
import { Forest, forestFields } from './forest';
import { Geohazard, geohazardFields } from './geohazard';
import { HazardArea, hazardAreaFields } from './hazardArea';
import { Hazchem, hazchemFields } from './hazchem';
import { Reservoir, reservoirFields } from './reservoir';
import { Shelter, shelterFields } from './shelter';
import { text, type Text } from './text';
import { Town, townFields } from './town';

/** A register: records of one kind with their schema, the meaning of each field, and the geometry they need. */
export interface Register {
  title: Text;
  schema: v.GenericSchema<unknown, Record<string, unknown>>;
  fields: Readonly<Record<string, Field>>;
  geometry: 'point' | 'area' | 'point-or-area';
}

/** Every register of a pack, by the dataset that holds it. */
export const registers = {
  shelters: {
    title: text('应急避难场所', 'Shelters'),
    schema: Shelter,
    fields: shelterFields,
    geometry: 'point',
  },
  geohazards: {
    title: text('地质灾害隐患点', 'Hazard sites'),
    schema: Geohazard,
    fields: geohazardFields,
    geometry: 'point',
  },
  reservoirs: {
    title: text('水库', 'Reservoirs'),
    schema: Reservoir,
    fields: reservoirFields,
    geometry: 'point',
  },
  forests: {
    title: text('林区', 'Forest areas'),
    schema: Forest,
    fields: forestFields,
    geometry: 'point-or-area',
  },
  hazchem: {
    title: text('危险化学品单位', 'Chemical sites'),
    schema: Hazchem,
    fields: hazchemFields,
    geometry: 'point',
  },
  facilities: {
    title: text('重要设施', 'Facilities'),
    schema: Facility,
    fields: facilityFields,
    geometry: 'point',
  },
  towns: {
    title: text('镇街', 'Towns'),
    schema: Town,
    fields: townFields,
    geometry: 'area',
  },
  zones: {
    title: text('危险区', 'Hazard zones'),
    schema: HazardArea,
    fields: hazardAreaFields,
    geometry: 'area',
  },
} as const satisfies Record<string, Register>;

export type RegisterId = keyof typeof registers;
export const registerIds = Object.keys(registers) as RegisterId[];
