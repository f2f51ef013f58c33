import * as v from 'valibot';
import type { Field } from '../domain/field';
import { Substance } from '../domain/hazchem';
import { locales, text, type Text } from '../domain/text';
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
  (typeof raw === 'string' && unknownWords.has(raw.normalize('NFKC').trim().toLowerCase()));

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

/** Reads a cell by the kind of its field; see {@link readQuantity} for `columnFactor`. */
export function readValue(field: Field, raw: unknown, columnFactor = 1): Reading {
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
        readDay(asText(raw) ?? ''),
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

function readOption({ options = {} }: Field, raw: unknown): string | number | null {
  const word = normalWord(asText(raw) ?? '');
  const found = Object.entries(options).find(([code, { label, aliases = [] }]) =>
    [code, ...locales.map((locale) => label[locale]), ...aliases].some(
      (name) => normalWord(name) === word,
    ),
  );
  if (!found) return null;
  // Grades are numbers in the records, and numbers as keys of an object are text.
  return /^\d+$/u.test(found[0]) ? Number(found[0]) : found[0];
}

function listOf(raw: unknown): string[] | null {
  const words = asText(raw);
  const parts = words
    ?.split(/[、,，;；|/\n]/u)
    .map((part) => part.trim())
    .filter(Boolean);
  return parts?.length ? parts : null;
}

const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/u;
const compactDay = /^(\d{4})(\d{2})(\d{2})$/u;

/** A day as ISO 8601 from a date that starts with the year; 8/1/2008 may be January or August and is not guessed. */
export function readDay(words: string): string | null {
  const [, year, month, date] = day.exec(words.normalize('NFKC')) ?? compactDay.exec(words) ?? [];
  if (!year || !month || !date) return null;
  const iso = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const time = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : null;
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
