import * as v from 'valibot';
import type { FieldsOf } from './field';
import { hazardIds, hazardTitles } from './hazard';
import { text } from './text';

/** 危险区: a polygon that a person drew or loaded as the zone of a hazard. */
export const HazardArea = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  hazard: v.picklist(hazardIds),
});
export type HazardArea = v.InferOutput<typeof HazardArea>;

export const hazardAreaFields: FieldsOf<HazardArea> = {
  id: { label: text('编号', 'Number'), kind: 'text', aliases: ['序号', 'id', '编码', 'code'] },
  name: {
    label: text('名称', 'Name'),
    kind: 'text',
    aliases: ['name', '名稱', '危险区名称', '区域名称', 'title'],
  },
  hazard: {
    label: text('灾害', 'Hazard'),
    kind: 'option',
    required: true,
    aliases: ['灾种', '灾害类型', '类型', '危险类型', 'hazard'],
    options: {
      flood: {
        label: hazardTitles.flood,
        aliases: ['洪涝', '淹没', '山洪', '洪水淹没', '内涝', 'flooding'],
      },
      landslide: {
        label: hazardTitles.landslide,
        aliases: ['滑坡', '泥石流', '崩塌', '地灾', 'debris flow'],
      },
      'dam-break': { label: hazardTitles['dam-break'], aliases: ['溃坝洪水', '水库溃坝'] },
      chemical: {
        label: hazardTitles.chemical,
        aliases: ['危化', '危化品', '化学品泄漏', '危化品泄漏'],
      },
    },
  },
};
