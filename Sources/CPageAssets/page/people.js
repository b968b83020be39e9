// The users, to complete names and extensions from.
import { ask } from "./api.js";
import { Signal } from "./signal.js";

export const people = {
  list: [],
  /** Why they could not be loaded; null if they could. */
  problem: null,
  changed: new Signal(),

  /** Loads them anew; what stands in the way is kept as `problem`. */
  async load() {
    const before = JSON.stringify([this.list, this.problem?.message]);
    try {
      this.list = (await ask("GET", "/users")).users;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    if (JSON.stringify([this.list, this.problem?.message]) !== before) this.changed.tell();
  },

  /** Users whose name or extension begins with `text`, then those whose name has it inside. */
  matching(text) {
    const word = folded(text);
    const begins = this.list.filter((user) => folded(user.username).startsWith(word) || user.poste.startsWith(text.trim()));
    const contains = this.list.filter((user) => !begins.includes(user) && folded(user.username).includes(word));
    return [...begins, ...contains];
  },

  /** The name that `text` stands for: what was typed, or the name of the one whose extension it is. */
  named(text) {
    const word = text.trim();
    const exact = this.list.find((user) => user.username === word);
    if (exact || word === "") return word;
    const same = this.list.filter((user) => folded(user.username) === folded(word));
    if (same.length === 1) return same[0].username;
    const owners = this.list.filter((user) => user.poste === word);
    return owners.length === 1 ? owners[0].username : word;
  },
};

function folded(text) {
  return text.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
