import type { DatasetId } from './manifest';
import { registers } from './registers';
import { text, type Text } from './text';

/** What each dataset of a pack is called. */
export const datasetTitles: Readonly<Record<DatasetId, Text>> = {
  district: text('行政区范围', 'District outline'),
  towns: registers.towns.title,
  residents: text('居民', 'Residents'),
  terrain: text('地形', 'Terrain'),
  streams: text('河流', 'Streams'),
  lakes: text('水面', 'Water surfaces'),
  builtup: text('建成区', 'Built-up areas'),
  roads: text('道路', 'Roads'),
  geohazards: registers.geohazards.title,
  reservoirs: registers.reservoirs.title,
  forests: registers.forests.title,
  shelters: registers.shelters.title,
  hazchem: registers.hazchem.title,
  facilities: registers.facilities.title,
  zones: registers.zones.title,
};
