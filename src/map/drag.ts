import type { Map, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import type { LngLat } from './create';

/** What happens to a record that is dragged. */
export interface Dragging {
  /** The record under the pointer and where it lies; `null` where there is none that may be moved. */
  at: (point: { x: number; y: number }, touch: boolean) => { id: string; place: LngLat } | null;
  onmove: (id: string, place: LngLat) => void;
  ondrop: () => void;
  oncancel: () => void;
}

/** Less is a click with an unsteady hand, pixels. */
const slackPixels = 4;

/**
 * Lets records be dragged by mouse or finger; the map itself stays where it is meanwhile. Escape and a second finger
 * call the drag off.
 * @returns takes it away again
 */
export function letDrag(map: Map, { at, onmove, ondrop, oncancel }: Dragging): () => void {
  /** The record under the hand, and how far from its position it was seized, pixels. */
  let held: {
    id: string;
    from: { x: number; y: number };
    offset: { x: number; y: number };
  } | null = null;
  let moving = false;

  function start(event: MapMouseEvent | MapTouchEvent, touch: boolean) {
    if (event.originalEvent instanceof MouseEvent && event.originalEvent.button !== 0) return;
    const found = at(event.point, touch);
    if (!found) return;
    event.preventDefault();
    const own = map.project(found.place);
    const offset = { x: own.x - event.point.x, y: own.y - event.point.y };
    held = { id: found.id, from: event.point, offset };
    moving = false;
  }

  function move({ point }: { point: { x: number; y: number } }) {
    if (!held) return;
    if (!moving && Math.hypot(point.x - held.from.x, point.y - held.from.y) < slackPixels) return;
    moving = true;
    map.getCanvas().style.cursor = 'grabbing';
    const { lng, lat } = map.unproject([point.x + held.offset.x, point.y + held.offset.y]);
    onmove(held.id, [lng, lat]);
  }

  function end(done: boolean) {
    if (!held) return;
    held = null;
    map.getCanvas().style.cursor = '';
    if (!moving) return;
    moving = false;
    if (done) ondrop();
    else oncancel();
  }

  const onmousedown = (event: MapMouseEvent) => start(event, false);
  const ontouchstart = (event: MapTouchEvent) =>
    event.points.length === 1 ? start(event, true) : end(false);
  // The pointer may leave the map, and come back, or be let go outside.
  const onpointermove = (event: PointerEvent) => {
    if (!held) return;
    const box = map.getCanvas().getBoundingClientRect();
    move({ point: { x: event.clientX - box.left, y: event.clientY - box.top } });
  };
  const onpointerup = () => end(true);
  const onpointercancel = () => end(false);
  const onkeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !moving) return;
    event.stopPropagation();
    end(false);
  };
  map.on('mousedown', onmousedown);
  map.on('touchstart', ontouchstart);
  map.on('touchmove', move);
  map.on('touchend', onpointerup);
  map.on('touchcancel', onpointercancel);
  window.addEventListener('pointermove', onpointermove);
  window.addEventListener('pointerup', onpointerup);
  window.addEventListener('keydown', onkeydown, true);
  return () => {
    end(false);
    map.off('mousedown', onmousedown);
    map.off('touchstart', ontouchstart);
    map.off('touchmove', move);
    map.off('touchend', onpointerup);
    map.off('touchcancel', onpointercancel);
    window.removeEventListener('pointermove', onpointermove);
    window.removeEventListener('pointerup', onpointerup);
    window.removeEventListener('keydown', onkeydown, true);
  };
}
