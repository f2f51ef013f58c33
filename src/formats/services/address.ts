import { Failure } from '../../domain/failure';
import { text } from '../../domain/text';

/** An address as a pack may hold it, and the key that stood in it. */
export interface Address {
  url: string;
  keyName: string | null;
  /** Stays on the device; `null` when the address held none. */
  key: string | null;
}

/** Names under which services take keys: 天地图 `tk`, ArcGIS `token`, GeoServer `authkey`, and the like. */
const keyNames = new Set([
  ...['tk', 'key', 'ak', 'sk', 'token', 'access_token', 'accesstoken', 'apikey', 'api_key'],
  ...['api-key', 'appkey', 'app_key', 'subscription-key', 'authkey', 'auth_key', 'auth', 'sig'],
  ...['signature', 'ticket', 'secret', 'password', 'pwd', 'license'],
]);

/** Parameters that the questions set themselves. */
const ownNames = new Set([
  ...['service', 'request', 'version', 'acceptversions', 'layers', 'layer', 'styles', 'style'],
  ...['crs', 'srs', 'srsname', 'bbox', 'width', 'height', 'format', 'transparent', 'exceptions'],
  ...['typename', 'typenames', 'count', 'maxfeatures', 'startindex', 'outputformat', 'resulttype'],
  ...['tilematrixset', 'tilematrix', 'tilerow', 'tilecol', 'f', 'limit', 'offset'],
]);

const nameOf = (part: string) => {
  const name = part.split('=', 1)[0] ?? '';
  try {
    return decodeURIComponent(name).toLowerCase();
  } catch {
    // A stray per cent sign: the name as it stands.
    return name.toLowerCase();
  }
};

function valueOf(part: string): string {
  const value = part.slice(part.indexOf('=') + 1);
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

/**
 * What a person typed or pasted as an address: without its key, and for a question (not for a template of tiles) without the
 * parameters that the questions set themselves.
 * @throws Failure when it is no address of the web, holds a name and password, or holds two keys
 */
export function readAddress(input: string, template = false): Address {
  const trimmed = input.trim();
  const plain = trimmed.replace(/[{}]/g, '');
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(plain)) {
    // The query may hold a key and is not said again.
    const shown = trimmed.split(/[?#]/, 1)[0]?.slice(0, 80) ?? '';
    throw new Failure(
      text(
        `“${shown}”不是网址；请填以 https:// 或 http:// 开头的地址。`,
        `“${shown}” is no web address; enter one that starts with https:// or http://.`,
      ),
    );
  }
  const { username, password } = new URL(plain);
  if (username || password) {
    throw new Failure(
      text(
        '地址里有用户名或密码，不能保存；请去掉“@”之前的部分。',
        'The address holds a user name or password and cannot be kept; leave out what stands before the “@”.',
      ),
    );
  }
  const [before = '', query = ''] = trimmed.split('#', 1)[0]!.split(/\?(.*)/s);
  const parts = query.split('&').filter(Boolean);
  const secret = parts.filter((part) => keyNames.has(nameOf(part)));
  if (secret.length > 1) {
    const names = secret.map((part) => nameOf(part)).join(', ');
    throw new Failure(
      text(
        `地址里有几个密钥参数（${names}），只能保管一个；请去掉多余的。`,
        `The address holds several keys (${names}); only one can be kept. Leave out the others.`,
      ),
    );
  }
  const kept = parts.filter(
    (part) => !keyNames.has(nameOf(part)) && (template || !ownNames.has(nameOf(part))),
  );
  const value = secret[0]?.includes('=') ? valueOf(secret[0]) : '';
  return {
    url: kept.length ? `${before}?${kept.join('&')}` : before,
    keyName: secret[0]?.split('=', 1)[0] ?? null,
    // `{tk}` or 您的密钥 in a copied template stands for a key and is none.
    key: /^[\w.\-+/=~:]+$/.test(value) ? value : null,
  };
}

/** An address with further parameters; those with `null` are left out. */
export function withQuery(url: string, params: Readonly<Record<string, string | null>>): string {
  const query = Object.entries(params)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  if (!query) return url;
  return `${url}${url.includes('?') ? (/[?&]$/.test(url) ? '' : '&') : '?'}${query}`;
}

/** The address that is asked: with the person's key, if the service takes one. */
export const withKey = (url: string, keyName: string | null, key: string | null): string =>
  keyName && key ? withQuery(url, { [keyName]: key }) : url;
