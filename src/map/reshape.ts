import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Map } from 'maplibre-gl';
import { TerraDraw, TerraDrawPolygonMode, TerraDrawSelectMode } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { drawnPrefix } from './apply';

/** An outline whose corners are to be moved. */
export interface Reshaping {
  /** Ink of the outline as `#rrggbb`. */
  colour: `#${string}`;
  geometry: Polygon | MultiPolygon;
  /** Told of the outline after each change, degrees. */
  onchange: (geometry: Polygon | MultiPolygon) => void;
}

/** A centimetre on the ground, and what the drawing library takes. */
const decimals = 7;
const rounded = (ring: readonly Position[]): Position[] =>
  ring.map((position) => position.slice(0, 2).map((part) => Number(part.toFixed(decimals))));

/** The rings of each area: the outer one, then its holes. */
const partsOf = (geometry: Polygon | MultiPolygon): Position[][][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

/** An outline with other outer rings; its holes stay. */
export function withOuterRings(
  geometry: Polygon | MultiPolygon,
  outer: readonly Position[][],
): Polygon | MultiPolygon {
  const parts = partsOf(geometry).map(([ring, ...holes], i) => [outer[i] ?? ring!, ...holes]);
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: parts[0]! }
    : { type: 'MultiPolygon', coordinates: parts };
}

/**
 * Lets a person move the corners of an outline: a corner is dragged, a point in the middle of a side becomes a corner
 * when it is dragged, a right click removes one. Holes stay as they are.
 * @returns what takes the drawing off the map
 */
export function reshapeOutline(map: Map, { colour, geometry, onchange }: Reshaping): () => void {
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: drawnPrefix }),
    modes: [
      new TerraDrawPolygonMode({ styles: { fillColor: colour, outlineColor: colour } }),
      new TerraDrawSelectMode({
        allowManualDeselection: false,
        flags: {
          polygon: {
            feature: {
              draggable: false,
              coordinates: { midpoints: true, draggable: true, deletable: true },
            },
          },
        },
        styles: {
          selectedPolygonColor: colour,
          selectedPolygonFillOpacity: 0.12,
          selectedPolygonOutlineColor: colour,
          selectedPolygonOutlineWidth: 2,
          selectionPointColor: '#ffffff',
          selectionPointOutlineColor: colour,
          selectionPointWidth: 5,
          selectionPointOutlineWidth: 2,
          midPointColor: colour,
          midPointOutlineColor: '#ffffff',
          midPointWidth: 3,
          midPointOutlineWidth: 1,
        },
      }),
    ],
  });
  draw.start();
  const added = draw.addFeatures(
    partsOf(geometry).map(([ring]) => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [rounded(ring!)] },
      properties: { mode: 'polygon' },
    })),
  );
  const ids = added.map(({ id }) => id);
  draw.setMode('select');
  if (ids[0] !== undefined && added[0]!.valid) draw.selectFeature(ids[0]);
  draw.on('change', (changed, type) => {
    if (type !== 'update' || !changed.some((id) => ids.includes(id))) return;
    const outer = ids.map((id) => {
      const shape = id === undefined ? undefined : draw.getSnapshotFeature(id)?.geometry;
      return shape?.type === 'Polygon' ? shape.coordinates[0]! : [];
    });
    const before = partsOf(geometry);
    const rings = outer.map((ring, i) => (ring.length >= 4 ? ring : before[i]![0]!));
    onchange(withOuterRings(geometry, rings));
  });
  return () => draw.stop();
}
