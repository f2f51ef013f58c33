import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { unzip } from '../../src/formats/unzip';
import { isPack, zip } from '../../src/formats/zip';
import { checkUnpacked, checkUnpackedBeside, unpackedBytes } from '../../src/formats/unpacked';

const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/in/${name}.zip`, import.meta.url));
const filesOf = (name: string) => Object.fromEntries(unzip(fixture(name)));
const open = (bytes: Uint8Array) => zip.open([{ name: 'a.zip', bytes }]);

test('each Shapefile of an archive is a table, found by its parts in its folder', async () => {
  const archive = zipSync({ ...filesOf('shelters-gbk'), ...filesOf('zones') });
  const opened = await open(archive);
  const { tables, format } = opened;
  expect(format).toBe('zip');
  expect(tables.map(({ title, rows }) => [title, rows])).toEqual([
    ['shelters-gbk/shelters-gbk.shp', 3],
    ['zones/zones.shp', 1],
  ]);
  expect(await opened.read(tables[0]!.id)).toMatchObject({
    format: 'shapefile',
    encoding: 'gb18030',
  });
  expect((await opened.read(tables[1]!.id)).rows.at(0)).toMatchObject({
    values: { NAME: '淹没区' },
    geometry: { type: 'MultiPolygon' },
  });
});

test('an archive of one Shapefile is this Shapefile', async () => {
  const opened = await open(fixture('roads-z'));
  expect(opened.format).toBe('shapefile');
  expect((await opened.read(opened.tables[0]!.id)).columns).toEqual(['NAME']);
});

test('other files that can be read give their tables; what was not read is said', async () => {
  const archive = zipSync({
    '台账/村.csv': strToU8('名称,lon,lat\n河沙村,105.5,30.5\n'),
    '台账/坏.kml': strToU8('<kml>'),
    '说明.pdf': strToU8('%PDF'),
    '__MACOSX/台账/._村.csv': strToU8('litter'),
    '.DS_Store': strToU8('litter'),
  });
  const opened = await open(archive);
  const { tables } = opened;
  expect(tables.map(({ title }) => title)).toEqual(['台账/村.csv']);
  const sheet = await opened.read(tables[0]!.id);
  expect(sheet.rows.at(0)!.values.名称).toBe('河沙村');
  expect(sheet.notes.map(({ en }) => en)).toEqual([
    expect.stringMatching(
      /^“台账\/坏\.kml” in the archive was not read: The XML is broken at line 1/,
    ),
    'files in the archive that were not read: 说明.pdf',
  ]);
});

describe('refused with one sentence', () => {
  test.each([
    [
      'nothing to read',
      zipSync({ 'a.pdf': strToU8('%PDF'), 'b.exe': strToU8('MZ') }),
      /no file that can be read, only a\.pdf, b\.exe/,
    ],
    ['nothing at all', zipSync({}), /The archive is empty/],
    [
      'one broken file',
      zipSync({ 'a.kml': strToU8('<kml') }),
      /^“a\.kml” in the archive: The XML is broken/,
    ],
    [
      'an archive in the archive',
      zipSync({ 'b.zip': zipSync({ 'a.csv': strToU8('a\n1') }) }),
      /“b\.zip” in the archive is an archive again/,
    ],
    ['a pack', zipSync({ 'pack.json': strToU8('{}') }), /open it as a pack/],
    ['a name that leads out', zipSync({ '../a.csv': strToU8('a\n1') }), /leads out of the archive/],
  ])('%s', async (_, bytes, message) => {
    await expect(open(bytes)).rejects.toThrow(message);
    await expect(open(bytes)).rejects.toThrow(Failure);
  });
});

test('a file that turns out broken when it is read is named', async () => {
  const archive = zipSync({ 'a.csv': strToU8('a\n1'), 'b.geojson': strToU8('{') });
  const opened = await open(archive);
  await expect(opened.read(opened.tables[1]!.id)).rejects.toThrow(
    /^“b\.geojson” in the archive: The JSON ends too early/,
  );
});

test('a pack has its pack.json at the top or in the only folder there', () => {
  expect(isPack(['pack.json', 'shelters.geojson'])).toBe(true);
  expect(isPack(['anju/pack.json', 'anju/a.geojson', '__MACOSX/anju/._pack.json'])).toBe(true);
  expect(isPack(['anju/pack.json', 'other/a.csv'])).toBe(false);
  expect(isPack(['a/b/pack.json', 'my-pack.json'])).toBe(false);
});

test('archives are recognised by their bytes; those of other programs by their ending', () => {
  const head = zipSync({ a: strToU8('1') });
  expect(zip.recognises(head, 'data.zip')).toBe(true);
  expect(zip.recognises(head, 'data')).toBe(true);
  expect(zip.recognises(head, 'data.xlsx')).toBe(false);
  expect(zip.recognises(strToU8('name,lon'), 'data.zip')).toBe(false);
});

test('whatever is in the archive, the answer is tables or a sentence', async () => {
  const names = fc.constantFrom('a.shp', 'a.dbf', 'a.csv', 'b/a.kml', 'a.geojson', 'a.gpx', 'x');
  const files = fc.dictionary(names, fc.uint8Array({ maxLength: 200 }), { maxKeys: 4 });
  const property = fc.asyncProperty(files, async (content) => {
    try {
      const opened = await open(zipSync({ ...content }));
      for (const { id } of opened.tables) await opened.read(id);
      return true;
    } catch (error) {
      return error instanceof Failure && error.text['zh-CN'] !== '';
    }
  });
  expect(await fc.check(property, { numRuns: 150 })).toMatchObject({ failed: false });
});

test('an archive whose files would fill the memory is refused by its directory, with what to do', () => {
  expect(() => checkUnpacked(500_000_000)).not.toThrow();
  expect(() => checkUnpacked(600_000_001)).toThrow(
    /have 601 MB once unpacked, the most is 500 MB; make several archives/,
  );
});

describe('several archives of one import', () => {
  const three = zipSync({
    'a.csv': strToU8('1'),
    'a.jpg': strToU8('22'),
    'b.kml': strToU8('333'),
  });
  const book = { 'xl/workbook.xml': strToU8('1'), 'xl/media/a.xml': strToU8('22') };
  test.each([
    ['of data what can be read', 'a.zip', three, 4],
    ['of a KMZ its KML', 'a.kmz', three, 3],
    ['of a workbook its cells', 'a.xlsx', zipSync(book), 1],
    ['of a pack all of it', 'a.zip', zipSync({ 'pack.json': strToU8('12'), x: strToU8('3') }), 3],
    ['of no archive nothing', 'a.csv', strToU8('name,lon'), 0],
  ])('count unpacked: %s', (_, name, bytes, size) => {
    expect(unpackedBytes({ name, bytes })).toBe(size);
  });

  test('may have 500 MB together: each of them alone had been let in up to its own limit', () => {
    expect(() => checkUnpackedBeside(400_000_000, [])).not.toThrow();
    expect(() => checkUnpackedBeside(400_000_000, [50_000_000, 50_000_000])).not.toThrow();
    expect(() => checkUnpackedBeside(0, [900_000_000])).not.toThrow();
    expect(() => checkUnpackedBeside(400_000_000, [60_000_000, 60_000_000])).toThrow(
      'have 520 MB together once unpacked, the most at once is 500 MB; import the ones before first',
    );
  });
});
