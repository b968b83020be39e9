// What was typed and is not saved yet: kept in this browser for each user, so that neither a reload nor a lost connection
// takes it away. Logging out does, and so does a month in which nobody comes back to it.
import { memory } from "../memory.js";
import { Signal } from "../signal.js";
import { valuesOf } from "./fields.js";

const root = "draft/";
const dayLength = 86_400_000;
const daysKept = 30;

export class Drafts {
  /** Tells the id of a call whose draft came or went. */
  changed = new Signal();
  /** Tells the id of a call whose draft another tab changed, and what it was. */
  elsewhere = new Signal();
  #prefix;
  #ids;

  constructor(user) {
    // No user's prefix begins with another's.
    this.#prefix = `${root}${encodeURIComponent(user)}/`;
    for (const key of memory.keys(root)) if (!isFresh(memory.get(key))) memory.remove(key);
    this.#ids = new Set(this.#stored());
    addEventListener("storage", (event) => this.#heard(event));
  }

  #stored() {
    return memory.keys(this.#prefix).map((key) => key.slice(this.#prefix.length));
  }

  get count() {
    return this.#stored().length;
  }

  has(id) {
    return this.#ids.has(id);
  }

  /** `{ values, saved, revision }`: what was typed, and what the server had when it was; null without a draft. */
  get(id) {
    return read(memory.get(this.#prefix + id));
  }

  keep(id, draft) {
    // The day is enough, and leaves what is kept again as it was: other tabs hear of nothing then.
    memory.set(this.#prefix + id, JSON.stringify({ ...draft, day: today() }));
    if (this.#ids.has(id)) return;
    this.#ids.add(id);
    this.changed.tell(id);
  }

  drop(id) {
    memory.remove(this.#prefix + id);
    if (this.#ids.delete(id)) this.changed.tell(id);
  }

  /** Forgets all of this user's, those of other tabs too. */
  clear() {
    for (const id of this.#stored()) this.drop(id);
  }

  /** Another tab wrote: without a key, it cleared everything. */
  #heard({ key, oldValue }) {
    const name = key && memory.nameOf(key);
    if (key !== null && !name?.startsWith(this.#prefix)) return;
    const ids = key === null ? [...this.#ids] : [name.slice(this.#prefix.length)];
    this.#ids = new Set(this.#stored());
    for (const id of ids) {
      this.changed.tell(id);
      this.elsewhere.tell(id, read(oldValue));
    }
  }
}

function today() {
  return Math.floor(Date.now() / dayLength);
}

function parsed(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

function isFresh(text) {
  return parsed(text)?.day > today() - daysKept;
}

function read(text) {
  const draft = parsed(text);
  if (typeof draft?.values !== "object" || typeof draft.saved !== "object") return null;
  // A field that is missing is an empty one.
  return { ...draft, values: { ...valuesOf({}), ...draft.values }, saved: { ...valuesOf({}), ...draft.saved } };
}
