import type { Field } from '../domain/field';
import { maskPhoneField, maskPhonesIn } from './phones';

/** Two-character family names that are met in registers; all others have one character. */
const longFamilyNames = new Set(
  '欧阳 司马 上官 诸葛 司徒 东方 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 端木 轩辕 独孤 南宫 歐陽 諸葛 東方'.split(
    ' ',
  ),
);

/**
 * Hides the middle of each phone number in a field for phones: `13812342471` becomes `138****2471`, `023-43721234`
 * becomes `023-****1234`; names beside them are masked as persons. Numbers of up to five digits (110, 12350) are public
 * and stay.
 */
export const maskPhone = (phone: string): string => maskPhoneField(phone, maskPerson);

/** Hides the given name of each person in a text: `陈建国` becomes `陈**`; the length of the name is hidden too. */
export function maskPerson(names: string): string {
  return names.replace(/[^、，,;；/\s][^、，,;；/]*/gu, (name) => {
    const family =
      longFamilyNames.has(name.slice(0, 2)) && [...name].length > 2
        ? name.slice(0, 2)
        : [...name][0]!;
    return `${family}**`;
  });
}

/** Keys of what a record is known by: numbers of registers, which may look like phones. */
const keys = new Set(['id', 'code']);

/** A record as it may leave the house: persons and phones masked, and phone numbers in any other text too. */
export function maskRecord<Record_ extends Readonly<Record<string, unknown>>>(
  fields: Readonly<Record<string, Field>>,
  properties: Record_,
): Record_ {
  const masked = Object.entries(properties).map(([key, value]) => {
    if (keys.has(key)) return [key, value];
    const kind = fields[key]?.kind;
    const mask = kind === 'person' ? maskPerson : kind === 'phone' ? maskPhone : maskPhonesIn;
    return [key, maskTexts(value, mask)];
  });
  return Object.fromEntries(masked) as Record_;
}

/** Every text in a value, also inside lists and their entries; numbers are left alone. */
function maskTexts(value: unknown, mask: (words: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((part) => maskTexts(part, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, maskTexts(part, mask)]),
  );
}
