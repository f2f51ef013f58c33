import type { Feature, Point } from 'geojson';
import type { Edit } from '../domain/scenario';
import type { Entry } from '../worker/protocol';
import { geoJsonUrl } from './sources';

type Change = 'added' | 'moved' | 'resized' | 'reclassed' | 'opened' | 'closed';

/** The first of what a scenario does to each shelter that says most about it. */
function changesOf(edits: readonly Edit[]): Map<string, Change> {
  const changes = new Map<string, Change>();
  const order: Change[] = ['resized', 'reclassed', 'moved', 'opened', 'closed', 'added'];
  const say = (id: string, change: Change) => {
    const known = changes.get(id);
    if (!known || order.indexOf(change) > order.indexOf(known)) changes.set(id, change);
  };
  for (const edit of edits) {
    if (edit.kind === 'add') say(edit.id, 'added');
    else if (edit.kind === 'move') say(edit.id, 'moved');
    else if (edit.kind === 'resize') say(edit.id, 'resized');
    else if (edit.kind === 'reclass') say(edit.id, 'reclassed');
    else if (edit.kind === 'status') say(edit.id, edit.status === 'open' ? 'opened' : 'closed');
  }
  return changes;
}

const point = ({ longitude, latitude }: { longitude: number; latitude: number }): Point => ({
  type: 'Point',
  coordinates: [longitude, latitude],
});

/** The shelters of a scenario, for the map to fetch in place of the register's own. */
export const sheltersUrl = (entries: readonly Entry[]): string =>
  geoJsonUrl(
    entries.map((entry) => ({
      type: 'Feature',
      properties: entry.properties,
      geometry: point(entry),
    })),
  );

/** What a scenario changes, by the sources of its layers. */
export function scenarioUrls(
  entries: readonly Entry[],
  edits: readonly Edit[],
): Partial<Record<'scenarioShelters' | 'scenarioCuts' | 'scenarioZones', string>> {
  const changes = changesOf(edits);
  const shelters = entries
    .filter(({ id }) => changes.has(id))
    .map((entry): Feature => ({
      type: 'Feature',
      properties: { ...entry.properties, change: changes.get(entry.id) },
      geometry: point(entry),
    }));
  const cuts = edits
    .filter((edit) => edit.kind === 'cut')
    .map((edit): Feature => ({ type: 'Feature', properties: {}, geometry: point(edit) }));
  const zones = edits
    .filter((edit) => edit.kind === 'zone')
    .map(({ name, hazard, ring }): Feature => ({
      type: 'Feature',
      properties: { name, hazard },
      geometry: { type: 'Polygon', coordinates: [ring] },
    }));
  return {
    ...(shelters.length && { scenarioShelters: geoJsonUrl(shelters) }),
    ...(cuts.length && { scenarioCuts: geoJsonUrl(cuts) }),
    ...(zones.length && { scenarioZones: geoJsonUrl(zones) }),
  };
}
