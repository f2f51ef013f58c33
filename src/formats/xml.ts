import { SaxesParser } from 'saxes';
import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { shown } from './sheet';

/** Values by the names as they are written, with prefix: `r:id`. */
export type Attributes = Readonly<Partial<Record<string, string>>>;

/** What is told of an XML text, in its order. Elements come by their local names: `Track` for `gx:Track`. */
export interface XmlListener {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  /** Characters between tags, references resolved; those of a character data section come on their own. */
  words?(content: string): void;
}

export interface XmlOptions {
  /**
   * Skips a document type instead of refusing it, for documents whose standard asks for one (WMS 1.1.1). What it
   * declares is neither expanded nor fetched in any case.
   */
  skipType?: boolean;
}

/** A document that is not well-formed or not read for safety; the sentence names the line and the cause. */
export class XmlFault extends Failure {}

/** Deepest nesting that is read: a sheet has 6 levels, capabilities a dozen, KML in folders some 10. */
const maxDepth = 200;
/** Longest stretch without a tag, in characters: a line of some million positions. */
const maxStretch = 100_000_000;

/**
 * Walks through an XML document (XML 1.0, read with saxes), given in pieces that may be cut anywhere.
 *
 * Control characters and `]]>` in text, which XML does not allow but whose meaning is plain, are handed on as they stand:
 * cells of spreadsheets are full of the first.
 * @throws XmlFault with the line where the document is not well-formed, declares a type, or nests too deep
 */
export function walkXml(
  pieces: Iterable<string>,
  listener: XmlListener,
  { skipType = false }: XmlOptions = {},
): void {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({
    position: false,
    xmlns: false,
  });
  const open: string[] = [];
  // The last two pieces, for saying what stands where a fault is.
  let [before, piece, start] = ['', '', 0];
  let seen = 0;
  let closed = '';
  const place = (): Place => {
    const [all, from] = [before + piece, start - before.length];
    const at = parser.position - from;
    return {
      line: parser.line,
      read: all.slice(0, at),
      pending: all.slice(Math.max(0, seen - from), at),
    };
  };
  parser.on('error', ({ message }) => {
    const code = piece.charCodeAt(parser.position - 1 - start);
    if (message === 'disallowed character.' && isControl(code)) return;
    if (message.startsWith('the string "]]>"')) return;
    throw faultOf(message, place(), closed);
  });
  parser.on('doctype', () => {
    if (!skipType) throw fault(parser.line, declaresType);
  });
  parser.on('opentag', ({ name, attributes }) => {
    seen = parser.position;
    if (open.push(name) > maxDepth) throw fault(parser.line, tooDeep);
    listener.open?.(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    seen = parser.position;
    open.pop();
    closed = name;
    listener.close?.(localName(name));
  });
  parser.on('comment', () => (seen = parser.position));
  if (listener.words) {
    const words = listener.words.bind(listener);
    parser.on('text', (content) => {
      if (open.length) words(content);
    });
    parser.on('cdata', words);
  }
  for (const next of pieces) {
    [before, start] = [piece, start + piece.length];
    // A declaration may stand behind an empty line, which other programs forgive too.
    piece = start === 0 ? next.replace(/^\uFEFF?\s+/u, '') : next;
    if (start === 0)
      parser.line += next.slice(0, next.length - piece.length).split('\n').length - 1;
    parser.write(piece);
    if (parser.position - seen > maxStretch) throw fault(parser.line, tooLong);
  }
  parser.close();
}

/** A text in pieces, so that what is kept of it does not hold the whole in memory. */
export function* inPieces(content: string, size = 1_000_000): Generator<string> {
  for (let at = 0; at < content.length; at += size) yield content.slice(at, at + size);
}

export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Where a fault is. */
interface Place {
  line: number;
  /** What was read, at least the last of it. */
  read: string;
  /** What was read since the last tag. */
  pending: string;
}

const isControl = (code: number) =>
  code < 0x20 || (code >= 0xd800 && code <= 0xdfff) || code >= 0xfffe;

const fault = (line: number, why: Text) =>
  new XmlFault(
    text(
      `XML 第 ${line} 行有误：${why['zh-CN']}。`,
      `The XML is broken at line ${line}: ${why.en}.`,
    ),
  );

const declaresType = text(
  '含有文档类型声明（DTD），为安全起见不读；请删去 <!DOCTYPE …> 再试',
  'it declares a document type (DTD), which is not read for safety; remove <!DOCTYPE …> first',
);
const tooDeep = text(`嵌套超过 ${maxDepth} 层`, `it is nested deeper than ${maxDepth} levels`);
const tooLong = text(
  `一段文字超过 ${maxStretch / 1e8} 亿个字符`,
  `a stretch of text is longer than ${maxStretch / 1e6} million characters`,
);

/** The sentence for what saxes found, told by its words; what is not told apart is a tag that is written wrong. */
function faultOf(message: string, { line, read, pending }: Place, closed: string): XmlFault {
  const last = (sign: string) =>
    shown(read.slice(Math.max(0, read.lastIndexOf(sign))).slice(0, 40));
  const reference = /^<!/u.test(pending) ? null : /&(?!#?\w{1,20};)[#\w]{0,20}/u.exec(pending);
  if (reference || /entity/u.test(message)) {
    const at = reference?.index ?? pending.lastIndexOf('&');
    const below = pending.slice(Math.max(0, at)).split('\n').length - 1;
    return fault(line - below, unknownReference(reference?.[0] ?? pending.slice(at).slice(0, 20)));
  }
  const [, unclosed] = /^unclosed tag: (.*)$/u.exec(message) ?? [];
  if (unclosed !== undefined || message === 'unexpected end.') return fault(line, cutOff(unclosed));
  switch (message) {
    case 'document must contain a root element.':
      return fault(line, text('没有元素', 'there is no element'));
    case 'unexpected close tag.':
      return fault(line, otherClose(closed, last('</')));
    case 'documents may contain only one root.':
      return fault(
        line,
        text(`根元素之后还有 ${last('<')}`, `${last('<')} follows the root element`),
      );
    case 'text data outside of root node.': {
      const words = shown(read.replace(/<$/u, '').split('>').at(-1)!.trim().slice(0, 40));
      return fault(
        line,
        text(`标签之外有文字“${words}”`, `there is text outside of tags, “${words}”`),
      );
    }
  }
  if (message.startsWith('unmatched closing tag')) {
    return fault(line, text(`多出 ${last('</')}`, `${last('</')} closes nothing`));
  }
  return fault(
    line,
    text(`“${last('<')}”的写法不合 XML`, `“${last('<')}” is not written as XML asks`),
  );
}

const unknownReference = (whole: string) =>
  text(
    `“${shown(whole)}”不是 XML 认得的符号；“&” 要写成 “&amp;”`,
    `“${shown(whole)}” means nothing in XML; “&” is written “&amp;”`,
  );

const cutOff = (tag: string | undefined) =>
  tag === undefined
    ? text('最后一处没有收尾，文件可能没有传完', 'the end is missing, the file may be cut off')
    : text(
        `<${shown(tag)}> 没有收尾，文件可能没有传完`,
        `<${shown(tag)}> is never closed, the file may be cut off`,
      );

const otherClose = (expected: string, found: string) =>
  text(
    `应是 </${shown(expected)}>，却是 ${found}`,
    `${found} stands where </${shown(expected)}> should`,
  );
