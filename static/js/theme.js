// The reader's theme. In the head and not a module, so that it is set before anything is drawn.
(() => {
  // The data management pages keep "theme" for their own switch.
  const KEY = "crossread-theme";
  const root = document.documentElement;
  let kept = "";
  try {
    kept = localStorage.getItem(KEY) || "";
  } catch {
    // Storage is closed to this page: the theme of the system holds.
  }
  if (kept) root.dataset.theme = kept;

  document.addEventListener("DOMContentLoaded", () => {
    for (const box of document.querySelectorAll("[data-theme-switch]")) {
      box.hidden = false;
      box.querySelector("select").value = kept;
    }
  });

  document.addEventListener("change", ({ target }) => {
    if (!target.closest("[data-theme-switch]")) return;
    if (target.value) root.dataset.theme = target.value;
    else delete root.dataset.theme;
    try {
      if (target.value) localStorage.setItem(KEY, target.value);
      else localStorage.removeItem(KEY);
    } catch {
      // It holds for this page alone.
    }
  });
})();
