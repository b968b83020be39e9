// What belongs to whoever is logged in: appearance, notifications, password, the way out.
import { ask } from "./api.js";
import { formDialog } from "./dialog.js";
import { freshId, h, icon } from "./dom.js";
import { notifications } from "./handed.js";
import { memory } from "./memory.js";
import { notice } from "./notice.js";
import { viewer } from "./session.js";
import { say } from "./words.js";

/** The button with the user's name, and the menu that it opens. `showKeys` shows the keys; `drafts` go when one logs out. */
export function accountMenu({ showKeys, drafts }) {
  const id = freshId();
  const name = viewer.username;
  const menu = h(
    "div",
    { class: "menu", id, popover: "auto" },
    h("p", { class: "who" }, h("b", {}, name), h("span", { class: "faint" }, `${say(`role.${viewer.role}`)} · ${say("account.poste", { poste: viewer.poste })}`)),
    themes(),
    notifications.arePossible ? notify() : null,
    h("hr"),
    item("help", "keys", () => showKeys()),
    item("key", "password.change", changePassword),
    h("hr"),
    h(
      "form",
      { method: "post", action: "/logout", onsubmit: leave },
      h("button", { class: "item" }, icon("leave"), say("logout")),
    ),
  );

  function leave(event) {
    event.preventDefault();
    menu.hidePopover();
    logOut(drafts);
  }

  function item(picture, word, run) {
    const act = () => {
      menu.hidePopover();
      run();
    };
    return h("button", { type: "button", class: "item", onclick: act }, icon(picture), say(word));
  }

  const button = h(
    "button",
    { type: "button", class: "quiet account", popovertarget: id, "aria-label": say("account", { name }) },
    h("span", { class: "avatar", "aria-hidden": "true" }, [...name][0]?.toUpperCase() ?? "?"),
    h("span", { class: "account-name" }, name),
    icon("down"),
  );
  return [button, menu];
}

function themes() {
  const group = freshId();
  const present = document.documentElement.dataset.theme ?? "auto";
  const choose = (theme) => {
    if (theme === "auto") {
      delete document.documentElement.dataset.theme;
      memory.remove("theme");
    } else {
      document.documentElement.dataset.theme = theme;
      memory.set("theme", theme);
    }
  };
  const options = ["auto", "light", "dark"].map((theme) => {
    const id = freshId();
    return [
      h("input", { type: "radio", name: group, id, value: theme, checked: theme === present, onchange: () => choose(theme) }),
      h("label", { for: id }, say(`theme.${theme}`)),
    ];
  });
  return h("fieldset", { class: "themes" }, h("legend", {}, say("theme")), h("div", { class: "segments" }, options));
}

function notify() {
  const id = freshId();
  const box = h("input", { type: "checkbox", id, checked: notifications.areOn });
  box.addEventListener("change", async () => {
    if (await notifications.turn(box.checked)) return;
    box.checked = false;
    notice(say("notify.refused"), { kind: "bad" });
  });
  return h("p", { class: "check item" }, box, h("label", { for: id }, say("notify")));
}

/** Ends the session; what was typed goes with it, but neither unasked nor before the session is over. */
async function logOut(drafts) {
  const end = async () => {
    try {
      await ask("DELETE", "/session", { isLogin: true });
    } catch (problem) {
      // Somebody who is logged in no more wants nothing else.
      if (problem.status !== 401) throw problem;
    }
  };
  try {
    const n = drafts.count;
    if (n === 0) await end();
    else if (!(await formDialog({ title: say("logout"), text: say("logout.drafts", { n }), action: say("logout.do"), isDangerous: true, submit: end }))) return;
  } catch (problem) {
    notice(problem.message, { kind: "bad" });
    return;
  }
  drafts.clear();
  location.assign("/login");
}

async function changePassword() {
  const isDone = await formDialog({
    title: say("password.change"),
    action: say("password.change"),
    fields: [
      { name: "current", label: say("password.current"), type: "password", autocomplete: "current-password" },
      { name: "password", label: say("password.new"), type: "password", autocomplete: "new-password" },
    ],
    submit: (values) => ask("PUT", "/session/password", { body: values, isLogin: true }),
  });
  if (isDone) notice(say("password.changed"));
}
