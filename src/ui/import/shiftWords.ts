import { text, type Text } from '../../domain/text';
import type { ListedJudgement } from '../../worker/importProtocol';

const base = (id: string | null) => id?.split('+')[0] ?? '';
/** Systems of web maps, which lie some hundred metres beside the survey on purpose. */
const isWebMap = (id: string | null) => ['GCJ02', 'BD09'].includes(base(id));
const isDegrees = (id: string | null) =>
  ['EPSG:4326', 'EPSG:4490', 'GCJ02', 'BD09'].includes(base(id));

/**
 * What it means to take the coordinates for those of a web map or not: the shift is as large as the radius that shelters
 * are judged by (GB 51143 tables of service radii: 500 m and 1,000 m). `null` where that is no question.
 * @param shiftMetres median of how far the places are moved
 */
export function shiftWords(
  { ranked, decision }: ListedJudgement,
  picked: string | null,
  shiftMetres: number | null,
): Text | null {
  if (isWebMap(picked) && shiftMetres !== null) {
    const metres = Math.round(shiftMetres);
    return text(
      `换算使位置移动约 ${metres} m（中位数），与避难场所的服务半径（500 m、1,000 m）相当；读错，每个距离都会错。`,
      `This moves the places by about ${metres} m (median), as much as the service radius of a shelter (500 m, 1,000 m); read wrongly, every distance is wrong.`,
    );
  }
  const used = ranked.find(({ id }) => id === picked);
  const rival = ranked.find(({ id, score }) => isWebMap(id) && score >= (used?.score ?? 1) * 0.9);
  // Where nothing lies in the district anyway, the shift is not what is wrong.
  if (decision === 'certain' || !isDegrees(picked) || !rival || used?.district === 0) return null;
  return text(
    '如果其实取自高德、腾讯或百度地图（GCJ-02、BD-09），位置会差 300–900 m（BD-09 更多），与避难场所的服务半径相当。请向提供数据的单位核实。',
    'If they come from Amap, Tencent or Baidu maps (GCJ-02, BD-09), every place is off by 300–900 m (more for BD-09), as much as the service radius of a shelter. Ask whoever sent the data.',
  );
}
