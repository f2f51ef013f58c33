import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { checkSize, formats, maxBytes, readSheet } from '../../src/formats';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part,
    ),
  );

describe('a file that is no table is refused by what it looks like', () => {
  test.each([
    ['a broken archive', bytes('PK', [3, 4], 'rest'), /truncated or damaged/],
    ['PDF', bytes('%PDF-1.7'), /a PDF file/],
    ['a picture', bytes([0x89], 'PNG\r\n'), /a PNG picture/],
    ['a web page', bytes('\n<!doctype html>'), /a web page/],
    ['a program', bytes([0x7f], 'ELF', [2, 1, 1, 0]), /a program/],
    [
      'compressed bytes',
      deflateRawSync(Buffer.alloc(5000, 'abc')),
      /binary|character set|only a header/,
    ],
    ['nothing', bytes(), /empty/],
    ['blank lines', bytes('\n\n  \n'), /only blank lines/],
    ['a header alone', bytes('name,lon,lat\n'), /only a header/],
  ])('%s', async (_, content, message) => {
    await expect(readSheet('list.csv', content)).rejects.toThrow(message);
    await expect(readSheet('list.csv', content)).rejects.toThrow(Failure);
  });
});

test('a file of 300 MB is refused by its size, before it is read; of a format read as a whole, one of 200 MB', () => {
  expect(() => checkSize(300_000_000)).toThrow(
    'The file has 300 MB, the most is 250 MB; split it by town or layer first.',
  );
  expect(() => checkSize(200_000_000)).not.toThrow();
  expect(() => checkSize(200_000_000, maxBytes)).toThrow(
    'The file has 200 MB, the most is 100 MB; split it by town or layer first, or save it as CSV.',
  );
});

test('the content decides which format it is, not the name; only .geojson is taken at its word', async () => {
  const point = bytes('{"type":"Point","coordinates":[1,2]}');
  expect(await readSheet('export.txt', point)).toMatchObject({ format: 'geojson' });
  expect(await readSheet('list.csv', bytes('a,b\n1,2'))).toMatchObject({ format: 'csv' });
  await expect(readSheet('list.geojson', bytes('a,b\n1,2'))).rejects.toThrow(/JSON is broken/);
});

test('every registered format has a title in both languages and an ending that begins with a dot', () => {
  for (const { title, endings } of Object.values(formats)) {
    expect(title['zh-CN'] && title.en).toBeTruthy();
    expect(endings.every((ending) => /^\.[a-z]+$/.test(ending))).toBe(true);
  }
});

describe('whatever the bytes, the answer is rows or a sentence', () => {
  const rowsOrFailure = async (name: string, content: Uint8Array) => {
    try {
      return (await readSheet(name, content)).rows.length > 0;
    } catch (error) {
      return error instanceof Failure;
    }
  };
  const always = (property: fc.IAsyncProperty<unknown>) =>
    expect(fc.assert(property)).resolves.toBeUndefined();
  const fragments = fc.constantFrom(
    '{',
    '[',
    '"',
    ',',
    '\n',
    '\r',
    ';',
    '\t',
    ':',
    '}',
    ']',
    '1e9',
    'null',
    '"type":"Feature"',
    '"coordinates":',
    '"geometry":',
    '名称',
    '\\u0000',
    '\uFEFF',
    '__proto__',
    '-',
    '\0',
  );

  test('any bytes', () => {
    return always(
      fc.asyncProperty(
        fc.constantFrom('a.csv', 'a.geojson'),
        fc.uint8Array({ maxLength: 400 }),
        rowsOrFailure,
      ),
    );
  });

  test('any text made of the signs that formats give a meaning to', () => {
    return always(
      fc.asyncProperty(
        fc.constantFrom('a.csv', 'a.geojson'),
        fc.array(fragments, { maxLength: 60 }),
        (name, parts) => rowsOrFailure(name, new TextEncoder().encode(parts.join(''))),
      ),
    );
  });

  test('any JSON as a feature collection', () => {
    return always(
      fc.asyncProperty(fc.array(fc.jsonValue()), (features) =>
        rowsOrFailure(
          'a.geojson',
          new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features })),
        ),
      ),
    );
  });

  test('any JSON as a geometry', () => {
    const types = fc.constantFrom(
      'Point',
      'LineString',
      'Polygon',
      'MultiPolygon',
      'GeometryCollection',
    );
    return always(
      fc.asyncProperty(types, fc.jsonValue(), (type, coordinates) =>
        rowsOrFailure(
          'a.geojson',
          new TextEncoder().encode(JSON.stringify({ type, coordinates, geometries: coordinates })),
        ),
      ),
    );
  });
});
