import { Failure } from '../../domain/failure';
import type { Service } from '../../domain/service';
import { text, type Text } from '../../domain/text';
import { type Element, childOf, childrenOf, textOf } from '../xmlTree';
import { withQuery } from './address';
import { degreeBox, mercatorBox, namedCrs, type Box, type Tile } from './mercator';
import type { Offer, Offered } from './offer';
import { otherDocument, wordsAt } from './xml';

/** Side of the pictures that a map is asked in, pixels; larger than tiles, so that fewer names are cut at their edges. */
export const wmsTileSize = 512;

/**
 * From here on a picture in degrees lies within 0.4 pixels of the Web Mercator map: across a tile of 512 px at level 8 the
 * middle is off by Δφ²/8·tan φ, 200 m of 611 m a pixel at 30° north.
 */
const degreesFromZoom = 8;

/** The address of a WMS' capabilities. */
export const wmsCapabilities = (url: string): string =>
  withQuery(url, { SERVICE: 'WMS', REQUEST: 'GetCapabilities' });

/**
 * What a map is asked in: Web Mercator, else degrees, which fit well enough from level 8 on; `null` when neither is offered.
 */
function wmsCrs(offered: readonly string[]): { crs: string; minZoom: number } | null {
  const mercator =
    offered.find((name) => /:3857$/.test(name)) ??
    offered.find((name) => namedCrs(name).kind === 'mercator');
  if (mercator) return { crs: mercator, minZoom: 0 };
  const degrees =
    offered.find((name) => /^CRS:84$/i.test(name)) ??
    offered.find((name) => namedCrs(name).kind === 'degrees');
  return degrees ? { crs: degrees, minZoom: degreesFromZoom } : null;
}

/**
 * The layers of a WMS 1.3.0 or 1.1.1 (OGC 06-042, OGC 01-068r3); those without a name are only headings.
 * @throws Failure when the document is another one
 */
export function readWms(root: Element, host: string): Offer {
  if (!/^(WMS_Capabilities|WMT_MS_Capabilities)$/.test(root.name))
    throw otherDocument(host, 'WMS', root.name);
  const version = root.attributes.get('version') ?? '1.3.0';
  if (!/^1\.(1\.1|3\.0)$/.test(version)) throw oldVersion(host, version);
  const capability = childOf(root, 'Capability');
  const formats = childrenOf(childOf(childOf(capability, 'Request'), 'GetMap'), 'Format').map(
    textOf,
  );
  const pictures = formats.filter((format) => /^image\/(png|jpeg|webp|gif|vnd\.jpeg)/.test(format));
  const found: Offered[] = [];
  const walk = (layer: Element, inherited: { crs: string[]; styles: Style[] }, depth: number) => {
    if (depth > 30) return;
    const crs = [
      ...inherited.crs,
      ...[...childrenOf(layer, 'CRS'), ...childrenOf(layer, 'SRS')].flatMap((crs) =>
        textOf(crs).split(/\s+/),
      ),
    ];
    const styles = [
      ...childrenOf(layer, 'Style').map((style) => ({
        id: wordsAt(style, 'Name') ?? '',
        title: wordsAt(style, 'Title') ?? wordsAt(style, 'Name') ?? '',
      })),
      ...inherited.styles,
    ];
    const name = wordsAt(layer, 'Name');
    if (name) found.push(offeredLayer(layer, name, version, crs, styles, pictures));
    for (const inner of childrenOf(layer, 'Layer')) walk(inner, { crs, styles }, depth + 1);
  };
  for (const layer of childrenOf(capability, 'Layer')) walk(layer, { crs: [], styles: [] }, 0);
  return { title: wordsAt(root, 'Service', 'Title') ?? host, version, layers: found };
}

interface Style {
  id: string;
  title: string;
}

function offeredLayer(
  layer: Element,
  name: string,
  version: string,
  crs: readonly string[],
  styles: Style[],
  formats: string[],
): Offered {
  const fit = wmsCrs([...new Set(crs)]);
  return {
    id: name,
    title: wordsAt(layer, 'Title') ?? name,
    extent: geographicBox(layer),
    attribution: wordsAt(layer, 'Attribution', 'Title') ?? '',
    styles,
    formats: formats.length ? formats : ['image/png'],
    unfit: fit ? null : noCrs(crs),
    choices: fit
      ? [
          {
            version,
            crs: fit.crs,
            minZoom: fit.minZoom,
            maxZoom: 22,
            matrixSet: null,
            matrices: [],
          },
        ]
      : [],
  };
}

function geographicBox(layer: Element): Box | null {
  const box = childOf(layer, 'EX_GeographicBoundingBox');
  const plain = childOf(layer, 'LatLonBoundingBox');
  const numbers = box
    ? ['westBoundLongitude', 'southBoundLatitude', 'eastBoundLongitude', 'northBoundLatitude'].map(
        (name) => Number(wordsAt(box, name) ?? NaN),
      )
    : ['minx', 'miny', 'maxx', 'maxy'].map((name) => Number(plain?.attributes.get(name) ?? NaN));
  return numbers.every(Number.isFinite) ? (numbers as Box) : null;
}

const noCrs = (crs: readonly string[]): Text => {
  const some = [...new Set(crs)].slice(0, 4).join(', ') || '—';
  return text(
    `该图层只提供 ${some}，没有 EPSG:3857 或经纬度，不能叠在本图上。`,
    `This layer offers only ${some}, neither EPSG:3857 nor degrees, and cannot lie on this map.`,
  );
};

const oldVersion = (host: string, version: string): Failure =>
  new Failure(
    text(
      `${host} 的 WMS 版本是 ${version}；可用的是 1.1.1 和 1.3.0。`,
      `${host} speaks WMS ${version}; 1.1.1 and 1.3.0 can be used.`,
    ),
  );

/**
 * The extent of a map as the version writes it: in 1.3.0 with the axes of the EPSG register, latitude first for EPSG:4326
 * and EPSG:4490 (OGC 06-042 §6.7.2); in 1.1.1, and for CRS:84, longitude first.
 * @param box west, south, east, north
 */
export function wmsBox(version: string, crs: string, box: Box): string {
  const [west, south, east, north] = box;
  const swapped = version === '1.3.0' && namedCrs(crs).kind === 'degrees' && !/CRS:?84/i.test(crs);
  return (swapped ? [south, west, north, east] : [west, south, east, north]).join(',');
}

type Asked = Pick<Service, 'url' | 'layer' | 'style' | 'version' | 'crs' | 'format'>;

/** The address of the picture of one tile. */
export function wmsTile(service: Asked, tile: Tile): string {
  const version = service.version ?? '1.3.0';
  const crs = service.crs ?? 'EPSG:3857';
  const box = namedCrs(crs).kind === 'mercator' ? mercatorBox(tile) : degreeBox(tile);
  return withQuery(service.url, {
    SERVICE: 'WMS',
    VERSION: version,
    REQUEST: 'GetMap',
    LAYERS: service.layer,
    STYLES: service.style ?? '',
    [version === '1.3.0' ? 'CRS' : 'SRS']: crs,
    BBOX: wmsBox(version, crs, box),
    WIDTH: String(wmsTileSize),
    HEIGHT: String(wmsTileSize),
    FORMAT: service.format ?? 'image/png',
    TRANSPARENT: 'TRUE',
  });
}

/** The address of the legend of a layer (GetLegendGraphic, OGC 05-078r4). */
export const wmsLegend = ({ url, layer, style, version }: Asked): string =>
  withQuery(url, {
    SERVICE: 'WMS',
    VERSION: version ?? '1.3.0',
    REQUEST: 'GetLegendGraphic',
    LAYER: layer,
    STYLE: style ?? '',
    SLD_VERSION: '1.1.0',
    FORMAT: 'image/png',
  });
