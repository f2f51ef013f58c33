import type { Point } from 'geojson';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Service } from '../../../src/domain/service';
import { discover } from '../../../src/formats/services/discover';
import type { Tile } from '../../../src/formats/services/mercator';
import { fetchOgcApi } from '../../../src/formats/services/ogcapi';
import { askPicture } from '../../../src/formats/services/tiles';
import { fetchWfs } from '../../../src/formats/services/wfs';
import { wmsLegend, wmsTile } from '../../../src/formats/services/wms';
import { hasMapServer, startMapServer, wells, type MapServer } from '../../fixtures/mapserver';

const there = hasMapServer();
if (!there)
  process.stdout.write(
    'Skipped: MapServer is not installed (apt-get install cgi-mapserver needs root).\n',
  );

const question = { fetch, keyName: null };

describe.skipIf(!there)('a real MapServer (skipped where it cannot be installed)', () => {
  let server: MapServer;
  let service: Service;
  beforeAll(async () => {
    server = await startMapServer();
    service = {
      id: 'abcd',
      kind: 'wms',
      title: '水井',
      url: server.url,
      layer: 'wells',
      style: null,
      matrixSet: null,
      matrices: [],
      version: '1.3.0',
      crs: 'EPSG:3857',
      format: 'image/png',
      attribution: '',
      extent: null,
      minZoom: 0,
      maxZoom: 18,
      opacity: 1,
      place: 'below',
      shown: true,
      keyName: null,
    };
  });
  afterAll(() => server.close());

  /** The tile of a level that a position lies in. */
  const tileAt = (longitude: number, latitude: number, z: number): Tile => {
    const radians = (latitude * Math.PI) / 180;
    const y = (1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2;
    return { z, x: Math.floor(((longitude + 180) / 360) * 2 ** z), y: Math.floor(y * 2 ** z) };
  };
  const bytes = async (tile: Tile, settings: Partial<Service>) =>
    Buffer.from((await askPicture(wmsTile({ ...service, ...settings }, tile), question))!);

  test('WMS capabilities name the layer, its extent and Web Mercator', async () => {
    const offer = await discover('wms', server.url, question);
    expect(offer).toMatchObject({ title: '测试服务', version: '1.3.0' });
    const layer = offer.layers.find(({ id }) => id === 'wells')!;
    expect(layer).toMatchObject({ title: '水井', unfit: null });
    expect(layer.choices[0]!.crs).toBe('EPSG:3857');
    expect(layer.extent).toEqual([105.72, 29.5, 105.9, 29.73]);
  });

  test.each([
    ['1.3.0', 'EPSG:3857'],
    ['1.3.0', 'EPSG:4326'],
    ['1.3.0', 'CRS:84'],
    ['1.1.1', 'EPSG:4326'],
    ['1.1.1', 'EPSG:3857'],
  ])('WMS %s in %s: 戊井 is on its own tile and on no neighbour', async (version, crs) => {
    const own = tileAt(105.9, 29.5, 14);
    const empty = await bytes({ ...own, x: own.x + 2 }, { version, crs });
    const found = await bytes(own, { version, crs });
    expect(found.equals(empty)).toBe(false);
    expect((await bytes({ ...own, y: own.y - 2 }, { version, crs })).equals(empty)).toBe(true);
  });

  test('the legend of a WMS layer is a picture', async () => {
    const legend = await askPicture(wmsLegend(service), question);
    expect(Buffer.from(legend!).subarray(1, 4).toString()).toBe('PNG');
  });

  test('a layer that is not there gives the complaint of the server as one sentence', async () => {
    const url = wmsTile({ ...service, layer: 'nothing' }, { z: 0, x: 0, y: 0 });
    await expect(askPicture(url, question)).rejects.toThrow(/reports: .*Invalid layer/);
  });

  const positions = (features: { geometry: unknown }[]) =>
    features.map(({ geometry }) => (geometry as Point).coordinates);

  test.each([
    ['GML 3.2', null],
    ['GeoJSON', 'application/json; subtype=geojson; charset=utf-8'],
  ])('WFS 2.0 as %s: five wells in pages of two, longitude first', async (_, format) => {
    const offer = await discover('wfs', server.url, question);
    const { choices, extent } = offer.layers[0]!;
    const wfs: Service = { ...service, kind: 'wfs', format, crs: choices[0]!.crs };
    const progress: number[] = [];
    const { features, notes } = await fetchWfs(wfs, {
      ...question,
      box: [105, 29, 106, 30],
      extent,
      size: 2,
      onprogress: (done) => progress.push(done),
    });
    expect(positions(features)).toEqual(wells.map(([, ...position]) => position));
    expect(features.map(({ properties }) => properties?.name as string)).toEqual(
      wells.map(([name]) => name),
    );
    expect(progress.slice(0, 3)).toEqual([2, 4, 5]);
    expect(notes).toEqual([]);
  });

  test('WFS 2.0: the box of the question has latitude first for the URN, and finds 戊井 alone', async () => {
    const wfs: Service = {
      ...service,
      kind: 'wfs',
      crs: 'urn:ogc:def:crs:EPSG::4326',
      format: null,
    };
    const asked = { ...question, box: [105.85, 29.45, 105.95, 29.55] as never, extent: null };
    const { features } = await fetchWfs(wfs, asked);
    expect(positions(features)).toEqual([[105.9, 29.5]]);
  });

  test('a limit of three is kept, and said', async () => {
    const wfs: Service = {
      ...service,
      kind: 'wfs',
      crs: 'urn:ogc:def:crs:EPSG::4326',
      format: null,
    };
    const { features, notes } = await fetchWfs(wfs, {
      ...question,
      box: null,
      extent: null,
      size: 2,
      most: 3,
    });
    expect(features).toHaveLength(3);
    expect(notes[0]!['zh-CN']).toContain('只取了 3 个要素');
  });

  test('OGC API Features: pages of two along links that name an inner host, all on the host that was asked', async () => {
    const url = `${server.url}/ogcapi`;
    const offer = await discover('ogcapi', url, question);
    expect(offer.layers).toMatchObject([{ id: 'wells', title: '水井' }]);
    const collection: Service = { ...service, kind: 'ogcapi', url };
    const { features, matched } = await fetchOgcApi(collection, {
      ...question,
      box: [105, 29, 106, 30],
      extent: null,
      size: 2,
    });
    expect(matched).toBe(5);
    expect(positions(features)).toEqual(wells.map(([, ...position]) => position));
    expect(server.asked.filter((path) => path.includes('/items'))).toHaveLength(3);
  });
});
