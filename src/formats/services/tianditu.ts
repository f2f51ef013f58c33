import type { Service } from '../../domain/service';
import { text, type Text } from '../../domain/text';

/** A service of 天地图 as its operator documents it: WMTS in Web Mercator (`_w`), levels 1 to 18. */
interface Preset {
  name: Text;
  layer: string;
  service: Omit<Service, 'id'>;
}

const preset = (layer: string, name: Text): Preset => ({
  name,
  layer,
  service: {
    kind: 'wmts',
    title: name['zh-CN'],
    url: `https://t0.tianditu.gov.cn/${layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE={style}&TILEMATRIXSET=w&FORMAT={format}&TILEMATRIX={matrix}&TILEROW={y}&TILECOL={x}`,
    layer,
    style: 'default',
    matrixSet: 'w',
    matrices: [],
    version: '1.0.0',
    crs: 'EPSG:3857',
    format: 'tiles',
    attribution: '天地图',
    extent: null,
    minZoom: 1,
    maxZoom: 18,
    opacity: 1,
    place: 'below',
    shown: true,
    keyName: 'tk',
  },
});

/** Grounds and the names over them; each is one layer, so a ground with names is two. */
export const tianditu: readonly Preset[] = [
  preset('vec', text('天地图·矢量底图', 'Tianditu vector ground')),
  preset('img', text('天地图·影像底图', 'Tianditu imagery')),
  preset('ter', text('天地图·地形晕渲', 'Tianditu relief')),
  preset('cva', text('天地图·矢量注记', 'Tianditu names of the vector ground')),
  preset('cia', text('天地图·影像注记', 'Tianditu names of the imagery')),
  preset('cta', text('天地图·地形注记', 'Tianditu names of the relief')),
];
