import type { Feature, Point } from 'geojson';
import { text } from '../domain/text';
import { distanceMetres } from '../geo/metric';
import type { Problem } from '../formats/sheet';

/** Fewer records than this show no pattern to stand out from. */
const fewest = 20;
/** A record this many times farther from the middle than nine tenths of the others stands out. */
const farTimes = 5;

/**
 * Points so far from all others of their file that the position is probably wrong, as warnings: they are kept, since
 * only a person can tell. Measured from the median position; nothing is said below 20 km.
 */
export function farFromTheRest(
  entries: readonly { feature: Feature<Point>; row: number }[],
): Problem[] {
  if (entries.length < fewest) return [];
  const places = entries.map(({ feature }) => feature.geometry.coordinates as [number, number]);
  const longitude = quantile(
    places.map(([east]) => east),
    0.5,
  );
  const latitude = quantile(
    places.map(([, north]) => north),
    0.5,
  );
  const away = places.map(([east, north]) => distanceMetres(longitude, latitude, east, north));
  const limit = Math.max(20_000, farTimes * quantile(away, 0.9));
  return entries.flatMap(({ row }, i) => {
    if (away[i]! <= limit) return [];
    const kilometres = Math.round(away[i]! / 1000).toLocaleString('en-US');
    return {
      row,
      field: null,
      value: places[i]!.join(', '),
      level: 'warning' as const,
      reason: text(
        `离其余记录的中心约 ${kilometres} km，请核对坐标；已导入`,
        `about ${kilometres} km from the middle of all others; check the position. It was imported`,
      ),
    };
  });
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)]!;
}
