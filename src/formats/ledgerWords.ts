/** One line of words in one form: width and spaces make no difference. */
const plain = (words: string) => words.normalize('NFKC').replace(/\s/gu, '');

const figure =
  /^['’]?[约近]?[<>≤≥≈+-]?[\d,]+(?:\.\d+)?(?:e[+-]?\d+)?(?:[余多]?[十百千万亿]*(?:%|m2|m3|km2|km|m|ha|hm2|人|户|亩|元|平方米|立方米|公顷|吨|t|处|个|万)?)$|^\d{4}[-/.年]\d{1,2}(?:[-/.月](?:\d{1,2}日?)?)?$|^\d+[°度]/iu;

/** Whether words are a number, a quantity with its unit, a date or an angle; a year is none, for it may be a head. */
export function isFigure(words: string): boolean {
  const one = plain(words);
  return figure.test(one) && !/^(?:19|20)\d\d$/u.test(one);
}

const formWord =
  /^(?:填报|填表|制表|编制|报送|上报|审核|审批|复核|核对|负责人?|分管|主管|统计|单位|部门|日期|时间|截止|截至|联系人|联系电话|签字|盖章|经办|prepared|checked|date|unit)[^:]{0,10}:/iu;

/** Whether a row is a line of a form: 填报单位：…  填报日期：… */
export const isFormLine = (said: readonly string[]): boolean => said.some((one) => isForm(one));

const isForm = (words: string) => formWord.test(plain(words));

/** Whether a row below a table is a signature or a note to it. */
export const isFootnote = (words: string): boolean =>
  isForm(words) || /^(?:注|备注|说明|填表说明|填报说明|note|notes)\d*[:：.、]/iu.test(plain(words));

const unit =
  /^(?:万|亿|千|百)?(?:m2|m3|km2|km|m|ha|hm2|%|度|米|公里|千米|平方米|平米|立方米|方|平方公里|平方千米|公顷|亩|人|户|元|个|处|座|间|栋|吨|t|kg|千克|公斤|年|天|小时|分钟|°|是\/否)$/iu;
const brackets = /^\((.+)\)$|^\[(.+)\]$|^【(.+)】$|^单位:(.+)$/u;

/** Whether a cell of a head is a unit only: `（㎡）`, `万人`. */
export function isUnit(words: string): boolean {
  const one = plain(words);
  const [, ...inside] = brackets.exec(one) ?? [];
  return inside.some(Boolean) ? one.length <= 12 : unit.test(one);
}

/** The unit that a line above a table gives for all of it: 单位：万㎡; `null` when it gives none. */
export function unitOfTable(words: string): string | null {
  const [, found = ''] = /(?:计量|数据|面积)?单位:([^,;，；)]+)/u.exec(plain(words)) ?? [];
  const parts = found.split(/[、/]/u);
  return found && parts.every(isUnit) ? found : null;
}

const stems = '甲乙丙丁戊己庚辛壬癸';

/** Whether a row numbers the columns: 1 2 3 4 5, or 甲 乙 1 2 3; five at least, for three numbers may be data. */
export function isNumbering(words: readonly string[]): boolean {
  const said = words.map((one) => plain(one).replace(/^\((\d+)\)$/u, '$1')).filter(Boolean);
  const figures = said.filter((one) => !stems.includes(one));
  const before = said.length - figures.length;
  return (
    said.length >= 5 &&
    said.slice(0, before).every((one, i) => one === stems[i]) &&
    figures.every((one, i) => one === String(i + 1) || one === String(i + 1 + before))
  );
}

const total =
  /^[^,。;]{0,12}?(?:合计|小计|总计|共计|累计)(?:\([^)]*\))?:?$|^(?:grand|sub)?-?totals?:?$|^sum:?$/iu;

/** Whether words head a row of totals. */
export const isTotal = (words: string): boolean => total.test(plain(words));

/** Whether words are a numbered title of what follows: 一、双桥街道. */
export const isSectionTitle = (words: string): boolean =>
  /^(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+[、.])./u.test(plain(words));

/** Names of groups that say nothing of the columns under them. */
const idle = /^(?:.{0,6}(?:基本|基础|其他|其它|主要|详细))?(?:信息|情况|概况|资料|内容)$/u;
/** Names that need no group: one knows of what they are. */
const whole = /^(?:东经|北纬|[xy]坐标)|[经經纬緯]度|^(?:longitude|latitude)$/iu;

const han = String.raw`[\u3400-\u9fff（）]`;
const gap = new RegExp(`(?<=${han})\\s+(?=${han})`, 'gu');

/**
 * Names of columns from what stands above one another in the head: `面积` over `室内` is `面积 室内`, a unit below a
 * name goes into brackets, the name of a group that says nothing (基本情况) is left out where the rest is unique.
 * @param columns for every column its words from top to bottom
 */
export function plainLabel(columns: readonly (readonly string[])[]): string[] {
  const parts = columns.map((words) =>
    words
      .map((one) => one.replace(gap, '').trim())
      .filter((one, i, all) => one && one !== all[i - 1]),
  );
  const join = (words: readonly string[]) =>
    words.reduce((name, word) => {
      if (!name) return word;
      if (!isUnit(word)) return `${name} ${word}`;
      return /^[(（[【]/u.test(word) ? `${name}${word}` : `${name}（${word}）`;
    }, '');
  const shorts = parts.map((words) => {
    const leaf = words.filter((one) => !isUnit(one)).at(-1) ?? '';
    return whole.test(plain(leaf))
      ? join(words.slice(words.indexOf(leaf)))
      : join(words.filter((one, i) => i === words.length - 1 || !idle.test(plain(one))));
  });
  return parts.map((words, i) =>
    shorts.filter((one) => one === shorts[i]).length === 1 ? shorts[i]! : join(words),
  );
}
