import type { Feature, FeatureCollection } from 'geojson';
import { text } from '../domain/text';
import type { ReadProgress } from '../formats/format';
import { toGeoJson } from '../formats/geojson';
import type { PointList } from './pointList';

const writing = text('写成数据包的文件', 'Writing the file of the pack');

/** Records that are written at a time. */
const atOnce = 2000;
/** Residents at points of which one feature is made. */
const pointsTogether = 10_000;

/**
 * The file of a dataset: GeoJSON with one feature a line, made in pieces, so that its text is never whole in memory.
 * @throws nothing; coordinates are written with all their digits
 */
export function featureBytes(features: readonly Feature[], progress?: ReadProgress): Uint8Array {
  return inPieces(
    features.length,
    atOnce,
    (from, to) =>
      features
        .slice(from, to)
        .map((feature) => JSON.stringify(feature))
        .join(',\n'),
    progress,
  );
}

/**
 * The file of very many residents at points: a feature for every {@link pointsTogether} of them, its geometry a
 * `MultiPoint` and `people` the list of their counts in the same order. A quarter of the bytes of a feature for each.
 */
export function pointBytes(points: PointList, progress?: ReadProgress): Uint8Array {
  const { longitudes, latitudes, people } = points.columns;
  const pieceOf = (from: number, to: number) => {
    const coordinates = Array.from(people.subarray(from, to), (_, i) => [
      longitudes[from + i]!,
      latitudes[from + i]!,
    ]);
    return JSON.stringify({
      type: 'Feature',
      geometry: { type: 'MultiPoint', coordinates },
      properties: { people: Array.from(people.subarray(from, to)) },
    });
  };
  return inPieces(points.length, pointsTogether, pieceOf, progress);
}

/** Pieces between the first and the last line that {@link toGeoJson} gives a collection. */
function inPieces(
  count: number,
  most: number,
  pieceOf: (from: number, to: number) => string,
  progress?: ReadProgress,
): Uint8Array {
  const [head, foot] = toGeoJson([]).split('\n\n') as [string, string];
  const encoder = new TextEncoder();
  const pieces = [encoder.encode(`${head}\n`)];
  for (let from = 0; from < count; from += most) {
    progress?.(from, count, writing);
    const to = Math.min(count, from + most);
    pieces.push(encoder.encode(`${pieceOf(from, to)}${to < count ? ',' : ''}\n`));
  }
  progress?.(count, count, writing);
  pieces.push(encoder.encode(count ? foot : `\n${foot}`));
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** Files below this size are parsed as a whole. */
const wholeBytes = 20_000_000;
const [lineFeed, comma, opening, closing] = [0x0a, 0x2c, 0x7b, 0x7d];

/**
 * The features of a dataset's file, one after another; of a large file with one feature a line only that one is in
 * memory.
 * @param whole size up to which a file is parsed as a whole
 * @throws SyntaxError when it is no JSON, TypeError when it is no feature collection
 */
export function* eachFeature(bytes: Uint8Array, whole = wholeBytes): Generator<Feature> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  if (bytes.length > whole && isByLine(bytes)) {
    for (const [from, to] of featureLines(bytes))
      yield JSON.parse(decoder.decode(bytes.subarray(from, to))) as Feature;
    return;
  }
  const root = JSON.parse(decoder.decode(bytes)) as Partial<FeatureCollection> | null;
  if (root?.type !== 'FeatureCollection' || !Array.isArray(root.features))
    throw new TypeError('FeatureCollection');
  yield* root.features;
}

/**
 * The features of residents with one for each point: what {@link pointBytes} put together is taken apart. Others stay as
 * they are.
 */
export function* apart(features: Iterable<Feature>): Generator<Feature> {
  for (const feature of features) {
    const people: unknown = feature.properties?.people;
    if (feature.geometry?.type !== 'MultiPoint' || !Array.isArray(people)) yield feature;
    else
      for (const [i, coordinates] of feature.geometry.coordinates.entries())
        yield {
          type: 'Feature',
          geometry: { type: 'Point', coordinates },
          properties: { ...feature.properties, people: people[i] as unknown },
        };
  }
}

/** Whether a file has one feature a line between a first and a last line. */
function isByLine(bytes: Uint8Array): boolean {
  const first = bytes.indexOf(lineFeed);
  const head = new TextDecoder().decode(bytes.subarray(0, Math.min(first, 1_000_000)));
  if (!/^\{"type":"FeatureCollection".*"features":\[$/su.test(head)) return false;
  let end = first + 1;
  for (const [from, to, next] of featureLines(bytes)) {
    if (bytes[from] !== opening || bytes[to - 1] !== closing) return false;
    end = next;
  }
  return new TextDecoder().decode(bytes.subarray(end)).trim() === ']}';
}

/** Every line but the first and the last: its first byte, the one behind it without its comma, the next line. */
function* featureLines(bytes: Uint8Array): Generator<[from: number, to: number, next: number]> {
  const last = bytes.lastIndexOf(lineFeed, bytes.length - 2) + 1;
  for (let at = bytes.indexOf(lineFeed) + 1; at < last;) {
    const end = bytes.indexOf(lineFeed, at);
    yield [at, bytes[end - 1] === comma ? end - 1 : end, end + 1];
    at = end + 1;
  }
}
