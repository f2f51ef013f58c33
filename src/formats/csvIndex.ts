import Papa from 'papaparse';
import { checkRecordSize } from './recordSize';
import type { TextBytes } from './textBytes';

/** How cells and rows of a CSV text are separated. */
export interface CsvSigns {
  delimiter: string;
  newline: '\n' | '\r' | '\r\n';
}

/** Why quotation marks of a row are not as CSV asks. */
export type QuoteFault = 'InvalidQuotes' | 'MissingQuotes';

/** A row of a CSV text as it is met while the bytes are gone through. */
export interface CsvLine {
  /** First byte of the row, and first behind its end of line. */
  from: number;
  to: number;
  /** Number of the row as a spreadsheet shows it, from 1. */
  row: number;
  /** How many cells it has. */
  cells: number;
  /** Each kind once. */
  faults: readonly QuoteFault[];
}

const quote = 0x22;
const isSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
const noFaults: readonly QuoteFault[] = [];

/** First bytes of characters that are certainly no space, so that a row which has one is not blank. */
const inkLeads: Readonly<Record<TextBytes['label'], readonly [first: number, last: number]>> = {
  'utf-8': [0xe4, 0xee],
  gb18030: [0xb0, 0xf7],
  big5: [0xa4, 0xc6],
};

/**
 * Goes through the bytes of a CSV text and tells where each row begins and ends, blank ones left out but counted. A cell
 * that begins with a quotation mark goes on, line breaks and all, to the next one that stands before a separator or an
 * end of line with nothing but spaces between; two in a row are one of the text. These are the rules of Papa Parse,
 * with which the cells are read later.
 * @param tick called every few megabytes with the bytes that are done
 * @param most largest row, bytes
 * @throws Failure when a row is larger: it would be decoded as one text, as after a quotation mark that is never closed
 */
export function* csvLines(
  { bytes, label, start, slice }: TextBytes,
  { delimiter, newline }: CsvSigns,
  tick: (done: number) => void = () => undefined,
  most?: number,
): Generator<CsvLine> {
  const comma = delimiter.charCodeAt(0);
  const lineEnd = newline.charCodeAt(0);
  const isPair = newline === '\r\n';
  const [firstLead, lastLead] = inkLeads[label];
  const end = bytes.length;
  const hasInk = (at: number) => {
    const byte = bytes[at]!;
    if (byte >= 0x80) return byte >= firstLead && byte <= lastLead;
    return byte > 0x20 && byte !== comma && byte !== quote;
  };
  const endsLine = (at: number) => bytes[at] === lineEnd && (!isPair || bytes[at + 1] === 0x0a);
  let next = start + tickBytes;
  let row = 0;
  for (let at = start; at < end;) {
    const from = at;
    let cells = 1;
    let ink = false;
    let faults = noFaults;
    let isCellStart = true;
    row++;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === comma) {
        cells++;
        isCellStart = true;
        continue;
      }
      if (byte === lineEnd && endsLine(at)) break;
      if (byte === quote && isCellStart) {
        const closed = closeOf(at);
        ink ||= at + 1 < end && hasInk(at + 1);
        at = closed.at - 1;
        for (const fault of closed.faults) if (!faults.includes(fault)) faults = [...faults, fault];
        isCellStart = false;
        continue;
      }
      isCellStart = false;
      if (byte < 0x80) ink ||= byte > 0x20 && byte !== quote && !(bytes[at - 1]! >= 0x80);
      else ink ||= byte >= firstLead && byte <= lastLead;
    }
    const isEmpty = at === from;
    at = Math.min(end, at + newline.length);
    if (at >= next) {
      tick(at);
      next = at + tickBytes;
    }
    // Some files end in millions of empty lines.
    if (isEmpty) continue;
    checkRecordSize({ bytes: at - from, row, isOpen: faults.includes('MissingQuotes') }, most);
    if (ink || !isBlank(cellsOf(slice(from, at), { delimiter, newline })))
      yield { from, to: at, row, cells, faults };
  }

  /** The first byte behind a quoted cell and the spaces after it. */
  function closeOf(opening: number): { at: number; faults: readonly QuoteFault[] } {
    let isOdd = false;
    for (let search = opening + 1; ;) {
      const found = bytes.indexOf(quote, search);
      if (found < 0)
        return { at: end, faults: isOdd ? ['InvalidQuotes', 'MissingQuotes'] : ['MissingQuotes'] };
      const after = found + 1;
      if (after < end && bytes[after] === quote) {
        search = found + 2;
        continue;
      }
      const stop = after >= end ? end : gapEnd(after);
      if (stop >= 0) return { at: stop, faults: isOdd ? ['InvalidQuotes'] : noFaults };
      isOdd = true;
      search = after;
    }
  }

  /** The separator or end of line behind spaces; -1 when there is something else, or the end of the text. */
  function gapEnd(from: number): number {
    for (let at = from; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === comma || endsLine(at)) return at;
      if (byte >= 0x80) return wideGapEnd(from);
      if (!isSpace(byte)) return -1;
    }
    return -1;
  }

  /** Looks at ever longer pieces and stops at the first that says something: a text may go on for megabytes. */
  function wideGapEnd(from: number): number {
    const decoder = () => new TextDecoder(label, { ignoreBOM: true });
    let look = from + 16;
    for (let at = from; at < end; at++) {
      if (bytes[at] === comma || endsLine(at)) return slice(from, at).trim() === '' ? at : -1;
      if (at < look) continue;
      // The last character may be cut: a stream keeps its bytes to itself.
      if (decoder().decode(bytes.subarray(from, at), { stream: true }).trim() !== '') return -1;
      look = from + (at - from) * 2;
    }
    return -1;
  }
}

const tickBytes = 4_000_000;

/** Whether a row says nothing. */
export const isBlank = (cells: readonly string[]): boolean =>
  cells.every((cell) => cell.trim() === '');

/** The cells of one row. */
export const cellsOf = (line: string, signs: CsvSigns): string[] => rowsOf(line, signs)[0] ?? [''];

/** The cells of the rows of a piece of text that begins and ends with whole rows; blank rows are among them. */
export function rowsOf(piece: string, { delimiter, newline }: CsvSigns): string[][] {
  if (!piece.includes('"')) return piece.split(newline).map((line) => line.split(delimiter));
  return Papa.parse<string[]>(piece, { delimiter, newline, skipEmptyLines: false }).data;
}
