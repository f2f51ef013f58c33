import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import type { ReadProgress } from './format';
import { unzip } from './unzip';
import { isPartOfBook } from './xlsx';
import { readStyles, type NumberKind } from './xlsxStyles';
import { isSet, walkPart } from './xlsxXml';
import type { Attributes } from './xml';

/** A sheet of a workbook that holds cells. */
export interface BookSheet {
  /** Unique within the workbook. */
  name: string;
  hidden: boolean;
  part: string;
  bytes: Uint8Array;
}

/** A workbook without its cells. */
export interface Book {
  /** In the order of the tabs. */
  sheets: BookSheet[];
  /** Words that cells refer to. */
  strings: string[];
  styles: NumberKind[];
  /** Whether days are counted from 1904. */
  from1904: boolean;
}

/**
 * Opens a workbook of Office Open XML (ECMA-376, transitional or strict; `.xlsx`, `.xlsm`). Macros are not looked at.
 * @throws Failure when it is no such workbook, holds no sheet with cells, or is broken
 */
export function openBook(bytes: Uint8Array, progress?: ReadProgress): Book {
  const parts = unzip(bytes, isPartOfBook, progress);
  const byName = new Map([...parts].map(([name, part]) => [name.toLowerCase(), part]));
  const main = target(byName, '_rels/.rels', '', /\/officeDocument$/u) ?? 'xl/workbook.xml';
  const workbook = byName.get(main.toLowerCase());
  if (!workbook || !/\.xml$/iu.test(main)) throw noWorkbook(byName);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relations = `${folder}_rels/${main.slice(folder.length)}.rels`;
  const related = relationsOf(byName, relations, folder);
  const { entries, from1904 } = readWorkbook(workbook);
  const names = new Set<string>();
  const sheets = entries.flatMap(({ name, id, hidden }): BookSheet[] => {
    const relation = related.find((one) => one.id === id);
    // Sheets of charts and of old macros hold no table.
    if (!relation || !/\/worksheet$/u.test(relation.type)) return [];
    const part = byName.get(relation.part.toLowerCase());
    if (!part) return [];
    let unique = name || relation.part;
    for (let number = 2; names.has(unique); number++) unique = `${name} (${number})`;
    names.add(unique);
    return [{ name: unique, hidden, part: relation.part, bytes: part }];
  });
  if (!sheets.length) {
    throw new Failure(
      text('工作簿里没有带单元格的工作表。', 'The workbook holds no sheet with cells.'),
    );
  }
  const other = (type: RegExp) =>
    byName.get(related.find((one) => type.test(one.type))?.part.toLowerCase() ?? '');
  const strings = other(/\/sharedStrings$/u);
  const styles = other(/\/styles$/u);
  return {
    sheets,
    strings: strings ? readStrings(strings) : [],
    styles: styles ? readStyles(styles) : [],
    from1904,
  };
}

function noWorkbook(parts: ReadonlyMap<string, Uint8Array>): Failure {
  const has = (pattern: RegExp) => [...parts.keys()].some((name) => pattern.test(name));
  if (has(/^xl\/.*\.bin$/u) && has(/workbook\.bin$/u)) {
    return new Failure(
      text(
        '这是二进制工作簿（.xlsb），不能直接读；请用 Excel 另存为 .xlsx。',
        'This is a binary workbook (.xlsb), which cannot be read here; save it as .xlsx in Excel.',
      ),
    );
  }
  if (has(/^mimetype$/u) && has(/^content\.xml$/u)) {
    return new Failure(
      text(
        '这是 OpenDocument 表格（.ods），不能直接读；请另存为 .xlsx。',
        'This is an OpenDocument table (.ods), which cannot be read here; save it as .xlsx.',
      ),
    );
  }
  return new Failure(
    text(
      '文件里没有 Excel 工作簿；可能是 Word、PowerPoint 或别的压缩包。请选 .xlsx 文件。',
      'The file holds no Excel workbook; it may be of Word, PowerPoint or another archive. Choose an .xlsx file.',
    ),
  );
}

interface Relation {
  id: string;
  type: string;
  part: string;
}

/** What a part refers to, inside the workbook only. */
function relationsOf(
  parts: ReadonlyMap<string, Uint8Array>,
  name: string,
  folder: string,
): Relation[] {
  const bytes = parts.get(name.toLowerCase());
  if (!bytes) return [];
  const relations: Relation[] = [];
  walkPart(name, bytes, {
    open(element, attributes) {
      if (element !== 'Relationship') return;
      if (attributes.TargetMode === 'External') return;
      const path = attributes.Target ?? '';
      relations.push({
        id: attributes.Id ?? '',
        type: attributes.Type ?? '',
        part: resolve(folder, path),
      });
    },
  });
  return relations;
}

const target = (
  parts: ReadonlyMap<string, Uint8Array>,
  name: string,
  folder: string,
  type: RegExp,
): string | null =>
  relationsOf(parts, name, folder).find((one) => type.test(one.type))?.part ?? null;

/** A name of a part from where it is named; it is only looked up, never opened as a path. */
function resolve(folder: string, path: string): string {
  const steps = path.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function readWorkbook(bytes: Uint8Array) {
  const entries: { name: string; id: string; hidden: boolean }[] = [];
  let from1904 = false;
  walkPart('workbook.xml', bytes, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isSet(attributes, 'date1904');
      if (name !== 'sheet') return;
      entries.push({
        name: (attributes.name ?? '').trim(),
        id: relationId(attributes),
        hidden: /^(?:hidden|veryHidden)$/u.test(attributes.state ?? ''),
      });
    },
  });
  return { entries, from1904 };
}

/** `r:id`, not to be mistaken for `sheetId`; the prefix may be another. */
const relationId = (attributes: Attributes) =>
  Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';

/** Words of cells, with rich text joined and without the readings that Asian editions put beside them. */
function readStrings(bytes: Uint8Array): string[] {
  const strings: string[] = [];
  const collect = collectText();
  walkPart('sharedStrings.xml', bytes, {
    open(name) {
      if (name === 'si') collect.clear();
      collect.open(name);
    },
    words: (content) => collect.words(content),
    close(name) {
      collect.close(name);
      if (name !== 'si') return;
      const words = collect.text();
      // One string of blanks may be meant by millions of cells.
      strings.push(words.trim() === '' ? '' : words);
    },
  });
  return strings;
}

/** Joins the words of `t` elements, but for those of `rPh`. */
export function collectText() {
  let found = '';
  let taking = false;
  let reading = false;
  return {
    clear: () => (found = ''),
    open(name: string) {
      if (name === 't') taking = !reading;
      else if (name === 'rPh') reading = true;
    },
    close(name: string) {
      if (name === 't') taking = false;
      else if (name === 'rPh') reading = false;
    },
    words(content: string) {
      if (taking) found += content;
    },
    /** With the escapes that stand for characters which XML cannot hold: `_x000D_`. */
    text: () => unescapeText(found),
  };
}

/** Characters that stand as `_x000D_` in a workbook. */
export const unescapeText = (words: string): string =>
  words.includes('_x')
    ? words.replace(/_x([0-9a-f]{4})_/giu, (_, code: string) =>
        String.fromCharCode(parseInt(code, 16)),
      )
    : words;
