// What the form is made of: head, fields between a clash and what is known of the call, and a foot with its buttons.
import { freshId, h, icon } from "../dom.js";
import { say } from "../words.js";

/** The elements, around `fields`. `next`, `discard` and `close` are what the buttons do besides saving. */
export function formFrame(fields, { next, discard, close }) {
  const titleId = freshId();
  const title = h("h2", { id: titleId, tabindex: "-1" });
  const summary = h("div", { class: "summary" });
  const clash = h("div", { "aria-live": "polite" });
  const background = h("div", { class: "background" });
  const problem = h("p", { class: "problem", role: "alert" });
  const state = h("p", { class: "draft-state faint" });
  const save = h("button", { class: "primary", title: "Ctrl+Enter" }, say("save"));
  const saveNext = h("button", { type: "button", title: "Ctrl+Shift+Enter", onclick: next }, say("save.next"));
  const discardButton = h("button", { type: "button", class: "link", hidden: true, onclick: discard }, say("draft.discard"));
  const closeButton = h(
    "button",
    { type: "button", class: "quiet square", "aria-label": say("form.close"), title: "Esc", onclick: close },
    icon("close"),
  );
  const form = h(
    "form",
    { novalidate: true, autocomplete: "off", "aria-label": say("form") },
    h("div", { class: "pane-body" }, clash, fields, background),
    h(
      "footer",
      { class: "pane-foot" },
      problem,
      h("div", { class: "draft-line" }, state, discardButton),
      h("div", { class: "buttons" }, save, saveNext),
    ),
  );
  const element = h(
    "aside",
    { class: "pane", "aria-labelledby": titleId, hidden: true },
    h("header", { class: "pane-head" }, h("div", {}, title, summary), closeButton),
    form,
  );
  return { title, summary, clash, background, problem, state, save, saveNext, discard: discardButton, form, element };
}
