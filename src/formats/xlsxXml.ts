import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { walkXml, XmlFault, type Attributes, type XmlListener } from './xml';

/** Bytes that are decoded at once, so that the text of a sheet of 500 MB never stands in memory as a whole. */
const step = 1_000_000;

/**
 * Walks through the XML of one part of a workbook (Office Open XML, ECMA-376).
 * @param part name of the part, for messages
 * @param tick called with the bytes that were read, a megabyte at a time
 * @throws Failure when the text is not well-formed, declares a document type, or is not in UTF-8 or UTF-16
 */
export function walkPart(
  part: string,
  bytes: Uint8Array,
  listener: XmlListener,
  tick?: (done: number) => void,
): void {
  try {
    walkXml(decoded(bytes, tick), listener);
  } catch (cause) {
    // A Failure of the listener says more than that the part is damaged.
    if (cause instanceof XmlFault) throw damaged(part, cause);
    throw cause;
  }
}

function* decoded(bytes: Uint8Array, tick?: (done: number) => void): Generator<string> {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const encoding = wide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let from = 0; from < bytes.length; from += step) {
    const stream = from + step < bytes.length;
    try {
      yield decoder.decode(bytes.subarray(from, from + step), { stream });
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      throw new XmlFault(text('编码不是 UTF-8。', 'It is not in UTF-8.'), { cause });
    }
    // Asked for the next piece, the reader is done with this one.
    tick?.(Math.min(bytes.length, from + step));
  }
}

/** Whether an attribute of the kind yes or no says yes. */
export const isSet = (attributes: Attributes, name: string): boolean =>
  ['1', 'true', 'on'].includes(attributes[name] ?? '');

function damaged(part: string, cause: XmlFault): Failure {
  const why = cause.text;
  return new Failure(
    text(
      `工作簿里的 ${part} 已损坏，读不出来（${why['zh-CN'].slice(0, -1)}）；请用 Excel 或 WPS 打开后另存为 .xlsx。`,
      `The part ${part} of the workbook is damaged and cannot be read (${why.en.slice(0, -1)}); open it in Excel or WPS and save it as .xlsx again.`,
    ),
    { cause },
  );
}
