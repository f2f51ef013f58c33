import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';

/** Character sets that are read. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5'] as const;
export type Encoding = (typeof encodings)[number];

/** Text of a file and how its character set was told. */
export interface Decoded {
  /** Without byte order mark. */
  text: string;
  encoding: Encoding;
  evidence: Text;
  /** Characters that could not be read and stand as `�`. */
  damaged: number;
}

/** Share of unreadable characters above which a character set is held to be the wrong one. */
const damageLimit = 0.05;
/** How many bytes are looked at for evidence. */
const sampleBytes = 1_000_000;

/**
 * Text of a file in UTF-8, UTF-16 or GB 18030 (with GBK and GB 2312), or Big5, told from its bytes.
 *
 * In this order: a byte order mark; bytes that are valid UTF-8 without zero bytes; zero bytes in every other place
 * that read as UTF-16; else GB 18030 or Big5, whichever has more of its characters in the range of common ones.
 * A few damaged characters (under 5 % of the non-ASCII ones) are read as `�` and counted.
 * @param decided a character set that a person chose; it is used whatever the bytes look like
 * @throws Failure when the bytes fit none of them
 */
export function decode(bytes: Uint8Array, decided?: Encoding): Decoded {
  if (decided) return lenient(decided, bytes, text('由人指定', 'chosen by a person'));
  return (
    marked(bytes) ??
    utf8(bytes) ??
    utf16(bytes) ??
    doubleByte(bytes) ??
    damagedUtf8(bytes) ??
    refuse()
  );
}

function strict(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function lenient(label: Decoded['encoding'], bytes: Uint8Array, evidence: Text): Decoded {
  const content = strict(label, bytes);
  if (content !== null) return { text: content, encoding: label, evidence, damaged: 0 };
  const repaired = new TextDecoder(label).decode(bytes);
  return { text: repaired, encoding: label, evidence, damaged: count(repaired, /\uFFFD/gu) };
}

function marked(bytes: Uint8Array): Decoded | null {
  const [a, b, c] = bytes;
  const mark = text('文件以字节顺序标记（BOM）开头', 'the file begins with a byte order mark');
  if (a === 0xef && b === 0xbb && c === 0xbf) return lenient('utf-8', bytes, mark);
  if (a === 0xff && b === 0xfe) return lenient('utf-16le', bytes, mark);
  if (a === 0xfe && b === 0xff) return lenient('utf-16be', bytes, mark);
  return null;
}

function utf8(bytes: Uint8Array): Decoded | null {
  const content = strict('utf-8', bytes);
  if (content === null || content.includes('\0')) return null;
  const evidence = bytes.every((byte) => byte < 0x80)
    ? text('只有 ASCII 字符', 'ASCII characters only')
    : text('所有字节都符合 UTF-8', 'all bytes are valid UTF-8');
  return { text: content, encoding: 'utf-8', evidence, damaged: 0 };
}

function utf16(bytes: Uint8Array): Decoded | null {
  if (!bytes.includes(0)) return null;
  const [best] = (['utf-16le', 'utf-16be'] as const)
    .map((label) => ({ label, share: plausible(strict(label, bytes) ?? '') }))
    .sort((a, b) => b.share - a.share);
  if (!best || best.share < 0.9) {
    throw new Failure(
      text(
        '文件里有零字节，不是文本，像是程序或图片一类的二进制文件；请选 GeoJSON 或 CSV。',
        'The file holds zero bytes and is no text but looks like a binary file; choose GeoJSON or CSV.',
      ),
    );
  }
  const percent = Math.floor(best.share * 100);
  return lenient(
    best.label,
    bytes,
    text(
      `有零字节，按 UTF-16 读有 ${percent}% 是常用字符`,
      `zero bytes, and ${percent} % common characters when read as UTF-16`,
    ),
  );
}

/** Share of characters that one meets in Chinese and English registers; none at all if there is a control character. */
function plausible(content: string): number {
  const sample = content.slice(0, sampleBytes);
  // eslint-disable-next-line no-control-regex -- control characters are what tells a binary file
  if (!sample || /[\0-\x08\x0e-\x1f\x7f]/u.test(sample)) return 0;
  const common = count(sample, /[\t\n\r -~\u2010-\u203f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/gu);
  return common / [...sample].length;
}

/** GB 18030 or Big5, told apart by where the two bytes of their common characters lie. */
function doubleByte(bytes: Uint8Array): Decoded | null {
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
    const found = lenient(
      label,
      bytes,
      text(
        `不是 UTF-8；${percent}% 的双字节落在 ${name} 的常用字区`,
        `no valid UTF-8; ${percent} % of the double bytes are common characters of ${name}`,
      ),
    );
    // eslint-disable-next-line no-control-regex -- a text holds no control characters
    if (/[\0-\x08\x0e-\x1f]/u.test(found.text)) continue;
    if (percent >= 40 && found.damaged / pairs <= damageLimit) {
      // A UTF-8 file with one broken byte also reads as GB 18030, as nonsense: the fewer damages decide.
      const asUtf8 = damagedUtf8(bytes);
      return asUtf8 ?? found;
    }
  }
  return null;
}

function damagedUtf8(bytes: Uint8Array): Decoded | null {
  const found = lenient(
    'utf-8',
    bytes,
    text(
      '绝大多数字节符合 UTF-8，少数字符已损坏',
      'nearly all bytes are valid UTF-8, a few are damaged',
    ),
  );
  const foreign = count(found.text, /[^\0-\x7f]/gu);
  return !found.text.includes('\0') && found.damaged / foreign <= damageLimit ? found : null;
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
