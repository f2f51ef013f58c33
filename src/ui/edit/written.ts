import type { Field } from '../../domain/field';
import { text, type Text } from '../../domain/text';

/**
 * The number that a person typed, digits of any width, grouped or not; an empty field is unknown.
 * @returns the value, or why there is none
 */
export function readNumber(
  written: string,
  { kind, min, max }: Pick<Field, 'kind' | 'min' | 'max'>,
): { value: number | null } | { reason: Text } {
  const figures = written
    .normalize('NFKC')
    .replace(/[,，\s]/gu, '')
    .replace(/[−–—]/gu, '-');
  if (figures === '') return { value: null };
  const number = /^[+-]?(\d+\.?\d*|\.\d+)$/u.test(figures) ? Number(figures) : NaN;
  const said = written.trim();
  if (!Number.isFinite(number))
    return { reason: text(`“${said}”不是数字`, `“${said}” is no number`) };
  if (kind === 'integer' && !Number.isInteger(number))
    return { reason: text(`“${said}”不是整数`, `“${said}” is no whole number`) };
  const [low, high] = [min ?? -Infinity, max ?? Infinity];
  if (number < low || number > high) {
    const [from, to] = [low, high].map((each) => each.toLocaleString('en-US'));
    return {
      reason: text(
        `“${said}”不在范围内，请填 ${from} 至 ${to}`,
        `“${said}” is out of range; enter ${from} to ${to}`,
      ),
    };
  }
  return { value: number };
}

/** The entries of a list that a person typed; `null` where there is none. */
export function listed(written: string): string[] | null {
  const entries = written
    .split(/[、，,;；]/u)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return entries.length ? entries : null;
}
