// Who is logged in, and what happens when that ends while somebody works.
import { ask, sessionEnded } from "./api.js";
import { formDialog } from "./dialog.js";
import { Signal } from "./signal.js";
import { say } from "./words.js";

const { username, role, poste } = document.body.dataset;

/** The viewer, as the server said when it sent the page. */
export const viewer = { username, role, poste, isAdmin: role === "admin" };

/** Tells that one is logged in again. */
export const resumed = new Signal();

let isAsking = false;

sessionEnded.listen(async () => {
  if (isAsking) return;
  isAsking = true;
  await formDialog({
    title: say("login.again"),
    text: say("login.kept"),
    isForced: true,
    action: say("login.do"),
    fields: [
      { name: "username", label: say("login.name"), value: viewer.username, autocomplete: "username" },
      { name: "password", label: say("login.password"), type: "password", autocomplete: "current-password" },
    ],
    async submit(values) {
      const session = await ask("POST", "/session", { body: values, isLogin: true });
      // Somebody else sees other calls, and has drafts of their own.
      if (session.username !== viewer.username || session.role !== viewer.role) location.reload();
    },
  });
  isAsking = false;
  resumed.tell();
});
