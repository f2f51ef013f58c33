import { normalWord } from './words';

/** What a unit is by the end of its name. */
type Ending = 'street' | 'town' | 'township' | 'sumu' | 'village' | 'community';

/** A name without its ending, and what the ending says; `null` when it has none. */
export interface UnitName {
  stem: string;
  ending: Ending | null;
}

/** Ways in which registers end the names of one kind of unit, in the plain form of `normalWord`. */
const endings: readonly (readonly [RegExp, Ending])[] = [
  [/(?:街道办事处|街道办|街办|街道|办事处)$/u, 'street'],
  [/镇$/u, 'town'],
  [/(?:民族)?乡$/u, 'township'],
  [/苏木$/u, 'sumu'],
  [/社区(?:居民委员会|居委会|居委)?$|(?:居民委员会|居委会|居委)$/u, 'community'],
  [/村?(?:村民委员会|村委会|村委)$|村$/u, 'village'],
];

const office = /(?:人民)?政府$/u;

/** Minorities that a 民族乡 is named after, before 族. */
const peoples =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺';
const named = new RegExp(`(?:(?:${peoples})族)+$`, 'u');

/** A text without its end, unless nothing would be left. */
const without = (word: string, end: RegExp): string => word.replace(end, '') || word;

/**
 * The name of a town or village taken apart: 龙水镇人民政府 is 龙水 and a town, 双路街道办事处 双路 and a street, 桥亭村委会
 * 桥亭 and a village, 后坪苗族土家族乡 后坪 and a township.
 * @param word in the form of `normalWord`
 */
export function unitName(word: string): UnitName {
  const plain = without(word, office);
  for (const [end, ending] of endings) {
    if (!end.test(plain)) continue;
    const rest = plain.replace(end, '');
    if (rest) return { stem: without(rest, named), ending };
  }
  return { stem: plain, ending: null };
}

/** What stands behind the name of a town where a village, a group or a house in it is meant, and no second town. */
const partOfTown = /^(?!.*(?:[镇乡]|街道))[\p{Script=Han}\d]*(?:村|社区|组|队|院子|湾|路|街|号)$/u;

/**
 * Whether a word names a place inside a town: 万古镇新石村3组 lies in 万古镇. The town must be written with its ending.
 * @param word in the form of `normalWord`
 * @param town likewise
 */
export const isPartOf = (word: string, town: string): boolean =>
  unitName(town).ending !== null &&
  word.startsWith(town) &&
  partOfTown.test(word.slice(town.length));

/** Whether two names mean one unit: the same stem, and the same ending unless one of them gives none. */
export const sameUnit = (a: UnitName, b: UnitName): boolean =>
  a.stem === b.stem && (a.ending === null || b.ending === null || a.ending === b.ending);

/** A name in one form, as it is written and without each of the given prefixes that it begins with. */
export function nameForms(written: string, prefixes: readonly string[]): string[] {
  const word = normalWord(written);
  const forms = prefixes
    .map(normalWord)
    .filter((prefix) => prefix && word.startsWith(prefix) && word.length > prefix.length)
    .sort((a, b) => a.length - b.length)
    .map((prefix) => word.slice(prefix.length));
  return [...new Set([word, ...forms])];
}

/**
 * How alike two names are, 0 to 1, to rank what a person may choose from: by the characters that have to be changed to
 * make one of the other (Levenshtein), or by how much of one the other holds.
 */
export function likeness(a: UnitName, b: UnitName): number {
  if (a.stem === b.stem) return a.ending === b.ending ? 1 : 0.95;
  const [short, long] = [[...a.stem], [...b.stem]].sort((one, other) => one.length - other.length);
  const changed = 1 - changes(short!, long!) / long!.length;
  const held = long!.join('').includes(short!.join('')) && short!.length > 1 ? 0.6 : 0;
  return Math.max(changed, held) * (a.ending === b.ending ? 1 : 0.95);
}

function changes(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  a.forEach((character, i) => {
    const next = [i + 1];
    b.forEach((other, k) =>
      next.push(Math.min(next[k]! + 1, row[k + 1]! + 1, row[k]! + (character === other ? 0 : 1))),
    );
    row = next;
  });
  return row.at(-1)!;
}
