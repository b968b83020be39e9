// The live connection: tells what changes, and comes back by itself when it is lost, with what was missed meanwhile.
import { Signal } from "./signal.js";

const longestWait = 30_000;
/** Without any word for so long after trying, an attempt is given up. */
const patience = 15_000;
/** After so long without a word, the server is asked whether it is still there: scripts see no pings. */
const silence = 60_000;

export class Live {
  /** `connecting`, `on`, `waiting` or `offline`; with `waiting`, `retryAt` says when it tries again (milliseconds). */
  state = "connecting";
  retryAt = 0;
  changedState = new Signal();
  /** Tells each message of the server's. */
  message = new Signal();

  #confirm;
  #socket = null;
  #sequence = null;
  #failures = 0;
  #timer = 0;
  #isFirst = true;
  /** Messages that wait until it is sure whose they are; null if none has to. */
  #held = null;

  /** `confirm` makes sure that the session is still the viewer's; it throws where that cannot be known. */
  constructor(confirm) {
    this.#confirm = confirm;
    addEventListener("online", () => this.start());
    addEventListener("offline", () => this.#lose());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "visible") return;
      if (this.state === "waiting") this.start();
      // Who comes back may come back to a machine that slept.
      else if (this.state === "on") this.#probe();
    });
  }

  /** Connects, now. */
  start() {
    if (this.#socket) return;
    clearTimeout(this.#timer);
    this.#enter("connecting");
    const url = new URL("/ws", location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    if (this.#sequence) url.searchParams.set("after", this.#sequence);
    const socket = new WebSocket(url);
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#lose(), patience);
    socket.addEventListener("message", (event) => {
      if (this.#socket === socket) this.#heard(JSON.parse(event.data));
    });
    socket.addEventListener("close", () => {
      if (this.#socket === socket) this.#lose();
    });
  }

  #enter(state) {
    this.state = state;
    this.changedState.tell(state);
  }

  #heard(message) {
    this.#listen();
    const isBack = message.type === "hello" && !this.#isFirst;
    if (this.#held) this.#held.push(message);
    else if (isBack || message.type === "reset") this.#hold(message);
    else this.#deliver(message);
  }

  /** A connection that came back may have come back to somebody else's session; a reset may mean other rights. */
  async #hold(message) {
    const socket = this.#socket;
    const held = [message];
    this.#held = held;
    const isSure = await this.#confirm().then(() => true, () => false);
    if (this.#socket !== socket) return;
    if (!isSure) return this.#lose();
    this.#held = null;
    for (const one of held) this.#deliver(one);
  }

  #deliver(message) {
    if (message.seq) this.#sequence = message.seq;
    this.#failures = 0;
    this.#isFirst = false;
    if (this.state !== "on") this.#enter("on");
    this.message.tell(message);
  }

  #listen() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#probe(), silence);
  }

  /** Whether the line is dead, though nobody said so. */
  async #probe() {
    const socket = this.#socket;
    this.#listen();
    const problem = await this.#confirm().then(() => null, (error) => error);
    if (this.#socket === socket && problem?.status === 0) this.#lose();
  }

  #lose() {
    const socket = this.#socket;
    this.#socket = null;
    this.#held = null;
    this.#isFirst = false;
    socket?.close();
    clearTimeout(this.#timer);
    // A browser does not say why a socket was refused. If nobody is logged in any more, this tells the page.
    if (this.state === "connecting" && navigator.onLine) this.#confirm().catch(() => {});
    const wait = Math.min(longestWait, 500 * 2 ** this.#failures) * (0.5 + Math.random() / 2);
    this.#failures += 1;
    // That there is no network may be wrong too.
    this.#timer = setTimeout(() => this.start(), navigator.onLine ? wait : longestWait);
    this.retryAt = Date.now() + wait;
    this.#enter(navigator.onLine ? "waiting" : "offline");
  }
}
