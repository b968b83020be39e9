// What is said instead of the list, or under it.
import { go, place } from "../address.js";
import { h } from "../dom.js";
import { say } from "../words.js";
import { capacity } from "./model.js";

/** Shows in `footer` how far the list is loaded, and in `banner` what it cannot show by itself. */
export function showStates(calls, footer, banner) {
  const show = () => {
    footer.replaceChildren(...foot(calls));
    footer.className = calls.rows.length === 0 ? "list-end is-empty" : "list-end";
    banner.replaceChildren(...(calls.unplaced > 0 ? newCalls(calls) : []));
    banner.hidden = calls.unplaced === 0;
  };
  calls.changed.listen(show);
  show();
}

function foot(calls) {
  const isEmpty = calls.rows.length === 0;
  switch (calls.state) {
    case "failed":
      // What is wrong with a filter stands at the filters.
      if (calls.problem.status === 400) return [clearButton()];
      return [
        h("span", { class: "problem" }, calls.problem.message),
        h("button", { type: "button", onclick: () => calls.retry() }, say("retry")),
      ];
    case "end":
      return isEmpty ? empty() : [say("calls.end")];
    case "full":
      return [say("calls.full", { n: capacity })];
    default:
      return [say("calls.loading")];
  }
}

function empty() {
  if (Object.keys(place.filters).length > 0) return [h("strong", {}, say("calls.none.filtered")), clearButton()];
  const word = place.view === "todo" ? "calls.none.todo" : "calls.none";
  return [h("strong", {}, say(word)), h("span", {}, say("calls.none.hint"))];
}

function clearButton() {
  return h("button", { type: "button", onclick: () => go({ filters: {}, sort: "", reverse: false }) }, say("calls.none.clear"));
}

function newCalls(calls) {
  return [
    say("calls.new", { n: calls.unplaced }),
    " ",
    h("button", { type: "button", class: "link", onclick: () => calls.reload() }, say("calls.show")),
  ];
}
