// Before the first paint: light or dark, by the reader's choice, else the system's; and the fonts.
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
  // Asked for early, the text's fonts are there for the first paint, and nothing moves later. A
  // page from the disk has them at once, and may not ask in this way.
  if (location.protocol !== "file:") {
    for (const name of ["normal", "italic"]) {
      const link = document.createElement("link");
      const href = new URL(`fonts/brief-serif-latin-wght-${name}.woff2`, document.currentScript.src).href;
      document.head.append(Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href }));
    }
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
