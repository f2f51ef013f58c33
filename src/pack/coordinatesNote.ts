import { text, type Text } from '../domain/text';
import type { Transform } from '../geo/crs';

/** How coordinates were read, as a sentence for the provenance. */
export const coordinatesNote = (transform: Transform | null): Text =>
  transform === null || /^EPSG:(?:4326|4490)$/u.test(transform.id)
    ? text(
        '坐标按 WGS 84 / CGCS2000 经纬度读取，未作转换',
        'coordinates are taken as WGS 84 / CGCS2000 degrees, without conversion',
      )
    : text(
        `坐标按${transform.title['zh-CN']}读取，已换算为 WGS 84 经纬度${transform.approximate ? `；${transform.approximate['zh-CN']}` : ''}`,
        `coordinates are read as ${transform.title.en} and converted to WGS 84 degrees${transform.approximate ? `; ${transform.approximate.en}` : ''}`,
      );
