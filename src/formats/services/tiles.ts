import { Failure } from '../../domain/failure';
import type { Service } from '../../domain/service';
import { text } from '../../domain/text';
import { withKey } from './address';
import { ask, isAbsent, saying, type Asking } from './ask';
import type { Tile } from './mercator';
import { wmsTile } from './wms';
import { readXml, webPage } from './xml';

/**
 * Checks a template of tiles that a person entered.
 * @throws Failure when a place holder is missing or unknown
 */
export function checkTemplate(template: string): void {
  // Only the names are said: the query of the address may hold a key.
  const names = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name!);
  const lacking = ['z', 'x', 'y'].filter(
    (name) => !names.includes(name) && !(name === 'y' && names.includes('-y')),
  );
  if (lacking.length) {
    const list = lacking.map((name) => `{${name}}`).join(' ');
    throw new Failure(
      text(
        `瓦片地址缺少 ${list}；应像 https://…/{z}/{x}/{y}.png。`,
        `The tile address lacks ${list}; it should be like https://…/{z}/{x}/{y}.png.`,
      ),
    );
  }
  const unknown = names.find((name) => !['z', 'x', 'y', '-y'].includes(name));
  if (unknown !== undefined) {
    throw new Failure(
      text(
        `瓦片地址里有不认识的 {${unknown}}；请换成具体的值，如主机名 t0。`,
        `The tile address holds {${unknown}}, which is not known; put a value in its place, such as the host t0.`,
      ),
    );
  }
}

/** The address of a tile, without the key. */
export function tileUrl(service: Service, tile: Tile): string {
  if (service.kind === 'wms') return wmsTile(service, tile);
  const { z, x, y } = tile;
  const values: Record<string, string> = {
    z: String(z),
    x: String(x),
    y: String(y),
    '-y': String(2 ** z - 1 - y),
    matrix: encodeURIComponent(service.matrices[z - service.minZoom] ?? String(z)),
    style: encodeURIComponent(service.style ?? ''),
    format: encodeURIComponent(service.format ?? 'image/png'),
  };
  return service.url.replace(/\{([^}]*)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** First bytes of the pictures that browsers draw: PNG, JPEG, GIF, RIFF (WebP); AVIF has its name at byte 4. */
const isPicture = (bytes: Uint8Array) => {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  return /^(\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|....ftyp)/s.test(head);
};

/**
 * Asks for a picture: a tile or a legend.
 * @param url without key
 * @returns its bytes; `null` where the service has nothing
 * @throws Failure when it answers with anything else, such as a document that says what is wrong
 */
export async function askPicture(
  url: string,
  question: Asking & { keyName: string | null },
): Promise<ArrayBuffer | null> {
  const { host } = new URL(url);
  const { key = null, keyName } = question;
  const { bytes, mime, status } = await ask(withKey(url, keyName, key), {
    timeoutMilliseconds: 8000,
    maxBytes: 20_000_000,
    absent: true,
    ...question,
  });
  if (isAbsent(status) || bytes.length === 0) return null;
  if (isPicture(bytes)) return bytes.buffer;
  if (mime === 'text/html') throw webPage(host);
  // An exception document throws what it says.
  if (/xml/.test(mime)) readXml(bytes, host, key);
  const said = saying(bytes, key).slice(0, 80);
  throw new Failure(
    text(
      `${host} 答的不是图片（${mime || '种类未知'}：${said}）；请核对图层、格式和密钥。`,
      `${host} did not answer with a picture (${mime || 'kind unknown'}: ${said}); check layer, format and key.`,
    ),
  );
}
