// Times as readers see them: in their own zone, whatever the PBX wrote.
import { language, say } from "./words.js";
import { instantOfServer } from "./zone.js";

const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short" });
const dayOfYear = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" });
const long = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "medium" });
const middle = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

/** The instant of `YYYY-MM-DD HH:MM:SS` and `+0200` or `Z`, in milliseconds; null if it is none. Without offset: the server's zone. */
export function instant(start, timezone) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(start ?? "");
  if (!parts) return null;
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(timezone ?? "");
  const zone = offset ? `${offset[1]}${offset[2]}:${offset[3]}` : "Z";
  const value = Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}${zone}`);
  if (Number.isNaN(value)) return null;
  return offset || timezone === "Z" ? value : instantOfServer(value);
}

/** `09:15`. */
export function clockTime(at) {
  return clock.format(at);
}

/** `aujourd’hui`, `hier`, `lun. 16 nov.`, `16 nov. 2024`. */
export function dayName(at, now = Date.now()) {
  const distance = daysBetween(at, now);
  if (distance === 0) return say("today");
  if (distance === 1) return say("yesterday");
  return Math.abs(distance) < 300 ? day.format(at) : dayOfYear.format(at);
}

/** Whether two instants are on one day of the reader's. */
export function isSameDay(one, other) {
  return one !== null && other !== null && daysBetween(one, other) === 0;
}

function daysBetween(at, now) {
  const midnight = (value) => {
    const date = new Date(value);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  };
  return Math.round((midnight(now) - midnight(at)) / 86_400_000);
}

/** `lundi 16 novembre 2026 à 09:15:40`. */
export function longTime(at) {
  return long.format(at);
}

/** `16 nov. 2026, 10:52`. */
export function shortTime(at) {
  return middle.format(at);
}

/** `53 s`, `3 min 22`, `1 h 02`. */
export function duration(seconds) {
  if (!Number.isFinite(seconds)) return "";
  const two = (value) => String(value).padStart(2, "0");
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)}`;
  return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))}`;
}
