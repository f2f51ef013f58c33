import { expect, test } from 'vitest';
import { readXml } from '../../../src/formats/services/xml';
import { readWfs, wfsBox, wfsPage } from '../../../src/formats/services/wfs';
import { readWms, wmsBox, wmsTile } from '../../../src/formats/services/wms';
import { readWmts } from '../../../src/formats/services/wmts';
import { degreeBox, mercatorBox, namedCrs } from '../../../src/formats/services/mercator';
import { tileUrl } from '../../../src/formats/services/tiles';
import { serviceOf } from '../../fixtures/service';

const xml = (words: string) => readXml(new TextEncoder().encode(words), 'maps.example', null);

/** A matrix set with the levels 0 to 2 of Web Mercator. */
const pyramid = (id: string, crs: string, corner: string, name = (z: number) => String(z)) =>
  `<TileMatrixSet><ows:Identifier>${id}</ows:Identifier><ows:SupportedCRS>${crs}</ows:SupportedCRS>${[
    0, 1, 2,
  ]
    .map(
      (z) => `<TileMatrix><ows:Identifier>${name(z)}</ows:Identifier>
        <ScaleDenominator>${559082264.0287178 / 2 ** z}</ScaleDenominator>
        <TopLeftCorner>${corner}</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight>
        <MatrixWidth>${2 ** z}</MatrixWidth><MatrixHeight>${2 ** z}</MatrixHeight></TileMatrix>`,
    )
    .join('')}</TileMatrixSet>`;

const wmts = (layer: string, sets: string) =>
  xml(`<?xml version="1.0" encoding="UTF-8"?>
<Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1" version="1.0.0">
 <ows:ServiceIdentification><ows:Title>示例影像</ows:Title></ows:ServiceIdentification>
 <Contents><Layer><ows:Title>影像</ows:Title><ows:Identifier>img</ows:Identifier>
  <Style isDefault="true"><ows:Identifier>default</ows:Identifier></Style><Format>tiles</Format>${layer}</Layer>
 ${sets}</Contents></Capabilities>`);

const link = (set: string) =>
  `<TileMatrixSetLink><TileMatrixSet>${set}</TileMatrixSet></TileMatrixSetLink>`;
const mercatorCorner = '-20037508.3427892 20037508.3427892';

test('a WMTS layer in Web Mercator becomes a query for its own level, row and column', () => {
  const root = wmts(link('w'), pyramid('w', 'urn:ogc:def:crs:EPSG::900913', mercatorCorner));
  const [layer] = readWmts(root, 'https://maps.example/img_w/wmts').layers;
  expect(layer).toMatchObject({ id: 'img', title: '影像', unfit: null });
  const [choice] = layer!.choices;
  expect(choice).toMatchObject({ matrixSet: 'w', minZoom: 0, maxZoom: 2, matrices: [] });
  const service = serviceOf({ ...choice!, kind: 'wmts', url: choice!.template!, format: 'tiles' });
  expect(tileUrl({ ...service, style: 'default' }, { z: 2, x: 3, y: 1 })).toBe(
    'https://maps.example/img_w/wmts?SERVICE=WMTS&VERSION=1.0.0&REQUEST=GetTile&LAYER=img&TILEMATRIXSET=w&STYLE=default&FORMAT=tiles&TILEMATRIX=2&TILEROW=1&TILECOL=3',
  );
});

test('levels with names of their own, a template and a dimension are filled as the service writes them', () => {
  const template =
    'https://maps.example/{Style}/{Time}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png';
  const root = wmts(
    `<Dimension><ows:Identifier>Time</ows:Identifier><Default>2025-01-01</Default></Dimension>${link('g')}
     <ResourceURL format="image/png" resourceType="tile" template="${template}"/>`,
    pyramid('g', 'EPSG:3857', mercatorCorner, (z) => `EPSG:900913:${z}`),
  );
  const [choice] = readWmts(root, 'https://maps.example/wmts').layers[0]!.choices;
  const service = serviceOf({ ...choice!, kind: 'wmts', url: choice!.template!, style: 'day' });
  expect(tileUrl(service, { z: 1, x: 1, y: 0 })).toBe(
    'https://maps.example/day/2025-01-01/g/EPSG%3A900913%3A1/0/1.png',
  );
});

test('天地图 c (CGCS 2000 degrees) does not fit the map; the sentence names it and what to take instead', () => {
  const root = wmts(link('c'), pyramid('c', 'urn:ogc:def:crs:EPSG::4490', '90.0 -180.0'));
  const [layer] = readWmts(root, 'https://maps.example/img_c/wmts').layers;
  expect(layer!.choices).toEqual([]);
  expect(layer!.unfit!['zh-CN']).toContain('c (4490)');
  expect(layer!.unfit!['zh-CN']).toContain('_w');
});

test('a pyramid with another corner is not offered, for its tiles would lie elsewhere', () => {
  const root = wmts(link('w'), pyramid('w', 'EPSG:3857', '-20037508.34 10018754.17'));
  expect(readWmts(root, 'https://maps.example/wmts').layers[0]!.unfit).not.toBeNull();
});

const wms = (version: string, inside: string) =>
  xml(`<${version === '1.3.0' ? 'WMS_Capabilities' : 'WMT_MS_Capabilities'} version="${version}">
  <Service><Title>示例</Title></Service><Capability><Request><GetMap><Format>image/jpeg</Format>
  <Format>image/png</Format><Format>image/svg+xml</Format></GetMap></Request>${inside}</Capability>
  </${version === '1.3.0' ? 'WMS_Capabilities' : 'WMT_MS_Capabilities'}>`);

test('a WMS layer takes over systems and styles of the layers around it; a heading without a name is none', () => {
  const { layers } = readWms(
    wms(
      '1.3.0',
      `<Layer><Title>全部</Title><CRS>EPSG:3857</CRS><Style><Name>plain</Name><Title>素</Title></Style>
       <Layer><Name>faults</Name><Title>断层</Title><CRS>EPSG:4326</CRS><Attribution><Title>地调局</Title></Attribution>
       <EX_GeographicBoundingBox><westBoundLongitude>105</westBoundLongitude><eastBoundLongitude>106</eastBoundLongitude>
       <southBoundLatitude>29</southBoundLatitude><northBoundLatitude>30</northBoundLatitude></EX_GeographicBoundingBox>
       </Layer></Layer>`,
    ),
    'maps.example',
  );
  expect(layers).toEqual([
    {
      id: 'faults',
      title: '断层',
      extent: [105, 29, 106, 30],
      attribution: '地调局',
      styles: [{ id: 'plain', title: '素' }],
      formats: ['image/jpeg', 'image/png'],
      unfit: null,
      choices: [
        {
          version: '1.3.0',
          crs: 'EPSG:3857',
          minZoom: 0,
          maxZoom: 22,
          matrixSet: null,
          matrices: [],
        },
      ],
    },
  ]);
});

test('a WMS without Web Mercator is asked in degrees from level 8 on; one in a local grid is not offered', () => {
  const layer = (srs: string) => `<Layer><Name>a</Name><SRS>${srs}</SRS></Layer>`;
  const degrees = readWms(wms('1.1.1', layer('EPSG:4490 EPSG:4326')), 'maps.example').layers[0]!;
  expect(degrees.choices[0]).toMatchObject({ crs: 'EPSG:4490', minZoom: 8 });
  const local = readWms(wms('1.1.1', layer('EPSG:4544')), 'maps.example').layers[0]!;
  expect(local.unfit!.en).toContain('EPSG:4544');
});

test('the extent of a map: latitude first for EPSG:4326 and 4490 in WMS 1.3.0 only', () => {
  const box = [105, 29, 106, 30] as [number, number, number, number];
  expect(wmsBox('1.3.0', 'EPSG:4326', box)).toBe('29,105,30,106');
  expect(wmsBox('1.3.0', 'EPSG:4490', box)).toBe('29,105,30,106');
  expect(wmsBox('1.3.0', 'CRS:84', box)).toBe('105,29,106,30');
  expect(wmsBox('1.1.1', 'EPSG:4326', box)).toBe('105,29,106,30');
});

test('a tile of a WMS keeps the query that its address has', () => {
  const service = serviceOf({
    kind: 'wms',
    url: 'https://maps.example/cgi?map=a.map',
    layer: '断层',
    version: '1.1.1',
    crs: 'EPSG:900913',
  });
  const url = new URL(wmsTile(service, { z: 0, x: 0, y: 0 }));
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    map: 'a.map',
    LAYERS: '断层',
    SRS: 'EPSG:900913',
    BBOX: '-20037508.342789244,-20037508.342789244,20037508.342789244,20037508.342789244',
  });
});

test('the corners of a tile of level 10 are those of the slippy map formula', () => {
  // 812 / 1024 · 360° − 180°, and atan(sinh(π (1 − 2 · 424 / 1024))), reckoned in another program.
  const [west, south, east, north] = degreeBox({ z: 10, x: 812, y: 424 });
  const wanted = [105.46875, 29.22889003, 105.8203125, 29.535229563];
  [west, south, east, north].forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 8));
  expect(mercatorBox({ z: 0, x: 0, y: 0 })[3]).toBeCloseTo(20037508.342789, 5);
});

test.each([
  ['EPSG:4326', 'degrees', false],
  ['urn:ogc:def:crs:EPSG::4326', 'degrees', true],
  ['urn:ogc:def:crs:EPSG:6.9:4490', 'degrees', true],
  ['http://www.opengis.net/def/crs/EPSG/0/4326', 'degrees', true],
  ['http://www.opengis.net/gml/srs/epsg.xml#4326', 'degrees', false],
  ['urn:ogc:def:crs:OGC:1.3:CRS84', 'degrees', false],
  ['http://www.opengis.net/def/crs/OGC/1.3/CRS84', 'degrees', false],
  ['urn:ogc:def:crs:EPSG::3857', 'mercator', false],
  ['EPSG:4544', 'other', false],
])('%s means %s, latitude first: %s', (name, kind, latitudeFirst) => {
  expect(namedCrs(name)).toEqual({ kind, latitudeFirst });
});

const wfs = (version: string) =>
  xml(`<wfs:WFS_Capabilities version="${version}" xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:ows="http://www.opengis.net/ows/1.1">
  <ows:OperationsMetadata><ows:Operation name="GetFeature"><ows:Parameter name="outputFormat"><ows:AllowedValues>
  <ows:Value>application/gml+xml; version=3.2</ows:Value><ows:Value>application/json</ows:Value><ows:Value>text/javascript</ows:Value>
  </ows:AllowedValues></ows:Parameter></ows:Operation></ows:OperationsMetadata>
  <FeatureTypeList><FeatureType><Name>yj:wells</Name><Title>水井</Title><DefaultCRS>urn:ogc:def:crs:EPSG::4490</DefaultCRS>
  <ows:WGS84BoundingBox><ows:LowerCorner>105 29</ows:LowerCorner><ows:UpperCorner>106 30</ows:UpperCorner></ows:WGS84BoundingBox>
  </FeatureType></FeatureTypeList></wfs:WFS_Capabilities>`);

test('a WFS feature type is asked in its own degrees, as GeoJSON where that is offered', () => {
  const [type] = readWfs(wfs('2.0.0'), 'maps.example').layers;
  expect(type).toMatchObject({
    id: 'yj:wells',
    extent: [105, 29, 106, 30],
    formats: ['application/json'],
  });
  expect(type!.choices[0]!.crs).toBe('urn:ogc:def:crs:EPSG::4490');
});

test('a WFS of before 2.0 is named with its version', () => {
  expect(() => readWfs(wfs('1.1.0'), 'maps.example')).toThrow('maps.example speaks WFS 1.1.0');
});

test('a page of a WFS: its box has the axes of its own name', () => {
  const box = [105, 29, 106, 30] as [number, number, number, number];
  expect(wfsBox('urn:ogc:def:crs:EPSG::4326', box)).toBe(
    '29,105,30,106,urn:ogc:def:crs:EPSG::4326',
  );
  expect(wfsBox('EPSG:4326', box)).toBe('105,29,106,30,EPSG:4326');
  const url = wfsPage(
    { url: 'https://maps.example/wfs?', layer: 'yj:wells', crs: 'EPSG:4326', format: null },
    null,
    2000,
  );
  expect(url).toBe(
    'https://maps.example/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=yj%3Awells&SRSNAME=EPSG%3A4326&COUNT=1000&STARTINDEX=2000',
  );
});

test('documents of another kind are named by their root', () => {
  const other = xml('<rss version="2.0"/>');
  expect(() => readWms(other, 'maps.example')).toThrow('its root is rss');
  expect(() => readWfs(other, 'maps.example')).toThrow('its root is rss');
  expect(() => readWmts(other, 'https://maps.example/')).toThrow('its root is rss');
});

test('the document type that WMS 1.1.1 asks for is skipped; what it declares stays unknown', () => {
  const type =
    '<!DOCTYPE WMT_MS_Capabilities SYSTEM "https://example.test/c.dtd" [<!ELEMENT V EMPTY> <!ENTITY x "y">]>';
  expect(xml(`${type}<WMT_MS_Capabilities version="1.1.1"/>`).name).toBe('WMT_MS_Capabilities');
  expect(() => xml(`${type}<WMT_MS_Capabilities>&x;</WMT_MS_Capabilities>`)).toThrow(
    'is no complete XML',
  );
});
