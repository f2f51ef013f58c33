/** What people put between the figures of a number. */
const gap = String.raw`[-. ()]{0,3}`;
const country = String.raw`(?:(?:\+|00)?86${gap}|0)?`;
/** Not after a figure, nor inside a date such as 2025-12-13. */
const begins = String.raw`(?<!\d)(?<!\d{4}[-./]\d{1,2}[-./])`;
const date = String.raw`(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}(?!\d)`;
const heading = '电话|座机|固话|热线|传真|值班|手机|联系方式|tel|phone|mobile|call|fax';

/** Numbers that are phones wherever they stand, on text in its plain form. */
const phones = new RegExp(
  [
    // 11 figures from 13 to 19, whatever stands between them
    String.raw`${begins}${country}1${gap}[3-9](?:${gap}\d){9}(?!\d)`,
    // area code, then 7 or 8 figures; in one piece not behind a decimal point
    String.raw`(?<!\d)\(?0[1-9]\d{1,2}[-. ()]{1,3}[2-9](?:[-. ]?\d){6,7}(?!\d)`,
    String.raw`(?<!\d|\d\.)0[1-9]\d{1,2}[2-9]\d{6,7}(?!\d)`,
    // country code behind a plus
    String.raw`\+(?:8[568]|\d{1,3}[- (])(?:${gap}\d){7,13}(?!\d)`,
    // 6 to 9 figures behind a word that announces a phone, or behind the first such number
    String.raw`(?<=(?:${heading})[^\d+]{0,6}(?:[\d. -]{6,13}[、/,;和或] ?){0,3})(?!${date})\d(?:[-. ]?\d){5,8}(?![-. ]?\d)`,
  ].join('|'),
  'giu',
);

/** Any number of a field for phones. */
const numbers = /\d(?:[-. ()/_,\s]{0,3}\d)*/gu;

/** Words in a field for phones that are no names. */
const label =
  '办公室|办公|值班室|值班|电话|手机|座机|固话|号码|传真|分机|转|白天|夜间|暂无|未知|不详|保密|tel|phone|mobile|office|fax|ext|duty|unknown|none|n/a';
const names = new RegExp(
  String.raw`(?:${label})|\p{Script=Han}(?:[ ·]*\p{Script=Han})+|\p{Script=Latin}[\p{Script=Latin}.' -]*\p{Script=Latin}`,
  'giu',
);
const isLabel = new RegExp(`^(?:${label})$`, 'iu');

/** Police, fire, ambulance and hotlines of three or five figures. */
const isPublic = (part: string) => /^(?:1\d{2}|1\d{4}|9\d{4})$/u.test(part);

/**
 * One character for each of the text's: figures of any width as 0–9, every dash as `-`, spaces and what cannot be seen
 * as a space, so that `１３８‑1234‑2471` is found as `138-1234-2471`.
 */
function plainForm(characters: readonly string[]): string {
  return characters
    .map((character) => {
      if (/[\p{Pd}\u2212]/u.test(character)) return '-';
      if (/[^\S\r\n]|[\u00ad\u200b-\u200d\u2060\ufeff]/u.test(character)) return ' ';
      if (/[·•∙⋅]/u.test(character)) return '.';
      // Raised and circled figures count and do not belong to the number.
      const plain = /\p{No}/u.test(character) ? '' : character.normalize('NFKC');
      return plain.length === 1 ? plain : '\uFFFC';
    })
    .join('');
}

function replace(
  words: string,
  pattern: RegExp,
  change: (found: string) => string,
  elsewhere: (rest: string) => string = (rest) => rest,
): string {
  const characters = [...words];
  let written = '';
  let end = 0;
  for (const match of plainForm(characters).matchAll(pattern)) {
    const start = match.index;
    written += elsewhere(characters.slice(end, start).join(''));
    end = start + match[0].length;
    const changed = change(match[0]);
    written += changed === match[0] ? characters.slice(start, end).join('') : changed;
  }
  return written + elsewhere(characters.slice(end).join(''));
}

/** Whether a number is a decimal one, such as 12000.5; 4372.1234 and 437.21234 are phones in groups. */
const isDecimal = (number: string) => /^(?!\d{3}\.|\d{4}\.\d{4}$)\d+\.\d+$/u.test(number);
const isDate = new RegExp(`^${date}$`, 'u');

/** An area code is left readable only before a whole local number: 0123 4567 is one of eight figures. */
const fewestLocal = 6;

/** At least four figures of what is more than five are hidden, or all but two. */
function maskNumber(number: string): string {
  const digits = number.replace(/\D/gu, '');
  if (digits.length <= 5 || number.split(/\D+/u).filter(Boolean).every(isPublic)) return number;
  const abroad = /^(?:\+|00)?86[-. ()]*(?=1?\d)/u.exec(number)?.[0] ?? '';
  if (abroad && digits.length >= 12) return `${abroad}${maskNumber(number.slice(abroad.length))}`;
  const area = /^\(?0\d{2,3}[-. )]+/u.exec(number)?.[0] ?? '';
  const local = digits.length - area.replace(/\D/gu, '').length;
  const plus = number.startsWith('+') ? '+' : '';
  if (area && local >= fewestLocal) return `${area}****${digits.slice(local >= 8 ? -4 : -2)}`;
  const head = digits.length >= 11 ? `${plus}${digits.slice(0, 3)}` : plus;
  return `${head}****${digits.slice(digits.length >= 8 ? -4 : -2)}`;
}

/** Hides the middle of each phone number in free text; all other numbers stay. */
export const maskPhonesIn = (words: string): string =>
  replace(words, phones, (found) => (isDecimal(found) ? found : maskNumber(found)));

/**
 * Hides what a field for phones holds: the middle of every number of more than five figures but for dates, and names by
 * `maskName`.
 */
export const maskPhoneField = (words: string, maskName: (name: string) => string): string =>
  replace(words, phones, maskNumber, (rest) =>
    replace(
      rest,
      numbers,
      (found) => (isDate.test(found) ? found : maskNumber(found)),
      (between) =>
        replace(between, names, (found) => (isLabel.test(found) ? found : maskName(found))),
    ),
  );
