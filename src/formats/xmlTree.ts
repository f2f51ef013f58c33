import { inPieces, localName, walkXml, type Attributes, type XmlOptions } from './xml';

/** An element of an XML document. */
export interface Element {
  /** Without prefix: `Track` for `gx:Track`. */
  name: string;
  /** By their names without prefix. */
  attributes: ReadonlyMap<string, string>;
  /** Elements and text in their order; elements that were taken are not among them. */
  children: (Element | string)[];
}

/**
 * Called when an element ends, with the elements around it from the root on; `true` lets it go, so that a large document
 * is never held as a whole.
 */
export type TakeElement = (element: Element, around: readonly Element[]) => boolean;

interface ReadXmlOptions extends XmlOptions {
  /** Called now and then with the characters that were read. */
  progress?: (done: number, total: number) => void;
}

/**
 * Reads an XML document element by element.
 * @returns the root, without what was taken
 * @throws XmlFault as {@link walkXml}
 */
export function readXml(
  content: string,
  take: TakeElement = () => false,
  { progress, ...options }: ReadXmlOptions = {},
): Element {
  const around: Element[] = [];
  let root: Element = { name: '', attributes: none, children: [] };
  const listener = {
    open(name: string, attributes: Attributes) {
      const element: Element = { name, attributes: mapOf(attributes), children: [] };
      if (!around.length) root = element;
      around.push(element);
    },
    words(content: string) {
      // Spaces between tags are layout.
      if (content.trim() !== '') around.at(-1)?.children.push(content);
    },
    close() {
      const element = around.pop()!;
      if (!take(element, around)) around.at(-1)?.children.push(element);
    },
  };
  walkXml(told(inPieces(content), content.length, progress), listener, options);
  return root;
}

function* told(
  pieces: Iterable<string>,
  total: number,
  progress: ReadXmlOptions['progress'],
): Generator<string> {
  let done = 0;
  for (const piece of pieces) {
    yield piece;
    done += piece.length;
    progress?.(done, total);
  }
}

/** Shared by all elements without attributes, which are most of a large document. */
const none: ReadonlyMap<string, string> = new Map();

function mapOf(attributes: Attributes): ReadonlyMap<string, string> {
  const entries = Object.entries(attributes);
  return entries.length
    ? new Map(entries.map(([name, value]) => [localName(name), value ?? '']))
    : none;
}

const isElement = (child: Element | string): child is Element => typeof child !== 'string';

/** Elements within an element, or only those of a name. */
export const childrenOf = (element: Element | undefined, name?: string): Element[] =>
  element?.children
    .filter(isElement)
    .filter((child) => name === undefined || child.name === name) ?? [];

/** The first element of a name within an element. */
export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((child): child is Element => isElement(child) && child.name === name);

/** Text of an element with that of the elements in it, spaces around it left out. */
export function textOf(element: Element | undefined): string {
  const all = (children: Element['children']): string =>
    children.map((child) => (isElement(child) ? all(child.children) : child)).join('');
  return element ? all(element.children).trim() : '';
}

/** Text of the first element of a name; empty if there is none. */
export const childText = (element: Element, name: string): string => textOf(childOf(element, name));
