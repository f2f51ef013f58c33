/** A field of a FlatBuffers table: a scalar of its size, or something that lies elsewhere. */
export type FlatField =
  | { size: 1 | 2 | 4 | 8; value: number }
  | { text: string }
  | { bytes: Uint8Array }
  | { uints: readonly number[] }
  | { doubles: readonly number[] }
  | { table: FlatFields }
  | { tables: readonly FlatFields[] };
/** The fields of a table by their slots; `null` leaves one out. */
export type FlatFields = readonly (FlatField | null)[];

/**
 * One FlatBuffers table with all that belongs to it, its size in the first four bytes, written from front to back:
 * every table after its own list of slots, everything that is referred to after what refers to it. All lies at
 * multiples of its size from the beginning, which the length is a multiple of 8 for.
 */
export function writeFlat(root: FlatFields): Uint8Array {
  const out = new Growing();
  out.reserve(8, 4);
  out.uint(4, placeTable(out, root) - 4);
  out.reserve(0, 8);
  out.uint(0, out.length - 4);
  return out.taken();
}

class Growing {
  length = 0;
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);

  /** Room for some bytes at a multiple of `align`, filled with zeros; gives where it begins. */
  reserve(bytes: number, align: number): number {
    const at = Math.ceil(this.length / align) * align;
    this.length = at + bytes;
    if (this.length > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(this.length, 2 * this.#bytes.length));
      wider.set(this.#bytes);
      this.#bytes = wider;
      this.#view = new DataView(wider.buffer);
    }
    return at;
  }

  scalar(at: number, size: 1 | 2 | 4 | 8, value: number): void {
    if (size === 1) this.#view.setUint8(at, value);
    else if (size === 2) this.#view.setUint16(at, value, true);
    else if (size === 4) this.#view.setInt32(at, value, true);
    else this.#view.setBigUint64(at, BigInt(value), true);
  }

  uint(at: number, value: number): void {
    this.#view.setUint32(at, value, true);
  }

  double(at: number, value: number): void {
    this.#view.setFloat64(at, value, true);
  }

  copy(at: number, bytes: Uint8Array): void {
    this.#bytes.set(bytes, at);
  }

  taken(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }
}

function placeTable(out: Growing, fields: FlatFields): number {
  const slots = out.reserve(4 + 2 * fields.length, 2);
  const at = out.reserve(4, 8);
  const places = fields.map((field) => {
    const size = field && ('size' in field ? field.size : 4);
    return size && out.reserve(size, size);
  });
  out.scalar(at, 4, at - slots);
  out.scalar(slots, 2, 4 + 2 * fields.length);
  out.scalar(slots + 2, 2, out.length - at);
  places.forEach((place, slot) => {
    const field = fields[slot];
    if (place === null || !field) return;
    out.scalar(slots + 4 + 2 * slot, 2, place - at);
    if ('size' in field) out.scalar(place, field.size, field.value);
    else out.uint(place, placeContent(out, field) - place);
  });
  return at;
}

function placeContent(out: Growing, field: Exclude<FlatField, { size: number }>): number {
  if ('table' in field) return placeTable(out, field.table);
  if ('text' in field) {
    const bytes = new TextEncoder().encode(field.text);
    // A zero byte follows a text, which its length does not count.
    const at = out.reserve(4 + bytes.length + 1, 4);
    out.uint(at, bytes.length);
    out.copy(at + 4, bytes);
    return at;
  }
  if ('bytes' in field) {
    const at = out.reserve(4 + field.bytes.length, 4);
    out.uint(at, field.bytes.length);
    out.copy(at + 4, field.bytes);
    return at;
  }
  if ('doubles' in field) {
    // The doubles, not their count, lie at a multiple of 8.
    if (out.reserve(0, 4) % 8 === 0) out.reserve(4, 4);
    const at = out.reserve(4 + 8 * field.doubles.length, 4);
    out.uint(at, field.doubles.length);
    field.doubles.forEach((value, i) => out.double(at + 4 + 8 * i, value));
    return at;
  }
  const items = 'uints' in field ? field.uints : field.tables;
  const at = out.reserve(4 + 4 * items.length, 4);
  out.uint(at, items.length);
  items.forEach((item, i) => {
    const place = at + 4 + 4 * i;
    out.uint(place, typeof item === 'number' ? item : placeTable(out, item) - place);
  });
  return at;
}
