/** Rows are stored as they are: compressing them would cost more than all else in a frame. */
const largestBlock = 65_535;
const adlerModulus = 65_521;

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc >>> 0;
});

function crc32(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0xffffffff;
  for (let i = start; i < end; i++) crc = (crc >>> 8) ^ crcTable[(crc ^ bytes[i]!) & 255]!;
  return (crc ^ 0xffffffff) >>> 0;
}

/** A chunk of `length` bytes at `start`: its length and type are written at once, its CRC when it is sealed. */
interface Chunk {
  start: number;
  length: number;
}

/**
 * A picture of palette indices as a PNG file (ISO/IEC 15948) that is kept as bytes: changing a few rows and taking the
 * file again costs those rows alone, because each block of rows is a chunk with a checksum of its own.
 */
export class IndexedPng {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  readonly #blocks: Chunk[] = [];
  readonly #rowsPerBlock: number;
  /** Sum, and sum of sums, of the bytes of each block; Adler-32 of the whole follows from them. */
  readonly #sums: Float64Array;
  readonly #weighted: Float64Array;
  readonly #dirty = new Set<number>();
  readonly #checksum: Chunk;

  /**
   * @param palette colours as RGBA words, little-endian, at most 256; cells name them by their place
   * @throws RangeError for a picture without extent, or wider than a block of rows can be
   */
  constructor(
    readonly columns: number,
    readonly rows: number,
    palette: readonly number[],
  ) {
    if (!(columns > 0 && rows > 0 && columns < largestBlock)) {
      throw new RangeError(`A picture of ${columns} by ${rows} cannot be written.`);
    }
    const line = columns + 1;
    this.#rowsPerBlock = Math.floor(largestBlock / line);
    const blocks = Math.ceil(rows / this.#rowsPerBlock);
    // Signature, header, palette, transparency, two bytes that open the stream, blocks, checksum, end.
    const size = 8 + 25 + (12 + 3 * palette.length) + (12 + palette.length) + 14;
    this.#bytes = new Uint8Array(size + blocks * 17 + rows * line + 16 + 12);
    this.#view = new DataView(this.#bytes.buffer);
    this.#sums = new Float64Array(blocks);
    this.#weighted = new Float64Array(blocks);
    this.#bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    let at = 8;
    const chunk = (type: string, length: number): Chunk => {
      const start = at + 8;
      this.#view.setUint32(at, length);
      for (let i = 0; i < 4; i++) this.#bytes[at + 4 + i] = type.charCodeAt(i);
      at = start + length + 4;
      return { start, length };
    };
    const header = chunk('IHDR', 13);
    this.#view.setUint32(header.start, columns);
    this.#view.setUint32(header.start + 4, rows);
    this.#bytes.set([8, 3, 0, 0, 0], header.start + 8);
    this.#seal(header);
    const colours = chunk('PLTE', 3 * palette.length);
    palette.forEach((word, i) => {
      for (let part = 0; part < 3; part++)
        this.#bytes[colours.start + 3 * i + part] = word >>> (8 * part);
    });
    this.#seal(colours);
    const opacity = chunk('tRNS', palette.length);
    palette.forEach((word, i) => (this.#bytes[opacity.start + i] = word >>> 24));
    this.#seal(opacity);
    const opening = chunk('IDAT', 2);
    this.#bytes.set([0x78, 0x01], opening.start);
    this.#seal(opening);
    for (let block = 0; block < blocks; block++) {
      const here = Math.min(this.#rowsPerBlock, rows - block * this.#rowsPerBlock) * line;
      const stored = chunk('IDAT', 5 + here);
      this.#bytes[stored.start] = block === blocks - 1 ? 1 : 0;
      this.#view.setUint16(stored.start + 1, here, true);
      this.#view.setUint16(stored.start + 3, ~here & 0xffff, true);
      this.#blocks.push(stored);
      this.#dirty.add(block);
    }
    this.#checksum = chunk('IDAT', 4);
    this.#seal(chunk('IEND', 0));
  }

  /** The cells of a row to write into; the row counts as changed. */
  row(row: number): Uint8Array {
    const block = Math.floor(row / this.#rowsPerBlock);
    this.#dirty.add(block);
    const inBlock = (row - block * this.#rowsPerBlock) * (this.columns + 1);
    const start = this.#blocks[block]!.start + 5 + inBlock + 1;
    return this.#bytes.subarray(start, start + this.columns);
  }

  /** The file as it is now, to be copied before the next change. */
  file(): Uint8Array<ArrayBuffer> {
    for (const block of this.#dirty) this.#sum(block);
    this.#dirty.clear();
    let before = 1;
    let total = 0;
    this.#blocks.forEach(({ length }, block) => {
      const size = length - 5;
      total = (total + ((before * size) % adlerModulus) + this.#weighted[block]!) % adlerModulus;
      before = (before + this.#sums[block]!) % adlerModulus;
    });
    this.#view.setUint32(this.#checksum.start, total * 65_536 + before);
    this.#seal(this.#checksum);
    return this.#bytes;
  }

  #sum(block: number): void {
    const { start, length } = this.#blocks[block]!;
    let sum = 0;
    let weighted = 0;
    // Neither sum leaves the range of exact whole numbers: 255 × 65,535² / 2 is below 2⁴⁰.
    for (let i = start + 5; i < start + length; i++) {
      sum += this.#bytes[i]!;
      weighted += sum;
    }
    this.#sums[block] = sum % adlerModulus;
    this.#weighted[block] = weighted % adlerModulus;
    this.#seal(this.#blocks[block]!);
  }

  #seal({ start, length }: Chunk): void {
    this.#view.setUint32(start + length, crc32(this.#bytes, start - 4, start + length));
  }
}
