import { Failure } from '../../domain/failure';
import type { Service } from '../../domain/service';
import { text } from '../../domain/text';
import { type Element, childOf, childrenOf, textOf } from '../xmlTree';
import { withKey, withQuery } from './address';
import { ask, type Asking } from './ask';
import { readGeoJsonPage, readJson, type FetchedFeatures, type Page } from './features';
import { readGml } from './gml';
import { namedCrs, type Box } from './mercator';
import type { Offer } from './offer';
import { allPages } from './pages';
import { otherDocument, readXml, wordsAt } from './xml';

/** The address of a WFS' capabilities. */
export const wfsCapabilities = (url: string): string =>
  withQuery(url, { SERVICE: 'WFS', REQUEST: 'GetCapabilities', ACCEPTVERSIONS: '2.0.0' });

const isJson = (format: string) => /json/i.test(format) && !/javascript|jsonp/i.test(format);

/**
 * The feature types of a WFS 2.0 (OGC 09-025r2, ISO 19142).
 * @throws Failure when the document is another one, or of an older version
 */
export function readWfs(root: Element, host: string): Offer {
  if (root.name !== 'WFS_Capabilities') throw otherDocument(host, 'WFS', root.name);
  const version = root.attributes.get('version') ?? '';
  if (!version.startsWith('2.')) {
    throw new Failure(
      text(
        `${host} 的 WFS 版本是 ${version || '未知'}；可用的是 2.0。`,
        `${host} speaks WFS ${version || 'of an unknown version'}; 2.0 can be used.`,
      ),
    );
  }
  const operation = childrenOf(childOf(root, 'OperationsMetadata'), 'Operation').find(
    ({ attributes }) => attributes.get('name') === 'GetFeature',
  );
  const parameter = childrenOf(operation, 'Parameter').find(
    ({ attributes }) => attributes.get('name')?.toLowerCase() === 'outputformat',
  );
  const common = childrenOf(childOf(parameter, 'AllowedValues') ?? parameter, 'Value').map(textOf);
  const layers = childrenOf(childOf(root, 'FeatureTypeList'), 'FeatureType').map((type) => {
    const id = wordsAt(type, 'Name') ?? '';
    const own = childrenOf(childOf(type, 'OutputFormats'), 'Format').map(textOf);
    const crs = ['DefaultCRS', 'OtherCRS'].flatMap((name) => childrenOf(type, name).map(textOf));
    const degrees =
      crs.find((name) => /4326$/.test(name)) ??
      crs.find((name) => namedCrs(name).kind === 'degrees') ??
      // Many services turn into WGS 84 without listing it; one that does not says so when it is asked.
      'urn:ogc:def:crs:EPSG::4326';
    const formats = [...own, ...common];
    const box = childOf(type, 'WGS84BoundingBox');
    const corners = ['LowerCorner', 'UpperCorner'].flatMap((name) =>
      (wordsAt(box, name) ?? '').split(/\s+/).map(Number),
    );
    return {
      id,
      title: wordsAt(type, 'Title') ?? id,
      extent: corners.length === 4 && corners.every(Number.isFinite) ? (corners as Box) : null,
      attribution: '',
      styles: [],
      formats: [formats.find(isJson) ?? ''].filter(Boolean),
      choices: [{ version, crs: degrees, minZoom: 0, maxZoom: 24, matrixSet: null, matrices: [] }],
      unfit: null,
    };
  });
  return { title: wordsAt(root, 'ServiceIdentification', 'Title') ?? host, version, layers };
}

/** Features asked for at a time. */
const pageSize = 1000;

/**
 * The extent of a question as WFS 2.0 writes it: with the axes of the named system, latitude first for the URN of EPSG:4326,
 * and the name behind it.
 */
export function wfsBox(crs: string, [west, south, east, north]: Box): string {
  const { latitudeFirst } = namedCrs(crs);
  return [...(latitudeFirst ? [south, west, north, east] : [west, south, east, north]), crs].join(
    ',',
  );
}

/** The address of a page of features, without the key. */
export const wfsPage = (
  { url, layer, crs, format }: Pick<Service, 'url' | 'layer' | 'crs' | 'format'>,
  box: Box | null,
  start: number,
  size = pageSize,
): string =>
  withQuery(url, {
    SERVICE: 'WFS',
    VERSION: '2.0.0',
    REQUEST: 'GetFeature',
    TYPENAMES: layer,
    SRSNAME: crs,
    BBOX: box && wfsBox(crs ?? 'urn:ogc:def:crs:EPSG::4326', box),
    COUNT: String(size),
    STARTINDEX: String(start),
    OUTPUTFORMAT: format,
  });

/** What is asked of a layer of features. */
export interface FeatureQuestion extends Asking {
  /** Only features here; degrees. */
  box: Box | null;
  /** The extent that the service gives of the layer, for telling its axes. */
  extent: Box | null;
  onprogress?: (done: number, total: number | null) => void;
  most?: number;
  size?: number;
}

/**
 * Reads the features of a WFS 2.0 page by page, from GeoJSON where it writes it, else from GML.
 * @throws Failure when a page cannot be had
 */
export function fetchWfs(service: Service, question: FeatureQuestion): Promise<FetchedFeatures> {
  const { host } = new URL(service.url);
  const { box, extent, onprogress, most, size = pageSize, key = null } = question;
  const crs = service.crs ?? 'urn:ogc:def:crs:EPSG::4326';
  const page = async (start: number): Promise<Page> => {
    // By number and not by the addresses that the service names: those often name a host of its own network.
    const url = withKey(wfsPage(service, box, start, size), service.keyName, key);
    const answer = await ask(url, { ...question, timeoutMilliseconds: 30_000 });
    const first = String.fromCharCode(...answer.bytes.subarray(0, 40)).trimStart()[0];
    if (first === '{') return { ...readGeoJsonPage(readJson(answer, host, key), host), next: null };
    return { ...readGml(readXml(answer.bytes, host, key), crs), next: null };
  };
  return allPages({
    page,
    byStart: true,
    size,
    extent,
    onprogress,
    ...(most === undefined ? {} : { most }),
  });
}
