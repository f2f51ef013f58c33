import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { Failure } from '../../../src/domain/failure';
import { Manifest } from '../../../src/domain/manifest';
import { Service } from '../../../src/domain/service';
import { readAddress, withKey } from '../../../src/formats/services/address';
import { ask, type Fetch } from '../../../src/formats/services/ask';
import { discover } from '../../../src/formats/services/discover';
import { readGeoJsonPage } from '../../../src/formats/services/features';
import { readGml } from '../../../src/formats/services/gml';
import { fetchOgcApi } from '../../../src/formats/services/ogcapi';
import { tianditu } from '../../../src/formats/services/tianditu';
import { askPicture, checkTemplate, tileUrl } from '../../../src/formats/services/tiles';
import { fetchWfs } from '../../../src/formats/services/wfs';
import { readXml } from '../../../src/formats/services/xml';
import { packOf } from '../../fixtures/pack';
import { serviceOf } from '../../fixtures/service';

const answers =
  (body: string | Uint8Array<ArrayBuffer>, type = 'text/xml', status = 200): Fetch =>
  () =>
    Promise.resolve(new Response(body, { status, headers: { 'content-type': type } }));
const question = (fetch: Fetch, key: string | null = null) => ({ fetch, key, keyName: null });
const secret = '0123456789abcdef0123456789abcdef';

test('a key in a pasted address comes out of it, and goes back only when the service is asked', () => {
  const read = readAddress(
    `https://t0.tianditu.gov.cn/img_w/wmts?SERVICE=WMTS&REQUEST=GetCapabilities&tk=${secret}`,
  );
  expect(read).toEqual({
    url: 'https://t0.tianditu.gov.cn/img_w/wmts',
    keyName: 'tk',
    key: secret,
  });
  expect(withKey(read.url, read.keyName, read.key)).toBe(
    `https://t0.tianditu.gov.cn/img_w/wmts?tk=${secret}`,
  );
});

test('what stands for a key in a copied template is none', () => {
  const read = readAddress('https://maps.example/{z}/{x}/{y}.png?tk=您的密钥&v=2', true);
  expect(read).toEqual({
    url: 'https://maps.example/{z}/{x}/{y}.png?v=2',
    keyName: 'tk',
    key: null,
  });
});

test.each([
  ['maps.example/wms', '以 https://'],
  ['javascript:alert(1)', '以 https://'],
  ['https://me:secret@maps.example/wms', '用户名或密码'],
  ['https://maps.example/wms?token=a&ak=b', 'token, ak'],
])('the address %s is refused with a sentence that says no secret', (address, sentence) => {
  try {
    readAddress(address);
    expect.unreachable();
  } catch (error) {
    expect((error as Failure).text['zh-CN']).toContain(sentence);
    expect((error as Failure).text['zh-CN']).not.toContain('secret');
  }
});

test('templates: TMS counts rows from the south; a missing or unknown place holder is named', () => {
  const service = serviceOf({ url: 'https://maps.example/{z}/{x}/{-y}.png' });
  expect(tileUrl(service, { z: 2, x: 1, y: 0 })).toBe('https://maps.example/2/1/3.png');
  expect(() => checkTemplate('https://maps.example/{z}/{x}.png')).toThrow('lacks {y}');
  expect(() => checkTemplate('https://{s}.maps.example/{z}/{x}/{y}.png')).toThrow('{s}');
});

test('every preset of 天地图 asks its own layer of the one host, without a key', () => {
  for (const { layer, service } of tianditu) {
    expect(v.is(Service, { ...service, id: 'abcd' })).toBe(true);
    const url = new URL(tileUrl({ ...service, id: 'abcd' }, { z: 12, x: 3250, y: 1694 }));
    expect(url.host).toBe('t0.tianditu.gov.cn');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      LAYER: layer,
      TILEMATRIXSET: 'w',
      TILEMATRIX: '12',
      TILEROW: '1694',
      TILECOL: '3250',
    });
    expect(url.searchParams.has('tk')).toBe(false);
  }
});

test('a manifest from before services opens with none; one with a password in an address does not', () => {
  const before: Partial<Manifest> = { ...packOf().manifest };
  delete before.services;
  expect(v.parse(Manifest, before).services).toEqual([]);
  const bad = { ...before, services: [serviceOf({ url: 'https://me:pw@maps.example/wms' })] };
  expect(v.is(Manifest, bad)).toBe(false);
});

test.each([
  ['text/html', '<!DOCTYPE html><title>登录</title>', 'web page'],
  ['text/xml', '<html><body>portal</body></html>', 'web page'],
  ['text/xml', '<WMS_Capabilities version="1.3.0"><Service>', 'no complete XML'],
  ['text/xml', '', 'no complete XML'],
  ['text/xml', `<a>${'<b>'.repeat(5000)}${'</b>'.repeat(5000)}</a>`, 'no complete XML'],
  [
    'text/xml',
    '<ServiceExceptionReport><ServiceException code="X">Key is wrong</ServiceException></ServiceExceptionReport>',
    'reports: Key is wrong',
  ],
  [
    'text/xml',
    '<ows:ExceptionReport xmlns:ows="o"><ows:Exception><ows:ExceptionText>没有授权</ows:ExceptionText></ows:Exception></ows:ExceptionReport>',
    '没有授权',
  ],
])('capabilities as %s “%.30s” give one sentence', async (type, body, sentence) => {
  const failure = await discover(
    'wms',
    'https://maps.example/wms',
    question(answers(body, type)),
  ).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect((failure as Failure).message).toContain(sentence);
});

test.each([
  [401, 'check it'],
  [403, 'check it'],
  [404, 'no service at this address'],
  [429, 'too many requests'],
  [503, 'try again later'],
])(
  'status %i says what to do, and the key that the service repeats is taken out',
  async (status, words) => {
    const body = `{"code":${status},"msg":"bad key ${secret}"}`;
    const failed = ask(
      'https://maps.example/wms',
      question(answers(body, 'application/json', status), secret),
    );
    await expect(failed).rejects.toThrow(words);
    await expect(failed).rejects.not.toThrow(secret);
  },
);

test('a service that does not answer in time is left, one that cannot be reached is named', async () => {
  const never: Fetch = (_, { signal }) =>
    new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true }),
    );
  const slow = ask('https://maps.example/wms', { fetch: never, timeoutMilliseconds: 20 });
  await expect(slow).rejects.toThrow('did not answer within');
  const gone: Fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  await expect(ask('https://maps.example/wms?tk=1', question(gone))).rejects.toThrow(
    /maps\.example could be read.*CORS/,
  );
});

test('an answer beyond the limit is left in the middle', async () => {
  const large = ask('https://maps.example/', { fetch: answers('x'.repeat(3000)), maxBytes: 1000 });
  await expect(large).rejects.toThrow('larger than');
});

test('a tile: a picture is one, nothing is nothing, a document instead is a sentence', async () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  const get = (fetch: Fetch) => askPicture('https://maps.example/1/0/0', question(fetch, secret));
  expect(new Uint8Array((await get(answers(png, 'image/png')))!)).toEqual(png);
  expect(await get(answers('', 'text/plain', 404))).toBeNull();
  await expect(get(answers('<a/>', 'text/xml'))).rejects.toThrow('did not answer with a picture');
  await expect(get(answers(`no key ${secret}`, 'text/plain'))).rejects.not.toThrow(secret);
});

const page = (from: number, count: number, more: object = {}) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: Array.from({ length: count }, (_, i) => ({
      type: 'Feature',
      id: from + i,
      properties: { n: from + i },
      geometry: { type: 'Point', coordinates: [105 + (from + i) / 1000, 29] },
    })),
    ...more,
  });
const json = 'application/json';
const wfs = serviceOf({
  kind: 'wfs',
  url: 'https://maps.example/wfs',
  layer: 'a',
  crs: 'EPSG:4326',
});
const startOf = (url: string) => Number(new URL(url).searchParams.get('STARTINDEX'));
const whole = { box: null, extent: null, size: 10, keyName: null };

test('WFS: a service that gives fewer than asked for is asked on until its number is reached', async () => {
  const asked: number[] = [];
  const fetch: Fetch = (url, init) => {
    const start = startOf(url);
    asked.push(start);
    return answers(page(start, Math.min(4, 11 - start), { numberMatched: 11 }), json)(url, init);
  };
  const { features, matched, notes } = await fetchWfs(wfs, { ...whole, fetch });
  expect(asked).toEqual([0, 4, 8]);
  expect([features.length, matched, notes]).toEqual([11, 11, []]);
});

test('WFS: without a number, an empty page is the end', async () => {
  const fetch: Fetch = (url, init) => {
    const start = startOf(url);
    return answers(page(start, Math.max(0, Math.min(10, 15 - start))), json)(url, init);
  };
  expect((await fetchWfs(wfs, { ...whole, fetch })).features).toHaveLength(15);
});

test('WFS: a service without paging repeats its first page; it is taken once, and the map is said to be incomplete', async () => {
  const { features, notes } = await fetchWfs(wfs, { ...whole, fetch: answers(page(0, 10), json) });
  expect(features).toHaveLength(10);
  expect(notes[0]!.en).toContain('no paging');
});

test('a reading that is called off ends with the page under way', async () => {
  const ended = new AbortController();
  const fetch: Fetch = (url, init) => {
    if (startOf(url) > 0) ended.abort();
    return answers(page(startOf(url), 10), json)(url, init);
  };
  const reading = fetchWfs(wfs, { ...whole, fetch, signal: ended.signal });
  await expect(reading).rejects.toThrow();
});

test('latitude first in GeoJSON is told by the extent that the service gives, turned, and said', async () => {
  const body = JSON.stringify({
    type: 'FeatureCollection',
    numberMatched: 1,
    features: [
      { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [29.7, 105.72] } },
    ],
  });
  const { features, notes } = await fetchWfs(wfs, {
    ...whole,
    fetch: answers(body, json),
    extent: [105, 29, 106, 30],
  });
  expect(features[0]!.geometry).toEqual({ type: 'Point', coordinates: [105.72, 29.7] });
  expect(notes[0]!['zh-CN']).toContain('纬度在前');
});

test('OGC API: the key goes with every page, and next links are followed', async () => {
  const asked: string[] = [];
  const fetch: Fetch = (url, init) => {
    asked.push(url);
    const second = url.includes('offset=2');
    const links = second
      ? []
      : [{ rel: 'next', type: json, href: '/api/collections/a/items?f=json&offset=2' }];
    return answers(page(second ? 2 : 0, 2, { links, numberMatched: 4 }), json)(url, init);
  };
  const service = serviceOf({
    kind: 'ogcapi',
    url: 'https://maps.example/api/',
    layer: 'a',
    keyName: 'token',
  });
  const { features } = await fetchOgcApi(service, { ...whole, fetch, key: 's3' });
  expect(features).toHaveLength(4);
  expect(asked).toEqual([
    'https://maps.example/api/collections/a/items?f=json&limit=10&token=s3',
    'https://maps.example/api/collections/a/items?f=json&offset=2&token=s3',
  ]);
});

const gml = (words: string, asked = 'urn:ogc:def:crs:EPSG::4326') =>
  readGml(
    readXml(
      new TextEncoder().encode(
        `<c xmlns:gml="g" numberMatched="2"><member><w gml:id="w.1"><name>甲</name><shape>${words}</shape></w></member></c>`,
      ),
      'maps.example',
      null,
    ),
    asked,
  );

test.each([
  ['<gml:Point><gml:pos>29.7 105.72</gml:pos></gml:Point>', 'Point', [105.72, 29.7]],
  [
    '<gml:Point srsName="EPSG:4326"><gml:pos>105.72 29.7</gml:pos></gml:Point>',
    'Point',
    [105.72, 29.7],
  ],
  [
    '<gml:Curve><gml:segments><gml:LineStringSegment><gml:posList srsDimension="3">29 105 7 30 106 8</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>',
    'LineString',
    [
      [105, 29],
      [106, 30],
    ],
  ],
  [
    '<gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>0 0 0 2 2 2 0 0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface>',
    'MultiPolygon',
    [
      [
        [
          [0, 0],
          [2, 0],
          [2, 2],
          [0, 0],
        ],
      ],
    ],
  ],
])('GML %# is read with longitude first', (words, type, coordinates) => {
  const { features, matched } = gml(words);
  expect(matched).toBe(2);
  expect(features).toEqual([
    { type: 'Feature', id: 'w.1', properties: { name: '甲' }, geometry: { type, coordinates } },
  ]);
});

test('a GML geometry that is not read (an arc, metres) is counted and not drawn wrong', () => {
  const arc =
    '<gml:Curve><gml:segments><gml:Arc><gml:posList>0 0 1 1 2 0</gml:posList></gml:Arc></gml:segments></gml:Curve>';
  expect(gml(arc)).toMatchObject({ features: [], dropped: 1 });
  const metres = '<gml:Point srsName="EPSG:4544"><gml:pos>35571234 3287654</gml:pos></gml:Point>';
  expect(gml(metres)).toMatchObject({ features: [], dropped: 1 });
});

test('any bytes as any document give an offer or a sentence', async () => {
  const kinds = ['wms', 'wmts', 'wfs', 'ogcapi', 'pmtiles'] as const;
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string().map((words) => new TextEncoder().encode(`<?xml version="1.0"?><a>${words}</a>`)),
    fc.json().map((words) => new TextEncoder().encode(words)),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...kinds), bytes, async (kind, body) => {
      const fetch = answers(new Uint8Array(body), 'application/octet-stream');
      const result = await discover(kind, 'https://maps.example/x', question(fetch)).catch(
        (error: unknown) => error,
      );
      expect(result instanceof Failure || 'layers' in (result as object)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a feature collection with hostile members gives plain features', () => {
  const hostile = JSON.parse(
    '{"features":[null,{"geometry":{"type":"Point","coordinates":[105,29]},"properties":{"__proto__":{"x":1}}},{"geometry":{"type":"Point","coordinates":["a",null]}}]}',
  ) as unknown;
  const read = readGeoJsonPage(hostile, 'maps.example');
  expect(read.features).toHaveLength(1);
  expect(read.dropped).toBe(2);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});
