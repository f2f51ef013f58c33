import { pad, widthOf } from './print';

/** Columns of a page, and the most that the names on its left take. */
const [pageWidth, mostNameWidth] = [100, 36];

const chinese = '\\u2e80-\\u9fff\\uf900-\\ufaff';
const opening = '[(（“]*';
const closing = '[)）、，。；：”]*';
/** What a line may break between: words and Chinese characters, with their brackets, signs and the space after them. */
const pieces = new RegExp(
  `${opening}(?:[${chinese}]|[^\\s${chinese}(（、，。；：]+)${closing}\\s*|\\S\\s*`,
  'gu',
);

/** Names and meanings under a head, the meanings under one another. */
export function listed(head: string, lines: readonly (readonly [string, string])[]): string {
  const widths = lines.map(([name]) => widthOf(name)).filter((width) => width <= mostNameWidth);
  const width = Math.max(0, ...widths) + 2;
  return `${head}\n${lines.map(([name, meaning]) => hanging(name, meaning, width)).join('')}`;
}

/** A name and its meaning, which starts on the next line where the name is too long, and is folded at the page's edge. */
export function hanging(name: string, meaning: string, width: number): string {
  const isLong = widthOf(name) + 2 > width;
  const folded = fold(meaning, pageWidth - width - 2);
  const rest = folded.map((line) => `${' '.repeat(width + 2)}${line}\n`);
  if (isLong) return `  ${name}\n${rest.join('')}`;
  return `  ${pad(name, width, 'left')}${folded[0] ?? ''}\n${rest.slice(1).join('')}`;
}

function fold(words: string, width: number): string[] {
  const lines = [''];
  for (const piece of words.match(pieces) ?? []) {
    const last = lines.at(-1)!;
    if (last && widthOf((last + piece).trimEnd()) > width) lines.push(piece);
    else lines[lines.length - 1] = last + piece;
  }
  return lines.map((line) => line.trimEnd());
}
