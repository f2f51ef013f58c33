import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { readCell, type Cell } from './dbfCell';
import { cellsOf, decoderOf, type CellText } from './dbfText';
import type { Encoding } from './encoding';
import { checkColumns } from './sheet';

/** A column of a .dbf. */
interface DbfField {
  name: string;
  /** Letter of the type. */
  type: string;
  /** First byte within a record; 0 is the mark of deletion. */
  start: number;
  /** Bytes. */
  length: number;
}

/** The records of a .dbf, found but not yet read. */
export interface Dbf {
  fields: readonly DbfField[];
  /** How many records there are, deleted ones among them. */
  count: number;
  encoding: Encoding;
  evidence: Text;
  /** Why records are missing at the end; `null` when the file is whole. */
  cut: Text | null;
  /** Columns that were left out or renamed. */
  notes: Text[];
  isDeleted(index: number): boolean;
  /** What a cell of a record holds. */
  cell(index: number, field: DbfField): Cell;
}

/** Types that refer to a .dbt or .fpt file or are of no use to a person. */
const leftOut = new Set(['M', 'G', 'P', 'W', 'V', 'Q', '0']);
const known = new Set(['C', 'N', 'F', 'D', 'L', 'I', 'O', 'B', '@', 'T', 'Y', '+']);

/**
 * Finds the records of a .dbf file (dBase III to V, FoxPro).
 *
 * Not with shpjs 6.2, which reads binary numbers as letters and knows no character set but the one it is told: see
 * tests/formats/libraries.test.ts.
 * @param cpg content of the .cpg file beside it
 * @param decided a character set that a person chose
 * @throws Failure when it is no .dbf, or its character set is not recognised
 */
export function findRecords(
  bytes: Uint8Array,
  cpg: Uint8Array | undefined,
  decided: Encoding | undefined,
): Dbf {
  const broken = (zh: string, en: string) =>
    new Failure(
      text(
        `.dbf 不完整或已损坏（${zh}）；请重新导出。`,
        `The .dbf is truncated or damaged (${en}); export it again.`,
      ),
    );
  if (bytes.length < 33) throw broken('没有文件头', 'it has no header');
  if ((bytes[0]! & 7) === 4) {
    throw new Failure(
      text(
        '.dbf 是 dBase 7 格式，不能读；请另存为 dBase IV 或 CSV。',
        'The .dbf is of dBase 7, which is not read; save it as dBase IV or CSV.',
      ),
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stated = view.getUint32(4, true);
  const headLength = view.getUint16(8, true);
  const recordLength = view.getUint16(10, true);
  if (headLength < 33 || headLength > bytes.length) throw broken('文件头', 'its header');
  const raw = rawFields(bytes.subarray(0, headLength), recordLength);
  if (!raw.length) throw broken('没有字段', 'it has no field');
  checkColumns(raw.length);
  const end = raw.reduce((sum, { length }) => sum + length, 1);
  if (end > recordLength) {
    throw broken(
      `字段共 ${end} 字节，记录只有 ${recordLength} 字节`,
      `its fields have ${end} bytes, a record ${recordLength}`,
    );
  }
  const present = Math.floor((bytes.length - headLength) / recordLength);
  const count = Math.min(stated, present);
  const at = (index: number) => headLength + index * recordLength;
  const texts = raw.filter(({ type }) => type === 'C');
  const cells = (limit: number) => cellsOf(bytes, texts, at, count, limit);
  const { decode, encoding, evidence } = decoderOf(
    { cells, names: raw.map(({ name }) => name), cpg, language: bytes[29]! },
    decided,
  );
  const notes: Text[] = [];
  const named = nameFields(raw, decode, notes);
  return {
    fields: named.filter(({ type, name }) => isRead(type, name, notes)),
    count,
    encoding,
    evidence,
    cut:
      present < stated
        ? text(
            `.dbf 应有 ${stated} 条记录，实际只有 ${present} 条，从这一条起没有读入；请重新传输`,
            `the .dbf should have ${stated} records and has ${present}; nothing was read from this one on, send it again`,
          )
        : null,
    notes,
    isDeleted: (index) => bytes[at(index)] === 0x2a,
    cell: (index, { type, start, length }) => {
      const from = at(index) + start;
      return readCell(type, bytes.subarray(from, from + length), decode);
    },
  };
}

interface RawField extends Omit<DbfField, 'name'> {
  name: Uint8Array;
}

function rawFields(head: Uint8Array, recordLength: number): RawField[] {
  const read = (wide: boolean) => {
    const fields: RawField[] = [];
    let start = 1;
    for (let at = 32; at + 32 <= head.length && head[at] !== 0x0d; at += 32) {
      const type = String.fromCharCode(head[at + 11]!);
      // Clipper and FoxPro keep the high byte of a long text where the decimals of a number are.
      const length = head[at + 16]! + (wide && type === 'C' ? head[at + 17]! * 256 : 0);
      const zero = head.subarray(at, at + 11).indexOf(0);
      const name = head.subarray(at, at + (zero < 0 ? 11 : zero));
      fields.push({ name, type, start, length });
      start += length;
    }
    return { fields, end: start };
  };
  const wide = read(true);
  return wide.end === recordLength ? wide.fields : read(false).fields;
}

/** Names as text, each used once. */
function nameFields(
  fields: readonly RawField[],
  decode: (name: Uint8Array) => CellText,
  notes: Text[],
): DbfField[] {
  const taken = new Set<string>();
  return fields.map((field, i) => {
    const base = decode(field.name).text.trim() || `列 ${i + 1}`;
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base} (${number})`;
    taken.add(name);
    if (name !== base) {
      notes.push(
        text(
          `字段名“${base}”重复，第 ${i + 1} 个字段改称“${name}”`,
          `the name “${base}” is used twice; field ${i + 1} is now “${name}”`,
        ),
      );
    }
    return { ...field, name };
  });
}

function isRead(type: string, name: string, notes: Text[]): boolean {
  if (known.has(type)) return true;
  notes.push(
    leftOut.has(type)
      ? text(
          `字段“${name}”是备注型（${type}），内容在另外的文件里，没有读入`,
          `field “${name}” is a memo (${type}) whose content is in another file; it was not read`,
        )
      : text(
          `字段“${name}”的类型 ${JSON.stringify(type)} 不认识，没有读入`,
          `the type ${JSON.stringify(type)} of field “${name}” is not known; it was not read`,
        ),
  );
  return false;
}
