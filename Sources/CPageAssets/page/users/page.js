// The page of users, for admins.
import { h, icon } from "../dom.js";
import { people } from "../people.js";
import { viewer } from "../session.js";
import { say } from "../words.js";
import { addUser, editUser, removeUser, setPassword } from "./dialogs.js";

/** The page. It follows `people`, which the live connection keeps current. */
export function usersPage() {
  const body = h("tbody");
  const element = h(
    "section",
    { class: "users", "aria-labelledby": "users-title", hidden: true },
    h(
      "header",
      {},
      h("h1", { id: "users-title", tabindex: "-1" }, say("users")),
      h("button", { type: "button", class: "primary", onclick: addUser }, icon("plus"), say("users.add")),
    ),
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
  const show = () => {
    const focused = document.activeElement?.closest?.("tr")?.dataset.name;
    const action = document.activeElement?.dataset?.action;
    body.replaceChildren(...people.list.map(row));
    if (focused && action) body.querySelector(`tr[data-name="${CSS.escape(focused)}"] [data-action=${action}]`)?.focus();
  };
  people.changed.listen(show);
  show();
  return element;
}

function row(user) {
  const name = user.username;
  const action = (key, picture, run) =>
    h(
      "button",
      { type: "button", class: "quiet", "data-action": key, "aria-label": say(`users.${key}.who`, { name }), title: say(`users.${key}`), onclick: () => run(user) },
      icon(picture),
    );
  return h(
    "tr",
    { "data-name": name },
    h("th", { scope: "row" }, name, name === viewer.username ? h("span", { class: "faint" }, ` (${say("users.you")})`) : null),
    h("td", {}, user.poste),
    h("td", {}, h("span", { class: `role role-${user.role}` }, say(`role.${user.role}`))),
    h("td", { class: "actions" }, action("edit", "pencil", editUser), action("password", "key", setPassword), action("remove", "bin", removeUser)),
  );
}
