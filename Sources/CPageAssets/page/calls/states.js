// What is said instead of the list, or under it.
import { go, place } from "../address.js";
import { h } from "../dom.js";
import { say } from "../words.js";

/**
 * Shows in `footer` how far the list is loaded, and in `banner` what it cannot show by itself. `stand` takes the focus
 * where the button that had it is gone.
 */
export function showStates(calls, footer, banner, stand) {
  const show = () => {
    fill(footer, foot(calls), stand);
    footer.className = calls.rows.length === 0 ? "list-end is-empty" : "list-end";
    const above = head(calls);
    banner.hidden = above.length === 0;
    fill(banner, above, stand);
  };
  calls.changed.listen(show);
  show();
}

/** Puts `children` into `element`, where they say anything new; who stood on a button there stands on its successor. */
function fill(element, children, stand) {
  if (children.map((child) => child.textContent ?? child).join("") === element.textContent) return;
  const hadFocus = element.contains(document.activeElement);
  element.replaceChildren(...children);
  if (!hadFocus) return;
  const button = element.querySelector("button");
  if (button) button.focus();
  else stand();
}

function foot(calls) {
  const isEmpty = calls.rows.length === 0;
  switch (calls.state) {
    case "failed":
      // What is wrong with a filter stands at the filters.
      return calls.problem.status === 400 ? [clearButton()] : failure(calls, calls.problem.message);
    case "end":
      return isEmpty ? empty() : [say("calls.end")];
    case "full":
      return [say(calls.isSorted ? "calls.full.sorted" : "calls.full", { n: calls.rows.length })];
    default:
      return [say("calls.loading")];
  }
}

function head(calls) {
  // What is under a long list is not seen.
  if (calls.isOld && calls.state === "failed" && calls.rows.length > 0) return failure(calls, say("calls.old"));
  return calls.unplaced > 0 ? newCalls(calls) : [];
}

function failure(calls, sentence) {
  return [
    h("span", { class: "problem" }, sentence),
    " ",
    h("button", { type: "button", onclick: () => calls.retry() }, say("retry")),
  ];
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
