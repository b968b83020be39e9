// Small forms in front of the page.
import { freshId, h } from "./dom.js";
import { say } from "./words.js";

/**
 * Shows a dialog and resolves when it is closed. `submit(values)` does the work; a `Problem` that it throws is shown, at its
 * field if it names one. `fields`: `{ name, label, type, value, hint, choices, autocomplete }`.
 */
export function formDialog({ title, text, fields = [], action, submit, isDangerous = false, isForced = false }) {
  return new Promise((resolve) => {
    const titleId = freshId();
    const problem = h("p", { class: "problem", role: "alert" });
    const controls = fields.map(control);
    const button = h("button", { class: isDangerous ? "danger" : "primary" }, action);
    // What cannot be undone must not be one press of Enter away.
    const cancel = h("button", { type: "button", autofocus: isDangerous, onclick: () => dialog.close() }, say("cancel"));
    const form = h(
      "form",
      { method: "dialog", novalidate: true },
      h("h2", { id: titleId }, title),
      text ? h("p", {}, text) : null,
      controls.map(({ element }) => element),
      problem,
      h("div", { class: "buttons" }, button, isForced ? null : cancel),
    );
    const dialog = h("dialog", { "aria-labelledby": titleId }, form);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      button.disabled = true;
      for (const one of controls) one.complain("");
      problem.textContent = "";
      try {
        await submit(Object.fromEntries(controls.map(({ name, input }) => [name, input.value])));
        dialog.close("done");
      } catch (error) {
        const at = controls.find(({ name }) => name === error.field);
        if (at) at.complain(error.message);
        else problem.textContent = error.message;
        (at ?? controls[0])?.input.focus();
      } finally {
        button.disabled = false;
      }
    });
    if (isForced) dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "done");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function control({ name, label, type = "text", value = "", hint, choices, autocomplete }) {
  const id = freshId();
  const [hintId, problemId] = [freshId(), freshId()];
  const shared = { id, name, "aria-describedby": `${hintId} ${problemId}` };
  const input = choices
    ? h("select", shared, choices.map((choice) => h("option", { value: choice.value, selected: choice.value === value }, choice.label)))
    : h("input", { ...shared, type, value, dir: "auto", autocomplete: autocomplete ?? "off", spellcheck: "false" });
  const problem = h("p", { class: "problem", id: problemId });
  const element = h("div", { class: "field" }, h("label", { for: id }, label), input, h("p", { class: "hint", id: hintId }, hint ?? ""), problem);
  const complain = (text) => {
    problem.textContent = text;
    input.setAttribute("aria-invalid", text !== "");
  };
  return { name, input, element, complain };
}
