// Cite this paragraph, this chapter, this book: forms made at build time, completed with the
// address and the day of access, each with a button that copies it.
"use strict";
(() => {
  const brief = window.briefbook;
  const data = JSON.parse(document.getElementById("brief-citations")?.textContent ?? "null");
  if (!data) return;
  const names = { paragraph: brief.label("Paragraph"), chapter: brief.label("Chapter"), book: brief.label("Book") };
  const titles = { chapter: brief.label("Cite this chapter"), book: brief.label("Cite this book") };
  let dialog = null, opener = null;

  function completed(text, address, number) {
    const now = new Date();
    const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    const iso = parts.map((part) => String(part).padStart(2, "0")).join("-");
    const marks = {
      url: address, number, iso, parts: JSON.stringify(parts),
      day: now.toLocaleDateString(data.language || "en-US", { year: "numeric", month: "long", day: "numeric" }),
    };
    return text.replace(/⟦(\w+)⟧/g, (_, mark) => marks[mark]);
  }

  const FILES = { BibTeX: ["bib", "application/x-bibtex"], RIS: ["ris", "application/x-research-info-systems"] };
  let given = []; // Addresses of files, which the browser keeps until they are given back.

  /** A link that saves a form as a file, for programs that import one. */
  function file(form, text, stem) {
    const [ending, type] = FILES[form] ?? [];
    if (!ending) return [];
    const href = URL.createObjectURL(new Blob([`${text}\n`], { type }));
    given.push(href);
    const name = `${stem}.${ending}`;
    return [brief.make("a", { href, download: name, className: "brief-cite-file" }, brief.label("Save as {file}", { file: name }))];
  }

  function row(name, text, stem = "") {
    const button = brief.make("button", { type: "button", className: "brief-button brief-copy", ariaLabel: brief.label("Copy {name}", { name }) }, brief.label("Copy"));
    button.addEventListener("click", async () => {
      try {
        await brief.copy(text);
        button.textContent = brief.label("Copied");
        brief.say(brief.label("{name} copied", { name }));
      } catch {
        button.textContent = brief.label("Select and copy");
      }
      setTimeout(() => (button.textContent = brief.label("Copy")), 2500);
    });
    const form = /^(BibTeX|RIS|CSL)/.test(name) ? "pre" : "p";
    return brief.make("section", { className: "brief-cite-form" },
      brief.make("h3", {}, name), brief.make("span", { className: "brief-cite-files" }, ...file(name, text, stem), button), brief.make(form, { tabIndex: form === "pre" ? 0 : -1 }, text));
  }

  function fill(level, id) {
    const number = level === "paragraph" ? document.querySelector(`#${CSS.escape(id)} .brief-number`)?.textContent ?? "" : "";
    const lasting = data.at && level === "paragraph" ? `${new URL(data.at, brief.root).href}#${id}` : brief.address(level === "paragraph" ? id : "");
    const address = level === "book" ? data.home || brief.root : lasting;
    const stem = level === "paragraph" ? id : `${document.body.dataset.page.split("/").pop()}`;
    given.splice(0).forEach((href) => URL.revokeObjectURL(href));
    const title = level === "paragraph" ? brief.label("Cite ¶ {number}", { number }) : titles[level];
    dialog.querySelector("h2").textContent = title;
    const forms = Object.entries(data.levels[level]).map(([name, text]) => row(name, completed(text, address, number), level === "book" ? data.key : stem));
    const [short, ...others] = forms;
    dialog.querySelector(".brief-cite-forms").replaceChildren(short, row(brief.label("Address"), address), ...others);
    dialog.querySelectorAll("[data-level]").forEach((button) => button.setAttribute("aria-pressed", button.dataset.level === level));
  }

  function build() {
    const close = brief.make("button", { type: "button", className: "brief-button brief-close" }, brief.label("Close"));
    close.addEventListener("click", () => dialog.close());
    const heading = brief.make("h2", { id: "brief-cite-title" });
    dialog = brief.make("dialog", { className: "brief-dialog brief-cite-panel" }, close, heading,
      brief.make("div", { className: "brief-cite-levels" }), brief.make("div", { className: "brief-cite-forms" }));
    dialog.setAttribute("aria-labelledby", "brief-cite-title");
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => opener?.focus());
    document.body.append(dialog);
  }

  /** Open the panel for a paragraph's id, or for the chapter or book; focus returns to `from`. */
  brief.cite = (id, from) => {
    if (!dialog) build();
    opener = from;
    const level = id && data.levels.paragraph ? "paragraph" : Object.keys(data.levels).find((name) => name !== "paragraph");
    const choices = Object.keys(data.levels).filter((name) => name !== "paragraph" || id).map((name) => {
      const button = brief.make("button", { type: "button", className: "brief-button" }, names[name]);
      button.dataset.level = name;
      button.addEventListener("click", () => fill(name, id));
      return button;
    });
    dialog.querySelector(".brief-cite-levels").replaceChildren(...(choices.length > 1 ? choices : []));
    fill(level, id);
    dialog.showModal();
  };

  const button = document.querySelector(".brief-cite-open");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => brief.cite("", button));
  }
})();
