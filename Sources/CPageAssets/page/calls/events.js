// What the server told of calls, kept until it can be applied: of each call the latest, and whether it was new.

export class Events {
  #byId = new Map();

  get count() {
    return this.#byId.size;
  }

  /** `row`: the call as it is now; null: it went. `isNew`: it was not there before. */
  note(id, row, isNew) {
    const former = this.#byId.get(id);
    this.#byId.delete(id);
    this.#byId.set(id, { row, isNew: row !== null && (isNew || (former?.isNew ?? false)) });
  }

  /** Puts back what could not be applied, where nothing later was told. */
  putBack(taken) {
    for (const [id, event] of taken) if (!this.#byId.has(id)) this.#byId.set(id, event);
  }

  /** The first `most` of them, by id, which are no longer kept. */
  take(most = Infinity) {
    const taken = new Map();
    for (const [id, event] of this.#byId) {
      if (taken.size >= most) break;
      taken.set(id, event);
    }
    for (const id of taken.keys()) this.#byId.delete(id);
    return taken;
  }

  clear() {
    this.#byId.clear();
  }
}
