import { text, type Text } from '../domain/text';

/** A member of `--json`, several with one meaning separated by commas; `[]` marks a list. */
export type JsonKey = readonly [key: string, meaning: Text];

export const residents: JsonKey = [
  'residents',
  text(
    '已知的常住人口，人；没有居民数据时为 null',
    'residents that are known, people; null without residents',
  ),
];

export const withoutResidents: JsonKey = [
  'unitsWithoutResidents',
  text('人口未知的镇街数', 'towns whose residents are unknown'),
];

/** Which shelters do not count. */
export const excluded: readonly JsonKey[] = [
  ['excluded[]', text('未计入的场所数及原因', 'shelters that do not count, and why')],
  [
    'inHazardZone',
    text(
      '位于任一危险区内的场所数，计入与否都算',
      'shelters inside any hazard zone, left out or not',
    ),
  ],
  [
    'leftOut[]',
    text(
      '因所选灾害而未计入的场所：hazard, id, name',
      'shelters left out for the chosen hazards: hazard, id, name',
    ),
  ],
];
