// The list on the screen: of all rows that are loaded only those near the visible part are elements.
import { h } from "../dom.js";
import { Signal } from "../signal.js";
import { isSameDay } from "../time.js";
import { say } from "../words.js";
import { idOf, startOf } from "./record.js";
import { fillRow } from "./row.js";

const overscan = 10;
const columns = ["when", "caller", "called", "outcome", "subject", "status"];

export class CallList {
  /** The id of the row one stands on. */
  selected = null;
  /** Tells the id of a row that is to be opened. */
  opened = new Signal();
  /** Tells the id of the row one has gone to. */
  went = new Signal();

  #calls;
  #hasDraft;
  #elements = new Map();
  #rowHeight = 44;
  #frame = 0;
  #total = -1;
  #wanted = null;

  constructor(calls, hasDraft) {
    this.#calls = calls;
    this.#hasDraft = hasDraft;
    this.body = h("div", { class: "rows", role: "rowgroup" });
    this.footer = h("p", { class: "list-end" });
    const head = h(
      "div",
      { class: "row head", role: "row", "aria-rowindex": "1" },
      columns.map((name) => h("div", { class: `cell ${name}`, role: "columnheader" }, say(`column.${name}`))),
    );
    this.grid = h(
      "div",
      { class: "grid", role: "grid", "aria-label": say("calls"), "aria-colcount": columns.length, "aria-readonly": "true" },
      h("div", { class: "heads", role: "rowgroup" }, head),
      this.body,
    );
    this.element = h("div", { class: "scroller", id: "calls", tabindex: "-1" }, this.grid, this.footer);
    this.element.addEventListener("scroll", () => this.#later(), { passive: true });
    this.body.addEventListener("click", (event) => this.#clicked(event));
    this.body.addEventListener("focusin", (event) => this.#focused(event));
    new ResizeObserver(() => this.#measure()).observe(this.element);
    calls.changed.listen((change) => this.#changed(change));
  }

  /** How many rows there are in all, loaded or not; -1 if that is not known. */
  set total(value) {
    this.#total = value;
    this.#describe();
  }

  #describe() {
    const known = this.#calls.state === "end" ? this.#calls.rows.length : this.#total;
    this.grid.setAttribute("aria-rowcount", known < 0 ? -1 : known + 1);
    const { state } = this.#calls;
    this.grid.setAttribute("aria-busy", state === "loading" || state === "adding");
    // Until the answer is there, what one sees is the list before.
    this.element.classList.toggle("is-old", this.#calls.isOld);
  }

  #measure() {
    const probe = h("div", { class: "row", role: "presentation" });
    this.body.append(probe);
    const height = probe.getBoundingClientRect().height;
    probe.remove();
    const first = this.element.scrollTop / this.#rowHeight;
    if (height > 0 && height !== this.#rowHeight) {
      this.#rowHeight = height;
      this.#place();
      this.element.scrollTop = first * height;
    }
    this.#draw();
  }

  #changed({ kind, id, index }) {
    const { scrollTop } = this.element;
    const stood = kind === "reset" && this.#isStoodOn;
    if (kind === "reset") {
      for (const element of this.#elements.values()) element.remove();
      this.#elements.clear();
    }
    if (kind === "changed") this.#refill(id);
    if (kind === "removed") this.#forget(id, index);
    this.#place();
    // What is being looked at stays where it is when rows come or go above it.
    if ((kind === "added" || kind === "removed") && scrollTop > this.#rowHeight / 2 && index * this.#rowHeight < scrollTop) {
      this.element.scrollTop = scrollTop + (kind === "added" ? this.#rowHeight : -this.#rowHeight);
    }
    this.#draw();
    if (kind === "reset" && this.#wanted) this.#standOn(this.#wanted);
    if (stood) this.#element.focus({ preventScroll: true });
    if (kind === "added" || kind === "changed") this.#flash(id);
    this.#describe();
  }

  /** Draws a row anew, because what is shown of it besides its record changed. */
  refresh(id) {
    this.#refill(id);
  }

  #refill(id) {
    const element = this.#elements.get(id);
    const row = this.#calls.row(id);
    if (!element || !row) return;
    const link = [...element.querySelectorAll("a")].indexOf(document.activeElement);
    fillRow(element, row, this.#hasDraft(id));
    this.#mark(element, id);
    if (link >= 0) (element.querySelectorAll("a")[link] ?? element).focus({ preventScroll: true });
  }

  #forget(id, index) {
    const element = this.#elements.get(id);
    const hadFocus = element?.contains(document.activeElement);
    element?.remove();
    this.#elements.delete(id);
    if (this.selected !== id) return;
    const neighbour = this.#calls.rows[Math.min(index, this.#calls.rows.length - 1)];
    this.#choose(neighbour ? idOf(neighbour) : null);
    if (hadFocus) queueMicrotask(() => (this.selected ? this.focus() : this.element.focus()));
  }

  #flash(id) {
    const element = this.#elements.get(id);
    if (!element) return;
    element.classList.remove("fresh");
    requestAnimationFrame(() => element.classList.add("fresh"));
  }

  #place() {
    this.body.style.height = `${this.#calls.rows.length * this.#rowHeight}px`;
  }

  #later() {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { rows } = this.#calls;
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / this.#rowHeight) - overscan);
    const last = Math.min(rows.length, Math.ceil((scrollTop + clientHeight) / this.#rowHeight) + overscan);
    if (this.selected && !this.#calls.row(this.selected)) this.selected = null;
    // Rows of the list before are none to stand on in the one that comes.
    if (!this.selected && rows.length > 0 && this.#calls.state !== "loading") this.#choose(idOf(rows[0]));
    const indices = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
    // The row one stands on stays an element, so that the keyboard is not lost when it is scrolled away.
    const own = this.selected ? this.#calls.indexOf(this.selected) : -1;
    if (own >= 0 && own < first) indices.unshift(own);
    if (own >= last) indices.push(own);
    const wanted = new Set(indices.map((index) => idOf(rows[index])));
    for (const [id, element] of this.#elements) {
      if (wanted.has(id)) continue;
      element.remove();
      this.#elements.delete(id);
    }
    let previous = null;
    for (const index of indices) previous = this.#show(index, previous);
    if (last > rows.length - 60) this.#calls.more();
  }

  /** Puts a row's element behind `previous`: elements are in the order of the rows, for those who read them. */
  #show(index, previous) {
    const row = this.#calls.rows[index];
    const id = idOf(row);
    let element = this.#elements.get(id);
    if (!element) {
      element = h("div", { role: "row", "data-id": id });
      fillRow(element, row, this.#hasDraft(id));
      this.#elements.set(id, element);
      this.#mark(element, id);
      if (previous) previous.after(element);
      else this.body.prepend(element);
    }
    element.style.transform = `translateY(${index * this.#rowHeight}px)`;
    element.setAttribute("aria-rowindex", index + 2);
    const before = this.#calls.rows[index - 1];
    element.classList.toggle("new-day", index > 0 && !isSameDay(startOf(row), startOf(before)));
    return element;
  }

  #mark(element, id) {
    const isSelected = id === this.selected;
    element.classList.toggle("selected", isSelected);
    element.setAttribute("aria-selected", isSelected);
    element.tabIndex = isSelected ? 0 : -1;
    for (const link of element.querySelectorAll("a")) link.tabIndex = isSelected ? 0 : -1;
  }

  #clicked(event) {
    const element = event.target.closest(".row");
    if (!element || event.target.closest("a") || String(getSelection()) !== "") return;
    this.select(element.dataset.id);
    this.opened.tell(element.dataset.id);
  }

  #focused(event) {
    const id = event.target.closest(".row")?.dataset.id;
    if (id && id !== this.selected) this.select(id);
  }

  /** Stands on a row, without moving the focus. */
  select(id) {
    const left = this.selected;
    this.#choose(id);
    if (left !== id) this.went.tell(id);
  }

  /** Makes a row the one that Tab reaches; nobody is told, as nobody went there. */
  #choose(id) {
    const left = this.selected;
    this.selected = id;
    for (const changed of [left, id]) {
      const element = this.#elements.get(changed);
      if (element) this.#mark(element, changed);
    }
  }

  /** The element of the row one stands on, or of the whole list. */
  get #element() {
    return this.#elements.get(this.selected) ?? this.element;
  }

  get #isStoodOn() {
    return this.body.contains(document.activeElement) || document.activeElement === this.element;
  }

  /** Another list is going to be loaded: one will stand on its first row. */
  leave() {
    if (this.#isStoodOn) this.stand();
    this.#choose(null);
    this.element.scrollTop = 0;
    this.total = -1;
  }

  /** Takes the focus without going to a row. */
  stand() {
    this.element.focus({ preventScroll: true });
  }

  /** Stands on the row of the call that is open, now or as soon as it is loaded. */
  standOn(id) {
    this.#wanted = id;
    if (id) this.#standOn(id);
  }

  #standOn(id) {
    if (!this.#calls.row(id)) return;
    // Once found, it is the reader who scrolls.
    this.#wanted = null;
    this.select(id);
    this.reveal();
  }

  /** Goes `step` rows on from the one that one stands on. */
  move(step) {
    const { rows } = this.#calls;
    if (rows.length === 0) return;
    const from = this.selected ? this.#calls.indexOf(this.selected) : -1;
    const index = Math.max(0, Math.min(rows.length - 1, from + step));
    this.select(idOf(rows[index]));
    this.focus();
  }

  /** Rows that fit on the screen. */
  get pageSize() {
    return Math.max(1, Math.floor(this.element.clientHeight / this.#rowHeight) - 2);
  }

  /** Brings the row one stands on into sight and the focus onto it. */
  focus() {
    this.reveal();
    this.#element.focus({ preventScroll: true });
  }

  reveal() {
    const index = this.selected ? this.#calls.indexOf(this.selected) : -1;
    if (index < 0) return;
    const head = this.grid.firstElementChild.getBoundingClientRect().height;
    const top = index * this.#rowHeight;
    const { scrollTop, clientHeight } = this.element;
    if (top < scrollTop) this.element.scrollTop = top;
    else if (top + this.#rowHeight > scrollTop + clientHeight - head) {
      this.element.scrollTop = top + this.#rowHeight - clientHeight + head;
    }
    this.#draw();
  }
}
