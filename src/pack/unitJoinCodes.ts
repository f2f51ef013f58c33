import { text, type Text } from '../domain/text';
import { isUnknown } from './values';

/** A code that could be read, or `null`; with the reason where there is one that cannot be trusted. */
export type UnitCode = { code: string; reason: null } | { code: null; reason: Text | null };

const lossy = text(
  '代码被表格软件改成了科学计数，后几位已经丢失；请把这一列设为文本，重新导出',
  'a spreadsheet turned the code into scientific notation and its last figures are lost; make the column text and export it again',
);
const noCode = text('不是区划代码（6、9 或 12 位数字）', 'no code of a unit (6, 9 or 12 figures)');

/**
 * A code of an administrative unit in one form: codes of 6, 9 and 12 figures (GB/T 2260, GB/T 10114 and the statistical
 * codes) with zeros to 12, so that 500111001 and 500111001000 are one; dashes, spaces, an apostrophe in front and `.0`
 * behind make no difference. Codes of other lengths stay as they are.
 *
 * 5.00111E+11 is refused: the figures that tell the towns apart are gone.
 */
export function readUnitCode(raw: unknown): UnitCode {
  if (isUnknown(raw)) return { code: null, reason: null };
  if (typeof raw === 'number') {
    return Number.isSafeInteger(raw) && raw > 0
      ? { code: padded(String(raw)), reason: null }
      : { code: null, reason: noCode };
  }
  if (typeof raw !== 'string') return { code: null, reason: noCode };
  const plain = raw.normalize('NFKC').trim();
  if (/^'?\d(?:\.\d+)?e\+?\d+$/iu.test(plain)) return { code: null, reason: lossy };
  const word = plain
    .replace(/^['’‘`]/u, '')
    .replace(/\.0+$/u, '')
    .replace(/[\s\p{Pd}\u2212_]/gu, '')
    .toLowerCase();
  if (!/^[\da-z]+$/u.test(word)) return { code: null, reason: noCode };
  return { code: padded(word), reason: null };
}

/** Whether a code in the form of {@link readUnitCode} has the length of an official one. */
export const isOfficial = (code: string): boolean => /^[1-9]\d{11}$/u.test(code);

const padded = (code: string) =>
  /^[1-9]\d*$/u.test(code) && [6, 9].includes(code.length) ? code.padEnd(12, '0') : code;
