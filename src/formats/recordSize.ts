import { Failure } from '../domain/failure';
import { text } from '../domain/text';

/** Largest record of a file that is read record by record, bytes: the outline of a whole province has some ten million. */
const mostRecordBytes = 20_000_000;

/** A record of a text as it lies in its bytes. */
interface RecordSize {
  bytes: number;
  /** Line or row that it begins on, from 1. */
  row: number;
  /** Whether a quotation mark in it is never closed. */
  isOpen?: boolean;
}

const megabytes = (bytes: number) =>
  (bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: bytes < 1e7 ? 1 : 0 });

/**
 * Refuses a record that would fill the memory once it is decoded.
 * @param most largest record, bytes
 * @throws Failure that names the row, and the quotation mark where that is why
 */
export function checkRecordSize(
  { bytes, row, isOpen = false }: RecordSize,
  most = mostRecordBytes,
): void {
  if (bytes <= most) return;
  const [has, limit] = [megabytes(bytes), megabytes(most)];
  throw new Failure(
    isOpen
      ? text(
          `第 ${row} 行有一个引号没有收尾，其后的 ${has} MB 都并进了这一格，没有读入；请在原件里补上或删去这个引号再试。`,
          `A quotation mark in row ${row} is never closed, so that ${has} MB behind it became one cell, and nothing was read; close or remove it in the original and try again.`,
        )
      : text(
          `第 ${row} 行一行就有 ${has} MB，最多 ${limit} MB；这不像按行写的台账，请检查换行和引号，或换一种格式另存。`,
          `Row ${row} alone has ${has} MB, the most is ${limit} MB; this is no register with a record a line: check line ends and quotation marks, or save it in another format.`,
        ),
  );
}
