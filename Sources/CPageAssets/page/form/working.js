// What one types about a call, on top of what the server had then, and beside what a colleague saved meanwhile.
import { notesOf } from "../calls/record.js";
import { differing, together, valuesOf } from "./fields.js";

/** The fields as they are typed are not kept here: whoever asks says what they are, by name. */
export class WorkingCopy {
  /** What the server had when typing began. */
  base;
  /** The revision of that. */
  revision;
  /** What a colleague saved meanwhile, and its revision, until it is decided what stays; else null. */
  #theirs = null;

  /** Of the call in `row`, or of what was typed before: a draft, or null. */
  constructor(row, draft) {
    this.base = draft?.saved ?? valuesOf(notesOf(row));
    this.revision = draft?.revision ?? row.revision;
  }

  /** Whether it is to be decided what stays. */
  get isDisputed() {
    return this.#theirs !== null;
  }

  /** What a colleague saved meanwhile, where that is to be decided. */
  get theirs() {
    return this.#theirs?.values;
  }

  isTyped(values) {
    return differing(values, this.base).length > 0;
  }

  /** The draft that these values are. */
  draft(values) {
    return { values, saved: this.base, revision: this.revision };
  }

  /** The server has these values now, and nothing is to be decided. */
  adopt(values, revision) {
    this.base = values;
    this.revision = revision;
    this.#theirs = null;
  }

  /** The server has something else. Answers whether what was typed goes on; else there is nothing but what the server has. */
  meet(row, values) {
    const server = valuesOf(notesOf(row));
    const goesOn = this.isTyped(values) && differing(server, values).length > 0;
    if (goesOn && differing(server, this.base).length > 0) this.#theirs = { values: server, revision: row.revision };
    else this.adopt(server, row.revision);
    return goesOn;
  }

  /** The fields that a colleague has otherwise: those in which something was typed, and the others. */
  disputed(values) {
    const changed = differing(this.theirs, this.base).flatMap(together);
    const names = [...new Set(changed)].filter((name) => together(name).some((one) => this.theirs[one] !== values[one]));
    const typed = this.#typed(values);
    return { fields: names.filter((name) => typed.includes(name)), others: names.filter((name) => !typed.includes(name)) };
  }

  /** The values with the colleague's in these fields. The others are still to be decided, these are not. */
  take(names, values) {
    const taken = Object.fromEntries(names.map((name) => [name, this.theirs[name]]));
    this.base = { ...this.base, ...taken };
    return { ...values, ...taken };
  }

  /** Everything is as the colleague has it. */
  takeAll() {
    this.adopt(this.#theirs.values, this.#theirs.revision);
  }

  /** What was typed stays; where nothing was typed, the colleague's is taken. */
  keepMine(values) {
    const typed = this.#typed(values);
    const kept = Object.fromEntries(Object.entries(values).filter(([name]) => typed.includes(name)));
    this.takeAll();
    return { ...this.base, ...kept };
  }

  /** The fields that were typed in, with those that only make sense together with them. */
  #typed(values) {
    return differing(values, this.base).flatMap(together);
  }
}
