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
  /** Corners that were set before, where a drawing is gone on with. */
  begun?: readonly LngLat[];
  /** Told of the corners that are set, after each one. */
  onsketch?: (corners: readonly LngLat[]) => void;
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

/** The ring of the polygon that is being drawn, with the corner that follows the pointer. */
function cornersOf(draw: TerraDraw): LngLat[] {
  const shape = draw.getSnapshot().find(({ geometry }) => geometry.type === 'Polygon');
  return shape?.geometry.type === 'Polygon' ? (shape.geometry.coordinates[0] as LngLat[]) : [];
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

const polygonMode = (colour: `#${string}`) =>
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
  });

/**
 * Lets a person draw one polygon: a click sets a vertex, a double click, a click on the first vertex or Enter closes
 * the ring, Backspace takes back the last vertex, Escape calls it off.
 */
export function drawPolygon(
  map: Map,
  { colour, done, cancel, begun = [], onsketch }: Drawing,
): Hand {
  const mode = polygonMode(colour);
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: drawnPrefix }),
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
    modes: [mode],
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
  for (const [lng, lat] of begun) {
    // The mode has no call for corners that are there; a click on each sets it as a hand would.
    const { x: containerX, y: containerY } = map.project([lng, lat]);
    const press = { lng, lat, containerX, containerY, isContextMenu: false } as const;
    mode.onClick({ ...press, button: 'left', heldKeys: [] });
  }
  let told = begun.length;
  draw.on('change', () => {
    // The mode counts a corner after it has told of the change.
    queueMicrotask(() => {
      const set = draw.enabled ? mode.undoSize() : told;
      if (set === told) return;
      told = set;
      onsketch?.(cornersOf(draw).slice(0, set));
    });
  });
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
