/** A binary heap of numbered items, the one with the least key on top; an item may be in it more than once. */
export class Heap {
  #keys: Float64Array;
  #items: Int32Array;
  #size = 0;

  constructor(space = 64) {
    this.#keys = new Float64Array(space);
    this.#items = new Int32Array(space);
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** Key of the item on top. */
  get key(): number {
    return this.#keys[0]!;
  }

  /** The item on top. */
  get top(): number {
    return this.#items[0]!;
  }

  clear(): void {
    this.#size = 0;
  }

  push(key: number, item: number): void {
    if (this.#size === this.#keys.length) this.#grow();
    const keys = this.#keys;
    const items = this.#items;
    let at = this.#size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (keys[up]! <= key) break;
      keys[at] = keys[up]!;
      items[at] = items[up]!;
      at = up;
    }
    keys[at] = key;
    items[at] = item;
  }

  /** Removes the item on top. */
  pop(): void {
    const keys = this.#keys;
    const items = this.#items;
    const size = --this.#size;
    const key = keys[size]!;
    const item = items[size]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && keys[child + 1]! < keys[child]!) child++;
      if (keys[child]! >= key) break;
      keys[at] = keys[child]!;
      items[at] = items[child]!;
      at = child;
    }
    keys[at] = key;
    items[at] = item;
  }

  #grow(): void {
    const keys = new Float64Array(2 * this.#size + 4);
    const items = new Int32Array(keys.length);
    keys.set(this.#keys);
    items.set(this.#items);
    this.#keys = keys;
    this.#items = items;
  }
}
