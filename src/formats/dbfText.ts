import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { encodingOf } from './codePage';
import { decode as tell, type Encoding } from './encoding';

/** Text of a cell. */
export interface CellText {
  text: string;
  /** The cell is full and ends within a character, which was left out. */
  cut: boolean;
  /** Some characters could not be read. */
  damaged: boolean;
}

/** What tells the character set of a .dbf. */
interface Clues {
  /** Cells of text without their padding, up to so many bytes in all. */
  cells: (limit: number) => { full: Uint8Array[]; loose: Uint8Array[] };
  names: readonly Uint8Array[];
  cpg: Uint8Array | undefined;
  /** Byte 29 of the header, the language driver. */
  language: number;
}

/** Bytes of cells that are looked at. */
const sampleBytes = 300_000;

/** Language drivers of dBase and FoxPro for Chinese. */
const languages: Readonly<Record<number, Encoding>> = {
  0x4d: 'gb18030',
  0x7a: 'gb18030',
  0x4f: 'big5',
  0x78: 'big5',
};

/**
 * How the text of a .dbf is read: as a person chose, else as the .cpg says, else as the language driver in the header
 * says, else as the bytes look. What the .cpg or the header says is held against the bytes: where it cannot be right,
 * or names a character set without Chinese, the bytes decide and the evidence says so.
 * @throws Failure when the bytes fit no character set
 */
export function decoderOf(
  clues: Clues,
  decided: Encoding | undefined,
): { decode: (bytes: Uint8Array) => CellText; encoding: Encoding; evidence: Text } {
  const { encoding, evidence } = decided
    ? { encoding: decided, evidence: text('由人指定', 'chosen by a person') }
    : told(clues);
  return { decode: cellDecoder(encoding), encoding, evidence };
}

function told({ cells, names, cpg, language }: Clues): { encoding: Encoding; evidence: Text } {
  const { full, loose } = cells(sampleBytes);
  const foreign = [...names, ...full, ...loose].filter((cell) => cell.some((byte) => byte >= 0x80));
  const said = cpg ? new TextDecoder('latin1').decode(cpg.subarray(0, 100)).trim() : '';
  const byCpg = encodingOf(said);
  const source = said
    ? text(`.cpg 写着 ${said}`, `the .cpg says ${said}`)
    : text(
        `.dbf 文件头的语言标记 0x${language.toString(16)}`,
        `the language byte 0x${language.toString(16)} in the header of the .dbf`,
      );
  const claimed = said ? byCpg : languages[language];
  if (claimed && fits(foreign, claimed)) return { encoding: claimed, evidence: source };
  if (!foreign.length) {
    return { encoding: 'utf-8', evidence: text('只有 ASCII 字符', 'ASCII characters only') };
  }
  const seen = fromBytes(names, full, loose);
  if (!said && !claimed) return seen;
  const { 'zh-CN': zh, en } = seen.evidence;
  return {
    encoding: seen.encoding,
    evidence: text(
      `${source['zh-CN']}，与字节不符；按字节：${zh}`,
      `${source.en}, which does not fit the bytes; by the bytes: ${en}`,
    ),
  };
}

/** Bytes beyond ASCII from which on it is no accident that they are valid UTF-8. */
const enough = 12;

/** Whether nearly all cells can be read so; UTF-8 also reads as GB 18030 or Big5, as nonsense. */
function fits(cells: readonly Uint8Array[], encoding: Encoding): boolean {
  const damaged = (label: Encoding) => {
    const decode = cellDecoder(label);
    return cells.filter((cell) => decode(cell).damaged).length;
  };
  if (encoding !== 'utf-8' && damaged('utf-8') === 0) {
    const foreign = cells.reduce(
      (sum, cell) => sum + cell.filter((byte) => byte >= 0x80).length,
      0,
    );
    if (foreign >= enough) return false;
  }
  return damaged(encoding) <= cells.length * 0.05;
}

function fromBytes(
  names: readonly Uint8Array[],
  full: readonly Uint8Array[],
  loose: readonly Uint8Array[],
): { encoding: Encoding; evidence: Text } {
  const hasForeign = (cells: readonly Uint8Array[]) =>
    cells.some((cell) => cell.some((byte) => byte >= 0x80));
  // Cells that fill their field may end within a character; they are looked at only if there is nothing else.
  const cells = hasForeign(loose) ? loose : [...names, ...full].map(withoutCutUtf8);
  const lines = cells.flatMap((cell) => [...cell.map((byte) => (byte < 0x20 ? 0x20 : byte)), 0x0a]);
  try {
    return tell(Uint8Array.from(lines));
  } catch (cause) {
    throw new Failure(
      text(
        '认不出 .dbf 的字符编码；请指定编码，或附上写明编码的 .cpg 文件。',
        'The character set of the .dbf is not recognised; choose one, or add a .cpg file that names it.',
      ),
      { cause },
    );
  }
}

/** The cell without its last, incomplete character, if it is UTF-8 otherwise. */
function withoutCutUtf8(cell: Uint8Array): Uint8Array {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    return new TextEncoder().encode(decoder.decode(cell, { stream: true }));
  } catch {
    return cell;
  }
}

function cellDecoder(encoding: Encoding): (bytes: Uint8Array) => CellText {
  const decoder = new TextDecoder(encoding);
  return (bytes) => {
    const end = bytes.indexOf(0);
    const cell = end < 0 ? bytes : bytes.subarray(0, end);
    // Most cells are numbers and codes, for which a decoder is slow.
    if (cell.length < 1_000 && cell.every((byte) => byte < 0x80)) {
      return { text: String.fromCharCode(...cell), cut: false, damaged: false };
    }
    const whole = decoder.decode(cell);
    if (!whole.includes('\uFFFD')) return { text: whole, cut: false, damaged: false };
    // What is pending after the last byte is the beginning of a character.
    const content = decoder.decode(cell, { stream: true });
    const pending = decoder.decode() !== '';
    const damaged = content.includes('\uFFFD');
    return { text: content, cut: pending && !damaged, damaged };
  };
}

/** Cells of text without their padding: those that fill their field, and the others; up to `limit` bytes in all. */
export function cellsOf(
  bytes: Uint8Array,
  fields: readonly { start: number; length: number }[],
  at: (index: number) => number,
  count: number,
  limit: number,
): { full: Uint8Array[]; loose: Uint8Array[] } {
  const cells = { full: [] as Uint8Array[], loose: [] as Uint8Array[] };
  let taken = 0;
  for (let index = 0; index < count && taken < limit; index++) {
    for (const { start, length } of fields) {
      const cell = bytes.subarray(at(index) + start, at(index) + start + length);
      let end = cell.indexOf(0);
      if (end < 0) end = cell.length;
      while (end > 0 && cell[end - 1] === 0x20) end--;
      cells[end === length ? 'full' : 'loose'].push(cell.subarray(0, end));
      taken += length;
    }
  }
  return cells;
}
