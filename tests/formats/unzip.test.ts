import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { checkArchive, isZip, unzip } from '../../src/formats/unzip';

const small = zipSync({ 'a.txt': strToU8('one'), 'folder/b.txt': strToU8('two'.repeat(100)) });

/** The archive with numbers of its first directory entry replaced. */
function changed(archive: Uint8Array, ...changes: [offset: number, bytes: number[]][]) {
  const copy = archive.slice();
  const at = Buffer.from(copy).indexOf('PK\x01\x02', 0, 'latin1');
  for (const [offset, bytes] of changes) copy.set(bytes, at + offset);
  return copy;
}
const uint32 = (value: number) => [...new Uint8Array(Uint32Array.of(value).buffer)];

/** One file under a name of any bytes, not marked as UTF-8: written as APPNOTE 4.3 says. */
function archiveNamed(name: Uint8Array) {
  const placeholder = 'n'.repeat(name.length);
  const archive = Buffer.from(zipSync({ [placeholder]: strToU8('x') }));
  for (let at = archive.indexOf(placeholder); at >= 0; at = archive.indexOf(placeholder)) {
    archive.set(name, at);
  }
  return new Uint8Array(archive);
}

test('files are found by their name with folders, with what was packed', () => {
  const files = unzip(small);
  expect([...files.keys()]).toEqual(['a.txt', 'folder/b.txt']);
  expect(Buffer.from(files.get('folder/b.txt')!).toString()).toBe('two'.repeat(100));
  expect(isZip(small)).toBe(true);
  expect(isZip(strToU8('PK is a text'))).toBe(false);
});

test('only the wanted files are unpacked', () => {
  expect([...unzip(small, (name) => name.endsWith('b.txt')).keys()]).toEqual(['folder/b.txt']);
});

test('progress goes on within a file and over all of them, up to the unpacked bytes of those that are wanted', () => {
  const noise = Uint8Array.from({ length: 9_000_000 }, (_, i) => (i * i) >> 7);
  const archive = zipSync({ 'a.bin': noise, 'b.bin': noise.subarray(0, 5), 'c.txt': strToU8('x') });
  const steps: number[] = [];
  unzip(
    archive,
    (name) => name.endsWith('.bin'),
    (done, total) => {
      expect(total).toBe(9_000_005);
      steps.push(done);
    },
  );
  expect(steps.length).toBeGreaterThanOrEqual(4);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(steps.at(-1)).toBe(9_000_005);
});

test('folders are left out, and the directory alone tells the sizes', () => {
  const archive = zipSync({ 'folder/': new Uint8Array(), 'folder/c.txt': strToU8('three') });
  expect(checkArchive(archive)).toMatchObject([{ name: 'folder/c.txt', size: 5 }]);
});

test('names that Windows wrote in GBK, with a backslash for a folder, are read', () => {
  const archive = archiveNamed(iconv.encode('数据\\避难场所.shp', 'gbk'));
  expect([...unzip(archive).keys()]).toEqual(['数据/避难场所.shp']);
});

test('an archive of another program, with 64-bit records and data descriptors, is read', () => {
  // python3: z = zipfile.ZipFile(pipe, 'w'); z.open('表.csv', 'w', force_zip64=True).write(b'a,b\n1,2\n')
  const archive = Buffer.from(
    'UEsDBC0ACAgAAAAAIVgAAAAA//////////8HABQA6KGoLmNzdgEAEAAAAAAAAAAAAAAAAAAAAAAAYSxiCjEsMgpQSwcIeweXCggAAAAAAAAACAAAAAAAAABQSwECLQMtAAgIAAAAACFYeweXCggAAAAIAAAABwAAAAAAAAAAAAAAgAEAAAAA6KGoLmNzdlBLBQYAAAAAAQABADUAAABZAAAAAAA=',
    'base64',
  );
  expect(Buffer.from(unzip(archive).get('表.csv')!).toString()).toBe('a,b\n1,2\n');
});

describe('an archive is refused as a whole', () => {
  const bomb = zipSync({ 'zeros.csv': new Uint8Array(60_000_000) }, { level: 9 });
  test.each([
    ['that is cut off', small.subarray(0, small.length - 30), /there is no directory/],
    ['whose beginning is missing', small.subarray(10), /damaged/],
    ['with a name in a parent folder', archiveNamed(strToU8('../x.shp')), /leads out of/],
    ['with an absolute name', archiveNamed(strToU8('/etc/pass')), /leads out of/],
    ['with the name of a drive', archiveNamed(strToU8('C:\\x.shp')), /leads out of/],
    ['with a password', changed(small, [8, [1, 0]]), /“a.txt” in the archive is encrypted/],
    ['of an unknown method', changed(small, [10, [99, 0]]), /method that is not read \(99\)/],
    ['that grows a thousand times', bomb, /zip bomb/],
    ['that states 2 GB', changed(small, [24, uint32(2e9)], [10, [8, 0]]), /2,001 MB/],
    [
      'of 10,001 files',
      zipSync(
        Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}`, new Uint8Array()])),
      ),
      /10,001 files/,
    ],
    ['with a name twice', twice(), /two files called “a.txt”/],
  ])('%s', (_, archive, message) => {
    expect(() => checkArchive(archive)).toThrow(message);
    expect(() => checkArchive(archive)).toThrow(Failure);
  });

  function twice() {
    const archive = Buffer.from(zipSync({ 'a.txt': strToU8('1'), 'b.txt': strToU8('2') }));
    archive.write('a.txt', archive.lastIndexOf('b.txt'));
    return new Uint8Array(archive);
  }
});

test('a file that unpacks to more than the directory states is not believed', () => {
  const archive = zipSync({ 'a.csv': new Uint8Array(5_000_000) });
  expect(() => unzip(changed(archive, [24, uint32(10)]))).toThrow(
    /“a.csv” in the archive is damaged/,
  );
});

test('one changed byte of the content is noticed', () => {
  const archive = zipSync({ 'a.csv': strToU8('120 beds') }, { level: 0 });
  const at = Buffer.from(archive).indexOf('120');
  archive[at] = '9'.charCodeAt(0);
  expect(() => unzip(archive)).toThrow(/damaged/);
});

test('whatever the bytes, the answer is files or a sentence', () => {
  const edits = fc.array(fc.tuple(fc.nat(small.length - 1), fc.nat(255)), { maxLength: 6 });
  const property = fc.property(edits, fc.nat(small.length), (changes, end) => {
    const archive = small.slice();
    for (const [at, byte] of changes) archive[at] = byte;
    try {
      return unzip(end % 3 ? archive : archive.subarray(0, end)) instanceof Map;
    } catch (error) {
      return error instanceof Failure;
    }
  });
  expect(fc.check(property, { numRuns: 500 })).toMatchObject({ failed: false });
});
