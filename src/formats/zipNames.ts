import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { crc32 } from './crc32';
import { shown } from './sheet';

/** Number of the extra field that holds a name in Unicode, as GDAL, QGIS and Info-ZIP write it beside one of `____`. */
export const unicodePath = 0x7075;

/**
 * The name of an entry.
 * @param bytes as it stands in the directory
 * @param marked whether the entry says that it is in UTF-8
 * @param stated its extra field {@link unicodePath}: version 1, CRC-32 of the plain name, name in UTF-8 (APPNOTE 4.6.9);
 *   one that belongs to another name, which a program changed without it, is passed over
 */
export function nameOf(bytes: Uint8Array, marked: boolean, stated: DataView | null): string {
  if (stated && stated.byteLength > 5 && stated.getUint8(0) === 1) {
    const { buffer, byteOffset, byteLength } = stated;
    const unicode = new Uint8Array(buffer, byteOffset + 5, byteLength - 5);
    if (stated.getUint32(1, true) === crc32(bytes)) return new TextDecoder().decode(unicode);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(marked ? 'utf-8' : 'gb18030').decode(bytes);
  }
}

/**
 * A name with `/` between its folders, in Unicode normal form C; `null` for a folder.
 * @throws Failure when it leads out of the archive
 */
export function safeName(raw: string): string | null {
  const name = raw.replaceAll('\\', '/').normalize('NFC');
  const parts = name.split('/');
  if (name.startsWith('/') || /^[a-z]:/iu.test(name) || parts.includes('..') || /\0/u.test(name)) {
    throw new Failure(
      text(
        `压缩包里的文件名“${shown(raw)}”指向压缩包之外，整个压缩包没有读取。`,
        `The name “${shown(raw)}” leads out of the archive; the whole archive was not read.`,
      ),
    );
  }
  if (name.endsWith('/')) return null;
  return parts.filter((part) => part !== '' && part !== '.').join('/') || null;
}
