// What a link leads to: from an address on the site to the words that stand there.
"use strict";
(() => {
  const brief = window.briefbook;

  /** Split an address of this site into the key of its page and its fragment, else null. */
  brief.place = (href) => {
    const address = new URL(href, location.href);
    const fragment = decodeURIComponent(address.hash.slice(1));
    address.hash = address.search = "";
    if (!address.href.startsWith(brief.root)) return null;
    const path = decodeURIComponent(address.href.slice(brief.root.length));
    return { page: path.replace(/(\.html|\/)$/, "") || "index", id: fragment };
  };

  /** Load the data of a page: {uri, name, title, passages}. */
  brief.page = async (key) => {
    const path = key.split("/").map(encodeURIComponent).join("/");
    await brief.load(`_brief/pages/${path}.js`);
    return brief.pages[key];
  };

  /** Find what an address leads to: {kind, heading, text}, or null where nothing is known. */
  brief.passage = async (href) => {
    const place = brief.place(href);
    if (!place?.id) return null;
    const page = await brief.page(place.page);
    const found = page.passages.find(([id]) => id === place.id);
    if (!found) return null;
    const [, kind, label, text] = found;
    const here = place.page === brief.place(location.href)?.page;
    return { kind, text, heading: brief.heading(page, kind, label, here) };
  };

  /** Name a passage as a reader needs it: "Chapter 2, ¶ 7", within the page "¶ 7". */
  brief.heading = (page, kind, label, here = false) => {
    const own = {
      paragraph: brief.label("¶ {number}", { number: label }),
      note: brief.label("note {number}", { number: label }),
    }[kind];
    const values = { chapter: cap(page.name), title: label };
    if (!own) return kind === "chapter" && page.numbered ? brief.label("{chapter}: {title}", values) : label;
    return here ? cap(own) : brief.label("{document}, {place}", { document: cap(page.name), place: own });
  };
  const ID = /^#?[\p{L}\p{N}][\p{L}\p{N}._]*(?:-[\p{L}\p{N}._]+)+$/u;
  // "¶ 12", "2.12", "chapter 2, ¶ 12", "Kap. 2 Rn. 12"; a month's "June 12" is none.
  const NUMBER = /^(?:(?:\p{L}+\.?\s*)?(\d+)[\s.,:;]*)??(?:[¶§]+|(?:^|[\s,;:])(?:para(?:graph)?s?|rn|rz|absatz|абз|п)\.?|(?<=\d)\.)\s*(\d+[a-z]?)$/iu;

  /** Find the passages that a query names as readers cite them: [{page, position}], by pages of the search index. */
  brief.named = async (query, pages) => {
    const words = query.trim();
    const id = ID.test(words) ? words.replace("#", "") : "";
    const [, chapter, number] = (!id && NUMBER.exec(words)) || [];
    if (!id && !number) return [];
    const here = brief.place(location.href)?.page;
    const fits = ([, , own, prefix]) => (id ? prefix && id.startsWith(`${prefix}-`) : prefix && (!chapter || own === chapter));
    const chosen = pages.filter(fits).sort((a, b) => (b[0] === here) - (a[0] === here)).slice(0, 12);
    const found = [];
    for (const [key] of chosen) {
      const { passages } = await brief.page(key);
      const position = passages.findIndex(([own, kind, label]) => (id ? own === id : kind === "paragraph" && label === number));
      if (position >= 0) found.push({ page: key, position });
    }
    return found;
  };

  const cap = (words) => words.charAt(0).toUpperCase() + words.slice(1);
})();
