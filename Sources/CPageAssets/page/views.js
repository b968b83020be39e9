// The views with their counts: links, as an address is all that a view is.
import { address, followed, moved, place, viewNames } from "./address.js";
import { countViews } from "./calls/model.js";
import { h, icon } from "./dom.js";
import { Signal } from "./signal.js";
import { count, say } from "./words.js";

const pictures = { todo: "todo", received: "received", handed: "transferred", answered: "answered", all: "all", users: "users" };
const countNames = { todo: "todo", received: "received", handed: "transferred_by_me", answered: "answered", all: "all" };
/** Counts are asked for at most so often (milliseconds), however much happens. */
const pause = 700;

export class Views {
  counts = null;
  counted = new Signal();

  #items = new Map();
  #timer = 0;
  #request = null;
  /** The filters under which was counted. */
  #counted = "";
  #handed;
  #revealed = null;

  /** `pages`: names of views besides the lists. */
  constructor(pages, handed) {
    this.#handed = handed;
    this.element = h(
      "nav",
      { class: "views", "aria-label": say("views") },
      h("ul", {}, viewNames.map((name) => this.#item(name))),
      pages.length > 0 ? h("ul", { class: "pages" }, pages.map((name) => this.#item(name))) : null,
    );
    this.#show();
    moved.listen((left) => {
      this.#show();
      if (JSON.stringify(left.filters) !== JSON.stringify(place.filters)) this.count();
    });
    handed.changed.listen(() => this.#show());
  }

  #item(name) {
    const number = h("span", { class: "count" });
    const dot = h("span", { class: "dot", hidden: true }, h("span", { class: "unseen" }, say("view.new")));
    const link = h("a", { onclick: followed }, icon(pictures[name]), h("span", { class: "label" }, say(`view.${name}`)), dot, number);
    this.#items.set(name, { link, number, dot });
    return h("li", {}, link);
  }

  #show() {
    for (const [name, { link, number, dot }] of this.#items) {
      link.setAttribute("href", address(this.#target(name)));
      if (name === place.view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      // On a narrow screen the views are a strip that scrolls.
      if (name === place.view && name !== this.#revealed && link.isConnected) {
        link.scrollIntoView({ block: "nearest", inline: "center" });
        this.#revealed = name;
      }
      const value = this.counts?.[countNames[name]];
      number.textContent = value === undefined ? "" : count(value);
      dot.hidden = name !== "received" || this.#handed.unseen.size === 0;
    }
  }

  /** Filters go along from view to view; a status of one's own choice does not, because a view is one. */
  #target(name) {
    const filters = { ...place.filters };
    delete filters.status;
    if (name === "handed") delete filters["transferred-by"];
    return { view: name, filters, call: null };
  }

  /** How many calls the present list has; undefined if that is not known. */
  get total() {
    const isKnown = this.counts && !place.filters.status && this.#counted === JSON.stringify(place.filters);
    return isKnown ? this.counts[countNames[place.view]] : undefined;
  }

  /** Counts soon: what happens until then is counted too. */
  countSoon() {
    this.#timer ||= setTimeout(() => this.count(), pause * (0.5 + Math.random()));
  }

  async count() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#request?.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    const filters = JSON.stringify(place.filters);
    try {
      this.counts = await countViews(place, signal);
      this.#counted = filters;
    } catch {
      if (signal.aborted) return;
      // Counts of the same filters are old then, those of others would be wrong.
      if (this.#counted !== filters) this.counts = null;
    }
    this.#show();
    this.counted.tell();
  }
}
