// Calls that colleagues hand to the viewer: told at once, and counted in the window's title until they were looked at.
import { callerOf, idOf, lastHandOver, notesOf, text } from "./calls/record.js";
import { memory } from "./memory.js";
import { notice } from "./notice.js";
import { Signal } from "./signal.js";
import { say } from "./words.js";

/** Clocks of server and browser may differ by so much (milliseconds). */
const tolerance = 60_000;

export class HandedToMe {
  /** Ids of calls that were handed over and not looked at since. */
  unseen = new Set();
  changed = new Signal();
  /** Tells the id of a call that is to be opened. */
  opened = new Signal();

  #user;
  #since = Date.now() - tolerance;
  #told = new Set();

  constructor(user) {
    this.#user = user;
  }

  /** Looks at a call as it is now, and as it was known to be before (or null). */
  look(row, before) {
    if (row.statut !== "received") return this.see(idOf(row));
    const step = lastHandOver(row);
    const at = step && text(step.a) === this.#user ? Date.parse(text(step.le)) : NaN;
    const isNew = Number.isNaN(at) ? before !== null && before.statut !== "received" : at >= this.#since;
    const key = `${idOf(row)} ${Number.isNaN(at) ? text(notesOf(row).saisiPar) : at}`;
    if (!isNew || this.#told.has(key) || text(step?.de) === this.#user) return;
    this.#told.add(key);
    this.unseen.add(idOf(row));
    this.changed.tell();
    this.#tell(row, text(step?.de));
  }

  /** The viewer has looked at a call. */
  see(id) {
    if (this.unseen.delete(id)) this.changed.tell();
  }

  seeAll() {
    if (this.unseen.size === 0) return;
    this.unseen.clear();
    this.changed.tell();
  }

  #tell(row, by) {
    const id = idOf(row);
    const caller = callerOf(row);
    const sentence = by ? say("handed.one", { by, caller }) : say("handed.unknown", { caller });
    notice(sentence, { action: { label: say("handed.open"), run: () => this.opened.tell(id) } });
    if (!notifications.areOn || document.visibilityState === "visible") return;
    let shown;
    try {
      shown = new Notification("wildix", { body: sentence, tag: `call-${id}` });
    } catch {
      // Browsers of telephones have the word but not the thing; the notice on the page stands.
      return;
    }
    shown.addEventListener("click", () => {
      window.focus();
      shown.close();
      this.opened.tell(id);
    });
  }
}

/** The browser's own notifications: only for who asked for them. */
export const notifications = {
  get arePossible() {
    return "Notification" in window;
  },

  get areOn() {
    return this.arePossible && Notification.permission === "granted" && memory.get("notify") === "on";
  },

  /** Turns them on or off; false if the browser refuses. */
  async turn(on) {
    if (!on) {
      memory.remove("notify");
      return true;
    }
    if ((await Notification.requestPermission()) !== "granted") return false;
    memory.set("notify", "on");
    return true;
  },
};
