import { text, type Text } from '../../domain/text';
import type { Mend } from '../finding';
import { ringFaults, type RingFaults } from '../ringFaults';
import { repairArea } from '../ringRepair';
import type { Check, Remark } from './check';
import { areaOf } from './place';

/** What each fault is called, and whether it makes figures wrong or is a matter of form. */
const said: Readonly<Record<keyof RingFaults, readonly [level: Remark['level'], text: Text]>> = {
  crossings: ['warning', text('边线相交或重叠', 'edges cross or lie on one another')],
  misplaced: [
    'warning',
    text('洞在外环之外，或几个面重叠', 'a hole outside its ring, or faces that overlap'),
  ],
  spikes: ['warning', text('有尖刺', 'spikes')],
  flat: ['warning', text('有没有面积的环', 'rings without extent')],
  unclosed: ['notice', text('环没有闭合', 'rings that are not closed')],
  repeated: ['notice', text('有重复的点', 'repeated positions')],
  winding: [
    'notice',
    text('环的方向不合 RFC 7946', 'rings that run the wrong way round by RFC 7946'),
  ],
};

/** Outlines whose rings are broken, with the repair where it is safe. */
export const ring: Check = {
  id: 'ring',
  run: ({ features }) =>
    features.flatMap((feature, index): Remark[] => {
      const area = areaOf(feature);
      if (!area) return [];
      const faults = ringFaults(area);
      const kinds = (Object.keys(said) as (keyof RingFaults)[]).filter((kind) => faults[kind] > 0);
      if (!kinds.length) return [];
      const repaired = repairArea(area);
      const mend: Mend | null = repaired && {
        label: text(
          `修复边界：${repaired.changes.map((change) => change['zh-CN']).join('；')}`,
          `Repair the outline: ${repaired.changes.map(({ en }) => en).join('; ')}`,
        ),
        after: { ...feature, geometry: repaired.area },
      };
      const [zh, en] = [
        kinds.map((kind) => `${said[kind][1]['zh-CN']} ${faults[kind]} 处`).join('、'),
        kinds.map((kind) => `${said[kind][1].en} (${faults[kind]})`).join(', '),
      ];
      return [
        {
          index,
          level: kinds.some((kind) => said[kind][0] === 'warning') ? 'warning' : 'notice',
          field: null,
          value: area.type,
          reason: mend
            ? text(zh, en)
            : text(
                `${zh}；不能判断本意，请改画`,
                `${en}; what is meant cannot be told, draw it anew`,
              ),
          mend,
        },
      ];
    }),
};
