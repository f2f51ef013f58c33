import { text, type Text } from '../../domain/text';
import { holderOf } from '../../geo/crossings';
import { nearestOnArea } from '../../geo/edges';
import { areaSquareMetres, intersectAreas, polygonsOf } from '../../geo/polygons';
import type { Area } from '../pack';
import { cleanParts } from '../ringFaults';
import type { Check, Remark } from './check';
import { areaOf, away, placeOf, positionText } from './place';

/** Farther outside than this the position itself cannot be right. */
const absurdMetres = 50_000;
/** From this share of the records on, the coordinates of the whole file are in doubt. */
const mostOutside = 0.5;
const fewest = 3;

/** Records outside the district, with how far; and the whole file when most of it is. */
export const district: Check = {
  id: 'district',
  run({ dataset, features, context, thresholds }) {
    const outlines = context.district;
    if (!outlines.length || dataset === 'district') return [];
    const holders = outlines.map(holderOf);
    const holds = (longitude: number, latitude: number) =>
      holders.some((holder) => holder(longitude, latitude));
    const remarks = features.flatMap((feature, index): Remark[] => {
      const place = placeOf(feature);
      if (!place) return [];
      const area = areaOf(feature);
      if (
        area
          ? polygonsOf(area)
              .flat(2)
              .every(([x, y]) => holds(x!, y!))
          : holds(...place)
      )
        return [];
      if (area) {
        const share = outsideShare(area, outlines);
        if (share <= thresholds.outsideShare) return [];
        const per = `${(share * 100).toFixed(1)}%`;
        const reason = text(
          `面积的 ${per} 在行政区外`,
          `${per} of the area lie outside the district`,
        );
        return [{ index, level: 'warning', field: null, value: per, reason }];
      }
      const metres = Math.min(...outlines.map((outline) => metresTo(outline, place)));
      return [
        {
          index,
          level:
            metres > absurdMetres
              ? 'error'
              : metres > thresholds.outlineMetres
                ? 'warning'
                : 'notice',
          field: null,
          value: positionText(place),
          reason: outside(away(metres), metres <= thresholds.outlineMetres),
        },
      ];
    });
    if (features.length < fewest || remarks.length <= features.length * mostOutside) return remarks;
    const value = `${remarks.length} / ${features.length}`;
    return [{ index: null, level: 'error', field: null, value, reason: mostly }, ...remarks];
  },
};

const mostly = text(
  '多数记录在行政区外，坐标系可能不对；请先核对坐标系，再看各条',
  'most records lie outside the district, so the coordinate system may be wrong; check that first',
);

const outside = (far: Text, slight: boolean): Text =>
  slight
    ? text(
        `在行政区界外 ${far['zh-CN']}，在边界误差之内`,
        `${far.en} outside the district, within the error of the outline`,
      )
    : text(
        `在行政区外，离界 ${far['zh-CN']}；请核对坐标`,
        `outside the district, ${far.en} from its outline; check the position`,
      );

function metresTo(outline: Area, [longitude, latitude]: [number, number]): number {
  return nearestOnArea(outline, { longitude, latitude }).distanceMetres;
}

/** Share of an area that lies in none of the outlines, which do not overlap. */
function outsideShare(broken: Area, outlines: readonly Area[]): number {
  // Rings without extent are the business of another check, and clipping refuses them.
  const coordinates = cleanParts(polygonsOf(broken));
  const area: Area = { type: 'MultiPolygon', coordinates };
  const whole = areaSquareMetres(area);
  if (!(whole > 0)) return 0;
  const inside = outlines.reduce(
    (sum, outline) => sum + areaSquareMetres(intersectAreas(area, outline)),
    0,
  );
  return Math.max(0, 1 - inside / whole);
}
