import { text, type Text } from './text';

/** Hazards that make a shelter no shelter: whoever flees one of them must not be sent into its zone. */
export const hazardIds = ['flood', 'landslide', 'dam-break', 'chemical'] as const;
export type HazardId = (typeof hazardIds)[number];

export const hazardTitles: Readonly<Record<HazardId, Text>> = {
  flood: text('洪水', 'Flood'),
  landslide: text('地质灾害', 'Landslide'),
  'dam-break': text('溃坝', 'Dam break'),
  chemical: text('危险化学品', 'Chemical release'),
};
