import type { ImageSource, Map, StyleSpecification } from 'maplibre-gl';

/** Sources and layers whose id begins so belong to a drawing under way; no style names them, and none takes them away. */
export const drawnPrefix = 'drawn';

const isDrawn = (id: string) => id.startsWith(`${drawnPrefix}-`);

/** The style with what a drawing under way has put on the map. */
function keepDrawn(before: StyleSpecification | undefined, next: StyleSpecification) {
  if (!before?.layers.some(({ id }) => isDrawn(id))) return next;
  const sources = Object.entries(before.sources).filter(([id]) => isDrawn(id));
  return {
    ...next,
    sources: { ...next.sources, ...Object.fromEntries(sources) },
    layers: [...next.layers, ...before.layers.filter(({ id }) => isDrawn(id))],
  };
}

/**
 * Brings the map to a style by the least change. A picture with a new address is given to its source in place, since
 * the comparison of styles would take the source down and with it the layers that draw it.
 */
export function applyStyle(map: Map, style: StyleSpecification): void {
  const { sources } = map.getStyle();
  for (const [id, wanted] of Object.entries(style.sources)) {
    const present = sources[id];
    if (wanted.type !== 'image' || present?.type !== 'image' || !wanted.url) continue;
    if (JSON.stringify(present) === JSON.stringify(wanted)) continue;
    map.getSource<ImageSource>(id)?.updateImage({
      url: wanted.url,
      coordinates: wanted.coordinates,
    });
  }
  // The registry's test has checked every style that can be built.
  map.setStyle(style, { validate: false, transformStyle: keepDrawn });
  // Without a change nothing would be drawn, and nobody would hear that the map is idle.
  map.triggerRepaint();
}
