/** A map and no object, for which `&constructor;` would be known. */
const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['middot', '·'],
  ['mdash', '—'],
  ['ndash', '–'],
  ['deg', '°'],
  ['sup2', '²'],
]);

/** The character of a numeric reference, `#20013` or `#x4e2d`. */
function characterOf(name: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/iu.exec(name) ?? [];
  const code = hex ? parseInt(hex, 16) : decimal ? Number(decimal) : 0;
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}

/**
 * What a person reads of an HTML text: tags, scripts and styles left out, references resolved, cells of a table parted
 * by a space, paragraphs and rows by a line break. The result is text, never markup, whatever signs are in it.
 */
export function htmlText(html: string): string {
  if (!/[<&]/u.test(html)) return html.trim();
  // Split at tags, so that even a hostile text is gone through once.
  let hidden: string | null = null;
  let words = '';
  for (const part of html.split(/(<[^<>]*>)/u)) {
    const [, closing, tag] = /^<(\/?)([a-z][a-z\d]{0,20}|!)/iu.exec(part) ?? [];
    const name = tag?.toLowerCase();
    if (hidden) {
      if (closing && name === hidden) hidden = null;
    } else if (name === undefined || !part.endsWith('>')) words += part;
    else if ((name === 'script' || name === 'style') && !closing) hidden = name;
    else if (/^(?:br|p|div|tr|li|h\d|table)$/u.test(name)) words += '\n';
    else if (name === 'td' || name === 'th') words += ' ';
  }
  return words
    .replace(
      /&(#?\w{1,10});/gu,
      (whole, name: string) => characterOf(name) ?? entities.get(name) ?? whole,
    )
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
