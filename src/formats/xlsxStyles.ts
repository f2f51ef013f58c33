import { walkPart } from './xlsxXml';

/** How the number of a cell is meant to be shown, as far as it changes what it says. */
export type NumberKind =
  | { kind: 'number' }
  /** Serial number of a day; `month` when day and time are not shown. */
  | { kind: 'date'; month: boolean }
  | { kind: 'time' }
  /** A word that the format puts behind the number, for example 万㎡. */
  | { kind: 'unit'; unit: string };

const number: NumberKind = { kind: 'number' };
const date: NumberKind = { kind: 'date', month: false };
const month: NumberKind = { kind: 'date', month: true };
const time: NumberKind = { kind: 'time' };

/** Formats that have a number and no text, ECMA-376 part 1, 18.8.30, with those of the Chinese edition. */
function builtIn(id: number): NumberKind {
  if ([17, 27, 36, 50, 52, 57].includes(id)) return month;
  if ([14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58].includes(id)) return date;
  if ([18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].includes(id)) return time;
  return number;
}

/** What a format code says of a number, from its first section: `yyyy"年"m"月"`, `0.00"万㎡"`. */
function numberKind(written: string): NumberKind {
  // Excel takes 255 characters.
  const code = written.slice(0, 500);
  const section = /^(?:"[^"]*"|\\.|[^;"\\])*/u.exec(code)?.[0] ?? '';
  const bare = section.replace(
    /"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general|E[+-]/giu,
    '',
  );
  // A duration of more than a day is no time of day.
  if (/\[[hms]+\]/iu.test(bare)) return number;
  if (/[yde]|aaa/iu.test(bare)) return /d|aaa|[hs]/iu.test(bare) ? date : month;
  if (/[hs]|上午/iu.test(bare)) return time;
  // A comma before the unit divides by 1,000, which the unit then stands for in a way of its own: left alone.
  const [, quoted, plain] =
    /^[#?0,]*[#?0](?:\.[#?0]+)?(?:_.)?\s?(?:"([^"]+)"|([㎡亩人户米元]))$/u.exec(section) ?? [];
  const unit = (quoted ?? plain ?? '').trim();
  return unit ? { kind: 'unit', unit } : number;
}

/** What the style of a cell says of its number, by the index of the style. */
export function readStyles(bytes: Uint8Array): NumberKind[] {
  const codes = new Map<number, NumberKind>();
  const kinds: NumberKind[] = [];
  let inside = false;
  walkPart('styles.xml', bytes, {
    open(name, attributes) {
      if (name === 'numFmt') {
        codes.set(Number(attributes.numFmtId), numberKind(attributes.formatCode ?? ''));
      } else if (name === 'cellXfs') inside = true;
      else if (name === 'xf' && inside) {
        const id = Number(attributes.numFmtId ?? 0);
        kinds.push(codes.get(id) ?? builtIn(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') inside = false;
    },
  });
  return kinds;
}

const two = (value: number) => String(value).padStart(2, '0');

/**
 * A day and time as ISO 8601 from the serial number of a spreadsheet. In the system of 1900 day 60 is 29 February 1900,
 * which never was: the days before it count one more.
 * @returns `null` when the spreadsheet could not show it as a date
 */
export function serialDate(serial: number, from1904: boolean, monthOnly: boolean): string | null {
  const day = from1904 ? serial + 1462 : serial;
  const whole = Math.floor(day);
  if (!(whole >= 1 && whole < 2_958_466) || whole === 60) return null;
  const minutes = Math.round((day - whole) * 1440);
  const moment = new Date(
    Date.UTC(1899, 11, whole < 60 ? 31 : 30) + whole * 86_400_000 + minutes * 60_000,
  );
  const [year, monthOfYear] = [moment.getUTCFullYear(), two(moment.getUTCMonth() + 1)];
  const start = `${year}-${monthOfYear}`;
  if (monthOnly && moment.getUTCDate() === 1) return start;
  const full = `${start}-${two(moment.getUTCDate())}`;
  return minutes % 1440 === 0
    ? full
    : `${full} ${two(moment.getUTCHours())}:${two(moment.getUTCMinutes())}`;
}

/** A time of day from a part of a day; `null` when it is more than a day. */
export function serialTime(serial: number): string | null {
  if (!(serial >= 0 && serial < 1)) return null;
  const minutes = Math.round(serial * 1440) % 1440;
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
