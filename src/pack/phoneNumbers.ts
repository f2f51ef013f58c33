import { text, type Text } from '../domain/text';

/** A number as it should be written, or why it cannot be one. */
type PhoneNumber = { number: string; doubt: Text | null } | { number: null; reason: Text };

/** What a field for phones holds: its numbers, and whether there are words beside them. */
export interface PhoneField {
  numbers: PhoneNumber[];
  /** The field with every number written in one way; `null` when one of them is wrong or words stand beside them. */
  normal: string | null;
}

/** Numbers that people fill in when they have none. */
const placeholders = new Set([
  '13800138000',
  '13800000000',
  '13812345678',
  '13888888888',
  '13900000000',
  '13912345678',
]);

/** Behind one of these a number is an extension. */
const extension = /(?:转|分机|内线|ext\.?|#)\s*(?:[:：]?\s*)\d{1,6}/giu;
const between = /[、,，;；/／|\n]|或者?|和/u;
const digitsOf = (words: string) => words.replace(/\D/gu, '');

/**
 * Reads a field for phones. Mobile numbers have 11 figures from 13 to 19; landlines an area code, of three figures with
 * an 8-figure number or of four with 7 or 8 (工业和信息化部电信网编号计划); 400 and 800 numbers ten; public ones such as 110 or
 * 12350 three or five; numbers with another country's code are taken as they are.
 */
export function readPhones(words: string): PhoneField {
  // 1.3812E+10 is one number, whatever stands in it.
  const plain = words
    .normalize('NFKC')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .trim();
  if (/^'?\d(?:\.\d+)?e\+?\d+$/iu.test(plain))
    return { numbers: [wrong(scientific)], normal: null };
  const whole = plain.replace(/^'/u, '').replace(/^(\d{7,12})\.0+$/u, '$1');
  const parts = whole.replace(extension, ' ').split(between).flatMap(chunksOf);
  const numbers = parts.map(readNumber);
  const bare = !/[\p{L}#]/u.test(whole);
  const written = numbers.map(({ number }) => number);
  return {
    numbers,
    normal: bare && numbers.length > 0 && !written.includes(null) ? written.join('、') : null,
  };
}

/** Figures that belong together; several numbers with only spaces between are told apart where each is one. */
function chunksOf(part: string): string[] {
  const runs = part.match(/\+?\(?\d(?:[-. ()]{0,3}\d)*/gu) ?? [];
  return runs.flatMap((run) => {
    const pieces = run.split(/\s+/u).filter(Boolean);
    const each = pieces.map(readNumber);
    return pieces.length > 1 &&
      readNumber(run).number === null &&
      each.every(({ number }) => number)
      ? pieces
      : [run];
  });
}

const wrong = (reason: Text): PhoneNumber => ({ number: null, reason });
const scientific = text(
  '被表格软件改成了科学计数，后几位已经丢失',
  'a spreadsheet turned it into scientific notation and its last figures are lost',
);

function readNumber(run: string): PhoneNumber {
  const all = digitsOf(run);
  if (run.startsWith('+') && !all.startsWith('86')) return { number: `+${all}`, doubt: null };
  const home = /^(?:\+86|0086|86(?=1\d{10}$|0\d{9,11}$))/u.exec(
    run.startsWith('+') ? `+${all}` : all,
  );
  let digits = home ? digitsOf(all).slice(home[0].replace('+', '').length) : all;
  if (/^01[3-9]\d{9}$/u.test(digits)) digits = digits.slice(1);
  // The area code loses its zero behind the country code.
  if (home && /^[2-9]\d{8,10}$/u.test(digits)) digits = `0${digits}`;

  if (/^1[3-9]\d{9}$/u.test(digits)) return { number: digits, doubt: doubtOf(digits) };
  if (/^[48]00\d{7}$/u.test(digits))
    return { number: digits.replace(/^(\d{3})(\d{3})/u, '$1-$2-'), doubt: null };
  const [, area, local, inner] =
    /^(0(?:10|2\d)|0[3-9]\d{2})[-. )]*([2-9]\d{6,7})(?:-(\d{1,6}))?$/u.exec(
      landline(run, digits),
    ) ?? [];
  if (area && local && (area.length === 4 || local.length === 8))
    return { number: `${area}-${local}${inner ? `-${inner}` : ''}`, doubt: doubtOf(local) };
  if (/^[2-9]\d{6,7}$/u.test(digits)) return { number: digits, doubt: doubtOf(digits) ?? noArea };
  if (/^(?:1\d{2}|1\d{4}|9\d{4})$/u.test(digits)) return { number: digits, doubt: null };
  return wrong(whyNot(digits));
}

/** Area code and number, with the extension behind a dash where one is written. */
function landline(run: string, digits: string): string {
  const [, inner] = /\d{7,8}-(\d{1,6})$/u.exec(run) ?? [];
  return inner ? `${digits.slice(0, -inner.length)}-${inner}` : digits;
}

const noArea = text(
  '没有区号，手机拨不通',
  'without area code it cannot be dialled from a mobile phone',
);

/** Why a number that could be one is probably none. */
function doubtOf(digits: string): Text | null {
  const tail = digits.slice(-8);
  if (placeholders.has(digits) || /^(\d)\1+$/u.test(tail))
    return text('像是占位的号码', 'looks like a placeholder');
  return '01234567890'.includes(tail) || '09876543210'.includes(tail)
    ? text('数字连号，像是占位的号码', 'figures in sequence look like a placeholder')
    : null;
}

function whyNot(digits: string): Text {
  const { length } = digits;
  if (/^1[3-9]/u.test(digits) && length >= 8)
    return length < 11
      ? text(
          `手机号只有 ${length} 位，应为 11 位`,
          `a mobile number of ${length} figures; it needs 11`,
        )
      : text(
          `手机号有 ${length} 位，应为 11 位`,
          `a mobile number of ${length} figures; it has 11`,
        );
  if (/^1[0-2]\d{9}$/u.test(digits))
    return text('手机号以 13 至 19 开头', 'mobile numbers begin with 13 to 19');
  if (/^0(?:10|2\d)/u.test(digits) && length >= 9)
    return text(
      `区号后有 ${length - 3} 位，应为 8 位，首位 2 至 9`,
      `${length - 3} figures behind the area code; it needs 8, the first from 2 to 9`,
    );
  if (/^0[3-9]/u.test(digits) && length >= 9)
    return text(
      `区号后有 ${length - 4} 位，应为 7 或 8 位，首位 2 至 9`,
      `${length - 4} figures behind the area code; it needs 7 or 8, the first from 2 to 9`,
    );
  return text(`${length} 位数字，不是电话号码`, `${length} figures are no phone number`);
}
