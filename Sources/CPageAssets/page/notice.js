// What is told in passing: short notices in a corner, read out by screen readers.
import { h, icon } from "./dom.js";
import { say } from "./words.js";

const stay = 8_000;
const polite = h("div", { class: "unseen", role: "status", "aria-live": "polite" });
const corner = h("div", { class: "notices" });

/** The elements that the page must hold. */
export const noticeElements = [polite, corner];

/** Has `text` read out. */
export function announce(text) {
  polite.textContent = "";
  requestAnimationFrame(() => {
    polite.textContent = text;
  });
}

/**
 * Shows `text` in the corner, and has it read out. `action`: `{ label, run }`, a button beside it; such a notice stays
 * until it is closed. `kind`: `plain` or `bad`.
 */
export function notice(text, { action = null, kind = "plain" } = {}) {
  announce(text);
  const element = h("div", { class: `notice notice-${kind}` }, h("p", {}, text));
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
  while (corner.children.length > 4) corner.firstElementChild.remove();
  if (!action) {
    // It stays while somebody is reading or about to close it.
    const timer = setInterval(() => {
      if (element.matches(":hover, :focus-within")) return;
      clearInterval(timer);
      close();
    }, stay);
  }
  return close;
}
