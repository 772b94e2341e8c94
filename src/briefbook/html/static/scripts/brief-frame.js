// The frame: contents on narrow screens, light and dark, and what all other scripts share.
"use strict";
(() => {
  const brief = window.briefbook;
  const root = document.documentElement;
  brief.root = new URL(root.dataset.content_root || "./", location.href).href;
  /** A text of the book in its language, with values in place of its {names}; else in English. */
  brief.label = (text, values = {}) => filled(brief.labels?.[text] ?? text, values);
  /** The form of a text that a number, {n}, has. */
  brief.counted = (one, many, n, values = {}) => {
    const forms = brief.labels?.[one] ?? { one, other: many };
    const said = forms[plural.select(n)] ?? forms.other;
    return filled(said, { n: n.toLocaleString(root.lang || "en"), ...values });
  };
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (mark, name) => values[name] ?? mark);
  const plural = new Intl.PluralRules(root.lang || "en");
  brief.still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** Have a screen reader say something; the words also stay on the page for a moment. */
  brief.say = (words) => {
    const said = document.getElementById("brief-said");
    said.textContent = "";
    setTimeout(() => (said.textContent = words), 50);
  };

  /** Make an element: make("a", {href: "#x", className: "y"}, "text", child, …). */
  brief.make = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  /** Load a script of the site once; pages opened from the disk may not fetch anything else. */
  const loaded = new Map();
  brief.load = (path) => {
    if (!loaded.has(path)) {
      loaded.set(path, new Promise((done, failed) => {
        const script = brief.make("script", { src: brief.root + path, onload: done });
        script.onerror = () => {
          loaded.delete(path);
          failed(new Error(`${path} is missing`));
        };
        document.head.append(script);
      }));
    }
    return loaded.get(path);
  };

  function colours() {
    const button = document.querySelector("button.brief-colours");
    const words = {
      auto: brief.label("Colours: as the system"),
      light: brief.label("Colours: light"),
      dark: brief.label("Colours: dark"),
    };
    const name = () => {
      button.querySelector(".brief-sr").textContent = words[root.dataset.mode];
      button.title = words[root.dataset.mode];
    };
    name();
    button.hidden = false;
    button.addEventListener("click", () => {
      brief.colours.next();
      name();
      brief.say(button.title);
    });
  }

  function menu() {
    const nav = document.getElementById("brief-nav");
    const dialog = document.getElementById("brief-menu");
    const place = document.createComment("contents");
    nav.before(place);
    document.querySelector(".brief-menu-open").addEventListener("click", (event) => {
      event.preventDefault();
      dialog.append(nav);
      dialog.showModal();
      nav.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
    });
    dialog.addEventListener("close", () => place.after(nav));
    dialog.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (event.target === dialog || event.target.closest(".brief-close") || link) dialog.close();
    });
    matchMedia("(min-width: 62em)").addEventListener("change", () => dialog.open && dialog.close());
  }

  /** Bring the current page into view in the contents, without moving the page itself. */
  function showCurrent() {
    if (!matchMedia("(min-width: 62em)").matches) return; // Not shown; measuring would cost time.
    const nav = document.getElementById("brief-nav");
    const current = nav.querySelector("[aria-current]");
    if (current && nav.scrollHeight > nav.clientHeight) {
      nav.scrollTop = current.offsetTop - nav.clientHeight / 3;
    }
  }
  colours();
  menu();
  showCurrent();
})();
