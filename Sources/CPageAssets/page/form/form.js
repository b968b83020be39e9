// The form beside the list: one call, what is noted about it, what one types, and what colleagues save meanwhile.
import { ask, callPath } from "../api.js";
import { callerOf, idOf, notesOf, text } from "../calls/record.js";
import { freshId, h, icon } from "../dom.js";
import { announce, notice } from "../notice.js";
import { Signal } from "../signal.js";
import { say } from "../words.js";
import { clashBox } from "./clash.js";
import { Controls } from "./controls.js";
import { background, heading, summary } from "./details.js";
import { differing, patchOf, together, valuesOf } from "./fields.js";

export class CallForm {
  /** The id of the call that it shows, or null. */
  id = null;
  /** Tells that it is to be closed. */
  closing = new Signal();
  /** Tells a row that was saved, and the id of the call to go on with, or null. */
  saved = new Signal();

  #user;
  #drafts;
  #nextOf;
  #row = null;
  /** What the server had when typing began, and its revision. */
  #base = null;
  #revision = null;
  /** What a colleague saved meanwhile, until it is decided what stays. */
  #theirs = null;
  #isSaving = false;
  #arrived = null;
  #controls = new Controls();

  /** `nextOf(id)` gives the id of the call that comes after one in the list, or null. */
  constructor(user, drafts, nextOf) {
    this.#user = user;
    this.#drafts = drafts;
    this.#nextOf = nextOf;
    const titleId = freshId();
    this.title = h("h2", { id: titleId, tabindex: "-1" });
    this.summary = h("div", { class: "summary" });
    this.clash = h("div", { "aria-live": "polite" });
    this.background = h("div", { class: "background" });
    this.problem = h("p", { class: "problem", role: "alert" });
    this.state = h("p", { class: "draft-state faint" });
    this.save = h("button", { class: "primary", title: "Ctrl+Enter" }, say("save"));
    this.saveNext = h("button", { type: "button", title: "Ctrl+Shift+Enter", onclick: () => this.#submit(true) }, say("save.next"));
    this.discard = h("button", { type: "button", class: "link", hidden: true, onclick: () => this.#discard() }, say("draft.discard"));
    const close = h(
      "button",
      { type: "button", class: "quiet square", "aria-label": say("form.close"), title: "Esc", onclick: () => this.closing.tell() },
      icon("close"),
    );
    this.form = h(
      "form",
      { novalidate: true, autocomplete: "off", "aria-label": say("form") },
      h("div", { class: "pane-body" }, this.clash, this.#controls.element, this.background),
      h(
        "footer",
        { class: "pane-foot" },
        this.problem,
        h("div", { class: "draft-line" }, this.state, this.discard),
        h("div", { class: "buttons" }, this.save, this.saveNext),
      ),
    );
    this.element = h(
      "aside",
      { class: "pane", "aria-labelledby": titleId, hidden: true },
      h("header", { class: "pane-head" }, h("div", {}, this.title, this.summary), close),
      this.form,
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(false);
    });
    this.element.addEventListener("keydown", (event) => this.#pressed(event));
    this.#controls.edited.listen(() => this.#edited());
  }

  #pressed(event) {
    if (event.defaultPrevented) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.closing.tell();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#submit(event.shiftKey);
    }
  }

  /** Shows a call, with its draft if there is one. */
  open(row) {
    const id = idOf(row);
    if (id === this.id) return this.update(row);
    this.id = id;
    this.#row = row;
    this.#theirs = null;
    this.#arrived = null;
    this.#controls.calm();
    this.problem.textContent = "";
    const draft = this.#drafts.get(id);
    this.#base = draft?.saved ?? valuesOf(notesOf(row));
    this.#revision = draft?.revision ?? row.revision;
    this.#controls.values = draft?.values ?? this.#base;
    this.#describe();
    this.element.hidden = false;
    this.element.querySelector(".pane-body").scrollTop = 0;
    if (draft && draft.revision !== row.revision) this.#meet(row);
    this.#showState();
  }

  close() {
    this.id = null;
    this.#row = null;
    this.element.hidden = true;
  }

  focus() {
    this.#controls.focus();
  }

  /** What the server says of the call now. */
  update(row) {
    if (idOf(row) !== this.id) return;
    if (this.#isSaving) {
      this.#arrived = row;
      return;
    }
    if (row.revision === this.#revision && this.#theirs === null) {
      this.#row = row;
      return this.#describe();
    }
    this.#meet(row);
    this.#showState();
  }

  /** The call can no longer be seen. What was typed stays, as long as one does not leave. */
  vanish() {
    this.problem.textContent = say("gone.live");
  }

  #meet(row) {
    const before = this.#base;
    const theirs = valuesOf(notesOf(row));
    const isTyped = this.#isTyped();
    const by = this.#author(row);
    this.#row = row;
    this.#describe();
    if (!isTyped || differing(theirs, this.#controls.values).length === 0) {
      this.#adopt(row, theirs);
      this.#controls.values = this.#base;
      this.#drafts.drop(this.id);
      if (differing(theirs, before).length > 0 && text(notesOf(row).saisiPar) !== this.#user) announce(say("updated", { name: by }));
    } else if (differing(theirs, this.#base).length === 0) {
      this.#adopt(row, theirs);
      this.#keepDraft();
    } else {
      this.#theirs = theirs;
      this.#showClash();
    }
  }

  #author(row) {
    return text(notesOf(row).saisiPar) || say("clash.somebody");
  }

  #adopt(row, values) {
    this.#base = values;
    this.#revision = row.revision;
    this.#theirs = null;
    this.clash.replaceChildren();
  }

  #showClash() {
    const theirs = this.#theirs;
    const mine = this.#controls.values;
    const changed = differing(theirs, this.#base).flatMap(together);
    const fields = [...new Set(changed)].filter((name) => together(name).some((one) => theirs[one] !== mine[one]));
    if (fields.length === 0) return this.#keepMine();
    const typed = this.#typed();
    const had = this.clash.contains(document.activeElement);
    this.clash.replaceChildren(
      clashBox({
        fields: fields.filter((name) => typed.includes(name)),
        others: fields.filter((name) => !typed.includes(name)),
        theirs, mine, name: this.#author(this.#row),
        take: (names) => this.#take(names),
        takeAll: () => this.#takeAll(),
        keep: () => this.#keepMine(),
      }),
    );
    if (had) this.clash.firstElementChild.focus();
  }

  #take(names) {
    const values = this.#controls.values;
    for (const name of names) values[name] = this.#theirs[name];
    this.#controls.values = values;
    // The rest is still to be decided, these are not.
    for (const name of names) this.#base = { ...this.#base, [name]: this.#theirs[name] };
    this.#showClash();
    this.#edited();
  }

  #takeAll() {
    this.#adopt(this.#row, this.#theirs);
    this.#discard();
  }

  /** What was typed stays; where nothing was typed, the colleague's is taken. */
  #keepMine() {
    const values = this.#controls.values;
    const mine = this.#typed();
    const theirs = this.#theirs;
    for (const name of Object.keys(theirs)) if (!mine.includes(name)) values[name] = theirs[name];
    this.#adopt(this.#row, theirs);
    this.#controls.values = values;
    this.#edited();
    this.save.focus();
  }

  #isTyped() {
    return differing(this.#controls.values, this.#base).length > 0;
  }

  /** The fields that were typed in, with those that only make sense together with them. */
  #typed() {
    return differing(this.#controls.values, this.#base).flatMap(together);
  }

  #edited() {
    if (!this.id) return;
    if (this.#isTyped() || this.#theirs) this.#keepDraft();
    else this.#drafts.drop(this.id);
    this.#showState();
  }

  #keepDraft() {
    this.#drafts.keep(this.id, { values: this.#controls.values, saved: this.#base, revision: this.#revision });
  }

  #discard() {
    this.#drafts.drop(this.id);
    if (this.#theirs) this.#adopt(this.#row, this.#theirs);
    this.#controls.calm();
    this.problem.textContent = "";
    this.#controls.values = this.#base;
    this.#showState();
    announce(say("draft.discarded"));
    this.title.focus();
  }

  #describe() {
    this.title.textContent = heading(this.#row);
    this.summary.replaceChildren(...summary(this.#row));
    const open = [...this.background.children].filter((one) => one.open).map((one) => one.firstChild.textContent);
    const parts = background(this.#row);
    for (const part of parts) if (open.includes(part.firstChild.textContent)) part.open = true;
    this.background.replaceChildren(...parts);
  }

  #showState() {
    if (!this.#theirs) this.clash.replaceChildren();
    const isTyped = this.#drafts.has(this.id);
    const by = text(notesOf(this.#row).saisiPar);
    this.state.textContent = isTyped ? say("draft.kept") : by ? say("saved.by", { name: by }) : "";
    this.discard.hidden = !isTyped;
    this.element.classList.toggle("typed", isTyped);
  }

  async #submit(goesOn) {
    if (this.#isSaving) return;
    if (this.#theirs) {
      this.problem.textContent = say("clash.first");
      this.clash.firstElementChild?.focus();
      return;
    }
    this.#controls.calm();
    this.#controls.settle();
    this.problem.textContent = "";
    const { id } = this;
    const values = this.#controls.values;
    if (!this.#isTyped()) {
      this.problem.textContent = say("save.nothing");
      return;
    }
    // Once it is saved, the call may leave the view at once, and nothing comes after it any more.
    const next = goesOn ? this.#nextOf(id) : null;
    this.#setSaving(true);
    this.#keepDraft();
    let saved = null;
    try {
      saved = await ask("PATCH", `${callPath(id)}/enrichissement`, { body: patchOf(values, this.#base), match: this.#revision });
    } catch (problem) {
      this.#refused(id, problem);
    }
    this.#setSaving(false);
    const arrived = this.#arrived;
    this.#arrived = null;
    if (!saved) {
      if (arrived) this.update(arrived);
      return;
    }
    this.#drafts.drop(id);
    if (this.id === id) {
      this.#row = saved;
      this.#adopt(saved, valuesOf(notesOf(saved)));
      this.#controls.values = this.#base;
      this.#describe();
      this.#showState();
    }
    notice(say("save.done", { caller: callerOf(saved) }));
    this.saved.tell(saved, next);
  }

  #refused(id, problem) {
    if (this.id !== id) return;
    if (problem.status === 412 && problem.current) {
      this.#isSaving = false;
      this.update(problem.current);
      if (this.#theirs) {
        this.problem.textContent = say("clash.first");
        this.clash.firstElementChild?.focus();
        return;
      }
    }
    if (problem.status === 401) return;
    if (!problem.field || !this.#controls.complain(problem.field, problem.message)) this.problem.textContent = problem.message;
  }

  #setSaving(isSaving) {
    this.#isSaving = isSaving;
    this.save.textContent = say(isSaving ? "save.busy" : "save");
    for (const button of [this.save, this.saveNext]) button.setAttribute("aria-disabled", isSaving);
  }
}
