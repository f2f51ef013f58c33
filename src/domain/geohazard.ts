import * as v from 'valibot';
import type { FieldsOf } from './field';
import { geohazardGradeOptions, geohazardTypeOptions, geohazardTypes } from './options';
import { common, commonFields, Count, known, Quantity } from './record';
import type { Risk } from './risk';
import { text } from './text';

/** 地质灾害隐患点. */
export const Geohazard = v.object({
  ...common,
  type: v.nullable(v.picklist(geohazardTypes)),
  volumeCubicMetres: known(Quantity),
  threatenedHouseholds: known(Count),
  threatenedPeople: known(Count),
  threatenedPropertyTenThousandYuan: known(Quantity),
  /** 险情等级, see {@link geohazardRisk}; `null` when what is known does not decide it. */
  riskGrade: v.nullable(v.picklist([1, 2, 3, 4])),
  stability: v.nullable(v.picklist(['stable', 'fair', 'unstable'])),
  trigger: v.nullable(v.string()),
  monitoring: v.nullable(v.picklist(['community', 'professional', 'none'])),
  monitor: v.nullable(v.string()),
  monitorPhone: v.nullable(v.string()),
  areaLead: v.nullable(v.string()),
  geologist: v.nullable(v.string()),
  technicalAdministrator: v.nullable(v.string()),
  evacuationPlace: v.nullable(v.string()),
  treatment: v.nullable(v.picklist(['engineering', 'minor', 'relocation', 'none'])),
  status: v.picklist(['active', 'treated', 'relocated', 'closed']),
});
export type Geohazard = v.InferOutput<typeof Geohazard>;

/**
 * 险情等级 from the people to be moved and the property threatened; either one triggers the higher grade, and a limit
 * belongs to the grade above it (以上含本数).
 *
 * Grade 1 from 1,000 people or 100 million yuan, 2 from 500 or 50 million, 3 from 100 or 5 million, else 4.
 * Source: 《国家突发地质灾害应急预案》 and county plans that follow it; 《地质灾害防治条例》 art. 4 grades losses only.
 * @param people people to be moved, `null` if unknown
 * @param propertyTenThousandYuan property threatened in 万元, `null` if unknown
 * @returns `null` when one is unknown, for it could raise the grade; but 1 when the other alone reaches it
 */
export function geohazardRisk(
  people: number | null,
  propertyTenThousandYuan: number | null,
): Risk | null {
  if ((people ?? 0) >= 1000 || (propertyTenThousandYuan ?? 0) >= 10000) return 1;
  if (people === null || propertyTenThousandYuan === null) return null;
  if (people >= 500 || propertyTenThousandYuan >= 5000) return 2;
  if (people >= 100 || propertyTenThousandYuan >= 500) return 3;
  return 4;
}

/** Whether a site still threatens: it is 在册, neither treated nor relocated nor closed. Only such sites have zones. */
export const isActive = ({ status }: Pick<Geohazard, 'status'>): boolean => status === 'active';

const ordinance = text('《地质灾害防治条例》', 'Ordinance on geological hazards');
const grid = text('四重网格', 'Four-fold grid of responsible persons');

export const geohazardFields: FieldsOf<Geohazard> = {
  ...commonFields,
  type: {
    label: text('灾害类型', 'Type'),
    kind: 'option',
    source: ordinance,
    aliases: ['类型', '隐患类型', 'type', 'landslide_category'],
    options: geohazardTypeOptions,
  },
  volumeCubicMetres: {
    label: text('规模', 'Volume'),
    kind: 'number',
    unit: text('m³', 'm³'),
    aliases: ['体积', '规模体积'],
    min: 0,
    max: 1e10,
  },
  threatenedHouseholds: {
    label: text('威胁户数', 'Households threatened'),
    kind: 'integer',
    unit: text('户', 'households'),
    aliases: ['威胁住户'],
    min: 0,
    max: 1e6,
  },
  threatenedPeople: {
    label: text('威胁人口', 'People threatened'),
    kind: 'integer',
    unit: text('人', 'people'),
    aliases: ['威胁人口（人）', '威胁人数', 'MAXPERSONNUM'],
    min: 0,
    max: 1e7,
  },
  threatenedPropertyTenThousandYuan: {
    label: text('威胁财产', 'Property threatened'),
    kind: 'number',
    unit: text('万元', '10,000 yuan'),
    aliases: ['威胁财产（万元）', 'THREATWEALTH'],
    min: 0,
    max: 1e8,
  },
  riskGrade: {
    label: text('险情等级', 'Risk grade'),
    kind: 'option',
    source: text(
      '《国家突发地质灾害应急预案》（未核）',
      'National geological hazard plan (unverified)',
    ),
    options: geohazardGradeOptions,
  },
  stability: {
    label: text('稳定性', 'Stability'),
    kind: 'option',
    aliases: ['稳定性分析', '发展趋势'],
    options: {
      stable: { label: text('稳定', 'Stable') },
      fair: { label: text('较稳定', 'Fair'), aliases: ['基本稳定'] },
      unstable: { label: text('不稳定', 'Unstable') },
    },
  },
  trigger: {
    label: text('引发因素', 'Trigger'),
    kind: 'text',
    aliases: ['诱发因素', 'landslide_trigger'],
  },
  monitoring: {
    label: text('监测方式', 'Monitoring'),
    kind: 'option',
    aliases: ['监测方法', 'MONITMODE'],
    options: {
      community: { label: text('群测群防', 'By residents') },
      professional: { label: text('专业监测', 'Professional') },
      none: { label: text('无', 'None') },
    },
  },
  monitor: {
    label: text('群测群防员', 'Monitor'),
    kind: 'person',
    aliases: ['监测员', '监测人', '群测群防员'],
    source: grid,
  },
  monitorPhone: {
    label: text('监测员手机', "Monitor's phone"),
    kind: 'phone',
    aliases: ['监测员电话', '电话', '手机', '联系电话'],
  },
  areaLead: {
    label: text('片区负责人', 'Area lead'),
    kind: 'person',
    aliases: ['村级责任人', '巡查责任人'],
    source: grid,
  },
  geologist: { label: text('驻守地质队员', 'Resident geologist'), kind: 'person', source: grid },
  technicalAdministrator: {
    label: text('区县技术管理员', 'Technical administrator'),
    kind: 'person',
    source: grid,
  },
  evacuationPlace: {
    label: text('预定避灾地点', 'Evacuation place'),
    kind: 'text',
    aliases: ['撤离地点', '预定避灾地点'],
  },
  treatment: {
    label: text('处置措施', 'Treatment'),
    kind: 'option',
    aliases: ['治理措施', '搬迁或治理现状', '防治措施'],
    options: {
      engineering: { label: text('工程治理', 'Engineering'), aliases: ['治理', '彻底整治'] },
      minor: { label: text('小微治理和排险', 'Minor works'), aliases: ['排险'] },
      relocation: { label: text('搬迁避让', 'Relocation'), aliases: ['搬迁', '避让'] },
      none: { label: text('未处置', 'None') },
    },
  },
  status: {
    label: text('状态', 'Status'),
    kind: 'option',
    aliases: ['是否核销', 'status'],
    options: {
      active: { label: text('在册', 'Active') },
      treated: { label: text('已治理', 'Treated') },
      relocated: { label: text('已搬迁避让', 'Relocated') },
      closed: { label: text('已核销', 'Closed') },
    },
  },
};
