import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import { Failure } from '../../domain/failure';
import { text } from '../../domain/text';
import { saying, withoutKey } from './ask';

/** An element without its namespaces: services write the same names under many prefixes. */
export interface Element {
  name: string;
  attributes: ReadonlyMap<string, string>;
  /** Its own words, without those of its children. */
  words: string;
  children: readonly Element[];
}

/** Capabilities nest a dozen deep; what nests deeper is no document of a service. */
const maxDepth = 200;

interface Dom {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: { readonly length: number; item(index: number): Dom | null };
}
interface DomElement extends Dom {
  readonly localName: string | null;
  readonly attributes: {
    readonly length: number;
    item(index: number): { localName: string | null; nodeName: string; value: string } | null;
  };
}

function elementOf(node: DomElement, depth: number): Element {
  if (depth > maxDepth) throw new RangeError('nested too deep');
  const attributes = new Map<string, string>();
  for (let i = 0; i < node.attributes.length; i++) {
    const attribute = node.attributes.item(i);
    if (attribute) attributes.set(attribute.localName ?? attribute.nodeName, attribute.value);
  }
  let words = '';
  const children: Element[] = [];
  for (let i = 0; i < node.childNodes.length; i++) {
    const child = node.childNodes.item(i);
    if (child?.nodeType === 1) children.push(elementOf(child as DomElement, depth + 1));
    else if (child?.nodeType === 3 || child?.nodeType === 4) words += child.nodeValue ?? '';
  }
  return { name: node.localName ?? node.nodeName, attributes, words: words.trim(), children };
}

/** The first child of this name. */
export const child = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((each) => each.name === name);

export const children = (element: Element | undefined, name: string): Element[] =>
  element?.children.filter((each) => each.name === name) ?? [];

/** What stands at the end of a path of names; `null` when it is not there or empty. */
export function wordsAt(element: Element | undefined, ...path: string[]): string | null {
  const found = path.reduce<Element | undefined>((at, name) => child(at, name), element);
  return found?.words || null;
}

/** What a service complains of in an exception document; `null` when it is none. */
function exceptionOf(root: Element): string | null {
  if (!/^(ServiceExceptionReport|ServiceException|ExceptionReport)$/.test(root.name)) return null;
  const words = (element: Element): string[] => [element.words, ...element.children.flatMap(words)];
  return words(root).filter(Boolean).join(' ').replace(/\s+/g, ' ').trim();
}

/**
 * The document that a service answered with.
 * @param host of the service, for the sentences
 * @throws Failure when it is a web page, no XML, or says what went wrong
 */
export function readXml(bytes: Uint8Array, host: string, key: string | null): Element {
  const start = new TextDecoder().decode(bytes.subarray(0, 500)).trimStart();
  if (/^<!doctype html|^<html/i.test(start)) throw webPage(host);
  const declared = /<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(start)?.[1] ?? 'utf-8';
  let root: Element;
  try {
    const words = new TextDecoder(declared).decode(bytes).trimStart();
    const parsed = new DOMParser({ onError: onErrorStopParsing }).parseFromString(
      words,
      'text/xml',
    ) as unknown as { documentElement: DomElement };
    root = elementOf(parsed.documentElement, 0);
  } catch (cause) {
    throw new Failure(
      text(
        `${host} 的应答不是完整的 XML（开头是“${saying(bytes, key).slice(0, 40)}”）；请核对地址和服务种类。`,
        `The answer of ${host} is no complete XML (it starts with “${saying(bytes, key).slice(0, 40)}”); check address and kind of service.`,
      ),
      { cause },
    );
  }
  const exception = exceptionOf(root);
  if (exception !== null) throw complaint(host, withoutKey(exception, key));
  return root;
}

/** A page for people where a document for programs was asked for, such as that of a login or a proxy. */
export const webPage = (host: string): Failure =>
  new Failure(
    text(
      `${host} 答的是网页，不是服务；请核对地址，或先在浏览器里登录该网络。`,
      `${host} answered with a web page, not with a service; check the address, or log in to the network first.`,
    ),
  );

/** Words without the stops at their end, as a part of a longer sentence. */
const sentence = (words: string) => words.slice(0, 200).replace(/[.。\s]+$/, '');

const complaint = (host: string, words: string): Failure =>
  new Failure(
    text(
      `${host} 报错：${sentence(words) || '没有说明'}。请核对图层和参数。`,
      `${host} reports: ${sentence(words) || 'no reason given'}. Check layer and parameters.`,
    ),
  );

/** An answer of another kind than was asked for, or of a version that is not spoken. */
export const otherDocument = (host: string, wanted: string, got: string): Failure =>
  new Failure(
    text(
      `${host} 的应答不是 ${wanted} 的能力文档（根元素是 ${got}）；请核对地址和服务种类。`,
      `The answer of ${host} is no capabilities document of ${wanted} (its root is ${got}); check address and kind of service.`,
    ),
  );
