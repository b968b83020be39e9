// The filters, by the names that the command line gives them.
import { asked } from "./when.js";

/** What is asked for, in the order of the panel. `kind` says how; several values mean one or the other, but for `single`. */
export const filterList = [
  { name: "search", kind: "search" },
  { name: "since", kind: "time", single: true },
  { name: "until", kind: "time", single: true },
  { name: "number", kind: "text" },
  { name: "from", kind: "text" },
  { name: "to", kind: "text" },
  { name: "poste", kind: "poste" },
  { name: "disposition", kind: "choice", choices: ["answered", "no-answer", "busy", "failed", "congestion"], words: "outcome" },
  { name: "status", kind: "choice", choices: ["todo", "received", "transferred", "answered"], words: "status" },
  { name: "transferred-to", kind: "user" },
  { name: "transferred-by", kind: "user" },
  { name: "min-duration", kind: "duration", single: true },
  { name: "max-duration", kind: "duration", single: true },
  { name: "id", kind: "text" },
];

export const filterNames = filterList.map((filter) => filter.name);

export const sortFields = ["start", "duration", "from_name", "from_number", "to_name", "to_number", "id"];

export function isTime(name) {
  return name === "since" || name === "until";
}

/** The filters of a place as the server's parameters, without those of the view. */
export function filterQuery(place) {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(place.filters)) {
    for (const value of values) query.append(name, isTime(name) ? asked(value, name === "until") : value);
  }
  return query;
}

/** What makes a place's list another than the list of another place. */
export function listOf({ view, filters, sort, reverse }) {
  return JSON.stringify({ view, filters, sort, reverse });
}

/** The parameters of a place's list, for `user`. */
export function listQuery(place, user) {
  const query = filterQuery(place);
  if (place.view === "handed") query.append("transferred-by", user);
  else if (place.view !== "all") query.append("status", place.view);
  if (place.sort) query.set("sort", place.sort);
  if (place.reverse) query.set("reverse", "true");
  return query;
}

/** Several values as one text, and back. A comma stands in no number, name or id that is looked for; words have a bar. */
export function joined(name, values) {
  return values.join(name === "search" ? " | " : ", ");
}

export function split(filter, text) {
  const parts = filter.single ? [text] : text.split(filter.name === "search" ? "|" : ",");
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
