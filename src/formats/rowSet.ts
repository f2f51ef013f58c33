/** A set of row numbers, one bit each: it may hold millions. */
export class RowSet {
  #bits = new Uint8Array(64);
  #size = 0;

  /** How many rows are in it. */
  get size(): number {
    return this.#size;
  }

  /** The same rows in a set of its own. */
  copy(): RowSet {
    const other = new RowSet();
    other.#bits = this.#bits.slice();
    other.#size = this.#size;
    return other;
  }

  /** @param row not negative */
  add(row: number): void {
    const place = row >> 3;
    if (place >= this.#bits.length) {
      const wider = new Uint8Array(Math.max(place + 1, this.#bits.length * 2));
      wider.set(this.#bits);
      this.#bits = wider;
    }
    const bit = 1 << (row & 7);
    if (this.#bits[place]! & bit) return;
    this.#bits[place]! |= bit;
    this.#size++;
  }

  /** Whether a row is in it. */
  has(row: number): boolean {
    return ((this.#bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  }
}
