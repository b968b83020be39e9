// Runs before anything is drawn, so that nobody who chose dark sees a flash of light.
(() => {
  try {
    const theme = localStorage.getItem("wildix.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; the system's choice holds then.
  }
})();
