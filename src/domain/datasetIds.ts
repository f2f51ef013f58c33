/** Every dataset a pack may hold; its key is its file name without ending and its layer's `dataset`. */
export const datasetIds = [
  'district',
  'towns',
  'residents',
  'terrain',
  'streams',
  'lakes',
  'builtup',
  'roads',
  'geohazards',
  'reservoirs',
  'forests',
  'shelters',
  'hazchem',
  'facilities',
  'zones',
] as const;
