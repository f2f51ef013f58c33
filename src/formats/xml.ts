import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { shown } from './sheet';

/** An element of an XML document. */
export interface Element {
  /** Without prefix: `Track` for `gx:Track`. */
  name: string;
  attributes: ReadonlyMap<string, string>;
  /** Elements and text in their order; elements that were taken are not among them. */
  children: (Element | string)[];
}

/** Deepest nesting that is read; KML in folders has some 10 levels. */
const maxDepth = 200;

/**
 * Reads an XML document element by element (XML 1.0, without document types: what these declare is neither expanded nor
 * fetched, so a file with one is refused).
 * @param take called when an element ends, with the elements around it from the root on; `true` lets it go, so that a
 *   large document is never held as a whole
 * @returns the root, without what was taken
 * @throws Failure with the line where the document is not well-formed, declares a type, or nests too deep
 */
export function readXml(
  content: string,
  take: (element: Element, around: readonly Element[]) => boolean,
): Element {
  const open: { element: Element; tag: string }[] = [];
  const around: Element[] = [];
  let root: Element | null = null;
  let at = 0;
  const fail = (where: number, why: Text): never => {
    let line = 1;
    for (let i = content.indexOf('\n'); i >= 0 && i < where; i = content.indexOf('\n', i + 1))
      line++;
    throw new Failure(
      text(
        `XML 第 ${line} 行有误：${why['zh-CN']}。`,
        `The XML is broken at line ${line}: ${why.en}.`,
      ),
    );
  };
  const end = (mark: string, from: number): number => {
    const found = content.indexOf(mark, from);
    return found < 0
      ? fail(
          from,
          text(`缺少“${mark}”，文件可能没有传完`, `“${mark}” is missing, the file may be cut off`),
        )
      : found;
  };
  const addText = (words: string, where: number) => {
    const current = around.at(-1);
    if (current) current.children.push(words);
    else if (words.trim() !== '') {
      fail(
        where,
        text(`标签之外有文字“${shown(words)}”`, `there is text outside of tags, “${shown(words)}”`),
      );
    }
  };
  const close = () => {
    const { element } = open.pop()!;
    around.pop();
    const parent = around.at(-1);
    if (!take(element, around) && parent) parent.children.push(element);
  };
  const begin = () => {
    const from = at;
    const { tag, attributes, after, empty } = readTag(content, at, fail);
    if (root && !open.length) {
      fail(
        from,
        text(`根元素之后还有 <${shown(tag)}>`, `<${shown(tag)}> follows the root element`),
      );
    }
    if (open.length >= maxDepth) {
      fail(from, text(`嵌套超过 ${maxDepth} 层`, `it is nested deeper than ${maxDepth} levels`));
    }
    const element: Element = { name: tag.slice(tag.indexOf(':') + 1), attributes, children: [] };
    root ??= element;
    open.push({ element, tag });
    around.push(element);
    at = after;
    if (empty) close();
  };
  while (at < content.length) {
    const next = content.indexOf('<', at);
    const words = content.slice(at, next < 0 ? undefined : next);
    // Spaces between tags are layout.
    if (words.trim() !== '') addText(unescape(words, at, fail), at);
    if (next < 0) break;
    at = next;
    if (content.startsWith('<!--', at)) at = end('-->', at + 4) + 3;
    else if (content.startsWith('<![CDATA[', at)) {
      const stop = end(']]>', at);
      addText(content.slice(at + 9, stop), at);
      at = stop + 3;
    } else if (content.startsWith('<!', at)) {
      fail(
        at,
        text(
          '含有文档类型声明（DTD），为安全起见不读；请删去 <!DOCTYPE …> 再试',
          'it declares a document type (DTD), which is not read for safety; remove <!DOCTYPE …> first',
        ),
      );
    } else if (content.startsWith('<?', at)) at = end('?>', at) + 2;
    else if (content[at + 1] === '/') {
      const stop = end('>', at);
      const tag = content.slice(at + 2, stop).trim();
      const expected = open.at(-1)?.tag;
      if (tag !== expected) {
        fail(
          at,
          expected === undefined
            ? text(`多出 </${shown(tag)}>`, `</${shown(tag)}> closes nothing`)
            : text(
                `应是 </${expected}>，却是 </${shown(tag)}>`,
                `</${shown(tag)}> stands where </${expected}> should`,
              ),
        );
      }
      at = stop + 1;
      close();
    } else begin();
  }
  const unclosed = open.at(-1);
  if (unclosed) {
    fail(
      content.length,
      text(
        `<${unclosed.tag}> 没有收尾，文件可能没有传完`,
        `<${unclosed.tag}> is never closed, the file may be cut off`,
      ),
    );
  }
  return root ?? fail(0, text('没有元素', 'there is no element'));
}

/** Shared by all elements without attributes, which are most of a large document. */
const none = new Map<string, string>();

type Fail = (where: number, why: Text) => never;

/** Names of Unicode letters, digits and `.-_:`; longer ones than 200 are met in no format. */
const nameAt = /[\p{L}_:][\p{L}\p{N}\p{M}._:-]{0,199}/uy;

function readTag(content: string, start: number, fail: Fail) {
  let at = start + 1;
  const takeName = (): string | null => {
    nameAt.lastIndex = at;
    const [name] = nameAt.exec(content) ?? [];
    if (name === undefined) return null;
    at += name.length;
    return name;
  };
  const skipSpace = () => {
    while (at < content.length && ' \t\r\n'.includes(content[at]!)) at++;
  };
  const broken = (): never =>
    fail(
      start,
      text(
        `标签“${shown(content.slice(start, start + 40))}”的写法不对`,
        `the tag “${shown(content.slice(start, start + 40))}” is not written as XML asks`,
      ),
    );
  const tag = takeName() ?? broken();
  let attributes = none;
  for (;;) {
    skipSpace();
    if (content[at] === '>') return { tag, attributes, after: at + 1, empty: false };
    if (content.startsWith('/>', at)) return { tag, attributes, after: at + 2, empty: true };
    const name = takeName() ?? broken();
    skipSpace();
    if (content[at++] !== '=') broken();
    skipSpace();
    const quote = content[at++]!;
    const stop = quote === '"' || quote === "'" ? content.indexOf(quote, at) : -1;
    if (stop < 0) broken();
    if (attributes === none) attributes = new Map();
    attributes.set(name.slice(name.indexOf(':') + 1), unescape(content.slice(at, stop), at, fail));
    at = stop + 1;
  }
}

/** A map and no object, for which `&constructor;` would be known. */
const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Text with the references of XML 1.0, 4.1 and 4.6, resolved; others would need a document type. */
function unescape(words: string, where: number, fail: Fail): string {
  if (!words.includes('&')) return words;
  return words.replace(/&(#?\w{0,20});?/gu, (whole, name: string, index: number) => {
    const found = whole.endsWith(';') ? (characterOf(name) ?? entities.get(name)) : undefined;
    return (
      found ??
      fail(
        where + index,
        text(
          `“${shown(whole)}”不是 XML 认得的符号；“&” 要写成 “&amp;”`,
          `“${shown(whole)}” means nothing in XML; “&” is written “&amp;”`,
        ),
      )
    );
  });
}

/** The character of a numeric reference, `#20013` or `#x4e2d`. */
export function characterOf(name: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/iu.exec(name) ?? [];
  const code = hex ? parseInt(hex, 16) : decimal ? Number(decimal) : 0;
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}

/** Elements of a name within an element. */
export const childrenOf = (element: Element, name: string): Element[] =>
  element.children.filter(
    (child): child is Element => typeof child !== 'string' && child.name === name,
  );

/** Text of an element with that of the elements in it, spaces around it left out. */
export function textOf(element: Element | undefined): string {
  const all = (children: Element['children']): string =>
    children.map((child) => (typeof child === 'string' ? child : all(child.children))).join('');
  return element ? all(element.children).trim() : '';
}

/** Text of the first element of a name; empty if there is none. */
export const childText = (element: Element, name: string): string =>
  textOf(childrenOf(element, name)[0]);
