import { facilityKindOptions, facilityKinds } from '../domain/options';
import { text } from '../domain/text';
import { defineLayer } from './define';
import { pick } from './expressions';
import { names, plates } from './points';
import type { SymbolId } from './symbols';

type Kind = (typeof facilityKinds)[number];

/** Kinds that look alike share a plate. */
const plateOf: Readonly<Record<Kind, SymbolId>> = {
  school: 'facility-school',
  hospital: 'facility-hospital',
  'care-home': 'facility-hospital',
  square: 'facility-open',
  park: 'facility-open',
  stadium: 'facility-open',
  community: 'facility-other',
  warehouse: 'facility-store',
  rescue: 'facility-store',
  other: 'facility-other',
};

/** Schools, hospitals, squares and the like: what is protected, and where shelters could be built. */
export const facilities = defineLayer({
  title: text('重要设施', 'Facilities'),
  group: 'shelter',
  shows: 'facilities',
  // Many, and of use when they are asked for: the map of hazards and shelters stays clear.
  shown: false,
  selectable: true,
  register: 'facilities',
  columns: ['name', 'kind', 'areaSquareMetres', 'people', 'manager', 'phone', 'town', 'updated'],
  symbol: 'facility-other',
  legend: facilityKinds.map((value) => ({
    label: facilityKindOptions[value].label,
    symbol: plateOf[value],
    where: { property: 'kind', value },
  })),
  drawings: (context) => [
    ...plates('facilities', {
      'icon-image': pick(
        'kind',
        Object.fromEntries(facilityKinds.map((kind) => [kind, context.image(plateOf[kind])])),
        context.image('facility-other'),
      ),
    }),
    names(context, 'facilities', 'label', { place: 'label-shelters', lookZoom: 15 }),
  ],
});
