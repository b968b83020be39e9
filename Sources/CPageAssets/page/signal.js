/** Somebody to tell: functions that want to hear, and a way to tell them all. */
export class Signal {
  #listeners = new Set();

  /** Calls `listener` from now on; what comes back ends that. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(...values) {
    for (const listener of [...this.#listeners]) listener(...values);
  }
}
