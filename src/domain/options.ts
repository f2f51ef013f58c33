import type { Option } from './field';
import { text } from './text';

/*
 * Options of the registers that legends and symbols of the map are made of. They stand apart from the schemas of the
 * records, which the first map does not need.
 */

/** Length of stay, GB/T 44013-2024: 紧急 ≤ 1 d, 短期 2–14 d, 长期 ≥ 15 d. */
export const durations = ['emergency', 'short', 'long'] as const;
export type Duration = (typeof durations)[number];

export const durationOptions: Readonly<Record<Duration, Option>> = {
  emergency: {
    label: text('紧急 ≤1 天', 'Emergency ≤1 d'),
    aliases: ['紧急', '緊急', '临时', '臨時'],
  },
  short: { label: text('短期 2–14 天', 'Short 2–14 d'), aliases: ['短期', '固定短期'] },
  long: { label: text('长期 ≥15 天', 'Long ≥15 d'), aliases: ['长期', '長期', '固定长期', '中心'] },
};

/** Types of 《地质灾害防治条例》, and 不稳定斜坡 as the platforms add it. */
export const geohazardTypes = [
  'landslide',
  'rockfall',
  'unstable-slope',
  'debris-flow',
  'collapse',
  'fissure',
  'subsidence',
] as const;

export const geohazardTypeOptions: Readonly<Record<(typeof geohazardTypes)[number], Option>> = {
  landslide: {
    label: text('滑坡', 'Landslide'),
    aliases: ['landslide', 'mudslide', 'complex'],
  },
  rockfall: {
    label: text('崩塌', 'Rockfall'),
    aliases: ['危岩', '山体崩塌', 'rock_fall', 'rockfall'],
  },
  'unstable-slope': { label: text('不稳定斜坡', 'Unstable slope') },
  'debris-flow': { label: text('泥石流', 'Debris flow'), aliases: ['debris_flow'] },
  collapse: { label: text('地面塌陷', 'Ground collapse'), aliases: ['塌陷'] },
  fissure: { label: text('地裂缝', 'Ground fissure') },
  subsidence: { label: text('地面沉降', 'Subsidence') },
};

export const geohazardGradeOptions: Readonly<Record<1 | 2 | 3 | 4, Option>> = {
  1: { label: text('特大型 Ⅰ', 'Very large Ⅰ'), aliases: ['特大型', 'Ⅰ级', 'Ⅰ', '一级'] },
  2: { label: text('大型 Ⅱ', 'Large Ⅱ'), aliases: ['大型', 'Ⅱ级', 'Ⅱ', '二级'] },
  3: { label: text('中型 Ⅲ', 'Medium Ⅲ'), aliases: ['中型', 'Ⅲ级', 'Ⅲ', '三级'] },
  4: { label: text('小型 Ⅳ', 'Small Ⅳ'), aliases: ['小型', 'Ⅳ级', 'Ⅳ', '四级'] },
};

export const reservoirSizes = [
  'large-1',
  'large-2',
  'medium',
  'small-1',
  'small-2',
  'pond',
] as const;
export type ReservoirSize = (typeof reservoirSizes)[number];

export const reservoirSizeOptions: Readonly<Record<ReservoirSize, Option>> = {
  'large-1': {
    label: text('大（1）型', 'Large 1'),
    aliases: ['大(1)型', '大(一)型', '大(Ⅰ)型', '大(1)', '大(一)'],
  },
  'large-2': {
    label: text('大（2）型', 'Large 2'),
    aliases: ['大(2)型', '大(二)型', '大(Ⅱ)型', '大(2)', '大(二)'],
  },
  medium: { label: text('中型', 'Medium') },
  'small-1': {
    label: text('小（1）型', 'Small 1'),
    aliases: ['小(1)型', '小(一)型', '小(Ⅰ)型', '小(1)', '小(一)'],
  },
  'small-2': {
    label: text('小（2）型', 'Small 2'),
    aliases: ['小(2)型', '小(二)型', '小(Ⅱ)型', '小(2)', '小(二)'],
  },
  pond: { label: text('山塘', 'Pond') },
};

/** Kinds of facilities that plans protect, or on whose grounds shelters are built (GB 51143-2015 clause 4.1). */
export const facilityKinds = [
  'school',
  'hospital',
  'care-home',
  'square',
  'park',
  'stadium',
  'community',
  'warehouse',
  'rescue',
  'other',
] as const;

export const facilityKindOptions: Readonly<Record<(typeof facilityKinds)[number], Option>> = {
  school: {
    label: text('学校', 'School'),
    aliases: ['中学', '小学', '中小学', '幼儿园', '大学', '高中', '初中', 'kindergarten'],
  },
  hospital: {
    label: text('医院', 'Hospital'),
    aliases: ['卫生院', '医疗机构', '社区卫生服务中心', 'clinic'],
  },
  'care-home': {
    label: text('养老福利机构', 'Care home'),
    aliases: ['养老院', '敬老院', '福利院', 'nursing_home'],
  },
  square: { label: text('广场', 'Square'), aliases: ['市民广场', 'plaza'] },
  park: { label: text('公园绿地', 'Park'), aliases: ['公园', '绿地'] },
  stadium: {
    label: text('体育场馆', 'Sports ground'),
    aliases: ['体育场', '体育馆', '操场', 'sports_centre'],
  },
  community: {
    label: text('社区、村服务中心', 'Community centre'),
    aliases: ['村委会', '居委会', '党群服务中心', '社区服务中心', 'community_centre'],
  },
  warehouse: {
    label: text('应急物资库', 'Relief store'),
    aliases: ['物资库', '物资储备库', '救灾物资库', '仓库'],
  },
  rescue: {
    label: text('救援力量驻地', 'Rescue team'),
    aliases: ['消防站', '救援队', '应急队伍', 'fire_station'],
  },
  other: { label: text('其他', 'Other') },
};

export const hazchemKindOptions: Readonly<Record<string, Option>> = {
  production: { label: text('生产', 'Production') },
  storage: { label: text('储存', 'Storage'), aliases: ['仓储'] },
  use: { label: text('使用', 'Use') },
  sale: { label: text('经营', 'Sale'), aliases: ['销售'] },
  'fuel-station': { label: text('加油加气站', 'Fuel station'), aliases: ['加油站', '加气站'] },
  'oil-depot': { label: text('油库', 'Oil depot') },
};

export const fireDangerOptions: Readonly<Record<1 | 2 | 3 | 4 | 5, Option>> = {
  1: { label: text('一级 低', '1 low'), aliases: ['一级', '低'] },
  2: { label: text('二级 较低', '2 fairly low'), aliases: ['二级', '较低'] },
  3: { label: text('三级 较高', '3 fairly high'), aliases: ['三级', '较高'] },
  4: { label: text('四级 高', '4 high'), aliases: ['四级', '高'] },
  5: { label: text('五级 极高', '5 extremely high'), aliases: ['五级', '极高'] },
};
