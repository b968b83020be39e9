// Times as one types them in a filter. The address has the command line's words; people may type those of their language;
// the server is asked with an offset, because "yesterday" is the reader's, not the server's.
import { language, say } from "./words.js";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const named = ["today", "yesterday", ...weekdays, "now"];

/** The words that are offered where a time is asked for: what they are called, and what the address says. */
export const offered = named.slice(0, 9).map((name) => ({ value: say(`time.${name}`), name }));

/** What somebody typed, in the command line's words. */
export function typed(text) {
  const word = plain(text);
  const name = named.find((name) => word === name || word === plain(say(`time.${name}`)));
  if (name) return name;
  const date = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(.*)$/.exec(text.trim());
  return date ? `${date[3]}-${date[2].padStart(2, "0")}-${date[1].padStart(2, "0")}${date[4]}` : text.trim();
}

/** The command line's words, for people to read. */
export function shown(value) {
  const name = named.find((name) => value.toLowerCase() === name);
  if (name) return say(`time.${name}`);
  const date = /^(\d{4})-(\d\d)-(\d\d)(.*)$/.exec(value);
  return date && language === "fr" ? `${date[3]}/${date[2]}/${date[1]}${date[4]}` : value;
}

/** What the server is asked for. With `isEnd` a day means its last second. What is not understood is for the server to refuse. */
export function asked(value, isEnd, now = new Date()) {
  const word = value.trim().toLowerCase();
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const dayAgo = (days) => new Date(midnight.getFullYear(), midnight.getMonth(), midnight.getDate() - days);
  if (word === "today") return ofDay(midnight, isEnd);
  if (word === "yesterday") return ofDay(dayAgo(1), isEnd);
  if (weekdays.includes(word)) return ofDay(dayAgo((((now.getDay() + 6) % 7) - weekdays.indexOf(word) + 7) % 7), isEnd);
  const time = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(word);
  // 25:99 would be a time of tomorrow here.
  if (time && !isClock(time.slice(1))) return value;
  if (time) {
    return stamp(new Date(midnight.getFullYear(), midnight.getMonth(), midnight.getDate(), time[1], time[2], time[3] ?? 0));
  }
  const date = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t](\d{1,2}):(\d\d)(?::(\d\d))?)?$/.exec(word);
  if (!date) return value;
  const [year, month, day] = [Number(date[1]), Number(date[2]), Number(date[3])];
  const start = new Date(year, month - 1, day);
  // 2026-02-30 would be a day of March here.
  if (start.getMonth() !== month - 1) return value;
  if (date[4] && !isClock(date.slice(4))) return value;
  return date[4] ? stamp(new Date(year, month - 1, day, date[4], date[5], date[6] ?? 0)) : ofDay(start, isEnd);
}

function isClock([hour, minute, second]) {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second ?? 0) < 60;
}

function ofDay(start, isEnd) {
  if (!isEnd) return stamp(start);
  return stamp(new Date(new Date(start.getFullYear(), start.getMonth(), start.getDate() + 1).getTime() - 1000));
}

function stamp(date) {
  const two = (value) => String(value).padStart(2, "0");
  const minutes = -date.getTimezoneOffset();
  const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}${offset}`;
}

function plain(text) {
  return text.trim().toLowerCase().replaceAll("’", "'");
}
