// What was typed and is not saved yet: kept in this browser for each user, so that neither a reload nor a lost connection
// takes it away. Logging out does.
import { memory } from "../memory.js";
import { Signal } from "../signal.js";

export class Drafts {
  /** Tells the id of a call whose draft came or went. */
  changed = new Signal();
  #prefix;
  #ids;

  constructor(user) {
    this.#prefix = `draft.${user}.`;
    this.#ids = new Set(memory.keys(this.#prefix).map((key) => key.slice(this.#prefix.length)));
  }

  has(id) {
    return this.#ids.has(id);
  }

  /** `{ values, saved, revision }`: what was typed, and what the server had when it was; null without a draft. */
  get(id) {
    try {
      const draft = JSON.parse(memory.get(this.#prefix + id) ?? "null");
      return draft && typeof draft.values === "object" && typeof draft.saved === "object" ? draft : null;
    } catch {
      return null;
    }
  }

  keep(id, draft) {
    memory.set(this.#prefix + id, JSON.stringify(draft));
    if (this.#ids.has(id)) return;
    this.#ids.add(id);
    this.changed.tell(id);
  }

  drop(id) {
    memory.remove(this.#prefix + id);
    if (this.#ids.delete(id)) this.changed.tell(id);
  }

  /** Forgets all of this user's. */
  clear() {
    for (const id of [...this.#ids]) this.drop(id);
  }
}
