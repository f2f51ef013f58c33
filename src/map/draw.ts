import type { Map } from 'maplibre-gl';
import { TerraDraw, TerraDrawModeUndoRedo, TerraDrawPolygonMode } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { LngLat } from './create';
import { drawnPrefix } from './apply';

/** What a polygon is drawn for. */
export interface Drawing {
  /** Ink of the outline as `#rrggbb`. */
  colour: `#${string}`;
  /** The ring in degrees, closed: the first position again at the end. */
  done: (ring: LngLat[]) => void;
  cancel: () => void;
}

/** A drawing under way. */
export interface Hand {
  /** Takes back the last vertex. */
  undo: () => void;
  /** Closes the ring; nothing happens while it has fewer than three vertices. */
  finish: () => void;
  /** Takes everything off the map. */
  stop: () => void;
}

const doubleClickMilliseconds = 400;

/**
 * Keeps the clicks of the press that closed the ring from the map, which would select what lies below or zoom in: they
 * come after the drawing is over. The next press is the map's again.
 */
function swallowClicks(map: Map) {
  const container = map.getContainer();
  const swallow = (event: Event) => event.stopPropagation();
  const kinds = ['click', 'dblclick'];
  for (const kind of kinds) container.addEventListener(kind, swallow, true);
  const endedAt = performance.now();
  const press = ({ timeStamp }: Event) => {
    // The second press of a double click still belongs to the drawing.
    if (timeStamp - endedAt < doubleClickMilliseconds) return;
    for (const kind of kinds) container.removeEventListener(kind, swallow, true);
    window.removeEventListener('pointerdown', press, true);
  };
  window.addEventListener('pointerdown', press, true);
}

/**
 * Lets a person draw one polygon: a click sets a vertex, a double click, a click on the first vertex or Enter closes
 * the ring, Backspace takes back the last vertex, Escape calls it off.
 */
export function drawPolygon(map: Map, { colour, done, cancel }: Drawing): Hand {
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: drawnPrefix }),
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
    modes: [
      new TerraDrawPolygonMode({
        showCoordinatePoints: true,
        styles: {
          fillColor: colour,
          fillOpacity: 0.12,
          outlineColor: colour,
          outlineWidth: 2,
          closingPointColor: colour,
          closingPointWidth: 6,
          closingPointOutlineColor: '#ffffff',
          closingPointOutlineWidth: 2,
          coordinatePointColor: '#ffffff',
          coordinatePointWidth: 4,
          coordinatePointOutlineColor: colour,
          coordinatePointOutlineWidth: 2,
        },
      }),
    ],
  });
  const canvas = map.getCanvas();
  const onkeydown = (event: KeyboardEvent) => {
    const { target } = event;
    if (target instanceof Element && target.closest('input, textarea, select')) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      cancel();
    } else if (event.key === 'Backspace') {
      event.preventDefault();
      draw.undo();
    }
  };
  draw.start();
  draw.setMode('polygon');
  draw.on('finish', (id) => {
    const geometry = draw.getSnapshotFeature(id)?.geometry;
    swallowClicks(map);
    if (geometry?.type === 'Polygon') done(geometry.coordinates[0] as LngLat[]);
  });
  window.addEventListener('keydown', onkeydown, true);
  // Keys belong to the map from the first vertex on.
  canvas.focus();
  return {
    undo: () => draw.undo(),
    // The mode closes its ring on this key and has no call of its own for it.
    finish: () => canvas.dispatchEvent(new KeyboardEvent('keyup', { key: 'Enter' })),
    stop: () => {
      window.removeEventListener('keydown', onkeydown, true);
      draw.stop();
    },
  };
}
