import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';

/** The paint properties that make a layer of each kind paler. */
const properties: Partial<Record<LayerSpecification['type'], readonly string[]>> = {
  fill: ['fill-opacity'],
  line: ['line-opacity'],
  circle: ['circle-opacity', 'circle-stroke-opacity'],
  symbol: ['icon-opacity', 'text-opacity'],
  raster: ['raster-opacity'],
};

/** An expression multiplied; one on zoom must stay outermost, so its outputs are multiplied instead. */
function times(expression: ExpressionSpecification, factor: number): ExpressionSpecification {
  const [operator, , input] = expression as unknown[];
  if (operator !== 'interpolate' || (input as unknown[])[0] !== 'zoom')
    return ['*', expression, factor];
  return (expression as unknown[]).map((part, i) =>
    i >= 4 && i % 2 === 0 ? (part as number) * factor : part,
  ) as unknown as ExpressionSpecification;
}

/** A layer with its opacity multiplied; opacities may be numbers, expressions on the data, or numbers by zoom. */
export function faded(layer: LayerSpecification, opacity: number): LayerSpecification {
  const names = properties[layer.type];
  if (opacity === 1 || !names) return layer;
  const paint = { ...layer.paint } as Record<string, number | ExpressionSpecification | undefined>;
  for (const name of names) {
    const own = paint[name];
    paint[name] = Array.isArray(own) ? times(own, opacity) : ((own as number) ?? 1) * opacity;
  }
  return { ...layer, paint };
}
