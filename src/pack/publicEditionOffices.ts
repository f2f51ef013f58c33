import { startsAsName, startsCompound } from './publicEditionSurnames';

const either = (words: string) =>
  words
    .split(/\s+/u)
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)
    .join('|');

/** What offices of a district are about, and what they are: 水利 and 局. */
const matters =
  either(`水利 水务 应急 应急管理 林业 农业 农业农村 自然资源 规划自然资源 规划和自然资源 国土 国土资源 住建 建设
  住房建设 住房和城乡建设 城管 城市管理 交通 交通运输 公安 民政 财政 卫生 卫健 教育 教体 生态环境 环保 气象 文旅 文化旅游 司法
  消防 消防救援 供电 水文 水管 发改 经信 商务 审计 统计 税务 市场监管 信访 人社 医保 综治 党政 党群 平安 地环 地灾 地质环境 防汛
  国资 退役军人 乡村振兴 规建 规划建设 社会事务`);
const kinds = either(
  '局 委 委员会 办 办公室 所 站 中心 服务中心 队 大队 支队 总队 科 处 部 指挥部 管理局 管理所 管理站 工作站 监测站',
);
const others = either('派出所 卫生院 武装部 敬老院 供电所 国土所 司法所 财政所 信用社');
const office = new RegExp(`^(?:[区县市])?(?:(?:${matters})(?:${kinds})|${others})`, 'u');

/**
 * The names in front of an office that they run straight into: 王小明水利局 is 王小明 of the 水利局. More than one where it is
 * in doubt where the name ends.
 */
export function namesBeforeOffice(run: string): string[] {
  if (!startsAsName(run)) return [];
  const characters = [...run];
  const lengths = startsCompound(run) ? [3, 4] : [2, 3];
  return lengths
    .filter((length) => office.test(characters.slice(length).join('')))
    .map((length) => characters.slice(0, length).join(''));
}
