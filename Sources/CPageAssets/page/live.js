// The live connection: tells what changes, and comes back by itself when it is lost, with what was missed meanwhile.
import { ask } from "./api.js";
import { Signal } from "./signal.js";

const longestWait = 30_000;
/** Without any word for so long after trying, an attempt is given up. */
const patience = 15_000;

export class Live {
  /** `connecting`, `on`, `waiting` or `offline`; with `waiting`, `retryAt` says when it tries again (milliseconds). */
  state = "connecting";
  retryAt = 0;
  changedState = new Signal();
  /** Tells each message of the server's. */
  message = new Signal();

  #socket = null;
  #sequence = null;
  #failures = 0;
  #timer = 0;
  #isStopped = false;

  constructor() {
    addEventListener("online", () => this.#now());
    addEventListener("offline", () => this.#lose());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && this.state === "waiting") this.#now();
    });
  }

  start() {
    this.#isStopped = false;
    this.#now();
  }

  stop() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  #enter(state) {
    this.state = state;
    this.changedState.tell(state);
  }

  #now() {
    clearTimeout(this.#timer);
    if (this.#isStopped || this.state === "on" || this.#socket) return;
    this.#enter("connecting");
    const url = new URL("/ws", location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    if (this.#sequence) url.searchParams.set("after", this.#sequence);
    const socket = new WebSocket(url);
    this.#socket = socket;
    const giveUp = setTimeout(() => socket.close(), patience);
    socket.addEventListener("message", (event) => {
      clearTimeout(giveUp);
      this.#heard(JSON.parse(event.data));
    });
    socket.addEventListener("close", () => {
      clearTimeout(giveUp);
      if (this.#socket === socket) this.#lose();
    });
  }

  #heard(message) {
    if (message.seq) this.#sequence = message.seq;
    this.#failures = 0;
    if (this.state !== "on") this.#enter("on");
    this.message.tell(message);
  }

  #lose() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    if (!navigator.onLine) return this.#enter("offline");
    // A browser does not say why a socket was refused. If nobody is logged in any more, this tells the page.
    if (this.state === "connecting") ask("GET", "/session").catch(() => {});
    const wait = Math.min(longestWait, 500 * 2 ** this.#failures) * (0.5 + Math.random() / 2);
    this.#failures += 1;
    this.retryAt = Date.now() + wait;
    this.#timer = setTimeout(() => this.#now(), wait);
    this.#enter("waiting");
  }
}
