// A text field that proposes values: the pattern "combobox with list popup" of the ARIA practices.
import { freshId, h } from "../dom.js";
import { announce } from "../notice.js";
import { say } from "../words.js";

/**
 * Makes `input` propose. `find(text)` gives (a promise of) `{ value, note? }`s; what is chosen is written into the input,
 * and `input` and `change` are fired as if it had been typed.
 */
export function combobox(input, find) {
  const list = h("ul", { class: "choices", role: "listbox", id: freshId(), hidden: true, "aria-label": input.ariaLabel ?? "" });
  let options = [];
  let active = -1;
  let asked = 0;
  let timer = 0;

  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off",
  })) input.setAttribute(name, value);
  input.after(list);

  const isOpen = () => !list.hidden;

  function close() {
    asked += 1;
    clearTimeout(timer);
    list.hidden = true;
    activate(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function activate(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const item = list.children[active];
    if (item) {
      item.setAttribute("aria-selected", "true");
      item.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", item.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function choose(index) {
    input.value = options[index].value;
    close();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function open() {
    const turn = (asked += 1);
    let found = [];
    try {
      found = await find(input.value);
    } catch {
      // Without proposals one can type all the same.
    }
    if (turn !== asked || document.activeElement !== input || input.disabled) return;
    options = found.slice(0, 20);
    // Nothing is proposed that stands there already.
    if (options.length === 0 || (options.length === 1 && options[0].value === input.value)) return close();
    list.replaceChildren(
      ...options.map(({ value, note }, index) =>
        h(
          "li",
          {
            role: "option",
            id: `${list.id}-${index}`,
            "aria-selected": "false",
            onpointerdown: (event) => event.preventDefault(),
            onclick: () => choose(index),
          },
          h("span", {}, value),
          note ? h("span", { class: "faint" }, note) : null,
        ),
      ),
    );
    active = -1;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    announce(say("choices", { n: options.length }));
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(open, 120);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", async (event) => {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const down = event.key === "ArrowDown";
      if (!isOpen()) await open();
      if (!isOpen()) return;
      const count = options.length;
      activate(down ? (active + 1) % count : active <= 0 ? count - 1 : active - 1);
    } else if (event.key === "Enter" && isOpen() && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") {
      if (isOpen() && active >= 0) choose(active);
    }
  });
  return { close };
}
