// Keys that work wherever one is, and the list of them.
import { h, freshId, icon } from "./dom.js";
import { memory } from "./memory.js";
import { say } from "./words.js";

const listed = [
  [["j", "k"], "keys.move"],
  [["Enter"], "keys.open"],
  [["Esc"], "keys.escape"],
  [["/"], "keys.search"],
  [["f"], "keys.filters"],
  [["1", "5"], "keys.views", "…"],
  [["Home", "End"], "keys.ends"],
  [["Ctrl", "Enter"], "keys.save", "+"],
  [["Ctrl", "Shift", "Enter"], "keys.next", "+"],
  [["?"], "keys.help"],
];

/** Keys of a single character can be turned off, because speech input and unsteady hands press them by mistake. */
export const singleKeys = {
  get areOn() {
    return memory.get("keys") !== "off";
  },
  set areOn(on) {
    if (on) memory.remove("keys");
    else memory.set("keys", "off");
  },
};

/** Calls `actions[key]` for a key that is pressed outside of fields and dialogs. */
export function listenToKeys(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open], [popover]:popover-open")) return;
    if (event.key.length === 1 && (!singleKeys.areOn || isField(event.target))) return;
    const action = actions[event.key] ?? actions[digitOf(event)];
    if (action && action(event) !== false) event.preventDefault();
  });
}

/** On French keyboards digits need Shift: the key that bears one is meant without it as well. */
function digitOf(event) {
  return event.shiftKey ? undefined : /^Digit(\d)$/.exec(event.code)?.[1];
}

export function isField(element) {
  return element.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
}

/** The list of keys. */
export function showKeys() {
  const [titleId, id] = [freshId(), freshId()];
  const box = h("input", { type: "checkbox", id, checked: singleKeys.areOn });
  box.addEventListener("change", () => {
    singleKeys.areOn = box.checked;
  });
  const close = h("button", { class: "quiet square", "aria-label": say("close") }, icon("close"));
  const dialog = h(
    "dialog",
    { class: "keys", "aria-labelledby": titleId },
    h("form", { method: "dialog" }, h("header", {}, h("h2", { id: titleId }, say("keys")), close)),
    h(
      "dl",
      {},
      listed.map(([names, word, between]) => [
        h("dt", {}, names.map((name, index) => [index > 0 ? ` ${between ?? say("keys.or")} ` : null, h("kbd", {}, name)])),
        h("dd", {}, say(word)),
      ]),
    ),
    h("p", { class: "check" }, box, h("label", { for: id }, say("keys.single"))),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
