// The calls of the present view as far as they are loaded, in order, and kept current by what the server tells.
import { ask } from "../api.js";
import { filterQuery, listQuery } from "../filters.js";
import { Signal } from "../signal.js";
import { idOf, startOf } from "./record.js";

const firstPage = 100;
const page = 200;
/** The server's limit. */
const largestPage = 500;
/** So many rows are kept at most: more than anybody scrolls through, less than a browser minds. */
export const capacity = 100_000;

export class Calls {
  rows = [];
  /** `loading` (another list), `adding` (what follows), `more` (there is more to load), `end`, `full`, `failed`. */
  state = "loading";
  /** Why loading failed. */
  problem = null;
  /** New calls whose place in an order other than by time is not known here. */
  unplaced = 0;
  /** Tells what changed: `{ kind: "reset" | "more" | "changed" | "added" | "removed", id?, index? }`. */
  changed = new Signal();

  #user;
  #place = null;
  #next = null;
  #request = null;
  #known = new Map();
  #waiting = new Map();
  #isAsking = false;

  constructor(user) {
    this.#user = user;
  }

  row(id) {
    return this.#known.get(id) ?? null;
  }

  indexOf(id) {
    const row = this.#known.get(id);
    return row ? this.rows.indexOf(row) : -1;
  }

  /** Loads a place's list from the start. What is there stays until the answer is. */
  async load(place, size = firstPage) {
    this.#place = place;
    this.#request?.abort();
    this.#request = new AbortController();
    this.state = "loading";
    this.problem = null;
    this.changed.tell({ kind: "state" });
    await this.#fetch(null, size);
  }

  /** Loads the same anew, as much as was there. */
  async reload() {
    if (this.#place) await this.load(this.#place, Math.max(firstPage, this.rows.length));
  }

  /** Loads what follows. */
  async more() {
    if (this.state !== "more" || !this.#next) return;
    this.state = "adding";
    this.changed.tell({ kind: "state" });
    await this.#fetch(this.#next, page);
  }

  async #fetch(after, size) {
    const { signal } = this.#request;
    const query = listQuery(this.#place, this.#user);
    const loaded = [];
    let next = after;
    try {
      do {
        query.set("limit", Math.min(size - loaded.length, largestPage));
        if (next) query.set("after", next);
        const answer = await ask("GET", "/calls", { query, signal });
        if (signal.aborted) return;
        loaded.push(...answer.calls);
        next = answer.next;
      } while (next && loaded.length < size);
      if (!after) this.#reset();
      for (const row of loaded) this.#append(row);
      this.#next = next;
      this.state = !next ? "end" : this.rows.length >= capacity ? "full" : "more";
      this.changed.tell({ kind: after ? "more" : "reset" });
    } catch (problem) {
      if (signal.aborted || problem.name === "AbortError") return;
      if (!after && problem.status === 400) this.#reset();
      this.state = "failed";
      this.problem = problem;
      this.changed.tell({ kind: "state" });
    }
  }

  /** After a failure: goes on where it was. */
  async retry() {
    if (this.rows.length === 0) return this.load(this.#place);
    this.state = "more";
    return this.more();
  }

  #reset() {
    this.rows = [];
    this.#known.clear();
    this.#waiting.clear();
    this.unplaced = 0;
  }

  #append(row) {
    const id = idOf(row);
    if (this.#known.has(id)) return;
    this.#known.set(id, row);
    this.rows.push(row);
  }

  /** Takes over what the server tells of one call; null: it went. */
  apply(id, row) {
    if (!this.#place) return;
    if (row === null) {
      this.#remove(id);
    } else if (Object.keys(this.#place.filters).length === 0) {
      this.#settle(id, row, this.#isInView(row));
    } else {
      // What is on the screen is current at once; whether it still belongs here, only the server can say.
      if (this.#known.has(id)) this.#replace(id, row);
      this.#waiting.set(id, row);
      this.#askWhichFit();
    }
  }

  #isInView(row) {
    const { view } = this.#place;
    if (view === "all") return true;
    if (view !== "handed") return row.statut === view;
    const chain = row.enrichissement?.transferts;
    return Array.isArray(chain) && chain.some((step) => step?.de === this.#user);
  }

  /** Asks for the waiting calls under the list's own filters, all that came meanwhile in one question. */
  async #askWhichFit() {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#waiting.size > 0) {
        const asked = new Map([...this.#waiting].slice(0, 100));
        for (const id of asked.keys()) this.#waiting.delete(id);
        const { signal } = this.#request;
        const query = listQuery(this.#place, this.#user);
        const wanted = this.#place.filters.id;
        query.delete("id");
        for (const id of asked.keys()) if (!wanted || wanted.includes(id)) query.append("id", id);
        query.set("limit", 500);
        const answer = query.has("id") ? await ask("GET", "/calls", { query, signal }) : { calls: [] };
        if (signal.aborted) return;
        const fitting = new Map(answer.calls.map((row) => [idOf(row), row]));
        for (const id of asked.keys()) this.#settle(id, fitting.get(id) ?? asked.get(id), fitting.has(id));
      }
    } catch {
      // The next event, or the reload after a lost connection, sets it right.
    } finally {
      this.#isAsking = false;
    }
  }

  #settle(id, row, belongs) {
    if (!belongs) this.#remove(id);
    else if (!this.#known.has(id)) this.#insert(id, row);
    else if (startOf(this.#known.get(id)) === startOf(row)) this.#replace(id, row);
    else {
      this.#remove(id);
      this.#insert(id, row);
    }
  }

  #replace(id, row) {
    const index = this.indexOf(id);
    this.rows[index] = row;
    this.#known.set(id, row);
    this.changed.tell({ kind: "changed", id, index });
  }

  #remove(id) {
    const index = this.indexOf(id);
    if (index < 0) return;
    this.rows.splice(index, 1);
    this.#known.delete(id);
    this.changed.tell({ kind: "removed", id, index });
  }

  #insert(id, row) {
    if (this.#place.sort && this.#place.sort !== "start") {
      this.unplaced += 1;
      this.changed.tell({ kind: "state" });
      return;
    }
    const index = this.#position(row);
    // Behind the last row that is loaded it comes by itself, when one scrolls there.
    if (index === this.rows.length && this.#next) return;
    this.rows.splice(index, 0, row);
    this.#known.set(id, row);
    this.changed.tell({ kind: "added", id, index });
  }

  /** Newest first, or oldest first; of the same instant the one that came later is taken for the newer. */
  #position(row) {
    const at = startOf(row) ?? -Infinity;
    const goesBefore = this.#place.reverse ? (other) => other <= at : (other) => other > at;
    let [low, high] = [0, this.rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (goesBefore(startOf(this.rows[middle]) ?? -Infinity)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The counts of all views under a place's filters. */
export function countViews(place, signal) {
  const query = filterQuery(place);
  query.delete("status");
  return ask("GET", "/views", { query, signal });
}
