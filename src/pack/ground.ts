import { districtNamesOf } from './districtNames';
import type { Feature } from 'geojson';
import { registerIds } from '../domain/registers';
import type { Town } from '../domain/town';
import type { Beside, CheckContext } from './checks';
import type { Known } from './evidence';
import type { Area, Pack } from './pack';
import { representativePoint } from '../geo/polygons';

/** What a pack knows that a file can be judged by: its outlines, its towns, and where its records are. */
export interface Ground {
  known: Known;
  towns: readonly Feature<Area, Town>[];
  context: Omit<CheckContext, 'today'>;
}

/** Nothing is known: the first files of a new pack. */
export const noGround: Ground = {
  known: { district: [], towns: [], places: [] },
  towns: [],
  context: { district: [], towns: [] },
};

/** The same with what other files of the import have: a record that repeats one of theirs is found. */
export const groundWith = (ground: Ground, beside: readonly Beside[]): Ground =>
  beside.length ? { ...ground, context: { ...ground.context, beside } } : ground;

/** The ground that an opened pack gives. Schematic town areas are no borders that a record could be held to. */
export function groundOfPack(pack: Pack): Ground {
  const { manifest, district, towns } = pack;
  const outlines = district.features.map(({ geometry }) => geometry);
  const places = registerIds.flatMap((register) =>
    register === 'towns' || register === 'zones'
      ? []
      : pack[register].features.map(({ geometry, properties }) => ({
          position: (geometry.type === 'Point'
            ? geometry.coordinates.slice(0, 2)
            : representativePoint(geometry)) as [number, number],
          name: properties.name,
        })),
  );
  return {
    known: {
      district: outlines,
      towns: towns.features.map(({ geometry, properties: { name, code, schematic } }) => ({
        name,
        code,
        area: geometry,
        schematic,
      })),
      places,
    },
    towns: towns.features,
    context: {
      district: outlines,
      towns: towns.features,
      townsWithoutOutline: manifest.townsWithoutPosition,
      districtNames: districtNamesOf(manifest, district.features),
    },
  };
}
