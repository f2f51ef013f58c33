/** Traditional characters that occur in heads and words of registers, each followed by its simplified form. */
const pairs =
  '經经緯纬場场稱称災灾類类別别積积數数預预計计緊紧長长險险區区縣县鎮镇鄉乡號号編编電电話话聯联絡络負负責责單单設设備备註注處处難难適适圖图層层級级標标農农業业學学國国樓楼關关無无內内開开滿满庫库壩坝類类態态應应急急點点離离東东業业員员點点範范圍围幾几戶户財财產产實实測测據据導导';
const simplified = new Map<string, string>();
for (let i = 0; i < pairs.length; i += 2) simplified.set(pairs[i]!, pairs[i + 1]!);

/** A word brought to one form: width, case, traditional characters, spaces and joining signs make no difference. */
export function normalWord(word: string): string {
  return [...word.normalize('NFKC').toLowerCase()]
    .map((character) => simplified.get(character) ?? character)
    .join('')
    .replace(/[\s_\-·.:：*#'"‘’“”]/gu, '');
}

/** The name of a column without what it says in brackets, in one form. */
export const normalName = (column: string): string =>
  normalWord(column.normalize('NFKC').replace(/[([【〔][^)\]】〕]*[)\]】〕]/gu, ''));

/** What the name of a column says in its brackets, for example the unit, as it is written. */
export const bracketed = (column: string): string[] =>
  [...column.matchAll(/[([（［【〔]([^)\]）］】〕]*)[)\]）］】〕]/gu)]
    .map(([, inside = '']) => inside.trim())
    .filter(Boolean);
