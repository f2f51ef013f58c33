import { text } from '../domain/text';
import type { Format, Writer } from './format';
import { isZip } from './unzip';

const holds = (head: Uint8Array, words: string) =>
  new TextDecoder('latin1').decode(head).includes(words);

/** The container of old Excel files, and of new ones with a password. */
const isOldContainer = (head: Uint8Array) =>
  head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0;

/** Parts that hold no cells and may be large. */
const isAside = (name: string) =>
  /(?:^|\/)(?:media|drawings|charts|embeddings|printerSettings|ctrlProps)\//iu.test(name);

/** Whether a file in the archive of a workbook is one that is read. */
export function isPartOfBook(name: string): boolean {
  return /\.(?:xml|rels|bin)$|^mimetype$/iu.test(name) && !isAside(name);
}

/** An Excel workbook: each sheet is a table. Its old kind is recognised so that the person is told what to do. */
export const xlsx: Format = {
  title: text('Excel 工作簿', 'Excel workbook'),
  endings: ['.xlsx', '.xlsm'],
  recognises: (head, name) =>
    isZip(head)
      ? /\.(?:xlsx|xlsm|xltx|xltm|xlsb|ods)$/u.test(name) ||
        ['[Content_Types].xml', 'xl/workbook.', 'opendocument.spreadsheet'].some((words) =>
          holds(head, words),
        )
      : isOldContainer(head) && !/\.(?:doc|ppt|msi|msg)$/u.test(name),
  unpacks: isPartOfBook,
  open: async ([file], progress) =>
    (await import('./xlsxRead')).openWorkbook(file!.bytes, progress),
};

/** The last sheet of a workbook that was written here: it says where the data come from and holds none. */
export const aboutSheet = '说明 About';

/** An Excel workbook: one sheet a table, the last says where the data come from. */
export const xlsxWriter: Writer = {
  title: text('Excel 工作簿', 'Excel workbook'),
  ending: '.xlsx',
  mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  many: true,
  write: async (tables) => (await import('./xlsxWrite')).writeWorkbook(tables),
};
