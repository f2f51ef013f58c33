import type { Field } from '../domain/field';
import { geohazardFields } from '../domain/geohazard';
import { reservoirFields } from '../domain/reservoir';
import { shelterFields } from '../domain/shelter';
import { normalWord } from './words';

/** Registers whose ledgers write classes of several kinds into one cell. */
export type MixedRegister = 'shelters' | 'reservoirs' | 'geohazards';

/** What one cell of class words says. */
export interface ClassWords {
  /** Fields of the record with what was recognised: options by their code, yes or no for `unsafe`. */
  values: Readonly<Record<string, string | boolean>>;
  /** Words that were recognised, in their order. */
  recognised: readonly string[];
  /** Words that are left, in their order: not known, contradicting one another, or leaving a class open. */
  rest: readonly string[];
}

/** A word and what it says; nothing for a word that every class of the register has. */
type Meaning = Readonly<Record<string, string | boolean>>;

/** One register: the fields that its words may fill, and words beyond the labels and aliases of their options. */
interface Vocabulary {
  fields: Readonly<Record<string, Field>>;
  /** `null` for a word that leaves open what it means, or forbids to read it as the shorter word in it. */
  more: Readonly<Record<string, Meaning | null>>;
}

const none: Meaning = {};
const nothing = (...words: string[]) => Object.fromEntries(words.map((word) => [word, none]));

/**
 * 应急避难场所 is the name of all shelters and says no length of stay; 紧急避难场所 is a class of both standards.
 * 固定 without a length is one of three classes of GB 51143 clause 3.1.4. 小型 and its like are sizes of a landslide in
 * one ledger and grades of risk in another: never read. 浆砌石重力坝 is masonry by material and gravity by shape.
 */
const vocabularies: Readonly<Record<MixedRegister, Vocabulary>> = {
  shelters: {
    fields: pick(shelterFields, ['level', 'duration', 'class51143', 'space', 'purpose']),
    more: {
      紧急避难场所: { duration: 'emergency', class51143: 'emergency' },
      中心避难场所: { duration: 'long', class51143: 'central' },
      固定短期: { duration: 'short', class51143: 'fixed-short' },
      短期固定: { duration: 'short', class51143: 'fixed-short' },
      固定长期: { duration: 'long', class51143: 'fixed-long' },
      长期固定: { duration: 'long', class51143: 'fixed-long' },
      固定: null,
      中期: null,
      综合楼: null,
      综合体: null,
      露天: { space: 'outdoor' },
      室内外: { space: 'both' },
      兼有: { space: 'both' },
      ...nothing(
        '应急避难场所',
        '避难场所',
        '避险场所',
        '避难所',
        '避难',
        '场所',
        '型',
        '类',
        '防灾',
      ),
    },
  },
  reservoirs: {
    fields: pick(reservoirFields, ['size', 'damType']),
    more: {
      '大(i)型': { size: 'large-1' },
      '大(ii)型': { size: 'large-2' },
      '小(i)型': { size: 'small-1' },
      '小(ii)型': { size: 'small-2' },
      小i型: { size: 'small-1' },
      小ii型: { size: 'small-2' },
      小1型: { size: 'small-1' },
      小2型: { size: 'small-2' },
      均质坝: { damType: 'earth' },
      病险: { unsafe: true },
      三类坝: { unsafe: true },
      非病险: { unsafe: false },
      一类坝: { unsafe: false },
      二类坝: { unsafe: false },
      浆砌石: { damType: 'masonry' },
      浆砌石重力坝: null,
      浆砌石拱坝: null,
      重力拱坝: null,
      ...nothing('水库', '混凝土', '粘土', '黏土'),
    },
  },
  geohazards: {
    fields: pick(geohazardFields, ['type', 'stability']),
    more: {
      欠稳定: null,
      ...nothing('地质灾害', '隐患点', '隐患', '灾害'),
    },
  },
};

function pick(fields: Readonly<Record<string, Field>>, keys: readonly string[]) {
  return Object.fromEntries(keys.map((key) => [key, fields[key]!]));
}

/** Words before a word which turn it into the opposite, or into what was or may be. */
const negation = /[非不无未原拟曾已除](?:是|属|属于|为|定为)?$/u;

const tables = new Map<MixedRegister, Map<string, Meaning | null>>();

/** Every word of a register in one form, with what it says in all fields together. */
function wordsOf(register: MixedRegister): Map<string, Meaning | null> {
  const known = tables.get(register);
  if (known) return known;
  const { fields, more } = vocabularies[register];
  const words = new Map<string, Meaning | null>();
  for (const [key, { options = {} }] of Object.entries(fields)) {
    for (const [code, { label, aliases = [] }] of Object.entries(options)) {
      if (code === 'other') continue;
      for (const name of [label['zh-CN'], ...aliases]) {
        const word = normalWord(name);
        if (/\p{Script=Han}{2}|型/u.test(word))
          words.set(word, { [key]: code, ...words.get(word) });
      }
    }
  }
  for (const [name, meaning] of Object.entries(more)) words.set(normalWord(name), meaning);
  tables.set(register, words);
  return words;
}

/**
 * Splits class words that a ledger wrote into one cell onto the fields of the record: `室内紧急避难场所`,
 * `中心避难场所（室内）`, `小（2）型均质土坝病险`, `土质滑坡（不稳定）`. A cell is read from left to right, the longest
 * known word first. Two words that contradict one another give no value. With a negation in front of a word nothing of
 * the cell is read, but for 非病险 and 不稳定, which are words themselves.
 */
export function splitClassWords(register: MixedRegister, cell: string): ClassWords {
  const table = wordsOf(register);
  const longest = Math.max(...[...table.keys()].map((word) => word.length));
  const plain = normalWord(cell);
  const found: { word: string; meaning: Meaning }[] = [];
  const rest: string[] = [];
  let unread = '';
  const flush = () => {
    if (unread) rest.push(unread);
    unread = '';
  };
  for (let at = 0; at < plain.length;) {
    const word = longestAt(plain, at, longest, table);
    // 文化中心 is a building, 中心 alone a class.
    if (word && !(word.startsWith('中心') && unread)) {
      const meaning = table.get(word);
      if (meaning) {
        if (negation.test(unread)) {
          return { values: {}, recognised: [], rest: [plain] };
        }
        found.push({ word, meaning });
      }
      flush();
      if (!meaning) rest.push(word);
      at += word.length;
    } else {
      const size = word?.length ?? 1;
      if (/[\p{L}\p{N}]/u.test(plain[at]!)) unread += plain.slice(at, at + size);
      else flush();
      at += size;
    }
  }
  flush();
  return settle(found, rest);
}

function longestAt(
  plain: string,
  at: number,
  longest: number,
  table: ReadonlyMap<string, unknown>,
): string | null {
  for (let length = Math.min(longest, plain.length - at); length > 0; length--) {
    const word = plain.slice(at, at + length);
    if (table.has(word)) return word;
  }
  return null;
}

/** One value a field; indoor and outdoor together are both, any other two contradict one another. */
function settle(
  found: readonly { word: string; meaning: Meaning }[],
  rest: readonly string[],
): ClassWords {
  const said = new Map<string, Set<string | boolean>>();
  for (const { meaning } of found) {
    for (const [key, value] of Object.entries(meaning))
      said.set(key, (said.get(key) ?? new Set()).add(value));
  }
  const values: Record<string, string | boolean> = {};
  const open = new Set<string>();
  for (const [key, all] of said) {
    const [only] = all;
    if (key === 'space' && all.size > 1) values[key] = 'both';
    else if (all.size === 1 && only !== undefined) values[key] = only;
    else open.add(key);
  }
  const telling = found.filter(({ meaning }) => Object.keys(meaning).length > 0);
  const contrary = ({ meaning }: { meaning: Meaning }) =>
    Object.keys(meaning).some((key) => open.has(key));
  return {
    values,
    recognised: telling.filter((one) => !contrary(one)).map(({ word }) => word),
    rest: [...telling.filter(contrary).map(({ word }) => word), ...rest],
  };
}
