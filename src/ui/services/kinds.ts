import type { ServiceKind } from '../../domain/service';
import { text, type Text } from '../../domain/text';

/** What a person can add: the kinds of services, and 天地图, of which only the key is asked. */
export type Addable = ServiceKind | 'tianditu';

/** Name, what to enter as address, and an example of one. */
export const kinds: Readonly<Record<Addable, { title: Text; hint: Text; example: string }>> = {
  tianditu: {
    title: text('天地图', 'Tianditu (天地图)'),
    hint: text(
      '填写本人在天地图开发平台申请的浏览器端 tk。',
      'Enter your own browser key (tk) of the Tianditu developer platform.',
    ),
    example: '',
  },
  wmts: {
    title: text('WMTS 瓦片地图', 'WMTS tiles'),
    hint: text(
      '服务地址，或能力文档（Capabilities）的地址。',
      'Address of the service, or of its capabilities document.',
    ),
    example: 'https://…/wmts',
  },
  xyz: {
    title: text('XYZ 瓦片', 'XYZ tiles'),
    hint: text(
      '须为 Web 墨卡托、WGS 84 或 CGCS2000；GCJ-02 瓦片会偏移数百米。从南起算的行号写 {-y}。',
      'Web Mercator on WGS 84 or CGCS2000; GCJ-02 tiles are off by hundreds of metres. Rows counted from the south are {-y}.',
    ),
    example: 'https://…/{z}/{x}/{y}.png',
  },
  wms: {
    title: text('WMS 地图', 'WMS maps'),
    hint: text('服务地址（1.1.1 或 1.3.0）。', 'Address of the service (1.1.1 or 1.3.0).'),
    example: 'https://…/wms',
  },
  wfs: {
    title: text('WFS 2.0 要素', 'WFS 2.0 features'),
    hint: text(
      '服务地址；只取本区范围及四周 0.05° 内的要素，最多 20,000 个。',
      'Address of the service; only features in and within 0.05° of the district are read, 20,000 at most.',
    ),
    example: 'https://…/wfs',
  },
  ogcapi: {
    title: text('OGC API 要素', 'OGC API Features'),
    hint: text(
      '服务首页的地址；只取本区范围及四周 0.05° 内的要素，最多 20,000 个。',
      'Address of the landing page; only features in and within 0.05° of the district are read, 20,000 at most.',
    ),
    example: 'https://…/ogcapi',
  },
  pmtiles: {
    title: text('PMTiles 瓦片文件', 'PMTiles archive'),
    hint: text(
      '文件地址；服务器须支持按字节范围读取。',
      'Address of the file; its server must serve byte ranges.',
    ),
    example: 'https://…/map.pmtiles',
  },
};

export const addable = Object.keys(kinds) as Addable[];
