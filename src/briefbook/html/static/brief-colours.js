// Light or dark, before the first paint: the reader's choice, else the system's.
"use strict";
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const modes = ["auto", "light", "dark"];

  function stored() {
    try {
      const mode = localStorage.getItem("brief-colours");
      return modes.includes(mode) ? mode : "auto";
    } catch {
      return "auto"; // Storage may be closed to pages opened from the disk.
    }
  }
  function show(mode) {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
  }
  root.classList.add("brief-js");
  show(stored());
  dark.addEventListener("change", () => root.dataset.mode === "auto" && show("auto"));
  window.briefbook = {
    colours: {
      next() {
        const mode = modes[(modes.indexOf(root.dataset.mode) + 1) % modes.length];
        show(mode);
        try {
          localStorage.setItem("brief-colours", mode);
        } catch {
          // The choice then holds for this page.
        }
      },
    },
  };
})();
