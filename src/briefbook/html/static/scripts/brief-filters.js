// Filters: notes by kind, events by topic, glossary entries by a word. Without scripts everything is shown.
"use strict";
(() => {
  const brief = window.briefbook;

  // One button for each [value, count]; an empty value is all of them.
  function choice(label, values, shown, show) {
    const bar = brief.make("div", { className: "brief-filter", role: "group", ariaLabel: label });
    const choose = (value) => {
      show(value);
      bar.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", button.dataset.value === value));
    };
    for (const [value, count] of values) {
      const button = brief.make("button", { type: "button", className: "brief-button" }, `${value || brief.label("All")} ${count}`);
      button.dataset.value = value;
      button.addEventListener("click", () => {
        choose(value);
        brief.say(`${value ? `${value}: ` : ""}${shown(count)}`);
      });
      bar.append(button);
    }
    choose("");
    // A link to what is hidden shows it.
    addEventListener("hashchange", () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target?.closest("[hidden]")) return;
      choose("");
      target.scrollIntoView();
    });
    return bar;
  }

  function notesByKind() {
    const entries = [...document.querySelectorAll("dl.brief-notes > .brief-note-entry, dl.brief-notes > dt")];
    const kindOf = (dt) => dt.nextElementSibling?.querySelector(".brief-note-kind")?.textContent.replace(/[:\s]+$/, "") ?? "";
    const terms = entries.filter((entry) => entry.matches("dt"));
    const counts = new Map();
    terms.forEach((dt) => counts.set(kindOf(dt), (counts.get(kindOf(dt)) ?? 0) + 1));
    counts.delete("");
    if (counts.size < 2) return;
    const show = (kind) => {
      terms.forEach((dt) => (dt.hidden = dt.nextElementSibling.hidden = kind !== "" && kindOf(dt) !== kind));
      document.querySelectorAll("dl.brief-notes").forEach((list) => {
        list.hidden = ![...list.querySelectorAll("dt")].some((dt) => !dt.hidden);
        const heading = list.previousElementSibling;
        if (heading?.matches(".brief-notes-chapter")) heading.hidden = list.hidden;
      });
    };
    const bar = choice(brief.label("Kind of note"), [["", terms.length], ...counts],
      (n) => brief.counted("{n} note shown", "{n} notes shown", n), show);
    document.querySelector(".brief-notes-chapter, dl.brief-notes").before(bar);
  }

  function eventsByTopic() {
    const events = [...document.querySelectorAll("dl.brief-timeline > dt")];
    const topicsOf = (dt) => (dt.nextElementSibling?.querySelector(".brief-topics")?.textContent ?? "").split(",").map((topic) => topic.trim()).filter(Boolean);
    const counts = new Map();
    events.forEach((dt) => topicsOf(dt).forEach((topic) => counts.set(topic, (counts.get(topic) ?? 0) + 1)));
    if (counts.size < 2) return;
    const topics = [...counts].sort(([one], [other]) => one.localeCompare(other));
    const show = (topic) => events.forEach((dt) => (dt.hidden = dt.nextElementSibling.hidden = topic !== "" && !topicsOf(dt).includes(topic)));
    events[0].parentElement.before(choice(brief.label("Topic"), [["", events.length], ...topics],
      (n) => brief.counted("{n} event shown", "{n} events shown", n), show));
  }

  function glossaryByWord() {
    const terms = [...document.querySelectorAll(".bd-article dt[id^=term-]")];
    if (terms.length < 2) return;
    const fold = (text) => text.normalize("NFKD").replace(/\p{Mn}/gu, "").normalize("NFC").toLowerCase();
    const texts = terms.map((dt) => fold(`${dt.textContent} ${dt.nextElementSibling?.querySelector("p")?.textContent ?? ""}`));
    const input = brief.make("input", { type: "search", autocomplete: "off", spellcheck: false });
    const count = brief.make("p", { className: "brief-search-count", role: "status" });
    const box = brief.make("div", { className: "brief-filter" },
      brief.make("label", { className: "brief-search-label" }, brief.label("Show only entries that hold"), input), count);
    input.addEventListener("input", () => {
      const wanted = fold(input.value).trim();
      let shown = 0;
      terms.forEach((dt, position) => {
        const hidden = !texts[position].includes(wanted);
        dt.hidden = hidden;
        if (dt.nextElementSibling) dt.nextElementSibling.hidden = hidden;
        shown += hidden ? 0 : 1;
      });
      count.textContent = wanted ? brief.label("{part} of {whole} entries", { part: shown, whole: terms.length }) : "";
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
  eventsByTopic();
  glossaryByWord();
})();
