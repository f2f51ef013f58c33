import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';
import { survey, type Survey } from './encodingSurvey';

/** Character sets that are read. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5'] as const;
export type Encoding = (typeof encodings)[number];

/** The character set of a file and how it was told. */
export interface Told {
  encoding: Encoding;
  evidence: Text;
  /** Characters that could not be read and stand as `�`. */
  damaged: number;
  /** Whether `�` stands anywhere in the text, put there now or when the file was made. */
  hasMarks: boolean;
  /** The text itself where it is small, which saves reading it again; else `null`. */
  content: string | null;
}

/** Text of a file and how its character set was told. */
export interface Decoded extends Pick<Told, 'encoding' | 'evidence' | 'damaged'> {
  /** Without byte order mark. */
  text: string;
}

/** Share of unreadable characters above which a character set is held to be the wrong one. */
const damageLimit = 0.05;
/** How many bytes are looked at for evidence. */
const sampleBytes = 1_000_000;

/** Called with the bytes that are read, of how many. */
export type BytesRead = (done: number, total: number) => void;

/**
 * The character set of a file, told from its bytes: UTF-8, UTF-16, GB 18030 (with GBK and GB 2312), or Big5. The text is
 * read piece by piece and not kept.
 *
 * In this order: a byte order mark; bytes that are valid UTF-8 without zero bytes; zero bytes in every other place
 * that read as UTF-16; else GB 18030 or Big5, whichever has more of its characters in the range of common ones.
 * A few damaged characters (under 5 % of the non-ASCII ones) are read as `�` and counted.
 * @param decided a character set that a person chose; it is used whatever the bytes look like
 * @throws Failure when the bytes fit none of them
 */
export function tell(bytes: Uint8Array, decided?: Encoding, progress?: BytesRead): Told {
  const tick = progress && ((done: number) => progress(done, bytes.length));
  if (decided) return lenient(decided, bytes, text('由人指定', 'chosen by a person'), tick);
  return (
    marked(bytes, tick) ??
    utf8(bytes, tick) ??
    utf16(bytes, tick) ??
    doubleByte(bytes, tick) ??
    damagedUtf8(bytes, tick) ??
    refuse()
  );
}

/**
 * Text of a file in one of the character sets that {@link tell} tells.
 * @throws Failure as {@link tell}
 */
export function decode(bytes: Uint8Array, decided?: Encoding): Decoded {
  const { encoding, evidence, damaged, content } = tell(bytes, decided);
  return { text: content ?? new TextDecoder(encoding).decode(bytes), encoding, evidence, damaged };
}

type Tick = ((done: number) => void) | undefined;

const told = (
  encoding: Encoding,
  evidence: Text,
  { replacements, content }: Survey,
  isDamaged: boolean,
): Told => ({
  encoding,
  evidence,
  damaged: isDamaged ? replacements : 0,
  hasMarks: replacements > 0,
  content,
});

function lenient(label: Encoding, bytes: Uint8Array, evidence: Text, tick: Tick): Told {
  const found = survey(label, bytes, true, tick);
  return found
    ? told(label, evidence, found, false)
    : told(label, evidence, survey(label, bytes, false, tick)!, true);
}

function marked(bytes: Uint8Array, tick: Tick): Told | null {
  const [a, b, c] = bytes;
  const mark = text('文件以字节顺序标记（BOM）开头', 'the file begins with a byte order mark');
  if (a === 0xef && b === 0xbb && c === 0xbf) return lenient('utf-8', bytes, mark, tick);
  if (a === 0xff && b === 0xfe) return lenient('utf-16le', bytes, mark, tick);
  if (a === 0xfe && b === 0xff) return lenient('utf-16be', bytes, mark, tick);
  return null;
}

function utf8(bytes: Uint8Array, tick: Tick): Told | null {
  const found = survey('utf-8', bytes, true, tick);
  if (!found || found.zeros) return null;
  const evidence =
    found.foreign === 0
      ? text('只有 ASCII 字符', 'ASCII characters only')
      : text('所有字节都符合 UTF-8', 'all bytes are valid UTF-8');
  return told('utf-8', evidence, found, false);
}

function utf16(bytes: Uint8Array, tick: Tick): Told | null {
  if (!bytes.includes(0)) return null;
  const [best] = (['utf-16le', 'utf-16be'] as const)
    .map((label) => ({ label, found: survey(label, bytes, true, tick) }))
    .map(({ label, found }) => ({
      label,
      found,
      share: found ? plausible(found.content ?? startOf(label, bytes)) : 0,
    }))
    .sort((a, b) => b.share - a.share);
  if (!best?.found || best.share < 0.9) {
    throw new Failure(
      text(
        '文件里有零字节，不是文本，像是损坏的文件，或程序、图片一类的二进制文件；请选台账或图层文件，如 Excel、CSV、GeoJSON、Shapefile。',
        'The file holds zero bytes and is no text but looks like a broken or binary file, such as a program or a picture; choose a register or layer such as Excel, CSV, GeoJSON or a Shapefile.',
      ),
    );
  }
  const percent = Math.floor(best.share * 100);
  const evidence = text(
    `有零字节，按 UTF-16 读有 ${percent}% 是常用字符`,
    `zero bytes, and ${percent} % common characters when read as UTF-16`,
  );
  return told(best.label, evidence, best.found, false);
}

const startOf = (label: Encoding, bytes: Uint8Array): string =>
  new TextDecoder(label).decode(bytes.subarray(0, 2 * sampleBytes), { stream: true });

/** Share of characters that one meets in Chinese and English registers; none at all if there is a control character. */
function plausible(content: string): number {
  const sample = content.slice(0, sampleBytes);
  // eslint-disable-next-line no-control-regex -- control characters are what tells a binary file
  if (!sample || /[\0-\x08\x0e-\x1f\x7f]/u.test(sample)) return 0;
  const common = count(sample, /[\t\n\r -~\u2010-\u203f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/gu);
  return common / [...sample].length;
}

/** GB 18030 or Big5, told apart by where the two bytes of their common characters lie. */
function doubleByte(bytes: Uint8Array, tick: Tick): Told | null {
  const shares = { gb18030: 0, big5: 0 };
  let pairs = 0;
  const end = Math.min(bytes.length, sampleBytes) - 1;
  for (let i = 0; i < end; i++) {
    const lead = bytes[i]!;
    if (lead < 0x81) continue;
    const trail = bytes[++i]!;
    pairs++;
    // GB 2312: symbols and full-width forms in A1–A9, characters in B0–F7, second byte always high.
    if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7))) {
      shares.gb18030++;
    }
    // Big5: symbols in A1–A3, frequent characters in A4–C6, second byte low or high.
    if (lead >= 0xa1 && lead <= 0xc6 && (trail >= 0xa1 || (trail >= 0x40 && trail < 0x7f))) {
      shares.big5++;
    }
  }
  const order =
    shares.big5 > shares.gb18030 ? (['big5', 'gb18030'] as const) : (['gb18030', 'big5'] as const);
  for (const label of order) {
    const percent = pairs ? Math.floor((shares[label] / pairs) * 100) : 0;
    const name = label === 'gb18030' ? 'GB 18030' : 'Big5';
    const strict = survey(label, bytes, true, tick);
    const found = strict ?? survey(label, bytes, false, tick)!;
    // A text holds no control characters.
    if (found.controls) continue;
    const damaged = strict ? 0 : found.replacements;
    // The pairs are those of the sample alone.
    if (percent >= 40 && damaged / Math.max(pairs, found.foreign) <= damageLimit) {
      const evidence = text(
        `不是 UTF-8；${percent}% 的双字节落在 ${name} 的常用字区`,
        `no valid UTF-8; ${percent} % of the double bytes are common characters of ${name}`,
      );
      // A UTF-8 file with one broken byte also reads as GB 18030, as nonsense: the fewer damages decide.
      return damagedUtf8(bytes, tick) ?? told(label, evidence, found, !strict);
    }
  }
  return null;
}

function damagedUtf8(bytes: Uint8Array, tick: Tick): Told | null {
  const evidence = text(
    '绝大多数字节符合 UTF-8，少数字符已损坏',
    'nearly all bytes are valid UTF-8, a few are damaged',
  );
  const strict = survey('utf-8', bytes, true);
  const found = strict ?? survey('utf-8', bytes, false, tick)!;
  const damaged = strict ? 0 : found.replacements;
  return !found.zeros && damaged / found.foreign <= damageLimit
    ? told('utf-8', evidence, found, !strict)
    : null;
}

const count = (content: string, pattern: RegExp) => content.match(pattern)?.length ?? 0;

function refuse(): never {
  throw new Failure(
    text(
      '认不出文件的字符编码；请另存为 UTF-8 的 CSV 再试。',
      'The character set of the file is not recognised; save it as CSV in UTF-8 and try again.',
    ),
  );
}
