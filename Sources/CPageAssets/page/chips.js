// The chips that say which filters hold.
import { go, moved, place } from "./address.js";
import { h, icon } from "./dom.js";
import { filterList, isTime, sortFields } from "./filters.js";
import { shown } from "./when.js";
import { say } from "./words.js";

/** The filters that hold, each with a button to take it away. `fallback` gets the focus of the last. */
export function filterChips(fallback) {
  const element = h("ul", { class: "active-filters", "aria-label": say("filters.active") });
  const show = () => {
    const chips = [];
    for (const { name, words } of filterList) {
      if (name === "search") continue;
      for (const value of place.filters[name] ?? []) {
        const text = isTime(name) ? shown(value) : words ? wordOf(words, value) : value;
        const rest = place.filters[name].filter((other) => other !== value);
        chips.push(chip(`${say(`filter.${name}`)} : ${text}`, () => go({ filters: { ...place.filters, [name]: rest } })));
      }
    }
    if (place.sort || place.reverse) {
      const text = sortFields.includes(place.sort || "start") ? say(`sort.${place.sort || "start"}`) : place.sort;
      chips.push(chip(`${say("filter.sort")} : ${text}${place.reverse ? " ↑" : ""}`, () => go({ sort: "", reverse: false })));
    }
    const buttons = () => [...element.querySelectorAll("button")];
    const stood = buttons().indexOf(document.activeElement);
    element.replaceChildren(...chips);
    element.hidden = chips.length === 0;
    // Who took a chip away stands on the next one.
    if (stood >= 0) (buttons()[stood] ?? buttons().at(-1) ?? fallback).focus();
  };
  const chip = (text, remove) =>
    h(
      "li",
      {},
      h("span", {}, text),
      h("button", { type: "button", class: "quiet", "aria-label": say("filters.remove", { filter: text }), onclick: remove }, icon("close")),
    );
  show();
  moved.listen(show);
  return element;
}

function wordOf(words, value) {
  const known = filterList.find((filter) => filter.words === words).choices.includes(value);
  return known ? say(`${words}.${value}`) : value;
}
