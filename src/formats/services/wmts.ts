import { text, type Text } from '../../domain/text';
import { type Element, childOf, childrenOf, textOf } from '../xmlTree';
import { withQuery } from './address';
import { half, namedCrs, type Box } from './mercator';
import type { Choice, Offer, Offered } from './offer';
import { otherDocument, wordsAt } from './xml';

/** The address of a WMTS' capabilities; one that ends in `.xml` is the document itself. */
export const wmtsCapabilities = (url: string): string =>
  /\.xml$/i.test(url.split('?', 1)[0] ?? '')
    ? url
    : withQuery(url, { SERVICE: 'WMTS', REQUEST: 'GetCapabilities', VERSION: '1.0.0' });

/** Scale denominator of level 0 with 256 px: the equator over 256 pixels of 0.28 mm (OGC 07-057r7 annex E.4). */
const levelZero = (2 * half) / 256 / 0.00028;

/** The levels of a matrix set that fits the map. */
interface Fit {
  crs: string;
  minZoom: number;
  /** Names of the levels from `minZoom` on. */
  matrices: string[];
}

/**
 * Whether the tiles of a matrix set are those of the Web Mercator pyramid: its projection, its corner, tiles of 256 px,
 * scales that halve. CGCS 2000 in degrees (天地图 `c`) is another pyramid.
 */
function fitOf(set: Element): Fit | null {
  const crs = wordsAt(set, 'SupportedCRS') ?? '';
  if (namedCrs(crs).kind !== 'mercator') return null;
  const levels = new Map<number, string>();
  for (const matrix of childrenOf(set, 'TileMatrix')) {
    const zoom = Math.log2(levelZero / Number(wordsAt(matrix, 'ScaleDenominator')));
    const level = Math.round(zoom);
    const corner = (wordsAt(matrix, 'TopLeftCorner') ?? '').split(/\s+/).map(Number);
    // 0.0005 of a level is 0.035 %: 0.1 of a pixel across a tile. Servers round their scales and corners.
    const fits =
      level >= 0 &&
      level <= 24 &&
      Math.abs(zoom - level) < 0.0005 &&
      wordsAt(matrix, 'TileWidth') === '256' &&
      wordsAt(matrix, 'TileHeight') === '256' &&
      corner.length === 2 &&
      Math.abs(corner[0]! + half) < 2 &&
      Math.abs(corner[1]! - half) < 2;
    if (fits) levels.set(level, wordsAt(matrix, 'Identifier') ?? String(level));
  }
  const zooms = [...levels.keys()].sort((a, b) => a - b);
  const first = zooms[0];
  if (first === undefined) return null;
  const run = zooms.filter((zoom, index) => zoom === first + index);
  const matrices = run.map((zoom) => levels.get(zoom)!);
  return { crs, minZoom: first, matrices };
}

/**
 * The layers of a WMTS 1.0.0 (OGC 07-057r7), each with the matrix sets that fit the map.
 * @param url the address that was asked, for services that name no template
 * @throws Failure when the document is another one
 */
export function readWmts(root: Element, url: string): Offer {
  const { host } = new URL(url);
  const contents = childOf(root, 'Contents');
  if (root.name !== 'Capabilities' || !contents) throw otherDocument(host, 'WMTS', root.name);
  const sets = childrenOf(contents, 'TileMatrixSet').map((set) => ({
    id: wordsAt(set, 'Identifier') ?? '',
    crs: wordsAt(set, 'SupportedCRS') ?? '',
    fit: fitOf(set),
  }));
  const layers = childrenOf(contents, 'Layer').map((layer) => offeredLayer(layer, sets, url));
  const identification = childOf(root, 'ServiceIdentification');
  return { title: wordsAt(identification, 'Title') ?? host, version: '1.0.0', layers };
}

interface MatrixSet {
  id: string;
  crs: string;
  fit: Fit | null;
}

function offeredLayer(layer: Element, sets: readonly MatrixSet[], url: string): Offered {
  const id = wordsAt(layer, 'Identifier') ?? '';
  const linked = childrenOf(layer, 'TileMatrixSetLink').map((link) =>
    wordsAt(link, 'TileMatrixSet'),
  );
  const offered = sets.filter((set) => linked.includes(set.id));
  const styles = childrenOf(layer, 'Style')
    .toSorted((a, b) => Number(isDefault(b)) - Number(isDefault(a)))
    .map((style) => ({
      id: wordsAt(style, 'Identifier') ?? '',
      title: wordsAt(style, 'Title') ?? wordsAt(style, 'Identifier') ?? '',
    }));
  const formats = childrenOf(layer, 'Format')
    .map(textOf)
    .filter((format) => /^image\/|^tiles$/.test(format));
  const choices = offered.flatMap((set) => choiceOf(layer, id, set, url));
  return {
    id,
    title: wordsAt(layer, 'Title') ?? id,
    extent: boxOf(layer),
    attribution: '',
    styles,
    formats: formats.length ? formats : ['image/png'],
    choices,
    unfit: choices.length ? null : noMatrixSet(offered),
  };
}

const isDefault = (style: Element) => style.attributes.get('isDefault') === 'true';

function boxOf(layer: Element): Box | null {
  const box = childOf(layer, 'WGS84BoundingBox');
  const corners = ['LowerCorner', 'UpperCorner'].flatMap((name) =>
    (wordsAt(box, name) ?? '').split(/\s+/).map(Number),
  );
  return corners.length === 4 && corners.every(Number.isFinite) ? (corners as Box) : null;
}

function choiceOf(layer: Element, id: string, { id: set, fit }: MatrixSet, url: string): Choice[] {
  if (!fit) return [];
  const plain = fit.matrices.every((name, index) => name === String(fit.minZoom + index));
  return [
    {
      version: '1.0.0',
      crs: fit.crs,
      minZoom: fit.minZoom,
      maxZoom: fit.minZoom + fit.matrices.length - 1,
      matrixSet: set,
      matrices: plain ? [] : fit.matrices,
      template: templateOf(layer, id, set, url),
    },
  ];
}

/**
 * The template of a layer's tiles, with `{style}`, `{matrix}`, `{x}`, `{y}` still to be filled: the one that the service
 * gives for its own host, else a query. Further dimensions stand at their defaults.
 */
function templateOf(layer: Element, id: string, set: string, url: string): string {
  const defaults = new Map(
    childrenOf(layer, 'Dimension').map((dimension) => [
      (wordsAt(dimension, 'Identifier') ?? '').toLowerCase(),
      wordsAt(dimension, 'Default') ?? wordsAt(dimension, 'Value') ?? '',
    ]),
  );
  const given = childrenOf(layer, 'ResourceURL')
    .filter(({ attributes }) => attributes.get('resourceType') === 'tile')
    .map(({ attributes }) => attributes.get('template') ?? '')
    .find((template) => sameOrigin(template, url));
  if (given) {
    return given.replace(/\{([^}]+)\}/g, (whole, name: string) => {
      const known: Record<string, string> = {
        tilematrixset: encodeURIComponent(set),
        style: '{style}',
        tilematrix: '{matrix}',
        tilerow: '{y}',
        tilecol: '{x}',
      };
      const fallback = defaults.get(name.toLowerCase());
      return (
        known[name.toLowerCase()] ?? (fallback === undefined ? whole : encodeURIComponent(fallback))
      );
    });
  }
  const query = withQuery(url.replace(/\/1\.0\.0\/WMTSCapabilities\.xml$/i, ''), {
    SERVICE: 'WMTS',
    VERSION: '1.0.0',
    REQUEST: 'GetTile',
    LAYER: id,
    TILEMATRIXSET: set,
    ...Object.fromEntries(defaults),
  });
  return `${query}&STYLE={style}&FORMAT={format}&TILEMATRIX={matrix}&TILEROW={y}&TILECOL={x}`;
}

const sameOrigin = (template: string, url: string) => {
  const plain = template.replace(/[{}]/g, '');
  return URL.canParse(plain) && new URL(plain).origin === new URL(url).origin;
};

const noMatrixSet = (sets: readonly MatrixSet[]): Text => {
  const some = sets.map(({ id, crs }) => `${id} (${crs.split(':').at(-1)})`).join(', ') || '—';
  return text(
    `该图层的矩阵集 ${some} 都不是 256 像素的 Web 墨卡托（EPSG:3857），不能叠在本图上；天地图请用带 _w 的服务。`,
    `None of this layer’s matrix sets ${some} is Web Mercator (EPSG:3857) with 256 px, so it cannot lie on this map; of 天地图 use the services with _w.`,
  );
};
