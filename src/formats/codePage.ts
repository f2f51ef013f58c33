import type { Encoding } from './encoding';

/**
 * The character set of a code page or IANA name, as a .cpg or an XML declaration states it; `undefined` for one that is
 * not read or holds no Chinese.
 */
export function encodingOf(said: string): Encoding | undefined {
  const page = said.toLowerCase().replace(/[^a-z\d]/gu, '');
  if (/^(?:utf8|65001|cp65001)$/u.test(page)) return 'utf-8';
  if (/^(?:gbk|gb2312|gb18030|euccn|(?:cp|ansi|windows|ms|ibm)?(?:936|54936|20936))$/u.test(page)) {
    return 'gb18030';
  }
  if (/^(?:big5|big5hkscs|(?:cp|ansi|windows|ms|ibm)?950)$/u.test(page)) return 'big5';
  return undefined;
}
