// Notes beside the text on wide screens: each stands level with its first call, or below the
// note before it. They stay where they are in the page, so that readers of the page by ear or
// by keyboard, and the printer, find them at the foot of the chapter.
"use strict";
(() => {
  const brief = window.briefbook;
  const root = document.documentElement;
  const article = document.querySelector(".bd-article");
  const notes = [...(article?.querySelectorAll("aside.footnote[id]") ?? [])];
  if (!notes.length) return;
  const wide = matchMedia("screen and (min-width: 82em)");
  const GAP = 14;

  const calls = new Map();
  for (const call of article.querySelectorAll("a.footnote-reference")) {
    const id = decodeURIComponent(call.hash.slice(1));
    if (!calls.has(id)) calls.set(id, call);
  }

  function arrange() {
    root.classList.toggle("brief-beside", wide.matches);
    article.style.minHeight = "";
    if (!wide.matches) {
      notes.forEach((note) => (note.style.top = ""));
      return;
    }
    const origin = article.getBoundingClientRect().top;
    const wanted = notes.map((note) => {
      const call = calls.get(note.id);
      return { note, top: call ? call.getBoundingClientRect().top - origin - 4 : 0, height: note.offsetHeight };
    });
    wanted.sort((a, b) => a.top - b.top);
    let free = 0;
    for (const { note, top, height } of wanted) {
      const at = Math.max(top, free);
      note.style.top = `${at}px`;
      free = at + height + GAP;
    }
    article.style.minHeight = `${free}px`;
  }

  /** The note that a link calls, if it stands beside the text and in view. */
  brief.noteBeside = (link) => {
    if (!root.classList.contains("brief-beside") || !link.matches(".footnote-reference")) return null;
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const box = note?.getBoundingClientRect();
    return box && box.top > 0 && box.bottom < innerHeight ? note : null;
  };

  let queued = 0;
  const queue = () => {
    cancelAnimationFrame(queued);
    queued = requestAnimationFrame(arrange);
  };
  arrange();
  document.fonts?.ready.then(queue);
  addEventListener("resize", queue);
  addEventListener("load", queue);
  wide.addEventListener("change", arrange);
  new ResizeObserver(queue).observe(article.querySelector("section") ?? article);
})();
