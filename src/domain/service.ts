import * as v from 'valibot';

/** How a service is spoken to. */
const serviceKinds = ['wmts', 'xyz', 'wms', 'wfs', 'ogcapi', 'pmtiles'] as const;
export type ServiceKind = (typeof serviceKinds)[number];

/** An address of the web that names no person: its key, if it needs one, stays on the device. */
const isPlainAddress = (address: string): boolean => {
  const plain = address.replace(/[{}]/g, '');
  if (!URL.canParse(plain)) return false;
  const { protocol, username, password } = new URL(plain);
  return /^https?:$/.test(protocol) && !username && !password;
};

const Name = v.pipe(v.string(), v.maxLength(300));
const Degrees = v.pipe(v.number(), v.finite());
const Zoom = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24));

/**
 * A service of the web as a layer of a pack. It holds no key: `keyName` says which parameter of the query the person's own
 * key goes into; the key itself is kept on the device and is in no pack, link or export.
 */
export const Service = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]{4,32}$/)),
  kind: v.picklist(serviceKinds),
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /**
   * XYZ and WMTS: a template of tiles with `{z}`, `{x}`, `{y}` (or `{-y}`, counted from the south), `{matrix}`; WMS and WFS:
   * the address that a query is put to; OGC API: the address of the landing page; PMTiles: the address of the archive.
   */
  url: v.pipe(
    v.string(),
    v.maxLength(2000),
    v.check(isPlainAddress, 'A service has a web address.'),
  ),
  /** Name of the layer, feature type or collection; of a vector archive, of one of its layers; `null` for all. */
  layer: v.nullable(Name),
  style: v.nullable(Name),
  matrixSet: v.nullable(Name),
  /** Names of the levels of the matrix set from `minZoom` on; empty where a level is named by its number. */
  matrices: v.array(Name),
  version: v.nullable(Name),
  /** What a map or features are asked in, such as `EPSG:3857`. */
  crs: v.nullable(Name),
  format: v.nullable(Name),
  attribution: v.pipe(v.string(), v.maxLength(500)),
  /** West, south, east, north in degrees, as the service gives it; `null` when it does not. */
  extent: v.nullable(v.tuple([Degrees, Degrees, Degrees, Degrees])),
  minZoom: Zoom,
  maxZoom: Zoom,
  /** From 0 to 1. */
  opacity: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** Below the registers, as a ground, or above them. */
  place: v.picklist(['below', 'above']),
  shown: v.boolean(),
  keyName: v.nullable(v.pipe(v.string(), v.regex(/^[\w.-]{1,60}$/))),
});
export type Service = v.InferOutput<typeof Service>;

/** Whether its answers are features, which are fetched as a whole, and no tiles. */
export const givesFeatures = ({ kind }: Pick<Service, 'kind'>): boolean =>
  kind === 'wfs' || kind === 'ogcapi';

/** The origin that it asks, such as `https://tiles.example`. */
export const originOf = ({ url }: Pick<Service, 'url'>): string =>
  new URL(url.replace(/[{}]/g, '')).origin;
