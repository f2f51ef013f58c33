import { Failure } from '../domain/failure';
import { text, type Text } from '../domain/text';

/** First bytes of files that people try to open here, as Latin-1 text, and what they are. */
const signatures: readonly (readonly [start: string, what: Text])[] = [
  ['PK\x03\x04', text('Excel 工作簿或 ZIP 压缩包', 'an Excel workbook or ZIP archive')],
  ['PK\x05\x06', text('ZIP 压缩包', 'a ZIP archive')],
  ['\xd0\xcf\x11\xe0', text('旧版 Excel 或 Word 文件', 'an old Excel or Word file')],
  ['%PDF', text('PDF 文件', 'a PDF file')],
  ['\x89PNG', text('PNG 图片', 'a PNG picture')],
  ['\xff\xd8\xff', text('JPEG 图片', 'a JPEG picture')],
  ['GIF8', text('GIF 图片', 'a GIF picture')],
  ['RIFF', text('WebP 图片或影音文件', 'a WebP picture or a recording')],
  ['II*\0', text('TIFF 图像', 'a TIFF image')],
  ['MM\0*', text('TIFF 图像', 'a TIFF image')],
  ['\x1f\x8b', text('gzip 压缩包', 'a gzip archive')],
  ['7z\xbc\xaf', text('7z 压缩包', 'a 7z archive')],
  ['Rar!', text('RAR 压缩包', 'a RAR archive')],
  ['SQLite format 3', text('SQLite 数据库或 GeoPackage', 'an SQLite database or GeoPackage')],
  ['\0\0\x27\x0a', text('Shapefile 的图形文件', 'the geometry file of a Shapefile')],
  ['fgb', text('FlatGeobuf 文件', 'a FlatGeobuf file')],
  ['\x7fELF', text('程序', 'a program')],
  ['MZ\x90', text('程序', 'a program')],
  ['{\\rtf', text('RTF 文档', 'an RTF document')],
  ['<', text('网页、KML 或其他 XML 文件', 'a web page, KML or other XML file')],
];

/**
 * @param readable what can be read, for the sentence
 * @throws Failure that names what the file looks like, when its first bytes are those of another kind of file
 */
export function refuseOtherKinds(bytes: Uint8Array, readable: Text): void {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const head = String.fromCharCode(...bytes.subarray(marked ? 3 : 0, 80)).trimStart();
  const raw = String.fromCharCode(...bytes.subarray(0, 16));
  const found = signatures.find(([start]) => raw.startsWith(start) || head.startsWith(start));
  if (!found) return;
  const [, what] = found;
  const gap = /^[!-~]/u.test(what['zh-CN']) ? ' ' : '';
  throw new Failure(
    text(
      `这看起来是${gap}${what['zh-CN']}，不能直接读；能读的有：${readable['zh-CN']}，请另存为其中一种。`,
      `This looks like ${what.en}, which cannot be read here; what can be read: ${readable.en}. Save it as one of these.`,
    ),
  );
}
