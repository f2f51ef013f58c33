import { text, type Locale } from '../domain/text';

/** Words that the map itself puts on the page, by its own keys. */
export const mapWords: Record<Locale, Record<'Map.Title', string>> = {
  'zh-CN': { 'Map.Title': '地图：方向键平移，加减键缩放，回车查询中心点' },
  en: { 'Map.Title': 'Map: arrow keys pan, plus and minus zoom, Enter asks the centre' },
};

export const noWebGl = text(
  '此浏览器没有 WebGL 2，地图无法显示；表格和计算仍可使用。请在浏览器设置中开启硬件加速。',
  'This browser has no WebGL 2, so there is no map; tables and results still work. Turn on hardware acceleration in its settings.',
);

export const contextLost = text(
  '显卡收回了地图画布，正在等待恢复；数据和结果没有丢失。',
  'The graphics card took the map canvas back; waiting for it. Data and results are kept.',
);

export const noSymbols = text(
  '地图符号没有画出来，浏览器不允许读取画布。请关闭浏览器的画布指纹保护后刷新。',
  'Map symbols could not be drawn: the browser does not let the page read a canvas. Turn off its canvas protection and reload.',
);
