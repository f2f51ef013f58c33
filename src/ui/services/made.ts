import { Failure } from '../../domain/failure';
import { newId } from '../../domain/newId';
import type { Service } from '../../domain/service';
import { text } from '../../domain/text';
import { readAddress, type Address } from '../../formats/services/address';
import type { Choice, Offered } from '../../formats/services/offer';
import { tianditu } from '../../formats/services/tianditu';
import { checkTemplate } from '../../formats/services/tiles';
import { keepKey } from '../../state/serviceStore';
import type { Addable } from './kinds';

/** What stands in the form. */
export interface Entered {
  kind: Addable;
  address: string;
  key: string;
  keyName: string;
}

/**
 * The address that was entered, with the key from its own field or from the address; the key is kept on the device.
 * @throws Failure when something is missing or makes no sense
 */
export function settledAddress({ kind, address, key, keyName }: Entered): Omit<Address, 'key'> {
  const read = readAddress(address, kind === 'xyz');
  if (kind === 'xyz') checkTemplate(read.url);
  if (location.protocol === 'https:' && /^http:/i.test(read.url) && !isLocal(read.url)) {
    throw new Failure(
      text(
        '本页是 https，浏览器不让它读取 http 服务；请改用 https 地址。',
        'This page is https, and the browser does not let it read an http service; use an https address.',
      ),
    );
  }
  const name = read.keyName ?? (keyName.trim() || null);
  const value = key.trim() || read.key;
  if (value && !name) {
    throw new Failure(
      text(
        '填了密钥，还要填它的参数名，如 tk、token。',
        'A key was entered; its parameter is needed too, such as tk or token.',
      ),
    );
  }
  if (name !== null && !/^[\w.-]{1,60}$/.test(name)) {
    throw new Failure(
      text(
        `参数名“${name.slice(0, 40)}”只能有字母、数字、点、横线。`,
        `The parameter “${name.slice(0, 40)}” may have letters, digits, dots and dashes only.`,
      ),
    );
  }
  if (value && name) keepKey({ url: read.url, keyName: name }, value);
  return { url: read.url, keyName: name };
}

const isLocal = (url: string) =>
  /^(localhost|127\.|\[::1\])/.test(new URL(url.replace(/[{}]/g, '')).host);

/** The chosen layers of 天地图 with the person's own key, which is kept on the device. */
export function tiandituServices(layers: readonly string[], tk: string): Service[] {
  const key = tk.trim();
  if (!/^[\w-]{8,}$/.test(key)) {
    throw new Failure(
      text(
        'tk 应是天地图平台给的一串字母和数字，通常 32 位。',
        'A tk is a row of letters and digits from the Tianditu platform, usually 32.',
      ),
    );
  }
  const chosen = tianditu.filter(({ layer }) => layers.includes(layer));
  if (!chosen[0]) throw new Failure(text('至少选一个图层。', 'Choose at least one layer.'));
  keepKey(chosen[0].service, key);
  return chosen.map(({ service }) => ({ ...service, id: newId(5) }));
}

/** A service out of what one offers. */
export function offeredService(
  kind: Service['kind'],
  { url, keyName }: Omit<Address, 'key'>,
  layer: Offered,
  choice: Choice,
  chosen: { style: string; format: string; title: string; attribution: string },
): Service {
  return {
    ...unset,
    id: newId(5),
    kind,
    url: choice.template ?? url,
    keyName,
    title: chosen.title.trim().slice(0, 200) || layer.title.slice(0, 200) || layer.id,
    attribution: chosen.attribution.trim().slice(0, 500),
    layer: layer.id || null,
    style: chosen.style || null,
    format: chosen.format || null,
    matrixSet: choice.matrixSet,
    matrices: choice.matrices,
    version: choice.version,
    crs: choice.crs,
    extent: layer.extent,
    minZoom: choice.minZoom,
    maxZoom: choice.maxZoom,
    place: kind === 'wfs' || kind === 'ogcapi' ? 'above' : 'below',
  };
}

/** Tiles by a template. */
export const xyzService = (
  { url, keyName }: Omit<Address, 'key'>,
  entered: { title: string; attribution: string; maxZoom: number },
): Service => ({
  ...unset,
  id: newId(5),
  kind: 'xyz',
  url,
  keyName,
  title: entered.title.trim().slice(0, 200) || new URL(url.replace(/[{}]/g, '')).host,
  attribution: entered.attribution.trim().slice(0, 500),
  maxZoom: entered.maxZoom,
});

const unset: Omit<Service, 'id' | 'kind' | 'url' | 'title' | 'keyName'> = {
  layer: null,
  style: null,
  matrixSet: null,
  matrices: [],
  version: null,
  crs: null,
  format: null,
  attribution: '',
  extent: null,
  minZoom: 0,
  maxZoom: 18,
  opacity: 1,
  place: 'below',
  shown: true,
};
