// The address bar says which view, which filters and which call: a view is a link, and back and forward work.
import { filterNames } from "./filters.js";
import { viewer } from "./session.js";
import { Signal } from "./signal.js";

export const viewNames = ["todo", "received", "handed", "answered", "all"];

/** Where we are: `view`, `filters` (name → texts), `sort`, `reverse`, `call` (an id or null). */
export let place = read();

/** Tells the place that was left, after the new one is there. */
export const moved = new Signal();

function read() {
  const query = new URLSearchParams(location.search);
  const filters = {};
  for (const name of filterNames) {
    const values = query.getAll(name).filter((value) => value.trim() !== "");
    if (values.length > 0) filters[name] = values;
  }
  const asked = query.get("view");
  const view = asked === "users" && viewer.isAdmin ? asked : fitting(viewNames.includes(asked) ? asked : "todo", filters);
  const [sort, reverse] = [query.get("sort") ?? "", query.get("reverse") === "true"];
  return { view, filters, sort, reverse, call: query.get("call") || null };
}

/** A status, or who handed on, of one's own choice: that would widen the view that filters by the same, so it belongs to "all". */
function fitting(view, filters) {
  return filters.status || (view === "handed" && filters["transferred-by"]) ? "all" : view;
}

/** The address of the place that differs from where we are by `changes`. */
export function address(changes) {
  const next = { ...place, ...changes };
  if (next.view !== "users") next.view = fitting(next.view, next.filters);
  const query = new URLSearchParams();
  query.set("view", next.view);
  if (next.view !== "users") {
    for (const name of filterNames) for (const value of next.filters[name] ?? []) query.append(name, value);
    if (next.sort) query.set("sort", next.sort);
    if (next.reverse) query.set("reverse", "true");
    if (next.call) query.set("call", next.call);
  }
  return `/?${query}`;
}

/** Goes to another place. With `quietly` the one we leave is not kept for the way back. */
export function go(changes, quietly = false) {
  const next = address(changes);
  if (next === location.pathname + location.search) return;
  history[quietly ? "replaceState" : "pushState"](null, "", next);
  arrive();
}

function arrive() {
  const left = place;
  place = read();
  moved.tell(left);
}

addEventListener("popstate", arrive);

/** Lets a link be followed without loading the page anew; with a modifier key it stays the browser's. */
export function followed(event) {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const next = event.currentTarget.getAttribute("href");
  if (next === location.pathname + location.search) return;
  history.pushState(null, "", next);
  arrive();
}
