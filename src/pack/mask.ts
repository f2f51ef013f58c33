import type { Field } from '../domain/field';

/** Two-character family names that are met in registers; all others have one character. */
const longFamilyNames = new Set(
  '欧阳 司马 上官 诸葛 司徒 东方 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 端木 轩辕 独孤 南宫 歐陽 諸葛 東方'.split(
    ' ',
  ),
);

/**
 * Hides the middle of each phone number in a text: `13812342471` becomes `138****2471`, `023-43721234` becomes
 * `023-****1234`. Numbers of up to five digits (110, 12350) are public and stay.
 */
export function maskPhone(phone: string): string {
  return phone.replace(/\d(?:[\d -]*\d)?/gu, (number) => {
    const digits = number.replace(/\D/gu, '');
    if (digits.length <= 5) return number;
    const area = /^0\d{2,3}[ -]/u.exec(number)?.[0];
    const head = area ?? (digits.length >= 11 ? digits.slice(0, 3) : '');
    return `${head}****${digits.slice(digits.length >= 8 ? -4 : -2)}`;
  });
}

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

const mobile = /(?<!\d)1[3-9]\d{9}(?!\d)/gu;

/** A record as it may leave the house: persons and phones masked, and mobile numbers in any other text too. */
export function maskRecord<Record_ extends Readonly<Record<string, unknown>>>(
  fields: Readonly<Record<string, Field>>,
  properties: Record_,
): Record_ {
  const masked = Object.entries(properties).map(([key, value]) => {
    if (typeof value !== 'string') return [key, value];
    const kind = fields[key]?.kind;
    if (kind === 'person') return [key, maskPerson(value)];
    return [key, kind === 'phone' ? maskPhone(value) : value.replace(mobile, maskPhone)];
  });
  return Object.fromEntries(masked) as Record_;
}
