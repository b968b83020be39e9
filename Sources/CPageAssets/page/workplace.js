// The workplace of one who is logged in: header, views, list and form, and how they hear of each other.
import { accountMenu } from "./account.js";
import { go, moved, place, viewNames } from "./address.js";
import { ask, callPath } from "./api.js";
import { CallList } from "./calls/list.js";
import { Calls } from "./calls/model.js";
import { idOf } from "./calls/record.js";
import { showStates } from "./calls/states.js";
import { keepTrying } from "./calls/again.js";
import { filterChips } from "./chips.js";
import { connectionState } from "./connection.js";
import { onNewDay } from "./day.js";
import { h } from "./dom.js";
import { CallForm } from "./form/form.js";
import { Drafts } from "./form/drafts.js";
import { listOf } from "./filters.js";
import { HandedToMe } from "./handed.js";
import { isField, listenToKeys, showKeys } from "./keyboard.js";
import { Live } from "./live.js";
import { announce, notice, noticeElements } from "./notice.js";
import { people } from "./people.js";
import { filterPanel, searchBox } from "./search.js";
import { confirmViewer, resumed, viewer } from "./session.js";
import { usersPage } from "./users/page.js";
import { Views } from "./views.js";
import { say } from "./words.js";

const isNarrow = matchMedia("(max-width: 50rem)");

const drafts = new Drafts(viewer.username);
const calls = new Calls(viewer.username);
const list = new CallList(calls, (id) => drafts.has(id));
const form = new CallForm(viewer.username, drafts, nextOf);
const handed = new HandedToMe(viewer.username);
const live = new Live(confirmViewer);
// Views besides the lists; statistics would be one more.
const pages = viewer.isAdmin ? ["users"] : [];
const views = new Views(pages, handed);
const search = searchBox();
const panel = filterPanel();
const users = viewer.isAdmin ? usersPage() : null;

const banner = h("p", { class: "banner", role: "status", hidden: true });
const heading = h("h1", { class: "unseen" });
const header = h(
  "header",
  { class: "bar" },
  h("p", { class: "brand" }, "wildix"),
  search.element,
  panel.button,
  h("div", { class: "bar-end" }, connectionState(live), accountMenu({ showKeys, drafts })),
);
const work = h("section", { class: "work" }, heading, panel.form, filterChips(panel.button), banner, list.element);
const main = h("main", {}, work, users);

/** Builds the page and brings it to life. */
export function open() {
  document.body.append(
    h("a", { class: "skip", href: "#calls", onclick: skip }, say("skip")),
    header,
    views.element,
    main,
    form.element,
    ...noticeElements,
  );
  showStates(calls, list.footer, banner, () => list.stand());
  connect();
  show(null);
  live.start();
  setTimeout(begin, longestWait);
}

/** So long is waited for the live connection before the first list is loaded without it (milliseconds). */
const longestWait = 500;
let hasBegun = false;
/** What was loaded before the live connection was there may have changed in between, and nobody told. */
let isBehind = false;

/** Loads what is to be shown first: best when the live connection is there, so that nothing falls between the two. */
function begin() {
  if (hasBegun) return;
  hasBegun = true;
  isBehind = live.state !== "on";
  views.count();
  people.load();
  if (isList()) calls.load(place);
  showCall(place.call);
}

function skip(event) {
  event.preventDefault();
  list.focus();
}

function connect() {
  moved.listen(show);
  views.counted.listen(() => {
    list.total = views.total ?? -1;
    sayCount(views.total);
  });
  calls.changed.listen((change) => {
    if (change.kind === "reset") sayCount(calls.state === "end" ? calls.rows.length : views.total);
    sayFailure();
    if (change.kind === "state" || change.kind === "reset") panel.complain(calls.problem?.status === 400 ? calls.problem : null);
  });
  drafts.changed.listen((id) => list.refresh(id));
  list.opened.listen((id) => go({ call: id }, place.call !== null));
  list.went.listen((id) => {
    if (place.call !== null && id !== place.call) go({ call: id }, true);
  });
  form.closing.listen(closeForm);
  form.saved.listen(saved);
  form.opening.listen((id) => enterCall(id, place.view === "users" ? { view: "all" } : {}));
  handed.opened.listen((id) => enterCall(id, { view: "received", filters: {} }));
  handed.changed.listen(title);
  document.addEventListener("visibilitychange", lookAtHandOvers);
  live.message.listen(hear);
  live.changedState.listen((state) => {
    if (state === "on" && hasBegun) catchUp();
  });
  keepTrying(calls, live);
  resumed.listen(() => {
    live.start();
    calls.reload();
    catchUp();
  });
  onNewDay(() => {
    calls.reload();
    views.count();
  });
  // In a low window filters and list scroll together; a row takes the focus without scrolling more than the list.
  list.element.addEventListener("focusin", () => list.element.scrollIntoView({ block: "nearest" }));
  isNarrow.addEventListener("change", cover);
  listenToKeys({
    j: () => step(1), k: () => step(-1), ArrowDown: (event) => arrow(event, 1), ArrowUp: (event) => arrow(event, -1),
    PageDown: (event) => arrow(event, list.pageSize), PageUp: (event) => arrow(event, -list.pageSize),
    Home: (event) => arrow(event, -Infinity), End: (event) => arrow(event, Infinity),
    Enter: enter, Escape: escape, "/": focusSearch, f: () => panel.toggle(true), "?": showKeys,
    ...Object.fromEntries(viewNames.map((view, index) => [String(index + 1), () => go({ view, call: null })])),
  });
  search.input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" && event.key !== "ArrowDown") return;
    event.preventDefault();
    list.focus();
  });
}

let countIsDue = false;

/** Says how many calls another search or view has, once. */
function sayCount(n) {
  if (countIsDue && n !== undefined && calls.state !== "loading" && calls.state !== "failed") {
    announce(say("calls.count", { n }));
    countIsDue = false;
  }
}

let saidFailure = null;

/** Says that the list cannot be loaded, once, however often that is tried. What is wrong with a filter is said there. */
function sayFailure() {
  if (calls.state === "failed" && calls.problem.status !== 400) {
    if (saidFailure !== calls.problem.message) announce(calls.problem.message);
    saidFailure = calls.problem.message;
  } else if (calls.state !== "loading" && calls.state !== "adding") {
    saidFailure = null;
  }
}

function step(by) {
  if (place.view === "users") return false;
  list.move(by);
  return true;
}

/** Arrows move in the list only where one stands in it. */
function arrow(event, step) {
  if (!list.element.contains(event.target) || event.shiftKey) return false;
  list.move(step);
  return true;
}

function enter(event) {
  const row = event.target.closest?.("[role=row][data-id]");
  if (!row || event.target.closest("a")) return false;
  enterCall(row.dataset.id, {}, place.call !== null);
  return true;
}

/** Opens a call, and stands in its form. */
function enterCall(id, changes = {}, quietly = false) {
  focusOnOpen = form.id !== id;
  go({ ...changes, call: id }, quietly);
  if (!focusOnOpen) form.focus();
}

function escape(event) {
  if (place.call !== null && !isField(event.target)) return closeForm();
  return false;
}

function focusSearch() {
  if (place.view === "users") return false;
  search.input.focus();
  search.input.select();
  return true;
}

let focusOnOpen = false;

function isList() {
  return place.view !== "users";
}

/** Shows the place that the address names. */
function show(left) {
  work.hidden = !isList();
  search.element.hidden = panel.button.hidden = !isList();
  if (users) users.hidden = isList();
  title();
  lookAtHandOvers();
  if (left === null) return;
  if (!hasBegun) return begin();
  if (isList() && listOf(left) !== listOf(place)) {
    countIsDue = true;
    list.leave();
    calls.load(place);
  }
  if (!isList() && left.view !== place.view) users.querySelector("h1").focus();
  if (place.call !== form.id) showCall(place.call);
  else cover();
}

async function showCall(id) {
  if (id === null || !isList()) {
    form.close();
    list.standOn(null);
    return cover();
  }
  let row = calls.row(id);
  if (!row) {
    try {
      row = await ask("GET", callPath(id));
    } catch (problem) {
      if (place.call !== id || problem.status === 401) return;
      focusOnOpen = false;
      notice(problem.status === 404 ? say("gone") : problem.message, { kind: "bad" });
      return go({ call: null }, true);
    }
    if (place.call !== id) return;
  }
  form.open(row);
  handed.see(id);
  list.standOn(id);
  cover();
  // Where the form covers the list, or was asked for by the keyboard, one stands in it.
  if (isNarrow.matches) form.title.focus();
  else if (focusOnOpen) form.focus();
  focusOnOpen = false;
}

/** On a narrow screen the form lies over everything: what is under it cannot be reached then. */
function cover() {
  const isOpen = form.id !== null;
  document.body.classList.toggle("with-form", isOpen);
  for (const element of [header, views.element, main]) element.inert = isOpen && isNarrow.matches;
}

function closeForm() {
  go({ call: null });
  list.focus();
}

function nextOf(id) {
  const index = calls.indexOf(id);
  const next = index >= 0 ? calls.rows[index + 1] : null;
  return next ? idOf(next) : null;
}

function saved(row, next) {
  calls.apply(idOf(row), row);
  views.countSoon();
  // Who has moved on, or types on, stays there.
  if (place.call !== idOf(row) || drafts.has(idOf(row))) return;
  if (next !== null) {
    focusOnOpen = true;
    go({ call: next }, true);
  } else {
    closeForm();
  }
}

/** Takes in what the server tells. */
function hear(message) {
  switch (message.type) {
    case "hello":
      // What is wrong with a file is told anew.
      endFault();
      if (!hasBegun) begin();
      else if (isBehind) refresh();
      isBehind = false;
      break;
    case "call": {
      const id = message.call ? idOf(message.call) : String(message.id);
      if (message.event === "removed") {
        calls.apply(id, null);
        handed.see(id);
        if (form.id === id) form.vanish();
      } else {
        const before = calls.row(id);
        calls.apply(id, message.call, message.event === "added");
        if (form.id === id) form.update(message.call);
        handed.look(message.call, before);
        lookAtHandOvers();
      }
      views.countSoon();
      break;
    }
    case "reset":
      refresh();
      break;
    case "users":
      people.load();
      break;
    case "source":
      endFault();
      if (!message.ok) endFault = notice(say("source.fault", { message: message.message }), { kind: "bad", stays: true });
      break;
    default:
  }
}

/** Takes away what is said of a file, when it can be read again. */
let endFault = () => {};

/** Whoever has the list of what was handed over, or such a call, before their eyes needs no telling. */
function lookAtHandOvers() {
  if (document.visibilityState !== "visible") return;
  if (place.view === "received") handed.seeAll();
  else if (form.id !== null) handed.see(form.id);
}

/** What may have failed while the server was not there, or nobody was logged in. */
function catchUp() {
  views.count();
  people.load();
  if (place.call !== form.id) showCall(place.call);
}

/** What is on the screen is old: it is loaded anew, and one stays where one is. */
async function refresh() {
  views.count();
  people.load();
  lookForHandOvers();
  await calls.reload();
  if (form.id === null) return;
  const { id } = form;
  try {
    form.update(calls.row(id) ?? (await ask("GET", callPath(id))));
  } catch (problem) {
    if (problem.status === 404 && form.id === id) form.vanish();
  }
}

/** What was handed over while nobody could be told. */
async function lookForHandOvers() {
  const query = new URLSearchParams({ status: "received", limit: "500" });
  const answer = await ask("GET", "/calls", { query }).catch(() => null);
  for (const row of answer?.calls ?? []) handed.look(row, null);
  lookAtHandOvers();
}

function title() {
  const name = say(`view.${place.view}`);
  const waiting = handed.unseen.size;
  heading.textContent = name;
  document.title = `${waiting > 0 ? `(${waiting}) ` : ""}${name} · wildix`;
}
