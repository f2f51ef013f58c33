import { Failure } from '../../domain/failure';
import { text } from '../../domain/text';
import { XmlFault } from '../xml';
import { childOf, readXml as readTree, textOf, type Element } from '../xmlTree';
import { saying, withoutKey } from './ask';

/** What stands at the end of a path of names; `null` when it is not there or empty. */
export function wordsAt(element: Element | undefined, ...path: string[]): string | null {
  const found = path.reduce<Element | undefined>((at, name) => childOf(at, name), element);
  return textOf(found) || null;
}

/** What a service complains of in an exception document; `null` when it is none. */
function exceptionOf(root: Element): string | null {
  if (!/^(ServiceExceptionReport|ServiceException|ExceptionReport)$/.test(root.name)) return null;
  const words = (part: Element | string): string[] =>
    typeof part === 'string' ? [part] : part.children.flatMap(words);
  return words(root).join(' ').replace(/\s+/g, ' ').trim();
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
    const words = new TextDecoder(declared).decode(bytes);
    // WMS 1.1.1 asks for a document type.
    root = readTree(words, undefined, { skipType: true });
  } catch (cause) {
    // A RangeError: the declaration names no known encoding.
    if (!(cause instanceof XmlFault || cause instanceof RangeError)) throw cause;
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
