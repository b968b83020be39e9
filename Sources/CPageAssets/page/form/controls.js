// The fields on the screen: what stands in them, and what is wrong with it.
import { ask } from "../api.js";
import { freshId, h } from "../dom.js";
import { people } from "../people.js";
import { Signal } from "../signal.js";
import { say } from "../words.js";
import { combobox } from "./combobox.js";
import { textFields } from "./fields.js";

export class Controls {
  /** Tells that somebody changed a value. */
  edited = new Signal();
  #inputs = new Map();
  #problems = new Map();
  #choices = {};
  /** A target that was typed before "answered" was chosen: it comes back with "handed on". */
  #setAside = "";

  constructor() {
    const fields = textFields.map((field) => this.#textField(field));
    fields.splice(fields.length - 1, 0, this.#handling(), this.#target());
    this.element = h("div", { class: "fields" }, fields);
    this.element.addEventListener("input", () => this.edited.tell());
    // After the fields' own listeners, which may complete what was typed.
    this.element.addEventListener("change", () => this.edited.tell());
  }

  #frame(name, labelElement, control, ...more) {
    const problem = h("p", { class: "problem", id: freshId() });
    this.#problems.set(name, problem);
    return h("div", { class: "field", "data-field": name }, labelElement, control, ...more, problem);
  }

  #textField({ name, isLong, hint, propose, width }) {
    const id = freshId();
    const label = say(`field.${name}`);
    const input = isLong
      ? h("textarea", { id, name, rows: 2, dir: "auto" })
      : h("input", { id, name, dir: "auto", autocomplete: "off", placeholder: hint ? say(`field.${name}.hint`) : null });
    this.#inputs.set(name, input);
    const holder = h("div", { class: "holder" }, input);
    if (propose) {
      input.ariaLabel = null;
      combobox(input, async (text) => {
        const query = new URLSearchParams({ prefix: text });
        const { values } = await ask("GET", `/values/${name}`, { query });
        return values.map((value) => ({ value }));
      });
      holder.querySelector("ul").setAttribute("aria-label", label);
    }
    if (isLong) input.addEventListener("input", () => grow(input));
    const frame = this.#frame(name, h("label", { for: id }, label), holder);
    if (width) frame.classList.add(width);
    this.#tie(name, input);
    return frame;
  }

  #tie(name, input) {
    input.setAttribute("aria-describedby", this.#problems.get(name).id);
  }

  #handling() {
    const name = freshId();
    const option = (value) => {
      const id = freshId();
      const input = h("input", { type: "radio", name, id, value });
      this.#choices[value] = input;
      input.addEventListener("change", () => this.#chose());
      return [input, h("label", { for: id }, say(`handling.${value}`))];
    };
    const problem = h("p", { class: "problem", id: freshId() });
    this.#problems.set("reponduParAgent", problem);
    return h(
      "fieldset",
      { class: "field", "data-field": "reponduParAgent", "aria-describedby": problem.id },
      h("legend", {}, say("field.reponduParAgent")),
      h("div", { class: "segments" }, option("answered"), option("transferred")),
      problem,
    );
  }

  #target() {
    const id = freshId();
    const input = h("input", { id, name: "traiteParOuTransmisA", dir: "auto", autocomplete: "off", spellcheck: "false", autocapitalize: "none" });
    this.#inputs.set("traiteParOuTransmisA", input);
    const label = say("field.traiteParOuTransmisA");
    const holder = h("div", { class: "holder" }, input);
    combobox(input, (text) =>
      people.matching(text).map((user) => ({ value: user.username, note: say("account.poste", { poste: user.poste }) })),
    );
    holder.querySelector("ul").setAttribute("aria-label", label);
    input.addEventListener("input", () => {
      if (input.value !== "") this.#choices.transferred.checked = true;
    });
    input.addEventListener("change", () => {
      input.value = people.named(input.value);
    });
    const frame = this.#frame("traiteParOuTransmisA", h("label", { for: id }, label), holder);
    this.#tie("traiteParOuTransmisA", input);
    return frame;
  }

  #chose() {
    const input = this.#inputs.get("traiteParOuTransmisA");
    if (this.#choices.answered.checked && input.value !== "") {
      this.#setAside = input.value;
      input.value = "";
    } else if (this.#choices.transferred.checked && input.value === "") {
      input.value = this.#setAside;
    }
    this.#grey();
  }

  /** An answered call is handed to nobody: there is nothing to fill in then. */
  #grey() {
    const input = this.#inputs.get("traiteParOuTransmisA");
    const isAnswered = this.#choices.answered.checked;
    input.disabled = isAnswered;
    input.placeholder = say(isAnswered ? "handling.none" : "handling.hint");
    if (isAnswered) this.complain("traiteParOuTransmisA", "");
  }

  get values() {
    const values = Object.fromEntries([...this.#inputs].map(([name, input]) => [name, input.value]));
    values.reponduParAgent = this.#choices.answered.checked ? true : this.#choices.transferred.checked ? false : null;
    return values;
  }

  set values(values) {
    for (const [name, input] of this.#inputs) {
      // Setting what stands there already would move the cursor.
      if (input.value !== values[name]) input.value = values[name];
      if (input.tagName === "TEXTAREA") grow(input);
    }
    // Where nothing is noted yet, the server writes down when it is.
    const isNew = values.date === "" && values.heure === "";
    for (const name of ["date", "heure"]) {
      this.#inputs.get(name).placeholder = say(isNew ? "field.now" : `field.${name}.hint`);
    }
    this.#choices.answered.checked = values.reponduParAgent === true;
    this.#choices.transferred.checked = values.reponduParAgent === false;
    this.#setAside = "";
    this.#grey();
    // A file may say both: what stands there is shown.
    this.#inputs.get("traiteParOuTransmisA").value = values.traiteParOuTransmisA;
  }

  /** Says at a field what is wrong with it; nothing if `text` is empty. False if there is no such field. */
  complain(name, text) {
    const problem = this.#problems.get(name);
    if (!problem) return false;
    problem.textContent = text;
    const input = this.#inputs.get(name) ?? this.#choices.answered;
    input.setAttribute("aria-invalid", text !== "");
    if (text !== "") input.focus();
    return true;
  }

  calm() {
    for (const name of this.#problems.keys()) this.complain(name, "");
  }

  /** Stands in the first text that is still to be filled in, or in the subject. */
  focus() {
    const order = ["modeAccueil", "objet", "resultat"];
    const name = order.find((name) => this.#inputs.get(name).value === "") ?? "objet";
    this.#inputs.get(name).focus();
  }

  /** Completes what stands in the field where one still is. */
  settle() {
    const input = this.#inputs.get("traiteParOuTransmisA");
    if (!input.disabled) input.value = people.named(input.value);
  }
}

function grow(area) {
  area.style.height = "auto";
  if (area.scrollHeight > 0) area.style.height = `${Math.min(area.scrollHeight + 2, 240)}px`;
}
