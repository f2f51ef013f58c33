import type { ExpressionSpecification } from 'maplibre-gl';
import { hazardTitles, type HazardId } from '../domain/hazard';
import { text } from '../domain/text';
import { defineLayer } from './define';
import { families, type PaletteKey } from './palette';

/** Each hazard in the colour of the layer that it comes from. */
const colours: Readonly<Record<HazardId, PaletteKey>> = {
  flood: 'reservoir',
  'dam-break': 'reservoir',
  landslide: 'geohazard',
  chemical: 'hazchem',
};
const hazards = Object.entries(colours) as [HazardId, PaletteKey][];

/** Hazard zones of the pack: drawn by hand, or from its own files. */
export const zones = defineLayer({
  title: text('危险区', 'Hazard zones'),
  group: 'hazard',
  shows: 'zones',
  shown: true,
  selectable: true,
  register: 'zones',
  columns: ['name', 'hazard', 'id'],
  legend: hazards.map(([value, key]) => ({
    label: hazardTitles[value],
    swatch: { fill: key, fillOpacity: 0.16, line: key },
  })),
  drawings: ({ palette }) => {
    const colour = [
      'match',
      ['coalesce', ['get', 'hazard'], ''],
      ...hazards.flatMap(([id, key]) => [id, palette[key]]),
      palette['ink-2'],
    ] as unknown as ExpressionSpecification;
    return [
      {
        name: 'area',
        place: 'rings',
        from: 'zones',
        hit: 'record',
        type: 'fill',
        paint: { 'fill-color': colour, 'fill-opacity': 0.16, 'fill-antialias': false },
      },
      {
        name: 'line',
        place: 'rings',
        from: 'zones',
        type: 'line',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': colour, 'line-width': 1.6 },
      },
      {
        name: 'label',
        place: 'label-long',
        from: 'zones',
        type: 'symbol',
        minzoom: 10,
        layout: {
          'text-field': ['coalesce', ['get', 'name'], ''],
          'text-font': families(palette, 'font-ui'),
          'text-size': 12,
        },
        paint: {
          'text-color': colour,
          'text-halo-color': palette['map-halo'],
          'text-halo-width': 1.5,
        },
      },
    ];
  },
});
