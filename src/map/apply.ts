import type { ImageSource, Map, StyleSpecification } from 'maplibre-gl';

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
  map.setStyle(style, { validate: false });
  // Without a change nothing would be drawn, and nobody would hear that the map is idle.
  map.triggerRepaint();
}
