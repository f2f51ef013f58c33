import { Failure } from '../../domain/failure';
import type { Service } from '../../domain/service';
import { text } from '../../domain/text';
import { withKey, withQuery } from './address';
import { ask, type Asking } from './ask';
import {
  isObject,
  linkOf,
  readGeoJsonPage,
  readJson,
  type FetchedFeatures,
  type Page,
} from './features';
import type { Box } from './mercator';
import type { Offer, Offered } from './offer';
import { allPages } from './pages';
import type { FeatureQuestion } from './wfs';

const accept = { accept: 'application/geo+json, application/json' };

/** A link of the service on its own host; a foreign one, which the page could not reach, counts as none. */
function ownLink(href: string | null, base: string): string | null {
  if (href === null || !URL.canParse(href, base)) return null;
  const url = new URL(href, base);
  return url.origin === new URL(base).origin ? url.href : null;
}

/**
 * The next page on the host that was asked. Behind a gateway services often name a host of their own network; the query is
 * theirs then, the address the one that answered.
 */
function nextPage(href: string | null, asked: string): string | null {
  if (href === null || !URL.canParse(href, asked)) return null;
  const { origin, pathname } = new URL(asked);
  return ownLink(href, asked) ?? `${origin}${pathname}${new URL(href, asked).search}`;
}

/** A path below an address, before its query. */
function below(base: string, path: string): string {
  const [before = '', query] = base.split('?');
  return `${before.replace(/\/+$/, '')}/${path}${query ? `?${query}` : ''}`;
}

type Question = Asking & { keyName: string | null };

async function askJson(url: string, question: Question) {
  const { key = null, keyName } = question;
  const answer = await ask(withKey(url, keyName, key), { ...question, headers: accept });
  return readJson(answer, new URL(url).host, key);
}

/** A box of an extent: four numbers, or six with heights; the first one covers the others. */
function boxOf(collection: Record<string, unknown>): Box | null {
  const { extent } = collection;
  const spatial = isObject(extent) ? extent.spatial : null;
  const boxes = isObject(spatial) && Array.isArray(spatial.bbox) ? (spatial.bbox as unknown[]) : [];
  const numbers = Array.isArray(boxes[0]) ? boxes[0].map(Number) : [];
  const flat = numbers.length === 6 ? [0, 1, 3, 4].map((i) => numbers[i]!) : numbers;
  return flat.length === 4 && flat.every(Number.isFinite) ? (flat as Box) : null;
}

/**
 * The collections of features that an OGC API offers (OGC 17-069r4).
 * @param url landing page, or its `/collections`
 * @throws Failure when the address is no such service
 */
export async function readOgcApi(url: string, question: Question): Promise<Offer> {
  const { host } = new URL(url);
  let document = await askJson(withQuery(url, { f: 'json' }), question);
  const title = isObject(document) && typeof document.title === 'string' ? document.title : host;
  if (!isObject(document) || !Array.isArray(document.collections)) {
    const link = ['data', 'http://www.opengis.net/def/rel/ogc/1.0/data']
      .map((rel) => ownLink(linkOf(document, rel), url))
      .find((href) => href !== null);
    document = await askJson(link ?? withQuery(below(url, 'collections'), { f: 'json' }), question);
  }
  if (!isObject(document) || !Array.isArray(document.collections)) {
    throw new Failure(
      text(
        `${host} 的应答里没有 collections，不是 OGC API Features；请填服务首页的地址。`,
        `The answer of ${host} has no collections, so it is no OGC API Features; enter the address of its landing page.`,
      ),
    );
  }
  const layers = (document.collections as unknown[])
    .filter(isObject)
    .filter(({ id, itemType }) => typeof id === 'string' && (itemType ?? 'feature') === 'feature')
    .map((collection): Offered => {
      const id = collection.id as string;
      return {
        id,
        title: typeof collection.title === 'string' && collection.title ? collection.title : id,
        extent: boxOf(collection),
        attribution: typeof collection.attribution === 'string' ? collection.attribution : '',
        styles: [],
        formats: [],
        choices: [
          { version: null, crs: null, minZoom: 0, maxZoom: 24, matrixSet: null, matrices: [] },
        ],
        unfit: null,
      };
    });
  return { title, version: null, layers };
}

/** Features asked for at a time; a service may give fewer. */
const pageSize = 1000;

/** The address of the first page of a collection, in longitude and latitude, which is the rule of OGC API. */
export const ogcApiItems = (
  { url, layer }: Pick<Service, 'url' | 'layer'>,
  box: Box | null,
  size = pageSize,
): string =>
  withQuery(
    below(
      url.replace(/\/collections\/?$/, ''),
      `collections/${encodeURIComponent(layer ?? '')}/items`,
    ),
    { f: 'json', limit: String(size), bbox: box && box.join(',') },
  );

/**
 * Reads the features of a collection along its `next` links.
 * @throws Failure when a page cannot be had
 */
export function fetchOgcApi(service: Service, question: FeatureQuestion): Promise<FetchedFeatures> {
  const { host } = new URL(service.url);
  const { box, extent, onprogress, most, size = pageSize } = question;
  const first = ogcApiItems(service, box, size);
  const page = async (_: number, next: string | null): Promise<Page> => {
    const json = await askJson(next ?? first, { ...question, keyName: service.keyName });
    const read = readGeoJsonPage(json, host);
    return { ...read, next: nextPage(read.next, next ?? first) };
  };
  return allPages({
    page,
    byStart: false,
    size,
    extent,
    onprogress,
    ...(most === undefined ? {} : { most }),
  });
}
