// What the page says, in the language of the document. No word stands anywhere else in the page's code.
import { filters } from "./words/filters.js";
import { form } from "./words/form.js";
import { frame } from "./words/frame.js";
import { keys } from "./words/keys.js";
import { list } from "./words/list.js";
import { users } from "./words/users.js";

export const catalogue = { ...frame, ...list, ...filters, ...form, ...users, ...keys };

export const language = document.documentElement.lang === "en" ? "en" : "fr";
const place = language === "en" ? 1 : 0;
const plural = new Intl.PluralRules(language);
const counts = new Intl.NumberFormat(language);

/** Letters written from right to left, and the marks that change the direction of what follows. */
const turned = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200e\u200f\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const marks = /[\u202a-\u202e\u2066-\u2069]/g;

/** What people wrote, such that it does not turn the words around it. */
export function isolated(text) {
  const plain = text.replace(marks, "");
  return turned.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/** What `key` means, with values for `{name}`; `n` is a count and chooses between singular and plural. */
export function say(key, values = {}) {
  let text = catalogue[key][place];
  if (text.includes("|")) {
    const [one, other] = text.split("|");
    text = plural.select(values.n) === "one" ? one : other;
  }
  return text.replace(/\{(\w+)\}/g, (_, name) => (name === "n" ? count(values.n) : isolated(String(values[name]))));
}

/** A count as readers of the language write it. */
export function count(number) {
  return counts.format(number);
}
