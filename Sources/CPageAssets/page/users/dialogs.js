// What admins do with users.
import { ask } from "../api.js";
import { formDialog } from "../dialog.js";
import { notice } from "../notice.js";
import { people } from "../people.js";
import { say } from "../words.js";

const roles = () => ["user", "admin"].map((value) => ({ value, label: say(`role.${value}`) }));
const path = (name) => `/users/${encodeURIComponent(name)}`;

async function done(isDone, word, name) {
  if (!isDone) return;
  notice(say(word, { name }));
  await people.load();
}

export async function addUser() {
  let name = "";
  const isDone = await formDialog({
    title: say("users.add"),
    action: say("users.add.do"),
    fields: [
      { name: "username", label: say("users.name") },
      { name: "poste", label: say("users.poste") },
      { name: "role", label: say("users.role"), choices: roles(), value: "user" },
      { name: "password", label: say("users.password"), type: "password", autocomplete: "new-password" },
    ],
    async submit(values) {
      name = values.username;
      await ask("POST", "/users", { body: values });
    },
  });
  await done(isDone, "users.added", name);
}

export async function editUser({ username, poste, role }) {
  const isDone = await formDialog({
    title: say("users.edit.who", { name: username }),
    action: say("users.edit.do"),
    fields: [
      { name: "poste", label: say("users.poste"), value: poste },
      { name: "role", label: say("users.role"), choices: roles(), value: role },
    ],
    submit: (values) => ask("PATCH", path(username), { body: values }),
  });
  await done(isDone, "users.changed", username);
}

export async function setPassword({ username }) {
  const isDone = await formDialog({
    title: say("users.password.who", { name: username }),
    text: say("users.password.hint"),
    action: say("users.edit.do"),
    fields: [{ name: "password", label: say("password.new"), type: "password", autocomplete: "new-password" }],
    submit: (values) => ask("PUT", `${path(username)}/password`, { body: values }),
  });
  await done(isDone, "users.changed", username);
}

export async function removeUser({ username }) {
  const isDone = await formDialog({
    title: say("users.remove.who", { name: username }),
    text: say("users.remove.ask", { name: username }),
    action: say("users.remove"),
    isDangerous: true,
    submit: () => ask("DELETE", path(username)),
  });
  await done(isDone, "users.removed", username);
}
