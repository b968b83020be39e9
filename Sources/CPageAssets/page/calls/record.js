// What a row of the server's means: the PBX's record, what was noted, and where the call stands for the viewer.
import { instant } from "../time.js";
import { say } from "../words.js";

/** Any scalar as text: ids and numbers may be either in a PBX's JSON. */
export function text(value) {
  return typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
}

export function idOf(row) {
  return text(row.id) || String(row.id ?? "");
}

/** When the call began, in milliseconds; null if the record does not say. */
export function startOf(row) {
  return instant(text(row.start), text(row.timezone));
}

/** A caller as one speaks of them. */
export function callerOf(row) {
  return text(row.from_name) || grouped(text(row.from_number)) || say("unknown.caller");
}

/** The address that dials a number, or null for what is none. */
export function dialling(number) {
  const digits = number.replace(/[ .()/-]/g, "");
  // A caller chooses what is shown as the number: codes for the telephone system itself are no links.
  return /^\+?\d{2,20}$/.test(digits) ? `tel:${digits}` : null;
}

/** A French number in pairs; others as they are. */
export function grouped(number) {
  if (/^0\d{9}$/.test(number)) return number.replace(/(\d\d)(?=\d)/g, "$1\u00a0");
  const abroad = /^(?:\+|00)33(\d)(\d{8})$/.exec(number);
  return abroad ? `+33\u00a0${abroad[1]}\u00a0${abroad[2].replace(/(\d\d)(?=\d)/g, "$1\u00a0")}` : number;
}

/** How the call ended: a word of the catalogue and a picture. */
export function outcomeOf(row) {
  if (text(row.type) === "fax") return { word: "outcome.fax", icon: "fax", name: "fax" };
  if (text(row.lastapp) === "VoiceMail") return { word: "outcome.voicemail", icon: "voicemail", name: "voicemail" };
  switch (text(row.disposition).toUpperCase()) {
    case "ANSWERED": return { word: "outcome.answered", icon: "picked", name: "answered" };
    case "NO ANSWER": return { word: "outcome.no-answer", icon: "missed", name: "missed" };
    case "BUSY": return { word: "outcome.busy", icon: "busy", name: "missed" };
    case "FAILED": return { word: "outcome.failed", icon: "failed", name: "missed" };
    case "CONGESTION": return { word: "outcome.congestion", icon: "failed", name: "missed" };
    default: return null;
  }
}

/** Seconds from start to end, or NaN. */
export function durationOf(row) {
  const value = text(row.duration);
  return value === "" ? NaN : Number(value);
}

/** What was noted: an object, empty where nothing was. */
export function notesOf(row) {
  return row.enrichissement && typeof row.enrichissement === "object" ? row.enrichissement : {};
}

/** The last hand-over, or null. */
export function lastHandOver(row) {
  const chain = notesOf(row).transferts;
  const last = Array.isArray(chain) ? chain.at(-1) : null;
  return last && typeof last === "object" ? last : null;
}
