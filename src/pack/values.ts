import type { Field } from '../domain/field';
import { locales, text, type Text } from '../domain/text';
import { readDay, readMonth, type DateOrder } from './dates';
import { readQuantity } from './quantity';
import { readSubstances } from './substances';
import { normalWord, withoutUnseen } from './words';

/**
 * What a cell says in terms of its field; with a reason where it could not be read and is kept as unknown, or was read
 * in a way that a person should check.
 */
export interface Reading {
  value: unknown;
  reason: Text | null;
}

/** Words with which registers say that a value is not known. `无` is not among them: it may mean none. */
const unknownWords = new Set(
  [
    '',
    '-',
    '--',
    '—',
    '——',
    '/',
    '\\',
    '?',
    '？',
    '未知',
    '不详',
    '不明',
    '待定',
    '待查',
    '未填',
    '暂缺',
    'n/a',
    'na',
    '#n/a',
    'nan',
    'null',
    'none',
    'unknown',
  ].map((word) => word.normalize('NFKC')),
);

/** Whether a cell says nothing. */
export const isUnknown = (raw: unknown): boolean =>
  raw === null ||
  raw === undefined ||
  (typeof raw === 'string' &&
    raw.length < 20 &&
    unknownWords.has(withoutUnseen(raw).normalize('NFKC').trim().toLowerCase()));

const yes = new Set(['是', '有', '对', 'y', 'yes', 'true', '1', '√', '✓', '✔', 't']);
const no = new Set(['否', '无', '不是', '没有', 'n', 'no', 'false', '0', '×', '✗', '✘', 'x', 'f']);

/** Yes or no from a cell; `null` if it is neither. */
export function readYes(raw: unknown): boolean | null {
  if (typeof raw === 'boolean') return raw;
  const word = normalWord(asText(raw) ?? '');
  return yes.has(word) ? true : no.has(word) ? false : null;
}

/** A value as text; `null` for an object, which is no text. */
function asText(raw: unknown): string | null {
  // An apostrophe before a figure or a sign of a formula is how spreadsheets mark text; it is not part of it.
  if (typeof raw === 'string') return raw.trim().replace(/^'(?=[\d=+\-@＝＋－＠])/u, '');
  if (typeof raw === 'number' || typeof raw === 'bigint') return String(raw);
  if (typeof raw === 'boolean') return raw ? '是' : '否';
  if (Array.isArray(raw) && raw.every((part) => ['string', 'number'].includes(typeof part)))
    return raw.join('、');
  return null;
}

/** Longest cell that is looked into for anything but text, characters. */
const longestCell = 2000;
const plainKinds: ReadonlySet<Field['kind']> = new Set(['text', 'person', 'phone']);

/**
 * Reads a cell by the kind of its field.
 * @param columnFactor see {@link readQuantity}
 * @param order order of the column's dates, see {@link readDay}
 */
export function readValue(
  field: Field,
  cell: unknown,
  columnFactor: number | null = 1,
  order: DateOrder | null = null,
): Reading {
  const raw = typeof cell === 'string' ? withoutUnseen(cell) : cell;
  const broken = typeof raw === 'string' && sheetErrors.test(raw.trim());
  if (broken) {
    return orUnknown(
      null,
      text(
        '是电子表格的错误值，按未知；请在原表里改正',
        'this is an error of a spreadsheet; kept as unknown. Correct it in the original',
      ),
    );
  }
  if (isUnknown(raw)) return { value: null, reason: null };
  // No number, date or class is that long, and the patterns that look for them take time with the square of it.
  if (typeof raw === 'string' && raw.length > longestCell && !plainKinds.has(field.kind))
    return orUnknown(
      null,
      text(
        `超过 ${longestCell.toLocaleString('en-US')} 字，读不了，按未知`,
        `longer than ${longestCell.toLocaleString('en-US')} characters and not read; kept as unknown`,
      ),
    );
  switch (field.kind) {
    case 'number':
    case 'integer':
      return readQuantity(field, raw, columnFactor);
    case 'boolean':
      return orUnknown(
        readYes(raw),
        text('不是“是”或“否”，按未知', 'this is neither yes nor no; kept as unknown'),
      );
    case 'date':
      return readDate(raw, order);
    case 'option':
      return orUnknown(
        readOption(field, raw),
        text('不是这一栏的类别，按未知', 'this is no class of the field; kept as unknown'),
      );
    case 'options':
      return orUnknown(listOf(raw), text('不是文字，按未知', 'this is no text; kept as unknown'));
    case 'substances':
      return readSubstances(raw, asText(raw) ?? '');
    case 'text':
    case 'person':
    case 'phone':
      return lostDigits(raw)
        ? orUnknown(
            null,
            text(
              '长编号被电子表格改成了约数，后面的数位已丢失，按未知；请把该列设为文本后重新填写',
              'a spreadsheet rounded this long code and its last digits are lost; kept as unknown. Make the column text and fill it in again',
            ),
          )
        : orUnknown(asText(raw), text('不是文字，按未知', 'this is no text; kept as unknown'));
  }
}

/** Errors that spreadsheets write into cells and exports. */
const sheetErrors = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/iu;

/** Whether a code was turned into a number of 15 digits or fewer: 5.00111E+11, or a whole number beyond them. */
const lostDigits = (raw: unknown): boolean =>
  typeof raw === 'number'
    ? Math.abs(raw) >= 1e15
    : typeof raw === 'string' && /^\d(?:\.\d+)?E\+?\d{2,}$/iu.test(raw.normalize('NFKC').trim());

/** First and last day, as serial numbers of a spreadsheet, of 2000 to 2050. */
const serials = { first: 36_526, last: 55_153 };

function readDate(raw: unknown, order: DateOrder | null): Reading {
  const words = asText(raw) ?? '';
  const day = readDay(words, order);
  if (day !== null) return { value: day, reason: null };
  const month = readMonth(words);
  if (month !== null) {
    return {
      value: month,
      reason: text(`没有写到日，按 ${month}`, `no day is given; taken as ${month}`),
    };
  }
  const serial = Number(words);
  return Number.isInteger(serial) && serial >= serials.first && serial <= serials.last
    ? orUnknown(
        null,
        text(
          '像是电子表格的日期序号，但没有设成日期，按未知；请把该列设为日期',
          'this looks like the serial number of a day but is not marked as a date; kept as unknown. Format the column as dates',
        ),
      )
    : orUnknown(
        null,
        text(
          '不是能确定的日期（如 2025-12-31），按未知',
          'no date that can be told for certain (as 2025-12-31); kept as unknown',
        ),
      );
}

const orUnknown = (value: unknown, reason: Text): Reading =>
  value === null ? { value: null, reason } : { value, reason: null };

/** Every word for every class of a field, made once: a register has many rows. */
const codes = new WeakMap<Field, Map<string, string>>();

function codesOf(field: Field): Map<string, string> {
  const known = codes.get(field);
  if (known) return known;
  const words = new Map<string, string>();
  for (const [code, { label, aliases = [] }] of Object.entries(field.options ?? {})) {
    for (const name of [code, ...locales.map((locale) => label[locale]), ...aliases]) {
      // The first class that claims a word has it.
      const word = normalWord(name);
      if (!words.has(word)) words.set(word, code);
    }
  }
  // 小(二)型, 小〔二〕型 and 小二型 are one; a class as it is written goes before.
  for (const [word, code] of [...words])
    if (!words.has(withoutBrackets(word))) words.set(withoutBrackets(word), code);
  codes.set(field, words);
  return words;
}

const withoutBrackets = (word: string): string => word.replace(/[()[\]【】〔〕]/gu, '');

function readOption(field: Field, raw: unknown): string | number | null {
  const word = normalWord(asText(raw) ?? '');
  const code = codesOf(field).get(word) ?? codesOf(field).get(withoutBrackets(word));
  if (code === undefined) return null;
  // Grades are numbers in the records, and numbers as keys of an object are text.
  return /^\d+$/u.test(code) ? Number(code) : code;
}

/** A list of words as other programs write one into a cell: GDAL with their number, `(3:供水,供电,厕所)`. */
const counted = /^\(\d+:(.*)\)$/su;

function listOf(raw: unknown): string[] | null {
  const words = asText(raw);
  const parts = (words === null ? null : (counted.exec(words.trim())?.[1] ?? words))
    ?.split(/[、,，;；|/\n]/u)
    .map((part) => part.trim())
    .filter(Boolean);
  return parts?.length ? parts : null;
}
