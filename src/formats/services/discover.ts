import type { ServiceKind } from '../../domain/service';
import { withKey } from './address';
import { ask, type Asking } from './ask';
import type { Offer } from './offer';
import { readOgcApi } from './ogcapi';
import { openArchive } from './pmtiles';
import { readWfs, wfsCapabilities } from './wfs';
import { readWms, wmsCapabilities } from './wms';
import { readWmts, wmtsCapabilities } from './wmts';
import { readXml } from './xml';

/** Kinds that say what they offer; the tiles of an XYZ template say nothing. */
export type Discoverable = Exclude<ServiceKind, 'xyz'>;

/**
 * Asks a service what it offers.
 * @param url without key
 * @throws Failure with one sentence when it does not say
 */
export async function discover(
  kind: Discoverable,
  url: string,
  question: Asking & { keyName: string | null },
): Promise<Offer> {
  const { host } = new URL(url);
  const { key = null, keyName } = question;
  if (kind === 'ogcapi') return readOgcApi(url, question);
  if (kind === 'pmtiles') return archiveOffer(url, question);
  const address = {
    wms: wmsCapabilities,
    wmts: wmtsCapabilities,
    wfs: wfsCapabilities,
  }[kind](url);
  const { bytes } = await ask(withKey(address, keyName, key), question);
  const root = readXml(bytes, host, key);
  if (kind === 'wms') return readWms(root, host);
  return kind === 'wfs' ? readWfs(root, host) : readWmts(root, url);
}

async function archiveOffer(
  url: string,
  question: Asking & { keyName: string | null },
): Promise<Offer> {
  const archive = await openArchive(url, question);
  const title = archive.title || decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? url);
  const { extent, attribution, minZoom, maxZoom } = archive;
  const choices = [{ version: '3', crs: null, minZoom, maxZoom, matrixSet: null, matrices: [] }];
  const common = { extent, attribution, styles: [], choices, unfit: null };
  const whole = { ...common, id: '', title, formats: [archive.kind] };
  const single = archive.layers.map((id) => ({
    ...common,
    id,
    title: id,
    formats: [archive.kind],
  }));
  return { title, version: '3', layers: [whole, ...(single.length > 1 ? single : [])] };
}
