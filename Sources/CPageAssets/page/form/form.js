// The form beside the list: one call, what is noted about it, what one types, and what colleagues save meanwhile.
import { ask, callPath } from "../api.js";
import { callerOf, idOf, notesOf, text } from "../calls/record.js";
import { refill } from "../dom.js";
import { announce, notice } from "../notice.js";
import { Signal } from "../signal.js";
import { say } from "../words.js";
import { clashBox } from "./clash.js";
import { Controls } from "./controls.js";
import { background, heading, summary } from "./details.js";
import { differing, patchOf, rebased, valuesOf } from "./fields.js";
import { formFrame } from "./frame.js";
import { WorkingCopy } from "./working.js";

export class CallForm {
  /** The id of the call that it shows, or null. */
  id = null;
  /** Tells that it is to be closed. */
  closing = new Signal();
  /** Tells a row that was saved, and the id of the call to go on with, or null. */
  saved = new Signal();
  /** Tells the id of a call that is to be opened. */
  opening = new Signal();

  #user;
  #drafts;
  #nextOf;
  #row = null;
  #working = null;
  /** The ids of calls that are being saved: one may have gone on to another one meanwhile. */
  #saving = new Set();
  #arrived = null;
  /** Whether what stands here is the draft that is kept, which another tab may have kept of its own. */
  #ownsDraft = false;
  #isGone = false;
  #controls = new Controls();

  /** `nextOf(id)` gives the id of the call that comes after one in the list, or null. */
  constructor(user, drafts, nextOf) {
    this.#user = user;
    this.#drafts = drafts;
    this.#nextOf = nextOf;
    const next = () => this.#submit(true);
    Object.assign(this, formFrame(this.#controls.element, { next, discard: () => this.#discard(), close: () => this.closing.tell() }));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(false);
    });
    this.element.addEventListener("keydown", (event) => this.#pressed(event));
    this.#controls.edited.listen(() => this.#edited());
    drafts.elsewhere.listen((id, was) => this.#follow(id, was));
  }

  get #isSaving() {
    return this.#saving.has(this.id);
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
    this.#arrived = null;
    this.#isGone = false;
    this.#controls.calm();
    this.problem.textContent = "";
    this.element.hidden = false;
    this.element.querySelector(".pane-body").scrollTop = 0;
    this.#load(row);
    this.#showSaving();
  }

  /** Fills the form with what the server has, or with the draft. */
  #load(row) {
    this.#row = row;
    const draft = this.#drafts.get(this.id);
    this.#ownsDraft = draft !== null;
    this.#working = new WorkingCopy(row, draft);
    this.#controls.values = draft?.values ?? this.#working.base;
    this.#describe();
    if (draft && draft.revision !== row.revision) this.#meet(row);
    this.#showState();
  }

  /** Another tab changed this call's draft, which was `was`. Who types something else here goes on with it. */
  #follow(id, was) {
    if (id !== this.id || this.#isSaving) return;
    const isSame = was !== null && differing(was.values, this.#controls.values).length === 0;
    if (isSame || (!this.#isTyped && !this.#working.isDisputed)) this.#load(this.#row);
    else this.#showState();
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
    if (this.#isGone) {
      this.#isGone = false;
      this.problem.textContent = "";
    }
    if (row.revision === this.#working.revision && !this.#working.isDisputed) {
      this.#row = row;
      return this.#describe();
    }
    this.#meet(row);
    this.#showState();
  }

  /** The call can no longer be seen. What was typed stays, as long as one does not leave. */
  vanish() {
    this.#isGone = true;
    this.problem.textContent = say("gone.live");
  }

  #meet(row) {
    const before = this.#working.base;
    const goesOn = this.#working.meet(row, this.#controls.values);
    this.#row = row;
    this.#describe();
    if (goesOn) {
      // Another tab may have taken it away.
      this.#keepDraft();
      if (this.#working.isDisputed) this.#showClash();
      return;
    }
    const now = this.#working.base;
    this.#controls.values = now;
    if (this.#ownsDraft) this.#dropDraft();
    const isOthers = differing(now, before).length > 0 && text(notesOf(row).saisiPar) !== this.#user;
    if (isOthers) announce(say("updated", { name: this.#author(row) }));
  }

  #author(row) {
    return text(notesOf(row).saisiPar) || say("clash.somebody");
  }

  #showClash() {
    const mine = this.#controls.values;
    const { fields, others } = this.#working.disputed(mine);
    if (fields.length + others.length === 0) return this.#keepMine();
    const had = this.clash.contains(document.activeElement);
    this.clash.replaceChildren(
      clashBox({
        fields, others, mine,
        theirs: this.#working.theirs,
        name: this.#author(this.#row),
        take: (names) => this.#take(names),
        takeAll: () => this.#discard(),
        keep: () => this.#keepMine(),
      }),
    );
    if (had) this.clash.firstElementChild.focus();
  }

  #take(names) {
    this.#controls.values = this.#working.take(names, this.#controls.values);
    this.#showClash();
    this.#edited();
  }

  #keepMine() {
    this.#controls.values = this.#working.keepMine(this.#controls.values);
    this.#edited();
    this.save.focus();
  }

  get #isTyped() {
    return this.#working.isTyped(this.#controls.values);
  }

  #edited() {
    if (!this.id) return;
    if (this.#isTyped || this.#working.isDisputed) this.#keepDraft();
    else this.#dropDraft();
    this.#showState();
  }

  #dropDraft() {
    this.#ownsDraft = false;
    this.#drafts.drop(this.id);
  }

  #keepDraft() {
    this.#ownsDraft = true;
    this.#drafts.keep(this.id, this.#working.draft(this.#controls.values));
  }

  #discard() {
    this.#dropDraft();
    if (this.#working.isDisputed) this.#working.takeAll();
    this.#controls.calm();
    this.problem.textContent = "";
    this.#controls.values = this.#working.base;
    this.#showState();
    announce(say("draft.discarded"));
    this.title.focus();
  }

  #describe() {
    this.title.textContent = heading(this.#row);
    refill(this.summary, summary(this.#row), this.title);
    const parts = background(this.#row);
    const name = (part) => part.firstChild.textContent;
    const before = new Map([...this.background.children].map((part) => [name(part), part.open]));
    for (const part of parts) part.open = before.get(name(part)) ?? part.open;
    refill(this.background, parts, this.title);
  }

  #showState() {
    if (!this.#working.isDisputed) this.clash.replaceChildren();
    const isTyped = this.#drafts.has(this.id);
    const by = text(notesOf(this.#row).saisiPar);
    this.state.textContent = isTyped ? say("draft.kept") : by ? say("saved.by", { name: by }) : "";
    this.discard.hidden = !isTyped;
    this.element.classList.toggle("typed", isTyped);
  }

  async #submit(goesOn) {
    if (this.#isSaving) return;
    if (this.#working.isDisputed) return this.#askToDecide();
    this.#controls.calm();
    this.#controls.settle();
    this.problem.textContent = "";
    const [id, row] = [this.id, this.#row];
    const { base, revision } = this.#working;
    const values = this.#controls.values;
    if (!this.#isTyped) {
      this.problem.textContent = say("save.nothing");
      return;
    }
    // Once it is saved, the call may leave the view at once, and nothing comes after it any more.
    const next = goesOn ? this.#nextOf(id) : null;
    this.#saving.add(id);
    this.#showSaving();
    this.#keepDraft();
    let saved = null;
    let problem = null;
    try {
      saved = await ask("PATCH", `${callPath(id)}/enrichissement`, { body: patchOf(values, base), match: revision });
    } catch (error) {
      problem = error;
    }
    this.#saving.delete(id);
    this.#showSaving();
    const arrived = this.id === id ? this.#arrived : null;
    if (this.id === id) this.#arrived = null;
    if (saved) this.#settle(id, saved, values);
    else this.#refused(id, row, problem);
    // What came in meanwhile is newer than the answer, unless it is what was saved over.
    if (arrived && this.id === id && !(saved && arrived.revision === revision)) this.update(arrived);
    if (!saved) return;
    notice(say("save.done", { caller: callerOf(saved) }));
    this.saved.tell(saved, next);
  }

  #askToDecide() {
    this.problem.textContent = say("clash.first");
    this.clash.firstElementChild?.focus();
  }

  /** `sent` is saved. What was typed meanwhile, here or after coming back to the call, is a draft on top of that. */
  #settle(id, row, sent) {
    const server = valuesOf(notesOf(row));
    const now = this.id === id ? this.#controls.values : this.#drafts.get(id)?.values ?? sent;
    const values = rebased(now, sent, server);
    const isTyped = differing(values, server).length > 0;
    if (isTyped) this.#drafts.keep(id, { values, saved: server, revision: row.revision });
    else this.#drafts.drop(id);
    if (this.id !== id) return;
    this.#row = row;
    this.#working.adopt(server, row.revision);
    this.#ownsDraft = isTyped;
    this.#controls.values = values;
    this.#describe();
    this.#showState();
  }

  /** Who has moved on is told which call it is that is not saved. */
  #refusedElsewhere(id, row, problem) {
    const text = say("save.failed", { caller: callerOf(row), message: problem.message });
    notice(text, { kind: "bad", action: { label: say("handed.open"), run: () => this.opening.tell(id) } });
  }

  #refused(id, row, problem) {
    if (this.id !== id) return this.#refusedElsewhere(id, row, problem);
    if (problem.status === 412 && problem.current) {
      this.update(problem.current);
      if (this.#working.isDisputed) return this.#askToDecide();
    }
    if (problem.status === 401) return;
    if (!problem.field || !this.#controls.complain(problem.field, problem.message)) this.problem.textContent = problem.message;
  }

  #showSaving() {
    const isSaving = this.#isSaving;
    this.save.textContent = say(isSaving ? "save.busy" : "save");
    for (const button of [this.save, this.saveNext]) button.setAttribute("aria-disabled", isSaving);
  }
}
