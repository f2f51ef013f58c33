/**
 * One table of a FlatBuffers file (the "FlatBuffers internals" of its documentation), read straight from the bytes.
 * Every access is checked against the end of the file, and lengths against the bytes that are left, so that a damaged
 * file is told by a RangeError before anything is made of its numbers.
 */
export class FlatTable {
  readonly #view: DataView;
  readonly #at: number;
  readonly #slots: number;
  readonly #vtable: number;

  private constructor(view: DataView, at: number) {
    this.#view = view;
    this.#at = at;
    this.#vtable = at - view.getInt32(at, true);
    this.#slots = (view.getUint16(this.#vtable, true) - 4) / 2;
  }

  /** The root of a buffer whose first four bytes are its size. */
  static root(view: DataView): FlatTable {
    return new FlatTable(view, 4 + view.getUint32(4, true));
  }

  /** Where a field stands, or `null` when the table leaves it out. */
  #field(slot: number): number | null {
    if (slot >= this.#slots) return null;
    const offset = this.#view.getUint16(this.#vtable + 4 + 2 * slot, true);
    return offset ? this.#at + offset : null;
  }

  #target(slot: number): number | null {
    const at = this.#field(slot);
    return at === null ? null : at + this.#view.getUint32(at, true);
  }

  byte(slot: number, otherwise = 0): number {
    const at = this.#field(slot);
    return at === null ? otherwise : this.#view.getUint8(at);
  }

  short(slot: number, otherwise = 0): number {
    const at = this.#field(slot);
    return at === null ? otherwise : this.#view.getUint16(at, true);
  }

  int(slot: number, otherwise = 0): number {
    const at = this.#field(slot);
    return at === null ? otherwise : this.#view.getInt32(at, true);
  }

  long(slot: number): number {
    const at = this.#field(slot);
    return at === null ? 0 : Number(this.#view.getBigUint64(at, true));
  }

  /** The part of the file that a vector fills; `null` when the table leaves it out. */
  vector(slot: number, itemBytes: number): DataView | null {
    const at = this.#target(slot);
    if (at === null) return null;
    const view = this.#view;
    return new DataView(
      view.buffer,
      view.byteOffset + at + 4,
      this.#length(at, itemBytes) * itemBytes,
    );
  }

  #length(at: number, itemBytes: number): number {
    const count = this.#view.getUint32(at, true);
    if (count * itemBytes > this.#view.byteLength - at - 4) {
      throw new RangeError(`A vector of ${count} items reaches beyond the end of the file.`);
    }
    return count;
  }

  text(slot: number): string | null {
    const bytes = this.vector(slot, 1);
    return bytes && new TextDecoder().decode(bytes);
  }

  table(slot: number): FlatTable | null {
    const at = this.#target(slot);
    return at === null ? null : new FlatTable(this.#view, at);
  }

  tables(slot: number): FlatTable[] {
    const at = this.#target(slot);
    if (at === null) return [];
    return Array.from({ length: this.#length(at, 4) }, (_, i) => {
      const place = at + 4 + 4 * i;
      return new FlatTable(this.#view, place + this.#view.getUint32(place, true));
    });
  }
}
