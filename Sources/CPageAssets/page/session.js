// Who is logged in, and what happens when that ends while somebody works.
import { ask, sessionEnded } from "./api.js";
import { formDialog } from "./dialog.js";
import { Signal } from "./signal.js";
import { say } from "./words.js";

const { username, role, poste } = document.body.dataset;
/** Without an answer for so long, nobody is there (milliseconds). */
const patience = 10_000;

/** The viewer, as the server said when it sent the page. */
export const viewer = { username, role, poste, isAdmin: role === "admin" };

/** Tells that one is logged in again. */
export const resumed = new Signal();

/**
 * Makes sure that the session is still the viewer's: in another tab somebody else may have logged in, or an admin may have
 * given them another role or extension. Then the page begins anew, and this never ends. Throws a `Problem` if the server
 * does not say.
 */
export async function confirmViewer() {
  const session = await ask("GET", "/session", { patience });
  if (isViewer(session)) return;
  location.reload();
  await new Promise(() => {});
}

function isViewer(session) {
  return session.username === username && session.role === role && session.poste === poste;
}

let isAsking = false;

sessionEnded.listen(async () => {
  if (isAsking) return;
  isAsking = true;
  const uncover = coverPage();
  // Chromium lets a second Esc close what must not be closed.
  while (!(await askForLogin()));
  uncover();
  isAsking = false;
  resumed.tell();
});

/** Others may pass by a screen where nobody is logged in. What comes back takes it away, and gives the focus back. */
function coverPage() {
  const stood = document.activeElement;
  const parts = [...document.body.children].filter((part) => part instanceof HTMLElement && part.localName !== "dialog");
  for (const part of parts) part.style.visibility = "hidden";
  return () => {
    for (const part of parts) part.style.visibility = "";
    stood?.focus({ preventScroll: true });
  };
}

function askForLogin() {
  return formDialog({
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
      if (!isViewer(session)) location.reload();
    },
  });
}
