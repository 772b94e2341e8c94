// A click on a paragraph's number copies its address; the page then stands at the paragraph.
"use strict";
(() => {
  const brief = window.briefbook;
  const canonical = document.querySelector("link[rel=canonical]")?.href;

  /** The address to give away: the public one, where the book says what it is. */
  brief.address = (id) => `${canonical ?? location.href.replace(/[?#].*$/, "")}${id ? `#${id}` : ""}`;

  brief.copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without a clipboard (a page over plain http) a selected field does the same.
      const field = brief.make("textarea", { value: text, className: "brief-sr" });
      (document.querySelector("dialog[open]") ?? document.body).append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      if (!done) throw new Error("the browser does not let this page copy");
    }
  };

  // The same paragraph in the other languages of the book.
  const editions = [...document.querySelectorAll("a.brief-language")];
  const elsewhere = (edition, hash) => edition.href.replace(/#.*$/, "") + hash;
  /** The paragraph at the top of the window. */
  const here = () =>
    [...document.querySelectorAll("a.brief-number")].find((a) => a.getBoundingClientRect().bottom > 0);
  for (const edition of editions) {
    edition.addEventListener("click", () => (edition.href = elsewhere(edition, scrollY ? (here()?.hash ?? "") : "")));
  }

  let bubble = null;
  function close() {
    bubble?.remove();
    bubble = null;
  }
  function show(number, words) {
    close();
    bubble = brief.make("span", { className: "brief-bubble" }, brief.make("span", {}, words));
    if (brief.cite) {
      const button = brief.make("button", { type: "button", className: "brief-link" }, brief.label("Cite …"));
      button.addEventListener("click", () => {
        const id = number.hash.slice(1);
        close();
        brief.cite(id, number);
      });
      bubble.append(button);
    }
    for (const edition of editions) {
      const link = brief.make("a", { className: "brief-link", href: elsewhere(edition, number.hash) });
      link.lang = edition.lang;
      link.hreflang = edition.hreflang;
      link.append(edition.textContent);
      bubble.append(link);
    }
    number.after(bubble);
    brief.say(words);
  }

  document.addEventListener("click", async (event) => {
    const number = event.target.closest?.("a.brief-number");
    if (!number) {
      if (!bubble?.contains(event.target)) close();
      return;
    }
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    const words = number.textContent;
    try {
      await brief.copy(brief.address(number.hash.slice(1)));
      show(number, brief.label("Link to ¶ {number} copied", { number: words }));
    } catch {
      show(number, brief.label("The link is in the address bar"));
    }
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
})();
