import * as v from 'valibot';
import type { Field } from '../domain/field';
import { Substance } from '../domain/hazchem';
import { locales, text, type Text } from '../domain/text';
import { readDay, type DateOrder } from './dates';
import { readQuantity } from './quantity';
import { normalWord } from './words';

/** What a cell says in terms of its field; with a reason where it could not be read and is kept as unknown. */
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
    unknownWords.has(raw.normalize('NFKC').trim().toLowerCase()));

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
  if (typeof raw === 'string') return raw.trim();
  if (typeof raw === 'number' || typeof raw === 'bigint') return String(raw);
  if (typeof raw === 'boolean') return raw ? '是' : '否';
  if (Array.isArray(raw) && raw.every((part) => ['string', 'number'].includes(typeof part)))
    return raw.join('、');
  return null;
}

/**
 * Reads a cell by the kind of its field.
 * @param columnFactor see {@link readQuantity}
 * @param order order of the column's dates, see {@link readDay}
 */
export function readValue(
  field: Field,
  raw: unknown,
  columnFactor: number | null = 1,
  order: DateOrder | null = null,
): Reading {
  if (isUnknown(raw)) return { value: null, reason: null };
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
      return orUnknown(
        readDay(asText(raw) ?? '', order),
        text(
          '不是能确定的日期（如 2025-12-31），按未知',
          'no date that can be told for certain (as 2025-12-31); kept as unknown',
        ),
      );
    case 'option':
      return orUnknown(
        readOption(field, raw),
        text('不是这一栏的类别，按未知', 'this is no class of the field; kept as unknown'),
      );
    case 'options':
      return orUnknown(listOf(raw), text('不是文字，按未知', 'this is no text; kept as unknown'));
    case 'substances':
      return orUnknown(
        readSubstances(raw),
        text('不是品名和数量，按未知', 'no names and quantities; kept as unknown'),
      );
    case 'text':
    case 'person':
    case 'phone':
      return orUnknown(asText(raw), text('不是文字，按未知', 'this is no text; kept as unknown'));
  }
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
  codes.set(field, words);
  return words;
}

function readOption(field: Field, raw: unknown): string | number | null {
  const code = codesOf(field).get(normalWord(asText(raw) ?? ''));
  if (code === undefined) return null;
  // Grades are numbers in the records, and numbers as keys of an object are text.
  return /^\d+$/u.test(code) ? Number(code) : code;
}

function listOf(raw: unknown): string[] | null {
  const words = asText(raw);
  const parts = words
    ?.split(/[、,，;；|/\n]/u)
    .map((part) => part.trim())
    .filter(Boolean);
  return parts?.length ? parts : null;
}

const amount = /^(.*?)\s*[(:：]?\s*(\d[\d,]*(?:\.\d+)?)\s*(万吨|吨|千克|公斤|kg|t)\)?$/iu;
const tonnes: Readonly<Record<string, number>> = {
  万吨: 1e4,
  吨: 1,
  t: 1,
  千克: 0.001,
  公斤: 0.001,
  kg: 0.001,
};

/** Substances with their tonnes: `氯 20 t、汽油 200 吨`; a comma between figures or inside brackets divides nothing. */
function readSubstances(raw: unknown): Substance[] | null {
  const given = v.safeParse(v.array(Substance), raw);
  if (given.success) return given.output;
  const parts = (asText(raw) ?? '')
    .split(/[、;；|\n]|(?<!\d)[,，]|[,，](?!\d)/u)
    .map((part) => part.trim())
    .filter(Boolean);
  const substances = parts.map((part) => {
    const [, name, figure, unit] = amount.exec(part.normalize('NFKC')) ?? [];
    return name && figure && unit
      ? {
          name: name.trim(),
          quantityTonnes: Number(figure.replaceAll(',', '')) * tonnes[unit.toLowerCase()]!,
        }
      : { name: part, quantityTonnes: null };
  });
  return substances.length ? substances : null;
}
