import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/formats/encoding';

const table = '名称,经度,纬度\r\n龙岗小学,105.71,29.70\r\n一中,105.72,29.71\r\n';

describe('the character set is told from the bytes', () => {
  test.each([
    ['utf8', 'utf-8'],
    ['gbk', 'gb18030'],
    ['gb18030', 'gb18030'],
    ['utf16-le', 'utf-16le'],
    ['utf16-be', 'utf-16be'],
  ])('%s', (written, read) => {
    expect(decode(iconv.encode(table, written))).toMatchObject({
      encoding: read,
      text: table,
      damaged: 0,
    });
  });

  test.each([
    ['utf8', 'utf-8'],
    ['utf16-le', 'utf-16le'],
    ['utf16-be', 'utf-16be'],
  ])('%s with a byte order mark, which is no part of the text', (written, read) => {
    const found = decode(iconv.encode(table, written, { addBOM: true }));
    expect(found).toMatchObject({ encoding: read, text: table });
    expect(found.evidence.en).toContain('byte order mark');
  });

  test('Big5, since its characters lie elsewhere than those of GB 18030', () => {
    const traditional = '名稱,經度,緯度\r\n臺南市新營區避難收容處所,120.31,23.30\r\n';
    expect(decode(iconv.encode(traditional, 'big5'))).toMatchObject({
      encoding: 'big5',
      text: traditional,
    });
  });

  test('characters that only GB 18030 has', () => {
    const rare = '名称,负责人\r\n龙岗小学,㐂𠀀\r\n';
    expect(decode(iconv.encode(rare, 'gb18030')).text).toBe(rare);
  });
});

test('one broken byte in UTF-8 does not turn the whole file into GB 18030 nonsense', () => {
  const bytes = new TextEncoder().encode('名称\n'.repeat(50));
  bytes[150] = 0xff;
  expect(decode(bytes)).toMatchObject({ encoding: 'utf-8' });
  expect(decode(bytes).damaged).toBeGreaterThan(0);
});

test('bytes of no known character set are refused with what to do', () => {
  expect(() => decode(iconv.encode('café, où\n', 'latin1'))).toThrow(/save it as CSV in UTF-8/);
});

test('zero bytes that are no UTF-16 are refused as binary', () => {
  expect(() => decode(Uint8Array.of(1, 0, 0, 7, 0, 0, 0, 200, 3, 0))).toThrow(/binary/);
});
