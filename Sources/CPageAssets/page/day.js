// When a day ends while the page is open.

/** Runs `begun` in the first second of each new day of the reader's, or when the page is next looked at. */
export function onNewDay(begun) {
  let day = new Date().toDateString();
  let timer = 0;

  function look() {
    clearTimeout(timer);
    const now = new Date();
    if (now.toDateString() !== day) {
      day = now.toDateString();
      begun();
    }
    const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
    timer = setTimeout(look, midnight - now + 500);
  }

  // A machine that sleeps has no timers.
  document.addEventListener("visibilitychange", look);
  look();
}
