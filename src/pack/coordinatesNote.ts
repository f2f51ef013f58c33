import { text, type Text } from '../domain/text';
import type { Transform } from '../geo/crs';

/** A title inside a Chinese sentence: Latin letters stand apart. */
const spaced = (title: string): string =>
  `${/^[!-~]/u.test(title) ? ' ' : ''}${title}${/[!-~°′″]$/u.test(title) ? ' ' : ''}`;

/** How coordinates were read, as a sentence for the provenance. */
export const coordinatesNote = (transform: Transform | null): Text =>
  transform === null || /^EPSG:(?:4326|4490)$/u.test(transform.id)
    ? text(
        '坐标按 WGS 84 / CGCS2000 经纬度读取，未作转换',
        'coordinates are taken as WGS 84 / CGCS2000 degrees, without conversion',
      )
    : text(
        `坐标按${spaced(transform.title['zh-CN'])}读取，已换算为 WGS 84 经纬度${transform.approximate ? `；${transform.approximate['zh-CN']}` : ''}`,
        `coordinates are read as ${transform.title.en} and converted to WGS 84 degrees${transform.approximate ? `; ${transform.approximate.en}` : ''}`,
      );

/** Why coordinates that were read through a system give no place. */
export const noPlace = ({ title }: Transform): Text =>
  text(
    `按${spaced(title['zh-CN'])}读不出位置，没有导入`,
    `no place when read as ${title.en}; not imported`,
  );
