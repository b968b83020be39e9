// The rows that are loaded, in the order of their list, and found by id.
import { idOf, startOf } from "./record.js";

export class Rows {
  list = [];
  #known = new Map();

  get count() {
    return this.list.length;
  }

  get(id) {
    return this.#known.get(id) ?? null;
  }

  indexOf(id) {
    const row = this.#known.get(id);
    return row ? this.list.indexOf(row) : -1;
  }

  clear() {
    this.list = [];
    this.#known.clear();
  }

  /** Puts a row at the end, unless it is there. */
  append(row) {
    const id = idOf(row);
    if (this.#known.has(id)) return;
    this.#known.set(id, row);
    this.list.push(row);
  }

  insert(index, id, row) {
    this.list.splice(index, 0, row);
    this.#known.set(id, row);
  }

  /** Puts a row in the place of the one with its id, and gives its index. */
  replace(id, row) {
    const index = this.indexOf(id);
    this.list[index] = row;
    this.#known.set(id, row);
    return index;
  }

  /** Takes a row out, and gives the index that it had; -1 if it was not there. */
  remove(id) {
    const index = this.indexOf(id);
    if (index < 0) return index;
    this.list.splice(index, 1);
    this.#known.delete(id);
    return index;
  }

  /**
   * Where a row belongs by time: newest first, or oldest first with `isReverse`. Of the same instant the one that came
   * later is taken for the newer.
   */
  position(row, isReverse) {
    const at = startOf(row) ?? -Infinity;
    const goesBefore = isReverse ? (other) => other <= at : (other) => other > at;
    let [low, high] = [0, this.list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (goesBefore(startOf(this.list[middle]) ?? -Infinity)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
