import type { Feature } from 'geojson';
import type { Field } from '../domain/field';
import type { DatasetId, Manifest } from '../domain/manifest';
import { registers, type RegisterId } from '../domain/registers';
import { manifestTexts, textsIn } from './publicEditionManifest';
import { namesBeforeOffice } from './publicEditionOffices';
import { startsAsName, startsCompound } from './publicEditionSurnames';

/** Words of a public edition that may still name a person; a person decides before it is published. */
export interface Doubt {
  /** `pack` for what the pack says of itself. */
  dataset: DatasetId | 'pack';
  record: string;
  field: string;
  words: string;
}

/** What people write in front of a name. */
const leads =
  /(?:联系人|负责人|责任人|管理人|管理员|监测人|监测员|巡查员|护林员|网格员|值班人|门卫|保安|看门|看守|值守|保管员|司机|厨师|志愿者|书记|主任|[站所队组社校院科局处镇乡村区班排连园]长|户主|业主|房主|村民|居民|群众|联系|询问|请找|由|找|系|为)[：: ]*(?=(\p{Script=Han}{2,4}))/gu;
/** What people write behind a name. */
const follows =
  /(\p{Script=Han}{1,4}?)(?:同志|先生|女士|师傅|大爷|大娘|大叔|婆婆|书记|主任|镇长|乡长|村长|局长|组长|队长|站长|所长|科长|校长|院长|支书|老师|医生|户主|负责|值守|值班|看门|看守|把守|驻守|保管|巡查|电话|手机|家(?:屋|房|院|门|后|前|旁|附近|里|住))/gu;
/** Ends of places, offices and things: a word that ends so is no name. */
const noName =
  /(?:[省市区县镇乡村组社街道路巷桥河沟溪湾坝坡坪岩洞塘库山岭梁坎堰湖岛寺庙站所局办院校园楼场馆厂店处口边上下内外中后前旁侧段号期年月日级类型度]|街道|社区|广场|公司)$/u;
const nameLengths = (word: string): readonly number[] => (startsCompound(word) ? [4, 3] : [3, 2]);

/** Behind 联系人 and in front of 家屋后 a word that ends as a thing is still a name: 张大山. */
const noNameHere = /(?:[省市区县镇乡村组社站所局办院校]|街道|社区|公司)$/u;
/** Words that begin with a surname and are none. */
const words = new Set(
  '卫星 安全 高度 管理 应急 万元 明显 常年 常务 温度 金额 任何 向上 向下 白天 高处 石头 马路 方向 方案 毛石 康复 武装 龙头 解除 解决 冷水 明渠 路边 时间 包括 代表 代码 司法 池塘 全部 高程 成果 于是 关闭 安置 安装 安排 常住 成立 应当 尚未 宁愿 项目 盛水 沙石 金属 鲁班 党员 党委 党支部'.split(
    ' ',
  ),
);

const isLikeName = (word: string, ends: RegExp) =>
  startsAsName(word) && !ends.test(word) && !words.has(word);

/** The longest name that a word may begin with; nothing where it begins otherwise. */
function nameAtStart(word: string): string[] {
  const characters = [...word];
  const found = nameLengths(word)
    .filter((length) => length <= characters.length)
    .map((length) => characters.slice(0, length).join(''))
    .find((word) => isLikeName(word, noNameHere));
  return found ? [found] : [];
}

/** The longest name that a word may end with, of one character where a title stands behind it: 王书记. */
function nameAtEnd(word: string): string[] {
  const characters = [...word];
  for (let from = 0; from < characters.length; from++) {
    const rest = characters.slice(from).join('');
    if (isLikeName(rest, noNameHere) && characters.length - from <= nameLengths(rest)[0]!)
      return [rest];
  }
  return [];
}

/**
 * Words within a text that may be names of persons: behind 联系人 and its like, in front of a title or an office, in front
 * of 家屋后, or a word alone that begins with a surname. Not every name is found, and not every word found is one.
 * @param alone whether words that stand alone count: in remarks they are likely names, in addresses they are places
 */
export function doubtsIn(text: string, alone: boolean): string[] {
  const found = [...text.matchAll(leads)].flatMap(([, behind = '']) => nameAtStart(behind));
  for (const [whole, before = ''] of text.matchAll(follows)) {
    const title = whole.slice(before.length);
    for (const name of nameAtEnd(before)) found.push([...name].length === 1 ? name + title : name);
  }
  for (const [run] of text.matchAll(/\p{Script=Han}+/gu)) {
    found.push(...namesBeforeOffice(run).slice(-1));
    if (alone && nameLengths(run).includes([...run].length) && isLikeName(run, noName))
      found.push(run);
  }
  found.push(
    ...(text.match(/\b(?:Mr|Mrs|Ms|Miss|Dr)\.? \p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?/gu) ?? []),
  );
  return [...new Set(found)];
}

/** Fields with words of people's own in which a word alone is likely a name. */
const remarks: ReadonlySet<string> = new Set(['note', 'evacuationPlace']);

/** What may still name a person in the records of a public edition. */
export function doubtsOfRecords(dataset: DatasetId, features: readonly Feature[]): Doubt[] {
  if (!(dataset in registers)) return [];
  const fields: Readonly<Record<string, Field>> = registers[dataset as RegisterId].fields;
  return features.flatMap(({ properties }, row) => {
    const given = (properties ?? {}) as Record<string, unknown>;
    const id = given.id ?? given.code;
    const record = typeof id === 'string' ? id : `${row + 1}`;
    return Object.entries(given).flatMap(([field, value]) => {
      const kind = fields[field]?.kind;
      if (kind === 'option' || kind === 'date' || ['id', 'code', 'town', 'assumed'].includes(field))
        return [];
      return textsIn(value).flatMap((text) =>
        doubtsIn(text, remarks.has(field)).map((words) => ({ dataset, record, field, words })),
      );
    });
  });
}

/** What may still name a person in what a pack says of itself: names, sources, notes, figures of its plan. */
export function doubtsOfManifest(manifest: Manifest): Doubt[] {
  return manifestTexts(manifest).flatMap(([record, field, text]) =>
    doubtsIn(text, false).map((words) => ({ dataset: 'pack', record, field, words })),
  );
}
