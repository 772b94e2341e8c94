// Previews: what a link leads to, without leaving the line. Hover, focus or tap opens one;
// Escape, leaving or a tap elsewhere closes it. Each link stays a link.
"use strict";
(() => {
  const brief = window.briefbook;
  const article = document.querySelector(".bd-article");
  if (!article) return;
  const NOT = ".headerlink, .brief-number, [role=doc-backlink], .fn-backref";
  const LONGEST = 600;
  const OPEN = 220, CLOSE = 250; // ms: long enough to pass over links, and into the preview

  const box = brief.make("div", { id: "brief-preview", className: "brief-preview", hidden: true });
  document.getElementById("main-content").append(box);
  let shown = null, waiting = 0, touched = false;

  const linkOf = (event) => {
    const link = event.target.closest?.("a[href]");
    return link && article.contains(link) && !link.matches(NOT) && link.hash ? link : null;
  };
  const later = (work, ms) => {
    clearTimeout(waiting);
    waiting = setTimeout(work, ms);
  };

  async function open(link, announce) {
    let found = null;
    try {
      found = await brief.passage(link.href);
    } catch {
      return; // No data for this page: the link itself still works.
    }
    if (!found?.text || (shown === link && !box.hidden)) return;
    close();
    const beside = brief.noteBeside?.(link);
    if (beside) return point(link, beside);
    shown = link;
    fill(found, link, announce === "tap");
    place(link);
    link.setAttribute("aria-describedby", box.id);
    if (announce) brief.say(`${found.heading}: ${clip(found.text)}`);
  }

  function point(link, note) {
    shown = link;
    note.classList.add("brief-pointed");
    link.setAttribute("aria-describedby", note.id);
  }

  function fill(found, link, tapped) {
    box.setAttribute("role", tapped ? "group" : "tooltip");
    box.className = `brief-preview brief-preview-${found.kind}`;
    box.replaceChildren(
      brief.make("p", { className: "brief-preview-heading" }, found.heading),
      brief.make("p", { className: "brief-preview-text", dir: "auto" }, clip(found.text)),
    );
    if (tapped) {
      box.append(brief.make("p", {}, brief.make("a", { href: link.href }, brief.label("Go there"))));
    }
  }
  const clip = (text) =>
    text.length > LONGEST ? `${text.slice(0, text.lastIndexOf(" ", LONGEST))} …` : text;

  function place(link) {
    box.hidden = false;
    const lines = link.getClientRects();
    const line = lines[lines.length - 1] ?? link.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const below = line.bottom + 8 + box.offsetHeight < innerHeight || line.top < box.offsetHeight + 70;
    const left = Math.min(Math.max(8, line.left - 16), width - box.offsetWidth - 8);
    const top = below ? line.bottom + 6 : line.top - box.offsetHeight - 6;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
  }

  function close() {
    clearTimeout(waiting);
    box.hidden = true;
    shown?.removeAttribute("aria-describedby");
    document.querySelectorAll(".brief-pointed").forEach((note) => note.classList.remove("brief-pointed"));
    shown = null;
  }

  article.addEventListener("pointerover", (event) => {
    const link = linkOf(event);
    if (link && event.pointerType === "mouse") later(() => open(link), OPEN);
  });
  article.addEventListener("pointerout", (event) => {
    if (linkOf(event) && event.pointerType === "mouse") later(close, CLOSE);
  });
  box.addEventListener("pointerenter", () => clearTimeout(waiting));
  box.addEventListener("pointerleave", () => later(close, CLOSE));
  article.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link?.matches(":focus-visible")) open(link, "focus");
  });
  article.addEventListener("focusout", (event) => linkOf(event) && !touched && close());
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (touched && !box.contains(event.target) && linkOf(event) !== shown) close();
  });
  article.addEventListener("click", (event) => {
    const link = linkOf(event);
    // A second tap, or a tap where nothing is known, follows the link.
    if (!touched || !link || shown === link || link.dataset.briefNothing) return close();
    event.preventDefault();
    open(link, "tap").then(() => {
      if (shown === link) return;
      link.dataset.briefNothing = "1";
      link.click();
    });
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  addEventListener("resize", close);
})();
