// Says whether what is on the screen is live.
import { h } from "./dom.js";
import { announce } from "./notice.js";
import { say } from "./words.js";

/** A word in the header that follows `live`. */
export function connectionState(live) {
  const label = h("span", { class: "label" });
  const element = h("p", { class: "connection" }, h("span", { class: "lamp", "aria-hidden": "true" }), label);
  let timer = 0;
  let wasLost = false;

  function show() {
    clearTimeout(timer);
    element.dataset.state = live.state;
    const seconds = Math.max(1, Math.ceil((live.retryAt - Date.now()) / 1000));
    label.textContent = say(`live.${live.state}`, { n: seconds });
    if (live.state === "waiting") timer = setTimeout(show, 1000);
  }

  live.changedState.listen((state) => {
    // Told once when it is lost and once when it is back, not at each attempt.
    const isLost = state === "waiting" || state === "offline";
    if (isLost && !wasLost) announce(say("live.lost"));
    if (state === "on" && wasLost) announce(say("live.back"));
    if (isLost || state === "on") wasLost = isLost;
    show();
  });
  show();
  return element;
}
