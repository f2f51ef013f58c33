import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';

/** The paint properties that make a layer of each kind paler. */
const properties: Partial<Record<LayerSpecification['type'], readonly string[]>> = {
  fill: ['fill-opacity'],
  line: ['line-opacity'],
  circle: ['circle-opacity', 'circle-stroke-opacity'],
  symbol: ['icon-opacity', 'text-opacity'],
  raster: ['raster-opacity'],
};

/** A layer with its opacity multiplied; opacities may be numbers or expressions on the data, not on zoom. */
export function faded(layer: LayerSpecification, opacity: number): LayerSpecification {
  const names = properties[layer.type];
  if (opacity === 1 || !names) return layer;
  const paint = { ...layer.paint } as Record<string, number | ExpressionSpecification | undefined>;
  for (const name of names) {
    const own = paint[name];
    paint[name] = Array.isArray(own) ? ['*', own, opacity] : ((own as number) ?? 1) * opacity;
  }
  return { ...layer, paint };
}
