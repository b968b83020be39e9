// A colleague saved while one was typing: both stand side by side, and one chooses.
import { h } from "../dom.js";
import { say } from "../words.js";
import { together } from "./fields.js";

/**
 * What differs: `fields` that were typed in here too, `others` that only the colleague changed; `theirs` and `mine` are
 * values, `name` who saved. `take(names)` takes over fields, `takeAll` all of them; `keep` keeps what was typed here.
 */
export function clashBox({ fields, others, theirs, mine, name, take, takeAll, keep }) {
  const first = (names) => [...new Set(names.map((field) => together(field)[0]))];
  return h(
    "section",
    { class: "clash", "aria-label": say("clash", { name }), tabindex: "-1" },
    h("h3", {}, say("clash", { name })),
    h("p", { class: "hint" }, say("clash.hint")),
    h("ul", {}, first(fields).map((field) => item(field, theirs, mine, name, take))),
    others.length > 0 ? also(first(others), theirs, name) : null,
    h(
      "div",
      { class: "buttons" },
      h("button", { type: "button", onclick: keep }, say("clash.keep")),
      h("button", { type: "button", onclick: takeAll }, say("clash.take.all", { name })),
    ),
  );
}

/** What stands in the colleague's alone comes in whatever one chooses. */
function also(fields, theirs, name) {
  return h(
    "div",
    { class: "also" },
    h("h4", {}, say("clash.also", { name })),
    h("dl", {}, fields.map((field) => [h("dt", {}, say(`field.${field}`)), h("dd", {}, worded(field, theirs))])),
  );
}

function item(field, theirs, mine, name, take) {
  const label = say(`field.${field}`);
  return h(
    "li",
    {},
    h("h4", {}, label),
    h(
      "dl",
      {},
      h("dt", {}, say("clash.theirs", { name })),
      h("dd", {}, worded(field, theirs)),
      h("dt", {}, say("clash.mine")),
      h("dd", {}, worded(field, mine)),
    ),
    h(
      "button",
      { type: "button", class: "link", "aria-label": say("clash.take.field", { field: label, name }), onclick: () => take(together(field)) },
      say("clash.take"),
    ),
  );
}

function worded(field, values) {
  if (field !== "reponduParAgent") return values[field] === "" ? faint() : values[field];
  if (values.reponduParAgent === true) return say("handling.answered");
  if (values.traiteParOuTransmisA !== "") return `${say("handling.transferred")} ${say("status.to", { name: values.traiteParOuTransmisA })}`;
  return faint();
}

function faint() {
  return h("em", {}, say("clash.empty"));
}
