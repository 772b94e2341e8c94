// Filters: notes by kind, glossary entries by a word. Without scripts everything is shown.
"use strict";
(() => {
  const brief = window.briefbook;

  function notesByKind() {
    const entries = [...document.querySelectorAll("dl.brief-notes > .brief-note-entry, dl.brief-notes > dt")];
    const kindOf = (dt) => dt.nextElementSibling?.querySelector(".brief-note-kind")?.textContent.replace(/[:\s]+$/, "") ?? "";
    const terms = entries.filter((entry) => entry.matches("dt"));
    const counts = new Map();
    terms.forEach((dt) => counts.set(kindOf(dt), (counts.get(kindOf(dt)) ?? 0) + 1));
    counts.delete("");
    if (counts.size < 2) return;
    const bar = brief.make("div", { className: "brief-filter", role: "group", ariaLabel: "Kind of note" });
    const choose = (kind) => {
      terms.forEach((dt) => (dt.hidden = dt.nextElementSibling.hidden = kind !== "" && kindOf(dt) !== kind));
      document.querySelectorAll("dl.brief-notes").forEach((list) => {
        list.hidden = ![...list.querySelectorAll("dt")].some((dt) => !dt.hidden);
        const heading = list.previousElementSibling;
        if (heading?.matches(".brief-notes-chapter")) heading.hidden = list.hidden;
      });
      bar.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", button.dataset.kind === kind));
    };
    for (const [kind, count] of [["", terms.length], ...counts]) {
      const button = brief.make("button", { type: "button", className: "brief-button" }, `${kind || "All"} ${count}`);
      button.dataset.kind = kind;
      button.addEventListener("click", () => {
        choose(kind);
        brief.say(`${count} ${kind ? `${kind} ` : ""}notes shown`);
      });
      bar.append(button);
    }
    document.querySelector(".brief-notes-chapter, dl.brief-notes").before(bar);
    choose("");
  }

  function glossaryByWord() {
    const terms = [...document.querySelectorAll(".bd-article dt[id^=term-]")];
    if (terms.length < 2) return;
    const fold = (text) => text.normalize("NFKD").replace(/\p{Mn}/gu, "").normalize("NFC").toLowerCase();
    const texts = terms.map((dt) => fold(`${dt.textContent} ${dt.nextElementSibling?.querySelector("p")?.textContent ?? ""}`));
    const input = brief.make("input", { type: "search", autocomplete: "off", spellcheck: false });
    const count = brief.make("p", { className: "brief-search-count", role: "status" });
    const box = brief.make("div", { className: "brief-filter" },
      brief.make("label", { className: "brief-search-label" }, "Show only entries that hold", input), count);
    input.addEventListener("input", () => {
      const wanted = fold(input.value).trim();
      let shown = 0;
      terms.forEach((dt, position) => {
        const hidden = !texts[position].includes(wanted);
        dt.hidden = hidden;
        if (dt.nextElementSibling) dt.nextElementSibling.hidden = hidden;
        shown += hidden ? 0 : 1;
      });
      count.textContent = wanted ? `${shown} of ${terms.length} entries` : "";
    });
    (document.querySelector(".brief-letters") ?? terms[0].parentElement).before(box);
    // A link to an entry that the filter hides shows it.
    addEventListener("hashchange", () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target?.hidden) return;
      input.value = "";
      input.dispatchEvent(new Event("input"));
      target.scrollIntoView();
    });
  }

  // Paper cannot be unfolded.
  addEventListener("beforeprint", () => document.querySelectorAll(".bd-article details").forEach((part) => (part.open = true)));
  notesByKind();
  glossaryByWord();
})();
