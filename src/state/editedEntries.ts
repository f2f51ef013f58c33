import type { Edit } from '../domain/scenario';
import type { Shelter } from '../domain/shelter';
import { editShelters } from '../pack/editShelters';
import type { Entry } from '../worker/protocol';

/** Entries of the register of shelters with the edits of a scenario. */
export function editedEntries(entries: readonly Entry[], edits: readonly Edit[]): Entry[] {
  const { features } = editShelters(
    {
      type: 'FeatureCollection',
      features: entries.map(({ longitude, latitude, properties }) => ({
        type: 'Feature',
        // The worker has checked the register against its schema.
        properties: properties as unknown as Shelter,
        geometry: { type: 'Point', coordinates: [longitude, latitude] },
      })),
    },
    edits,
  );
  return features.map(({ geometry, properties }) => {
    const [longitude, latitude] = geometry.coordinates as [number, number];
    return { id: properties.id, longitude, latitude, properties: { ...properties } };
  });
}
