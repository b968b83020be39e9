// The calls of the present view as far as they are loaded, in order, and kept current by what the server tells.
import { ask } from "../api.js";
import { filterQuery, listOf, listQuery } from "../filters.js";
import { Signal } from "../signal.js";
import { Events } from "./events.js";
import { idOf, startOf } from "./record.js";
import { Rows } from "./rows.js";

const firstPage = 100;
const page = 200;
/** The server's limit. */
const largestPage = 500;
/** So many rows are kept at most: more than anybody scrolls through, less than a browser minds. */
const capacity = 100_000;
/** In another order than by time the server's pages end behind so many rows. */
const sortedCapacity = 10_000;

export class Calls {
  /** `loading` (another list), `adding` (what follows), `more` (there is more to load), `end`, `full`, `failed`. */
  state = "loading";
  /** Why loading failed. */
  problem = null;
  /** Tells what changed: `{ kind: "state" | "reset" | "more" | "changed" | "added" | "removed", id?, index? }`. */
  changed = new Signal();

  #user;
  #rows = new Rows();
  /** The list that is wanted, and the one whose rows stand here: until the answer is there, not the same. */
  #place = null;
  #shown = null;
  #next = null;
  #request = null;
  /** What a failed request was about: `{ after, size }`. */
  #failed = null;
  /** Told while a list was fetched: its rows may be older, and are brought up to date when they are there. */
  #meanwhile = new Events();
  /** Under filters: until the server has said whether they fit. */
  #waiting = new Events();
  #isAsking = false;
  /** New calls whose place in an order other than by time is not known here. */
  #unplaced = new Set();

  constructor(user) {
    this.#user = user;
  }

  get rows() {
    return this.#rows.list;
  }

  get unplaced() {
    return this.#unplaced.size;
  }

  get isSorted() {
    return Boolean(this.#place?.sort) && this.#place.sort !== "start";
  }

  /** What stands here is not, or no longer, what was asked for. */
  get isOld() {
    return this.state === "loading" || (this.state === "failed" && this.#failed.after === null);
  }

  row(id) {
    return this.#rows.get(id);
  }

  indexOf(id) {
    return this.#rows.indexOf(id);
  }

  /** Loads a place's list from the start. What is there stays until the answer is. */
  async load(place, size = firstPage) {
    this.#place = place;
    this.#request?.abort();
    this.#request = new AbortController();
    this.#meanwhile.clear();
    this.state = "loading";
    this.problem = null;
    this.changed.tell({ kind: "state" });
    await this.#fetch(null, size);
  }

  /** Loads the same anew, as much as was there. */
  async reload() {
    if (this.#place) await this.load(this.#place, Math.max(firstPage, this.#rows.count));
  }

  /** Loads what follows. */
  async more() {
    if (this.state !== "more" || !this.#next) return;
    this.state = "adding";
    this.changed.tell({ kind: "state" });
    await this.#fetch(this.#next, page);
  }

  /** After a failure: goes on where it was. */
  async retry() {
    if (this.state !== "failed") return;
    if (this.#failed.after === null) return this.load(this.#place, this.#failed.size);
    this.state = "more";
    return this.more();
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
    } catch (problem) {
      if (!signal.aborted) this.#fail(problem, after, size);
      return;
    }
    if (after === null) this.#clear();
    for (const row of loaded) this.#rows.append(row);
    this.#shown = this.#place;
    this.#next = next;
    this.#failed = null;
    this.state = this.#stateBefore(next);
    this.changed.tell({ kind: after === null ? "reset" : "more" });
    this.#catchUp();
  }

  #stateBefore(next) {
    if (next) return this.#rows.count >= capacity ? "full" : "more";
    return this.isSorted && this.#rows.count >= sortedCapacity ? "full" : "end";
  }

  #fail(problem, after, size) {
    this.#failed = { after, size };
    this.state = "failed";
    this.problem = problem;
    // Rows of another list must not stand under this one's name, nor those that no filter asked for.
    const isOther = this.#shown === null || listOf(this.#shown) !== listOf(this.#place);
    const isCleared = after === null && (isOther || problem.status === 400);
    if (isCleared) {
      this.#clear();
      this.#next = null;
      this.#shown = null;
    }
    this.changed.tell({ kind: isCleared ? "reset" : "state" });
    this.#catchUp();
  }

  #catchUp() {
    for (const [id, { row, isNew }] of this.#meanwhile.take()) this.apply(id, row, isNew);
  }

  #clear() {
    this.#rows.clear();
    this.#waiting.clear();
    this.#unplaced.clear();
  }

  /** Takes over what the server tells of one call; null: it went. `isNew`: it was not there before. */
  apply(id, row, isNew = false) {
    if (!this.#place) return;
    if (this.state === "loading" || this.state === "adding") this.#meanwhile.note(id, row, isNew);
    // Rows of the list before follow its rules no more.
    if (this.#shown === null || listOf(this.#shown) !== listOf(this.#place)) return;
    if (row === null) {
      this.#remove(id);
    } else if (Object.keys(this.#place.filters).length === 0) {
      this.#settle(id, row, this.#isInView(row), isNew);
    } else {
      // What is on the screen is current at once; whether it still belongs here, only the server can say.
      if (this.#rows.get(id)) this.#replace(id, row);
      this.#waiting.note(id, row, isNew);
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
    const { signal } = this.#request;
    let asked = new Map();
    try {
      while (this.#waiting.count > 0) {
        asked = this.#waiting.take(100);
        const query = listQuery(this.#place, this.#user);
        const wanted = this.#place.filters.id;
        query.delete("id");
        for (const id of asked.keys()) if (!wanted || wanted.includes(id)) query.append("id", id);
        query.set("limit", 500);
        const answer = query.has("id") ? await ask("GET", "/calls", { query, signal }) : { calls: [] };
        if (signal.aborted) break;
        const fitting = new Map(answer.calls.map((row) => [idOf(row), row]));
        for (const [id, { row, isNew }] of asked) this.#settle(id, fitting.get(id) ?? row, fitting.has(id), isNew);
      }
    } catch {
      // The next event asks again; the reload after a lost connection sets it right.
      if (!signal.aborted) this.#waiting.putBack(asked);
    } finally {
      this.#isAsking = false;
    }
    // What came for the list that was loaded meanwhile is asked for under its filters.
    if (signal.aborted && this.#waiting.count > 0) this.#askWhichFit();
  }

  #settle(id, row, belongs, isNew) {
    const former = this.#rows.get(id);
    if (!belongs) this.#remove(id);
    else if (!former) this.#insert(id, row, isNew);
    else if (startOf(former) === startOf(row)) this.#replace(id, row);
    else {
      this.#remove(id);
      this.#insert(id, row, isNew);
    }
  }

  #replace(id, row) {
    this.changed.tell({ kind: "changed", id, index: this.#rows.replace(id, row) });
  }

  #remove(id) {
    if (this.#unplaced.delete(id)) this.changed.tell({ kind: "state" });
    const index = this.#rows.remove(id);
    if (index >= 0) this.changed.tell({ kind: "removed", id, index });
  }

  #insert(id, row, isNew) {
    if (this.isSorted) {
      // Unknown may just be not loaded yet, as long as there is more to load.
      if (!isNew && this.#next) return;
      this.#unplaced.add(id);
      this.changed.tell({ kind: "state" });
      return;
    }
    const index = this.#rows.position(row, this.#place.reverse);
    // Behind the last row that is loaded it comes by itself, when one scrolls there.
    if (index === this.#rows.count && this.#next) return;
    this.#rows.insert(index, id, row);
    this.changed.tell({ kind: "added", id, index });
  }
}

/** The counts of all views under a place's filters. */
export function countViews(place, signal) {
  const query = filterQuery(place);
  query.delete("status");
  return ask("GET", "/views", { query, signal });
}
