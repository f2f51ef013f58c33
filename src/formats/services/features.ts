import type { Feature, Geometry, Position } from 'geojson';
import { Failure } from '../../domain/failure';
import { text, type Text } from '../../domain/text';
import { checkGeometry } from '../geometry';
import { saying, type Answer } from './ask';
import type { Box } from './mercator';
import { webPage } from './xml';

/** One page of the features of a service. */
export interface Page {
  features: Feature[];
  /** Features that could not be read. */
  dropped: number;
  /** How many the whole answer has; `null` when the service does not say. */
  matched: number | null;
  /** Address of the next page; `null` when none is named. */
  next: string | null;
}

/** All that was read of a layer of features. */
export interface FetchedFeatures {
  features: Feature[];
  matched: number | null;
  /** What a person must know of them: how many were left out, and why. */
  notes: Text[];
}

/** So many features of one service are drawn at most; more belong into an import. */
export const maxFeatures = 20_000;

/** Words of a service as JSON; a web page or anything else is a failure. */
export function readJson({ bytes, mime }: Answer, host: string, key: string | null): unknown {
  const words = new TextDecoder().decode(bytes);
  if (mime === 'text/html' || /^\s*<(!doctype|html)/i.test(words)) throw webPage(host);
  try {
    return JSON.parse(words);
  } catch (cause) {
    const said = saying(bytes, key).slice(0, 60);
    throw new Failure(
      text(
        `${host} 的应答不是完整的 JSON（开头是“${said}”）；请核对地址和服务种类。`,
        `The answer of ${host} is no complete JSON (it starts with “${said}”); check address and kind of service.`,
      ),
      { cause },
    );
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const count = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;

/** The address of a link with this relation; the GeoJSON one where there are several. */
export function linkOf(value: unknown, rel: string): string | null {
  const links = isObject(value) && Array.isArray(value.links) ? (value.links as unknown[]) : [];
  const fitting = links.filter(isObject).filter((link) => link.rel === rel);
  const json = fitting.find(({ type }) => typeof type === 'string' && /json/.test(type));
  const href = (json ?? fitting.find(({ type }) => type === undefined))?.href;
  return typeof href === 'string' ? href : null;
}

/**
 * Reads a page of GeoJSON, with the members that WFS and OGC API add (`numberMatched`, `links`; GeoServer `totalFeatures`).
 * @throws Failure when it is no feature collection
 */
export function readGeoJsonPage(value: unknown, host: string): Page {
  if (!isObject(value) || !Array.isArray(value.features)) {
    const said = isObject(value) ? [value.description, value.title, value.detail] : [];
    const why = said
      .filter((part) => typeof part === 'string')
      .join(' ')
      .slice(0, 160);
    throw new Failure(
      text(
        `${host} 的应答不是要素集合${why ? `：${why}` : ''}；请核对图层。`,
        `The answer of ${host} is no feature collection${why ? `: ${why}` : ''}; check the layer.`,
      ),
    );
  }
  const features: Feature[] = [];
  for (const item of value.features as unknown[]) {
    if (!isObject(item)) continue;
    const { geometry } = checkGeometry(item.geometry);
    if (!geometry) continue;
    const properties = isObject(item.properties) ? item.properties : {};
    const { id } = item;
    const known = typeof id === 'string' || typeof id === 'number';
    features.push({ type: 'Feature', ...(known ? { id } : {}), properties, geometry });
  }
  return {
    features,
    dropped: value.features.length - features.length,
    matched: count(value.numberMatched) ?? count(value.totalFeatures),
    next: linkOf(value, 'next'),
  };
}

function walk(geometry: Geometry, visit: (position: Position) => void) {
  if (geometry.type === 'GeometryCollection') {
    for (const inner of geometry.geometries) walk(inner, visit);
    return;
  }
  const into = (part: unknown) => {
    if (Array.isArray(part) && typeof part[0] === 'number') visit(part as Position);
    else if (Array.isArray(part)) part.forEach(into);
  };
  into(geometry.coordinates);
}

/** How many features lie with their first position inside a box, as they stand and with the axes swapped. */
function inside(features: readonly Feature[], [west, south, east, north]: Box) {
  const [slackX, slackY] = [(east - west) * 0.05 + 0.01, (north - south) * 0.05 + 0.01];
  const lies = (x: number, y: number) =>
    x >= west - slackX && x <= east + slackX && y >= south - slackY && y <= north + slackY;
  let [plain, swapped] = [0, 0];
  for (const { geometry } of features) {
    let first: Position | null = null;
    walk(geometry, (position) => (first ??= position));
    const [x = NaN, y = NaN] = first ?? [];
    if (lies(x, y)) plain++;
    if (lies(y, x)) swapped++;
  }
  return { plain, swapped };
}

/**
 * Features with longitude first. Servers differ in what they write for EPSG:4326, whatever they say, so the positions are
 * held against the extent that the service itself gives in longitude and latitude (`WGS84BoundingBox`): where nine in ten
 * fit it only with the axes swapped they are swapped, and the note says so. Positions outside the world are left out.
 * @param extent west, south, east, north in degrees; `null` when the service gives none
 */
export function longitudeFirst(
  features: readonly Feature[],
  extent: Box | null,
): { features: Feature[]; notes: Text[]; outside: number } {
  const { plain, swapped } = extent ? inside(features, extent) : { plain: 1, swapped: 0 };
  const swap = swapped >= 0.9 * features.length && plain < 0.1 * features.length;
  if (swap) {
    for (const { geometry } of features)
      walk(geometry, (position) => void position.splice(0, 2, position[1]!, position[0]!));
  }
  const kept = features.filter(({ geometry }) => {
    let fits = true;
    walk(geometry, ([x = NaN, y = NaN]) => (fits &&= Math.abs(x) <= 180 && Math.abs(y) <= 90));
    return fits;
  });
  const note = text(
    '服务方给的坐标纬度在前，与其公布的范围对照后已换成经度在前。',
    'The service wrote latitude first; held against its own extent, the axes were swapped.',
  );
  return { features: kept, notes: swap ? [note] : [], outside: features.length - kept.length };
}
