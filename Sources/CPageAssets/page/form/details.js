// What is known of the call that the form is about.
import { ask, callPath } from "../api.js";
import {
  callerOf, dialling, durationOf, grouped, idOf, notesOf, outcomeOf, startOf, text,
} from "../calls/record.js";
import { h, icon } from "../dom.js";
import { duration, longTime, shortTime } from "../time.js";
import { catalogue, say } from "../words.js";

/** The lines under the caller's name. */
export function summary(row) {
  const number = text(row.from_number);
  const href = dialling(number);
  const called = [text(row.to_name), grouped(text(row.to_number))].filter(Boolean).join(" · ");
  const start = startOf(row);
  const outcome = outcomeOf(row);
  const seconds = durationOf(row);
  return [
    h(
      "p",
      { class: "parties" },
      number ? (href ? h("a", { href, class: "phone", title: say("call.dial", { number }) }, grouped(number)) : number) : null,
      called ? h("span", { class: "faint" }, ` → ${called}`) : null,
    ),
    h(
      "p",
      { class: "faint" },
      start === null ? say("unknown.time") : h("time", { datetime: new Date(start).toISOString() }, longTime(start)),
    ),
    h(
      "p",
      { class: "facts" },
      h("span", { class: `chip chip-${row.statut}` }, icon(row.statut), say(`status.${row.statut}`)),
      outcome ? h("span", { class: `fact outcome-${outcome.name}` }, icon(outcome.icon), say(outcome.word)) : null,
      Number.isFinite(seconds) ? h("span", { class: "fact faint" }, duration(seconds)) : null,
      attachments(row),
    ),
  ];
}

function attachments(row) {
  const found = [];
  const add = (word, url) => {
    if (/^https?:\/\//.test(text(url))) {
      found.push(h("a", { href: text(url), target: "_blank", rel: "noopener noreferrer", class: "fact" }, say(word)));
    }
  };
  add("voicemail", row.attachments?.vm?.url);
  const recordings = row.attachments?.recordings;
  for (const one of Array.isArray(recordings) ? recordings : [recordings]) add("recording", one?.url);
  return found;
}

/** What can be unfolded under the form: hand-overs, history, and the PBX's own record. */
export function background(row) {
  return [chain(row), history(row), record(row)].filter(Boolean);
}

function chain(row) {
  const steps = notesOf(row).transferts;
  if (!Array.isArray(steps) || steps.length === 0) return null;
  return h(
    "details",
    { open: true },
    h("summary", {}, say("chain")),
    h(
      "ol",
      { class: "chain" },
      steps.map((step) => {
        const at = Date.parse(text(step?.le));
        return h(
          "li",
          {},
          say("chain.step", { from: text(step?.de) || "?", to: text(step?.a) || "?" }),
          Number.isNaN(at) ? null : h("span", { class: "faint" }, shortTime(at)),
        );
      }),
    ),
  );
}

function history(row) {
  const body = h("div", { class: "log" });
  const details = h("details", {}, h("summary", {}, say("log")), body);
  details.addEventListener("toggle", async () => {
    if (!details.open) return;
    try {
      const { changes } = await ask("GET", `${callPath(idOf(row))}/log`);
      body.replaceChildren(changes.length === 0 ? h("p", { class: "faint" }, say("log.none")) : h("ol", {}, changes.toReversed().map(change)));
    } catch (problem) {
      body.replaceChildren(h("p", { class: "problem" }, problem.message));
    }
  });
  return details;
}

function change(entry) {
  const at = Date.parse(entry.le);
  const fields = Object.entries(entry.apres ?? {}).filter(([name]) => `field.${name}` in catalogue);
  return h(
    "li",
    {},
    h("p", {}, h("b", {}, entry.par), " ", h("span", { class: "faint" }, Number.isNaN(at) ? entry.le : shortTime(at))),
    fields.map(([name, value]) => h("p", { class: "faint" }, say("log.set", { field: say(`field.${name}`), value: worded(value) }))),
  );
}

function worded(value) {
  if (value === true) return say("value.yes");
  if (value === false) return say("value.no");
  return text(value) || say("clash.empty");
}

function record(row) {
  const own = ["enrichissement", "statut", "revision"];
  const members = Object.entries(row).filter(([name, value]) => !own.includes(name) && text(value) !== "");
  return h(
    "details",
    {},
    h("summary", {}, say("record")),
    h("dl", { class: "record" }, members.map(([name, value]) => [h("dt", {}, name), h("dd", {}, text(value))])),
  );
}

/** The heading. */
export function heading(row) {
  return callerOf(row);
}
