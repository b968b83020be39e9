// The field to search in, and the panel of all filters.
import { go, moved, place } from "./address.js";
import { freshId, h, icon } from "./dom.js";
import { filterList, isTime, joined, sortFields, split } from "./filters.js";
import { combobox } from "./form/combobox.js";
import { people } from "./people.js";
import { offered, shown, typed } from "./when.js";
import { say } from "./words.js";

const searchFilter = filterList.find((filter) => filter.name === "search");
const isSmall = matchMedia("(max-width: 50rem), (max-height: 34rem)");

/** There is one field to search in and one panel: what is wrong with a search is said at the first. */
let sayOfSearch = () => {};

/** The search field of the header. */
export function searchBox() {
  const input = h("input", {
    type: "search", id: "search", name: "search", placeholder: say("search.hint"), "aria-label": say("search"),
    autocomplete: "off", spellcheck: "false", enterkeyhint: "search", dir: "auto",
  });
  const problem = h("p", { class: "problem", role: "alert", id: freshId() });
  input.setAttribute("aria-describedby", problem.id);
  const complain = (text) => {
    problem.textContent = text;
    input.setAttribute("aria-invalid", text !== "");
  };
  sayOfSearch = complain;
  let timer = 0;
  // A plus sign is the beginning of a number, and nothing to look for yet.
  const searched = () => split(searchFilter, input.value).filter((value) => /[\p{L}\p{N}]/u.test(value));
  const apply = (quietly) => {
    clearTimeout(timer);
    complain("");
    const values = searched();
    if (joined("search", values) === joined("search", place.filters.search ?? [])) return;
    go({ filters: { ...place.filters, search: values } }, quietly);
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    // While somebody types, each letter is no place to go back to.
    timer = setTimeout(() => apply(place.filters.search !== undefined), 250);
  });
  const show = () => {
    const text = joined("search", place.filters.search ?? []);
    if (joined("search", searched()) !== text) input.value = text;
  };
  show();
  moved.listen(show);
  const form = h("form", { class: "search", role: "search" }, icon("search"), input, h("kbd", { "aria-hidden": "true" }, "/"), problem);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply(false);
    if (input.value.trim() !== "" && searched().length === 0) complain(say("search.none"));
  });
  return { element: form, input };
}

/** The panel of filters, and the button that unfolds it. */
export function filterPanel() {
  const id = freshId();
  const controls = new Map();
  const fields = filterList.filter((filter) => filter.name !== "search").map((filter) => field(filter, controls));
  const sort = select("sort", sortFields.map((name) => ({ value: name === "start" ? "" : name, label: say(`sort.${name}`) })));
  const reverse = h("input", { type: "checkbox", name: "reverse", id: freshId() });
  const problem = h("p", { class: "problem", role: "alert" });
  const form = h(
    "form",
    { class: "filter-form", id, hidden: true, "aria-label": say("filters"), novalidate: true },
    h("div", { class: "filter-fields" }, fields, sort.element),
    h("p", { class: "hint" }, say("filters.or")),
    problem,
    h(
      "div",
      { class: "buttons" },
      h("button", { class: "primary" }, say("filters.apply")),
      h("button", { type: "button", onclick: () => clear() }, say("filters.clear")),
      h("span", { class: "check" }, reverse, h("label", { for: reverse.id }, say("filter.reverse"))),
    ),
  );
  const button = h(
    "button",
    { type: "button", class: "quiet", "aria-label": say("filters"), "aria-expanded": "false", "aria-controls": id, onclick: () => toggle() },
    icon("filter"),
    h("span", { class: "panel-name" }, say("filters")),
  );

  function toggle(open = form.hidden, field = controls.values().next().value) {
    form.hidden = !open;
    button.setAttribute("aria-expanded", open);
    if (open) field?.focus();
  }

  function clear() {
    showing = null;
    go({ filters: {}, sort: "", reverse: false });
    show();
  }

  /** The filters that the fields show: as long as they hold, what is half filled in stays. */
  let showing = null;

  function show() {
    const { filters, sort: by, reverse: isReverse } = place;
    const holds = JSON.stringify([filters, by, isReverse]);
    if (holds === showing) return;
    showing = holds;
    for (const [name, control] of controls) {
      const values = (place.filters[name] ?? []).map((value) => (isTime(name) ? shown(value) : value));
      control.value = joined(name, values);
    }
    sort.control.value = place.sort === "start" ? "" : place.sort;
    reverse.checked = place.reverse;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const filters = { ...place.filters };
    for (const filter of filterList) {
      const control = controls.get(filter.name);
      if (!control) continue;
      const values = split(filter, control.value).map((value) => (filter.kind === "time" ? typed(value) : value));
      if (values.length > 0) filters[filter.name] = values;
      else delete filters[filter.name];
    }
    showing = null;
    go({ filters, sort: sort.control.value, reverse: reverse.checked });
    show();
    // What was found lies under the panel here.
    if (!isSmall.matches) return;
    toggle(false);
    button.focus();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    toggle(false);
    button.focus();
  });

  let told = null;

  /** Says what the server does not understand, at the filter if it names one. */
  function complain(error) {
    if (error === told) return;
    told = error;
    sayOfSearch(error?.field === "search" ? worded(error) : "");
    for (const control of controls.values()) control.removeAttribute("aria-invalid");
    problem.textContent = error && error.field !== "search" ? worded(error) : "";
    if (!error || error.field === "search") return;
    const control = controls.get(error.field);
    control?.setAttribute("aria-invalid", "true");
    toggle(true, control ?? null);
  }

  /** The server calls a filter by its parameter's name, readers by the word that stands above it. */
  function worded({ field, message }) {
    const isKnown = filterList.some((filter) => filter.name === field);
    return isKnown ? message.replace(field, say(`filter.${field}`)) : message;
  }

  show();
  moved.listen(show);
  return { button, form, toggle: (open) => toggle(open), complain };
}

function field(filter, controls) {
  const { name, kind } = filter;
  if (kind === "choice") {
    const choices = [{ value: "", label: say("filter.any") }];
    choices.push(...filter.choices.map((value) => ({ value, label: say(`${filter.words}.${value}`) })));
    const { element, control } = select(name, choices);
    controls.set(name, control);
    return element;
  }
  const id = freshId();
  const hint = kind === "time" || kind === "duration" ? say(`filter.${kind}.hint`) : null;
  const input = h("input", { id, name, placeholder: hint, autocomplete: "off", spellcheck: "false", dir: "auto" });
  const holder = h("div", { class: "holder" }, input);
  controls.set(name, input);
  const find = finder(kind);
  if (find) {
    combobox(input, find);
    holder.querySelector("ul").setAttribute("aria-label", say(`filter.${name}`));
  }
  return h("div", { class: "field" }, h("label", { for: id }, say(`filter.${name}`)), holder);
}

function finder(kind) {
  switch (kind) {
    case "time": return (text) => offered.filter(({ value }) => value.startsWith(text.toLowerCase()));
    case "user": return (text) => people.matching(text).map((user) => ({ value: user.username, note: user.poste }));
    case "poste": return (text) => people.matching(text).map((user) => ({ value: user.poste, note: user.username }));
    default: return null;
  }
}

/** A list to choose from; several values that came by the address are a choice of their own. */
function select(name, choices) {
  const id = freshId();
  const control = h("select", { id, name }, choices.map(({ value, label }) => h("option", { value }, label)));
  const element = h("div", { class: "field" }, h("label", { for: id }, say(`filter.${name}`)), control);
  return {
    element,
    control: {
      get value() {
        return control.value;
      },
      set value(value) {
        for (const option of [...control.options].slice(choices.length)) option.remove();
        if (!choices.some((choice) => choice.value === value)) control.append(h("option", { value }, value));
        control.value = value;
      },
      focus: () => control.focus(),
      setAttribute: (key, value) => control.setAttribute(key, value),
      removeAttribute: (key) => control.removeAttribute(key),
    },
  };
}
