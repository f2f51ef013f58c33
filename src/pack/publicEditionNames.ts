import type { Feature } from 'geojson';
import { namesBeforeOffice } from './publicEditionOffices';
import { isCompound, startsAsName, startsCompound, surnames } from './publicEditionSurnames';

/** A character in the form that it is compared in: width makes no difference, nor does case. */
export function plain(character: string): string {
  const form = character.normalize('NFKC').toLowerCase();
  return form.length === 1 ? form : character;
}
const plainText = (words: string) => [...words].map(plain).join('');

const list = (words: string) => words.split(/\s+/u).filter(Boolean);
const either = (words: string) =>
  list(words)
    .sort((a, b) => b.length - a.length)
    .join('|');

/** Words in fields for persons and phones that are no names. */
const labels = new Set(
  list(
    '暂无 不详 未知 保密 待定 无 空缺 电话 手机 座机 固话 传真 值班 负责 管理 姓名 职务 全体 村民 居民 社区 街道 村组 学校 医院 公司 监测 监控 巡查 巡护 巡逻 综治 安全 防汛 地灾 消防 应急 村民 村组 驻村 包村 分管 联系 责任 专职 兼职 党委 支部 物业 保安 门卫 群众 社长 unknown none tel phone mobile office duty',
  ),
);

const ranks =
  either(`书记 主任 主席 镇长 乡长 区长 县长 市长 村长 局长 组长 队长 院长 校长 园长 站长 所长 科长 处长 股长
  部长 班长 连长 排长 会长 社长 厂长 店长 场长 馆长 总经理 经理 董事长 林长 河长 湖长 田长 路长 街长 楼长 楼栋长 网格长 片长 段长 支书
  委员 常委 网格员 监测员 巡查员 巡护员 护林员 安全员 信息员 管理员 联络员 值班员 协管员 消防员 专干 干事 干部 文书 会计 民警 辅警
  医生 教师 老师 同志 先生 女士 师傅 责任人 联系人 负责人 管理人 值班人 监测人 户主 姓名 联系电话 电话 手机`);
const before =
  '党委|党工委|党总支|党支部|支部|常务|第一|分管|包保|包村|驻村|灾害|专职|兼职|地灾|防汛|森林防火|副|原|兼|代';
/** A title, with what is put in front of it. */
const title = `(?:${before})*(?:${ranks})(?!会)`;
const titleAnywhere = new RegExp(title, 'gu');
const titlesAround = new RegExp(`^(?:村|社区|镇|乡|街道|区|县)?(?:${title})+|(?:${title})+$`, 'gu');
const remarksBehind = /(?:等人|等|家属|家|负责|值班|值守|保管|管理|监测|转|收|兼)+$/u;

/** Places and offices stand in front of a name: 双桥街道王小明, 水利局张大山. */
const upToPlace =
  /^.*(?:街道办事处|街道办|街道|社区|居委会|村委会|委会|委|镇|乡|村|组|区|县|市|局|所|站|办|室|科|处|队|部|会|社|厂|府|院|校|小学|中学|中心|公司)/u;
const surely =
  /^(?:.+(?:委会|街道|社区|公司|中心|学校|小学|中学|医院|政府|支部|干部|协会|工会|武装部|派出所)|.{2,}[局所站办室厂委区县市组]|.{4,}[会府院校部队科处社司镇乡村])$/u;
/** Offices, and places, unless a surname stands in front: 李国会 may be a person, and 高升镇 too. */
const perhaps = /.{2,}[会府院校部队科处社司镇乡村]$/u;

function isOffice(word: string): boolean {
  if (startsCompound(word) && [...word].length <= 4) return false;
  return surely.test(word) || (perhaps.test(word) && !startsAsName(word));
}

const han = /\p{Script=Han}+(?:[·•・∙.]\p{Script=Han}+)*/u;
const written =
  /\p{Script=Han}+(?:[ \u3000·•・∙.]+\p{Script=Han}+)*|\p{Script=Latin}[\p{Script=Latin}.' -]*\p{Script=Latin}/gu;

/**
 * The names of persons that a field for persons or phones holds, without titles; offices are none. Where it is in doubt
 * what of it is the name, all that may be one is given: a public edition may rather lose a word than tell a name.
 * @param places names of towns and villages that are known, which are no part of a name
 */
export function namesIn(words: string, places: readonly string[] = []): string[] {
  let text = plainText(words).replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/gu, '');
  // 石桥村委会 is still an office: the last word of the place stays.
  for (const place of places) {
    const rank = /(?:街道|社区|.)$/u.exec(place)?.[0] ?? '';
    text = text.replaceAll(plainText(place), `,${rank}`);
  }
  const found = (text.match(written) ?? []).flatMap((part) =>
    han.test(part) ? spaced(part).flatMap(namesOfRun) : isName(part.trim()) ? [part.trim()] : [],
  );
  return [...new Set(found)];
}

const isName = (word: string) => [...word].length >= 2 && !labels.has(word) && !isOffice(word);

/** Names are apart where a space is, unless it stands within one: 王 小明, 欧阳 文静. */
function spaced(part: string): string[] {
  const runs: string[] = [];
  let open = '';
  for (const token of part.split(/[ \u3000]+/u).filter(Boolean)) {
    if (!open) open = token;
    else if ([...open].length === 1 || [...token].length === 1 || isCompound(open)) open += token;
    else {
      runs.push(open);
      open = token;
    }
  }
  return open ? [...runs, open] : runs;
}

/** Names within characters that stand together; more than there are where it is in doubt. */
function namesOfRun(run: string): string[] {
  const whole = run.replace(/[·•・∙.]/gu, '');
  if (labels.has(whole)) return [];
  // Minority names are long, and their dots say where they are whole.
  const bare = whole.replace(titlesAround, '');
  if (whole !== run) return isName(bare) ? [bare] : [];
  // 王所长 is no name without the title, and tells who it is.
  if ([...bare].length === 1) return surnames.has(bare) && whole.length <= 4 ? [whole] : [];
  const pieces = [bare, ...whole.split(titleAnywhere)].flatMap((piece) => {
    const behind = piece.replace(upToPlace, '');
    return [piece, behind, piece.replace(remarksBehind, ''), behind.replace(remarksBehind, '')];
  });
  const names = pieces.filter(isName).flatMap((piece) => [piece, ...within(piece)]);
  // 王小明水利局 is an office by its end, and a person by its beginning.
  return [...new Set([...names, ...namesBeforeOffice(whole)])].filter((name) => !labels.has(name));
}

/** What may be a name within a word that is longer than names are. */
function within(word: string): string[] {
  const characters = [...word];
  const count = characters.length;
  if (count < 4 || (count === 4 && startsCompound(word))) return [];
  return characters.flatMap((_, from) => {
    const rest = characters.slice(from);
    if (!startsAsName(rest.join(''))) return [];
    const lengths = startsCompound(rest.join('')) ? [3, 4] : [2, 3];
    return lengths
      .filter((length) => length <= rest.length)
      .filter((length) => length > 2 || from === 0 || from + length === count)
      .map((length) => rest.slice(0, length).join(''))
      .filter(isName);
  });
}

/** Towns and villages that the records are in, the longest first: 高升镇 in a field for persons is the office. */
export function placesOf(collections: ReadonlyMap<string, readonly Feature[]>): string[] {
  const found = new Set<unknown>();
  for (const [id, features] of collections) {
    for (const { properties } of features) {
      for (const key of ['town', 'village']) found.add(properties?.[key]);
      if (id === 'towns') found.add(properties?.name);
    }
  }
  return [...found]
    .filter(
      (name): name is string => typeof name === 'string' && /.(?:镇|乡|村|街道|社区)$/u.test(name),
    )
    .sort((a, b) => b.length - a.length);
}
