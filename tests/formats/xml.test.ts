import { DOMParser, type Node } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inPieces, walkXml, XmlFault } from '../../src/formats/xml';
import { readXml, textOf, type Element } from '../../src/formats/xmlTree';

/** What a listener is told, as one line. */
function told(content: string, size?: number): string {
  const events: string[] = [];
  let words = '';
  const flush = () => {
    if (words !== '') events.push(JSON.stringify(words));
    words = '';
  };
  walkXml(inPieces(content, size), {
    open(name, attributes) {
      flush();
      events.push(
        `<${[name, ...Object.entries(attributes).map((each) => each.join('='))].join(' ')}>`,
      );
    },
    close(name) {
      flush();
      events.push(`</${name}>`);
    },
    words: (more) => (words += more),
  });
  return events.join('');
}

const sample =
  '\uFEFF\n<?xml version="1.0"?>\r\n<!-- 注 --><k:a xmlns:k="k" k:id="1" b=\'"\'>甲&amp;\r\n<![CDATA[<乙>]]><c/>&#x4e01;𠮷</k:a>\n';
const events = '<a xmlns:k=k k:id=1 b=">"甲&\\n<乙>"<c></c>"丁𠮷"</a>';

test('elements come by their local names, attributes as written, references and line ends resolved', () => {
  expect(told(sample)).toBe(events);
});

test('it does not matter where a text is cut into pieces', () => {
  for (let size = 1; size < 40; size++) expect(told(sample, size)).toBe(events);
});

test('control characters, which cells of spreadsheets are full of, and ]]> stay as they are', () => {
  expect(told('<a>x]]>y</a>')).toBe('<a>"x]]>y"</a>');
  expect(told('<a>一\v二\uFFFF</a>')).toBe('<a>"一\\u000b二\uFFFF"</a>');
});

const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);

describe('one sentence with line and cause', () => {
  test.each([
    ['cut off in a tag', '<a>\n<b', 2, /<a> is never closed, the file may be cut off/],
    ['cut off in a comment', '<a/>\n<!-- ', 2, /the end is missing, the file may be cut off/],
    ['cut off in a reference', '<a>\n&am', 2, /“&am” means nothing in XML; “&” is written “&amp;”/],
    ['empty', '', 1, /there is no element/],
    ['another end', '<a>\n<b></c></a>', 2, /<\/c> stands where <\/b> should/],
    ['an end too many', '<a></a>\n</b>', 2, /<\/b> closes nothing/],
    ['a second root', '<a/>\n<b/>', 2, /<b.* follows the root element/],
    ['text behind the root', '<a/>\n乙', 2, /there is text outside of tags, “乙”/],
    ['a bare ampersand', '<a>\nA&B\n</a>', 2, /“&B” means nothing/],
    ['a bare ampersand before a good one', '<a>\n1 & 2\n&amp;</a>', 2, /“&” means nothing/],
    ['a bare ampersand in an address', '<a\nb="x?y=1&z=2"/>', 2, /“&z” means nothing/],
    ['an entity of HTML', '<a>\n&nbsp;</a>', 2, /“&nbsp;” means nothing/],
    ['a name of the language as entity', '<a>&constructor;</a>', 1, /“&constructor;” means/],
    ['a number that is no character', '<a>&#0;</a>', 1, /“&#0;” means nothing/],
    ['no quotes', '<a\nb=1/>', 2, /b=1” is not written as XML asks/],
    ['the same attribute twice', '<a b="1" b="2"/>', 1, /is not written as XML asks/],
    ['201 levels', '<a>\n'.repeat(201), 201, /nested deeper than 200 levels/],
    ['an unknown section', '<a><![IF[x]]></a>', 1, /is not written as XML asks/],
    ['a document type', '<!DOCTYPE a>\n<a/>', 1, /declares a document type/],
    [
      'a billion laughs',
      `<!DOCTYPE a [<!ENTITY l0 "lol">${laughs.join('')}]><a>&l9;</a>`,
      1,
      /declares a document type/,
    ],
  ])('%s', (_, content, line, cause) => {
    const fail = () => told(content);
    expect(fail).toThrow(XmlFault);
    expect(fail).toThrow(`broken at line ${line}: `);
    expect(fail).toThrow(cause);
  });

  test('10,000 levels do not exhaust the stack', () => {
    expect(() => readXml('<a>'.repeat(10_000) + '</a>'.repeat(10_000))).toThrow(/deeper than 200/);
  });
});

test('where a standard asks for a document type it is skipped; what it declares stays unknown', () => {
  const wms =
    '<!DOCTYPE w SYSTEM "http://example.test/w.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd"> <!ELEMENT v EMPTY>]>';
  const read = (content: string) => readXml(content, undefined, { skipType: true });
  expect(textOf(read(`${wms}<w>甲</w>`))).toBe('甲');
  expect(() => read(`${wms}<w>&x;</w>`)).toThrow(/“&x;” means nothing/);
});

test('taken elements are let go', () => {
  const taken: string[] = [];
  const root = readXml('<a><b>1</b><b>2</b><c/></a>', (element, around) => {
    if (element.name !== 'b') return false;
    taken.push(`${around.map(({ name }) => name).join('/')}: ${textOf(element)}`);
    return true;
  });
  expect(taken).toEqual(['a: 1', 'a: 2']);
  expect(root.children).toMatchObject([{ name: 'c' }]);
});

test('any tree is read as another parser reads it', () => {
  const name = fc.constantFrom('a', '名称', 'gx:Track', 'x-1.b');
  const words = fc
    .string({ unit: fc.constantFrom('中', 'a', ' ', '\n', '&amp;', '&#20013;', '𠮷', ']', "'") })
    .map((some) => `x${some}`);
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      fc.tuple(name, words).map(([tag, inside]) => `<${tag} k="${inside}">${inside}</${tag}>`),
      fc
        .tuple(name, fc.array(tie('tree'), { maxLength: 3 }))
        .map(([tag, inside]) => `<${tag}>${inside.join('<!-- & -->')}</${tag}>`),
    ),
  }));
  const ours = (element: Element): unknown => [
    element.name,
    element.attributes.get('k'),
    element.children.map((child) => (typeof child === 'string' ? child : ours(child))),
  ];
  const theirs = (node: Node): unknown =>
    node.nodeType === 3
      ? node.nodeValue
      : [
          node.nodeName.replace(/^.*:/u, ''),
          (node as unknown as { getAttribute(key: string): string | null }).getAttribute('k') ??
            undefined,
          Array.from(node.childNodes)
            .filter(({ nodeType }) => nodeType !== 8)
            .map(theirs),
        ];
  const property = fc.property(tree, (content) => {
    const root = `<r xmlns:gx="g">${content}</r>`;
    const peer = new DOMParser().parseFromString(root, 'text/xml').documentElement!;
    expect(ours(readXml(root))).toEqual(theirs(peer));
  });
  fc.assert(property, { numRuns: 100 });
});
