// What is told in passing: short notices in a corner, read out by screen readers.
import { h, icon } from "./dom.js";
import { say } from "./words.js";

const stay = 8_000;
const most = 4;
// Several things may be told at once: each is added, and only what is added is read out.
const polite = h("div", { class: "unseen", role: "status", "aria-live": "polite", "aria-atomic": "false" });
const corner = h("div", { class: "notices" });

/** The elements that the page must hold. */
export const noticeElements = [polite, corner];

/** Has `text` read out. */
export function announce(text) {
  const element = h("p", {}, text);
  polite.append(element);
  setTimeout(() => element.remove(), stay);
}

/**
 * Shows `text` in the corner, and has it read out. `action`: `{ label, run }`, a button beside it; such a notice stays
 * until it is closed, as one does that `stays`. `kind`: `plain` or `bad`. What comes back closes it.
 */
export function notice(text, { action = null, kind = "plain", stays = false } = {}) {
  announce(text);
  const element = h("div", { class: `notice notice-${kind}`, "data-stays": stays }, h("p", {}, text));
  const close = () => element.remove();
  if (action) {
    const run = () => {
      close();
      action.run();
    };
    element.append(h("button", { type: "button", class: "link", onclick: run }, action.label));
  }
  element.append(
    h("button", { type: "button", class: "quiet square", "aria-label": say("close"), onclick: close }, icon("close")),
  );
  corner.append(element);
  const passing = [...corner.children].filter((one) => !one.hasAttribute("data-stays"));
  for (const one of passing.slice(0, -most)) one.remove();
  if (!action && !stays) {
    // It stays while somebody is reading or about to close it.
    const timer = setInterval(() => {
      if (element.matches(":hover, :focus-within")) return;
      clearInterval(timer);
      close();
    }, stay);
  }
  return close;
}
