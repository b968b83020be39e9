// The page where admins look after users.
import { h, icon } from "../dom.js";
import { people } from "../people.js";
import { viewer } from "../session.js";
import { say } from "../words.js";
import { addUser, editUser, removeUser, setPassword } from "./dialogs.js";

/** The page. It follows `people`, which the live connection keeps current. */
export function usersPage() {
  const body = h("tbody");
  const title = h("h1", { id: "users-title", tabindex: "-1" }, say("users"));
  const reason = h("span");
  const again = h("button", { type: "button", onclick: retry }, say("retry"));
  const problem = h("p", { class: "problem", role: "alert", hidden: true }, reason, " ", again);
  const element = h(
    "section",
    { class: "users", "aria-labelledby": "users-title", hidden: true },
    h("header", {}, title, h("button", { type: "button", class: "primary", onclick: addUser }, icon("plus"), say("users.add"))),
    problem,
    h(
      "div",
      { class: "table-holder", tabindex: "0", role: "region", "aria-labelledby": "users-title" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ["name", "poste", "role", "actions"].map((name) => h("th", { scope: "col" }, say(`users.${name}`))))),
        body,
      ),
    ),
  );

  const button = (name, key) => body.querySelector(`tr[data-name="${CSS.escape(name)}"] [data-action=${key}]`);
  /** Where a user was before they were removed: who looks for their button finds the one that took its place. */
  const neighbour = (index, key) => body.children[Math.min(index, body.children.length - 1)]?.querySelector(`[data-action=${key}]`);

  /** Stands on what a user's row has now in the place of `key`, or on who took the row's place. */
  const stand = (name, key, index) => (button(name, key) ?? neighbour(index, key) ?? title).focus();

  const act = (key, run) => async (user) => {
    const index = people.list.findIndex(({ username }) => username === user.username);
    await run(user);
    // The dialog gives the focus back to a button that may be gone.
    if (document.activeElement === document.body) stand(user.username, key, index);
  };
  const actions = { edit: act("edit", editUser), password: act("password", setPassword), remove: act("remove", removeUser) };

  function show() {
    const focused = document.activeElement?.closest?.("tr");
    const key = body.contains(document.activeElement) ? document.activeElement.dataset.action : null;
    const index = [...body.children].indexOf(focused);
    body.replaceChildren(...people.list.map((user) => row(user, actions)));
    if (key) stand(focused.dataset.name, key, index);
    reason.textContent = people.problem?.message ?? "";
    problem.hidden = people.problem === null;
  }

  async function retry() {
    await people.load();
    if (people.problem === null) title.focus();
  }

  people.changed.listen(show);
  show();
  return element;
}

function row(user, actions) {
  const name = user.username;
  const action = (key, picture) =>
    h(
      "button",
      {
        type: "button", class: "quiet", "data-action": key, "aria-label": say(`users.${key}.who`, { name }), title: say(`users.${key}`),
        onclick: () => actions[key](user),
      },
      icon(picture),
    );
  return h(
    "tr",
    { "data-name": name },
    h("th", { scope: "row" }, name, name === viewer.username ? h("span", { class: "faint" }, ` (${say("users.you")})`) : null),
    h("td", {}, user.poste),
    h("td", {}, h("span", { class: `role role-${user.role}` }, say(`role.${user.role}`))),
    h("td", { class: "actions" }, action("edit", "pencil"), action("password", "key"), action("remove", "bin")),
  );
}
