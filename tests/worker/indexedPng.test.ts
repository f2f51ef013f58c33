import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { IndexedPng } from '../../src/worker/indexedPng';

/** Reads a PNG with zlib of node, which checks the checksum of the stream; those of the chunks are checked here. */
function read(file: Uint8Array) {
  const bytes = Buffer.from(file);
  const data: Buffer[] = [];
  const chunks: Record<string, Buffer> = {};
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    expect([type, bytes.readUInt32BE(at + 8 + length)]).toEqual([
      type,
      crc32(bytes.subarray(at + 4, at + 8 + length)),
    ]);
    if (type === 'IDAT') data.push(body);
    else chunks[type] = body;
    at += length + 12;
  }
  const columns = chunks.IHDR!.readUInt32BE(0);
  const raw = inflateSync(Buffer.concat(data));
  const rows = Array.from({ length: chunks.IHDR!.readUInt32BE(4) }, (_, row) => [
    ...raw.subarray(row * (columns + 1) + 1, (row + 1) * (columns + 1)),
  ]);
  return { columns, rows, palette: [...chunks.PLTE!], opacity: [...chunks.tRNS!] };
}

describe('a picture of palette indices', () => {
  test('is a PNG file whose rows are what was written', () => {
    const png = new IndexedPng(3, 2, [0, 0xff332211, 0x80665544]);
    png.row(0).set([0, 1, 2]);
    png.row(1).set([2, 2, 0]);
    expect(read(png.file())).toEqual({
      columns: 3,
      rows: [
        [0, 1, 2],
        [2, 2, 0],
      ],
      palette: [0, 0, 0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66],
      opacity: [0, 255, 128],
    });
  });

  test('changes row by row, over many blocks', () => {
    const png = new IndexedPng(300, 700, [0, 0xff332211, 0x80665544]);
    const plain = Array.from({ length: 700 }, () => new Array<number>(300).fill(0));
    const write = (row: number, value: number) => {
      png.row(row).fill(value);
      plain[row]!.fill(value);
    };
    for (const row of [0, 1, 216, 217, 218, 699]) write(row, 1);
    expect(read(png.file()).rows).toEqual(plain);
    for (const row of [217, 500]) write(row, 2);
    expect(read(png.file()).rows).toEqual(plain);
  });

  test.each([
    [0, 5],
    [5, 0],
    [70_000, 1],
  ])('of %i by %i cells is refused', (columns, rows) => {
    expect(() => new IndexedPng(columns, rows, [0])).toThrow(String(columns));
  });
});
