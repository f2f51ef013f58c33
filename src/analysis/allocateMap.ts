import type { Feature, LineString, Point } from 'geojson';
import type { Demands } from './allocateDemands';
import type { Allocation } from './allocatePlan';
import type { Flow, ShelterLoad } from './allocateSummary';
import type { CellImage } from './define';
import { densityImage } from './images';

/** More lines than this hide each other: the largest are drawn, the table has all. */
export const mostLines = 3000;

/** Lines from where the residents of a town live to the shelter that they are sent to. */
export const flowLines = (flows: readonly Flow[]): Feature<LineString>[] =>
  flows
    .slice(0, mostLines)
    .map(({ town, code, shelter, shelterId, people, meanMetres, longitude, latitude, to }) => ({
      type: 'Feature',
      properties: { town, code, shelter, shelterId, people, metres: meanMetres },
      geometry: { type: 'LineString', coordinates: [[longitude, latitude], to] },
    }));

/** Shelters with their load. */
export const loadPoints = (loads: readonly ShelterLoad[]): Feature<Point>[] =>
  loads.map((shelter) => ({
    type: 'Feature',
    properties: {
      id: shelter.id,
      name: shelter.name,
      class: shelter.class,
      capacityPeople: shelter.capacityPeople,
      load: shelter.load,
      free: shelter.free,
      loadShare: shelter.loadShare,
      nearestOnly: shelter.nearestOnly,
      overload: shelter.overload,
    },
    geometry: { type: 'Point', coordinates: [shelter.longitude, shelter.latitude] },
  }));

/** Residents without a place, people per hectare in classes; only where residents have an extent. */
export function unplacedImage(
  demands: Demands,
  { parts, plan }: Allocation,
): Record<string, CellImage> {
  const { population, residents, demandOf } = demands.homes ?? {
    ...demands,
    demandOf: null,
  };
  if (population.kind === 'points' || population.assign === 'point') return {};
  const people = residents.map((living, place) => {
    const demand = demandOf ? demandOf[place]! : place;
    const unplaced = plan.unplaced[demand] ?? 0;
    if (unplaced === 0) return 0;
    return demandOf ? (living / demands.residents[demand]!) * (unplaced / parts) : unplaced / parts;
  });
  return { unplaced: densityImage({ ...population.cells, people }) };
}
