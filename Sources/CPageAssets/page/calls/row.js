// A row of the list: six cells of text. The style sheet makes a line of a table of it, or a card on a narrow screen.
import { h, icon } from "../dom.js";
import { clockTime, dayName, duration, longTime } from "../time.js";
import { isolated, say } from "../words.js";
import { dialling, durationOf, grouped, lastHandOver, notesOf, outcomeOf, startOf, text } from "./record.js";

/** Fills `element` with what `row` says. `hasDraft`: something about it was typed here and is not saved. */
export function fillRow(element, row, hasDraft) {
  element.className = `row is-${row.statut}`;
  element.replaceChildren(when(row), caller(row), called(row), outcome(row), subject(row, hasDraft), status(row));
}

function cell(name, ...children) {
  return h("div", { class: `cell ${name}`, role: "gridcell" }, ...children);
}

function when(row) {
  const start = startOf(row);
  if (start === null) return cell("when", h("span", { class: "faint" }, text(row.start) || say("unknown.time")));
  return cell(
    "when",
    h("time", { class: "main", datetime: new Date(start).toISOString(), title: longTime(start) }, clockTime(start)),
    " ",
    h("span", { class: "faint" }, dayName(start)),
  );
}

function caller(row) {
  const name = text(row.from_name);
  const number = text(row.from_number);
  if (!name && !number) return cell("caller", h("span", { class: "main" }, say("unknown.caller")));
  return cell(
    "caller",
    name ? h("span", { class: "main" }, isolated(name)) : phone(number, "main"),
    " ",
    name && number ? phone(number, "faint") : null,
  );
}

/** A number that dials when it is clicked. Tab reaches it in the row that one stands on. */
function phone(number, className) {
  const href = dialling(number);
  if (!href) return h("span", { class: className }, isolated(number));
  return h("a", { class: `${className} phone`, href, tabindex: "-1", title: say("call.dial", { number }) }, grouped(number));
}

function called(row) {
  const name = text(row.to_name);
  const number = text(row.to_number);
  return cell(
    "called",
    h("span", { class: "main" }, isolated(name || grouped(number))),
    " ",
    name ? h("span", { class: "faint" }, grouped(number)) : null,
  );
}

function outcome(row) {
  const outcome = outcomeOf(row);
  if (!outcome) return cell("outcome", h("span", { class: "faint" }, text(row.disposition)));
  return cell(
    "outcome",
    h("span", { class: `main outcome-${outcome.name}` }, icon(outcome.icon), say(outcome.word)),
    " ",
    h("span", { class: "faint" }, duration(durationOf(row))),
  );
}

function subject(row, hasDraft) {
  const notes = notesOf(row);
  const comment = text(notes.commentaireObjet) || text(notes.commentaireResultat) || text(notes.resultat);
  return cell(
    "subject",
    hasDraft ? h("span", { class: "mark" }, say("draft.mark")) : null,
    h("span", { class: "main" }, isolated(text(notes.objet))),
    " ",
    h("span", { class: "faint" }, isolated(comment)),
  );
}

function status(row) {
  const chip = h("span", { class: `chip chip-${row.statut}` }, icon(row.statut), say(`status.${row.statut}`));
  return cell("status", chip, " ", h("span", { class: "faint" }, person(row)));
}

function person(row) {
  const notes = notesOf(row);
  if (row.statut === "transferred") return say("status.to", { name: text(notes.traiteParOuTransmisA) });
  if (row.statut === "received") {
    const from = text(lastHandOver(row)?.de);
    return from ? say("status.by", { name: from }) : "";
  }
  const by = text(notes.saisiPar);
  return row.statut === "answered" && by ? say("status.by", { name: by }) : "";
}
