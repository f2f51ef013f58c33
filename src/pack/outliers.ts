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
 * @param longitudes degrees, as are `latitudes`
 * @param rowOf row of the file by the place in the lists
 */
export function* farFromTheRest(
  longitudes: Float64Array,
  latitudes: Float64Array,
  rowOf: (index: number) => number,
): Generator<Problem> {
  if (longitudes.length < fewest) return;
  const longitude = quantile(longitudes, 0.5);
  const latitude = quantile(latitudes, 0.5);
  const away = longitudes.map((east, i) =>
    distanceMetres(longitude, latitude, east, latitudes[i]!),
  );
  const limit = Math.max(20_000, farTimes * quantile(away, 0.9));
  for (const [i, metres] of away.entries()) {
    if (metres <= limit) continue;
    const kilometres = Math.round(metres / 1000).toLocaleString('en-US');
    yield {
      row: rowOf(i),
      field: null,
      value: `${longitudes[i]}, ${latitudes[i]}`,
      level: 'warning',
      reason: text(
        `离其余记录的中心约 ${kilometres} km，请核对坐标；已导入`,
        `about ${kilometres} km from the middle of all others; check the position. It was imported`,
      ),
    };
  }
}

function quantile(values: Float64Array, share: number): number {
  return nth(values.slice(), Math.floor((values.length - 1) * share));
}

/**
 * The number that would stand at a place if the list were sorted, by Hoare's selection (Communications of the ACM 4,
 * 1961): sorting millions takes ten times as long. The list is changed.
 */
function nth(list: Float64Array, place: number): number {
  let [from, to] = [0, list.length - 1];
  while (from < to) {
    const pivot = list[(from + to) >> 1]!;
    let [left, right] = [from, to];
    while (left <= right) {
      while (list[left]! < pivot) left++;
      while (list[right]! > pivot) right--;
      if (left > right) break;
      const moved = list[left]!;
      list[left++] = list[right]!;
      list[right--] = moved;
    }
    if (place <= right) to = right;
    else if (place >= left) from = left;
    else break;
  }
  return list[place]!;
}
