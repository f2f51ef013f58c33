import { text, type Text } from '../domain/text';
import type { CellText } from './dbfText';

/** What a cell of a .dbf holds; `null` stands for unknown. */
export interface Cell {
  value: string | number | boolean | null;
  /** The cell as it stands in the file and why it was not taken so. */
  fault?: { raw: string; reason: Text };
}

const overflow = text(
  '文件里只有星号：没有值，或数值超过字段宽度；按未知',
  'only asterisks: no number, or one that did not fit its field; taken as unknown',
);

/** 1 January 1970 as the Julian day number of FoxPro and dBase time stamps. */
const julianEpoch = 2_440_588;

/**
 * A cell of a .dbf: text, number, truth, date as `2024-05-01`, time as `2024-05-01T08:30:00`.
 * @param type letter of the field's type, as dBase III to V and FoxPro use it
 */
export function readCell(
  type: string,
  bytes: Uint8Array,
  decode: (bytes: Uint8Array) => CellText,
): Cell {
  switch (type) {
    case 'C':
      return textCell(bytes, decode);
    case 'N':
    case 'F':
      return numberCell(ascii(bytes));
    case 'D':
      return dateCell(ascii(bytes));
    case 'L':
      return truthCell(ascii(bytes));
    default:
      return binaryCell(type, bytes);
  }
}

function textCell(bytes: Uint8Array, decode: (bytes: Uint8Array) => CellText): Cell {
  const { text: raw, cut, damaged } = decode(bytes);
  const value = raw.trim() || null;
  if (damaged) {
    const reason = text(
      '有读不出的字符，显示为 �；请对照原件改正',
      'holds unreadable characters, shown as �; correct them from the original',
    );
    return { value, fault: { raw, reason } };
  }
  if (!cut) return { value };
  const reason = text(
    `字段只有 ${bytes.length} 字节，文字在字的中间被截断，可能不全`,
    `the field has ${bytes.length} bytes and cuts the text within a character; it may be incomplete`,
  );
  return { value, fault: { raw, reason } };
}

const ascii = (bytes: Uint8Array) =>
  String.fromCharCode(...bytes.subarray(0, 254))
    .split('\0')[0]!
    .trim();

function numberCell(raw: string): Cell {
  if (raw === '') return { value: null };
  if (/^\*+$/u.test(raw)) return { value: null, fault: { raw, reason: overflow } };
  const value = Number(raw);
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu.test(raw) || !Number.isFinite(value)) {
    return {
      value: null,
      fault: { raw, reason: text('不是数字，按未知', 'no number; taken as unknown') },
    };
  }
  // Some programs write the smallest double where a number is unknown.
  if (value < -1e38) {
    return {
      value: null,
      fault: {
        raw,
        reason: text('是“无数据”的标记，按未知', 'a mark for no data; taken as unknown'),
      },
    };
  }
  // A code of 18 digits is no number that a double can hold.
  if (/^\d+$/u.test(raw) && !Number.isSafeInteger(value)) return { value: raw };
  return { value };
}

function dateCell(raw: string): Cell {
  if (raw === '' || /^0+$/u.test(raw)) return { value: null };
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/u.exec(raw) ?? [];
  if (year === undefined) return { value: raw };
  const value = `${year}-${month}-${day}`;
  if (isoOf(Date.UTC(Number(year), Number(month) - 1, Number(day)))?.slice(0, 10) === value)
    return { value };
  return {
    value: null,
    fault: { raw, reason: text('没有这一天，按未知', 'there is no such day; taken as unknown') },
  };
}

function truthCell(raw: string): Cell {
  if (raw === '' || raw === '?') return { value: null };
  if (/^[yt]$/iu.test(raw)) return { value: true };
  if (/^[nf]$/iu.test(raw)) return { value: false };
  return {
    value: null,
    fault: { raw, reason: text('不是是或否，按未知', 'neither yes nor no; taken as unknown') },
  };
}

function binaryCell(type: string, bytes: Uint8Array): Cell {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = type === 'I' || type === '+' ? 4 : 8;
  const raw = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(
    ' ',
  );
  const unread = (zh: string, en: string): Cell => ({
    value: null,
    fault: { raw, reason: text(zh, en) },
  });
  if (bytes.length !== width) {
    return unread(
      `${type} 型字段应有 ${width} 字节，实际 ${bytes.length}，按未知`,
      `a field of type ${type} has ${width} bytes, this one ${bytes.length}; taken as unknown`,
    );
  }
  if (width === 4) return { value: view.getInt32(0, true) };
  if (type === 'Y') return { value: Number(view.getBigInt64(0, true)) / 10_000 };
  if (type === 'O' || type === 'B') {
    const value = view.getFloat64(0, true);
    return Number.isFinite(value)
      ? { value }
      : unread('不是数字，按未知', 'no number; taken as unknown');
  }
  const days = view.getInt32(0, true);
  if (days === 0) return { value: null };
  const iso = isoOf((days - julianEpoch) * 86_400_000 + view.getInt32(4, true));
  return iso ? { value: iso } : unread('不是时间，按未知', 'no time; taken as unknown');
}

/** Time in ISO 8601 without zone, to the second; `null` beyond the years 1 to 9999. */
function isoOf(milliseconds: number): string | null {
  const time = new Date(milliseconds);
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9999 ? time.toISOString().slice(0, 19) : null;
}
