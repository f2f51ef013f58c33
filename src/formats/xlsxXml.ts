import { Failure } from '../domain/failure';
import { text } from '../domain/text';

/** What is told of an XML text, in its order. Names come without the prefix of their namespace. */
export interface XmlListener {
  /** @param attributes as they are written, see {@link attribute} */
  open?(name: string, attributes: string): void;
  close?(name: string): void;
  /** Characters between tags, entities resolved. */
  words?(content: string): void;
}

/** Bytes that are decoded at once, so that the text of a sheet of 500 MB never stands in memory as a whole. */
const step = 4_000_000;
/** Deepest nesting; a sheet needs 6. */
const maxDepth = 100;

/**
 * Walks through the XML of one part of a workbook. Only what the parts of Office Open XML need (ECMA-376): elements,
 * attributes, text, character data sections; comments and instructions are skipped, a document type is refused, so that
 * there are no entities but the five of XML and numbers.
 * @param part name of the part, for messages
 * @throws Failure when the text is not well formed as far as it is looked at, or not in UTF-8 or UTF-16
 */
export function walkXml(part: string, bytes: Uint8Array, listener: XmlListener): void {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const encoding = wide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  const decoder = new TextDecoder(encoding, { fatal: true });
  const open: string[] = [];
  let rest = '';
  for (let from = 0; from < bytes.length; from += step) {
    const last = from + step >= bytes.length;
    rest += decodePart(part, decoder, bytes.subarray(from, from + step), !last);
    rest = rest.slice(walkText(part, rest, open, listener));
    // A tag longer than this is none.
    if (rest.length > 4 * step) throw broken(part);
  }
  if (open.length || rest.trim() !== '') throw broken(part);
}

function decodePart(part: string, decoder: TextDecoder, bytes: Uint8Array, stream: boolean) {
  try {
    return decoder.decode(bytes, { stream });
  } catch (cause) {
    throw broken(part, cause);
  }
}

/** @returns how far the text was understood: to the end of its last whole tag */
function walkText(part: string, content: string, open: string[], listener: XmlListener): number {
  let at = 0;
  for (;;) {
    const tag = content.indexOf('<', at);
    if (tag < 0) return at;
    const special = content[tag + 1];
    const closing = special === '!' ? markupEnd(content, tag) : tagEnd(content, tag);
    if (closing < 0) return at;
    if (tag > at) listener.words?.(plainText(content.slice(at, tag)));
    at = closing;
    if (special === '?') continue;
    if (special === '!') {
      if (content.startsWith('<![CDATA[', tag))
        listener.words?.(content.slice(tag + 9, closing - 3));
      else if (!content.startsWith('<!--', tag)) throw broken(part);
      continue;
    }
    const inside = content.slice(tag + 1, closing - 1);
    if (special === '/') {
      const name = localName(inside.slice(1).trim());
      if (open.pop() !== name) throw broken(part);
      listener.close?.(name);
      continue;
    }
    const alone = inside.endsWith('/');
    const body = alone ? inside.slice(0, -1) : inside;
    const space = body.search(/\s/u);
    const name = localName(space < 0 ? body : body.slice(0, space));
    if (name === '') throw broken(part);
    listener.open?.(name, space < 0 ? '' : body.slice(space));
    if (alone) listener.close?.(name);
    else if (open.push(name) > maxDepth) throw broken(part);
  }
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

function markupEnd(content: string, at: number): number {
  const end = content.startsWith('<!--', at)
    ? '-->'
    : content.startsWith('<![CDATA[', at)
      ? ']]>'
      : '>';
  const found = content.indexOf(end, at + 3);
  return found < 0 ? -1 : found + end.length;
}

/** Behind the `>` that ends a tag; one inside a quoted attribute does not. */
function tagEnd(content: string, at: number): number {
  let quote = 0;
  for (let i = at + 1; i < content.length; i++) {
    const code = content.charCodeAt(i);
    if (quote) {
      if (code === quote) quote = 0;
    } else if (code === 0x22 || code === 0x27) quote = code;
    else if (code === 0x3e) return i + 1;
  }
  return -1;
}

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function plainText(content: string): string {
  if (!content.includes('&')) return content;
  return content.replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|\w+);/giu, (whole, name: string) => {
    if (!name.startsWith('#')) return named.get(name) ?? whole;
    const code = /^#x/iu.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });
}

const patterns = new Map<string, RegExp>();

/** Value of an attribute by its name without prefix; `null` when it is not there. */
export function attribute(attributes: string, name: string): string | null {
  // As nearly all programs write it; a sheet has millions of attributes.
  const plain = attributes.indexOf(` ${name}="`);
  if (plain >= 0) {
    const from = plain + name.length + 3;
    return plainText(attributes.slice(from, attributes.indexOf('"', from)));
  }
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u');
    patterns.set(name, pattern);
  }
  const match = pattern.exec(attributes);
  return match ? plainText(match[1] ?? match[2] ?? '') : null;
}

/** Whether an attribute of the kind yes or no says yes. */
export const isSet = (attributes: string, name: string): boolean =>
  ['1', 'true', 'on'].includes(attribute(attributes, name) ?? '');

const broken = (part: string, cause?: unknown) =>
  new Failure(
    text(
      `工作簿里的 ${part} 已损坏，读不出来；请用 Excel 或 WPS 打开后另存为 .xlsx。`,
      `The part ${part} of the workbook is damaged and cannot be read; open it in Excel or WPS and save it as .xlsx again.`,
    ),
    { cause },
  );
