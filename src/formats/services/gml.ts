import type { Feature, Geometry, Position } from 'geojson';
import { type Element, childOf, childrenOf, textOf } from '../xmlTree';
import { namedCrs } from './mercator';

/** Features of a GML document (3.2, ISO 19136; the same members in 3.1), as far as they can be read. */
export interface GmlFeatures {
  features: Feature[];
  /** Features whose geometry is missing or of a kind that is not read, such as an arc. */
  dropped: number;
  matched: number | null;
  next: string | null;
}

class Unread extends Error {}

/** What a geometry takes over from the ones around it. */
interface Around {
  latitudeFirst: boolean;
  dimension: number;
}

function around(element: Element, outer: Around): Around {
  const name = element.attributes.get('srsName');
  const dimension = Number(element.attributes.get('srsDimension') ?? outer.dimension);
  const crs = name === undefined ? null : namedCrs(name);
  if (crs && crs.kind !== 'degrees') throw new Unread(`srsName ${name}`);
  return { latitudeFirst: crs?.latitudeFirst ?? outer.latitudeFirst, dimension };
}

/** Positions of a `pos`, `posList` or (GML 2) `coordinates`, longitude first. */
function positions(element: Element, outer: Around): Position[] {
  const found: Position[] = [];
  for (const part of childrenOf(element)) {
    const { latitudeFirst, dimension } = around(part, outer);
    if (part.name === 'Point' || part.name === 'pointProperty') {
      found.push(...positions(part, { latitudeFirst, dimension }));
      continue;
    }
    if (!['pos', 'posList', 'coordinates'].includes(part.name)) continue;
    const numbers = textOf(part)
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number);
    const step = part.name === 'pos' ? Math.max(2, numbers.length) : dimension;
    if (numbers.length % step !== 0 || !numbers.every(Number.isFinite)) throw new Unread(part.name);
    for (let i = 0; i < numbers.length; i += step) {
      const [first, second] = [numbers[i]!, numbers[i + 1]!];
      found.push(latitudeFirst ? [second, first] : [first, second]);
    }
  }
  return found;
}

function line(element: Element, outer: Around): Position[] {
  const inside = around(element, outer);
  if (element.name === 'LineString' || element.name === 'LinearRing')
    return positions(element, inside);
  if (element.name === 'Ring' || element.name === 'CompositeCurve')
    return childrenOf(element).flatMap((member) =>
      childrenOf(member).flatMap((part) => line(part, inside)),
    );
  if (element.name !== 'Curve') throw new Unread(element.name);
  const segments = childrenOf(childOf(element, 'segments'));
  if (segments.some(({ name }) => name !== 'LineStringSegment')) throw new Unread('segments');
  return segments.flatMap((segment) => positions(segment, around(segment, inside)));
}

function polygon(element: Element, outer: Around): Position[][] {
  const inside = around(element, outer);
  if (element.name === 'Surface') {
    const patches = childOf(element, 'patches') ?? childOf(element, 'polygonPatches');
    const [patch, second] = childrenOf(patches);
    if (!patch || second) throw new Unread('patches');
    return polygon(patch, inside);
  }
  if (element.name !== 'Polygon' && element.name !== 'PolygonPatch') throw new Unread(element.name);
  const rings = ['exterior', 'outerBoundaryIs', 'interior', 'innerBoundaryIs'].flatMap((name) =>
    childrenOf(element, name).flatMap((boundary) => childrenOf(boundary)),
  );
  return rings.map((ring) => line(ring, inside));
}

const members = (element: Element) => childrenOf(element).flatMap((member) => childrenOf(member));

function geometryOf(element: Element, outer: Around): Geometry {
  const inside = around(element, outer);
  switch (element.name) {
    case 'Point':
      return { type: 'Point', coordinates: positions(element, inside)[0] ?? unread('Point') };
    case 'MultiPoint':
      return {
        type: 'MultiPoint',
        coordinates: members(element).flatMap((point) => positions(point, around(point, inside))),
      };
    case 'LineString':
    case 'Curve':
    case 'CompositeCurve':
      return { type: 'LineString', coordinates: line(element, outer) };
    case 'MultiLineString':
    case 'MultiCurve':
      return {
        type: 'MultiLineString',
        coordinates: members(element).map((part) => line(part, inside)),
      };
    case 'Polygon':
    case 'Surface':
      return { type: 'Polygon', coordinates: polygon(element, outer) };
    case 'MultiPolygon':
    case 'MultiSurface':
      return {
        type: 'MultiPolygon',
        coordinates: members(element).map((part) => polygon(part, inside)),
      };
    default:
      return unread(element.name);
  }
}

function unread(what: string): never {
  throw new Unread(what);
}

const geometryNames =
  /^(Point|MultiPoint|LineString|Curve|CompositeCurve|MultiLineString|MultiCurve|Polygon|Surface|MultiPolygon|MultiSurface|MultiGeometry|Solid)$/;

function featureOf(element: Element, outer: Around): Feature | null {
  const properties: Record<string, unknown> = {};
  let geometry: Geometry | null = null;
  for (const part of childrenOf(element)) {
    const [inner] = childrenOf(part);
    if (inner && geometryNames.test(inner.name)) {
      try {
        geometry ??= geometryOf(inner, outer);
      } catch (error) {
        if (!(error instanceof Unread)) throw error;
      }
    } else if (!inner && part.name !== '__proto__') {
      properties[part.name] = textOf(part);
    }
  }
  const id = element.attributes.get('id') ?? element.attributes.get('fid');
  return geometry && { type: 'Feature', ...(id === undefined ? {} : { id }), properties, geometry };
}

const count = (words: string | undefined) =>
  words !== undefined && /^\d+$/.test(words) ? Number(words) : null;

/**
 * Reads a feature collection. Which axis comes first is taken from the `srsName` of each geometry, else from that of the
 * collection's envelope, else from the system that was asked for.
 * @param asked name of the coordinate system of the question
 */
export function readGml(root: Element, asked: string): GmlFeatures {
  const envelope = childOf(childOf(root, 'boundedBy'), 'Envelope');
  const name = envelope?.attributes.get('srsName') ?? asked;
  const outer: Around = { latitudeFirst: namedCrs(name).latitudeFirst, dimension: 2 };
  const elements = childrenOf(root)
    .filter(({ name }) => /^(member|featureMember|featureMembers)$/.test(name))
    .flatMap((member) => childrenOf(member));
  const features = elements.map((element) => featureOf(element, outer));
  const kept = features.filter((feature) => feature !== null);
  return {
    features: kept,
    dropped: features.length - kept.length,
    matched: count(root.attributes.get('numberMatched')),
    next: root.attributes.get('next') ?? null,
  };
}
