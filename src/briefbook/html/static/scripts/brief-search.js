// Search: passages that hold the words asked for. The index comes in parts, each loaded when a
// word needs it; see html/pages/search_index.py for its form, search_words.py for how words compare.
"use strict";
(() => {
  const brief = window.briefbook;
  const MOST = 30;
  const FIRST = 4; // Shown before the passages of all the others are loaded.
  const KANA_HAN = "\\u3040-\\u30ff\\u3400-\\u9fff";
  const WORD = new RegExp(`[${KANA_HAN}]|(?:(?![${KANA_HAN}])[\\p{L}\\p{N}])+`, "gu");
  const VISIBLE = new RegExp(`[${KANA_HAN}]|(?:(?![${KANA_HAN}])[\\p{L}\\p{M}\\p{N}])+(?:[,’'\\u00a0\\u2009\\u202f]\\d{3}(?!\\d))*`, "gu");
  const COMMON = new Set(("a an and are as at be been but by for from had has have he her his in is it its of on " +
    "or she that the their them they this to was were which who will with would").split(" "));
  const KINDS = { c: 1.4, s: 1.2, t: 1.3, b: 1.1, p: 1, n: 0.9 };

  const ARTICLE = /(?<!\p{L})[وف]?(?:ال|بال|كال|لل)(?=\p{L}{3})/gu; // Arabic writes it with its word.
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{Mn}/gu, "").normalize("NFC").toLowerCase()
      .replace(/(?<=\d)[,’'\u00a0\u2009\u202f](?=\d{3}(?!\d))/g, "").replace(ARTICLE, "");
  const words = (text) => {
    const all = fold(text).match(WORD) ?? [];
    const telling = all.filter((w) => !COMMON.has(w) && (w.length > 1 || !/[a-z]/.test(w)));
    return [...new Set(telling.length ? telling : all)];
  };
  // What a word may end in, by language or script: without it the word's other forms are found.
  const ENDINGS = {
    en: /s$/, de: /(?:en|er|es|em|e|n|s)$/, fr: /(?:es|aux|s|x|e)$/, es: /(?:es|os|as|s|a|o)$/,
    Cyrl: /[аеёиоуыьэюяіє]{1,2}[хмв]?$|(?:ами|ями|ого|ому)$/,
    Hang: /(?:에서|으로|까지|부터|에게|은|는|이|가|을|를|의|에|로|와|과|도|만)$/,
  };
  const language = document.documentElement.lang.split("-")[0];
  const script = (word) => (/[가-힣]/.test(word) ? "Hang" : /[а-яіїєґё]/.test(word) ? "Cyrl" : "");
  const least = (root) => (script(root) === "Hang" ? 2 : 3);
  // "soldiers" also finds "soldier"; a word of three letters or more finds longer ones.
  const roots = (word) => {
    const stem = word.replace(ENDINGS[script(word) || language] ?? ENDINGS.en, "");
    return stem !== word && stem.length >= least(stem) ? [word, stem] : [word];
  };
  const begins = (word, root) => root.length >= least(root) && word.startsWith(root);
  const matches = (asked, word) => roots(asked).some((root) => word === root || begins(word, root));

  const parts = new Map();
  brief.searchPart = (number, entries) => parts.set(number, entries);

  async function entriesOf(asked) {
    const { parts: prefixes } = brief.searchIndex;
    const wanted = new Set();
    prefixes.forEach((prefix, number) => {
      const plain = prefix.replace("=", "");
      for (const root of roots(asked)) {
        const longer = begins(plain, root);
        if (prefix.endsWith("=") ? plain === root || longer : root.startsWith(plain) || longer) wanted.add(number);
      }
    });
    await Promise.all([...wanted].map((number) => brief.load(`_brief/search/${number}.js`)));
    const found = [];
    for (const number of wanted) {
      for (const [word, places] of Object.entries(parts.get(number))) {
        if (matches(asked, word)) found.push([roots(asked).includes(word) ? 1 : 0.6, places]);
      }
    }
    return found;
  }

  /** Score each passage for one word: rarer words and words in names count more. */
  async function score(asked, kinds) {
    const scores = new Map();
    for (const [weight, places] of await entriesOf(asked)) {
      for (const onPage of places.split(";")) {
        const [page, list] = onPage.split(":");
        for (const place of list.split(",")) {
          const position = parseInt(place, 36); // Stops at the "!".
          const key = parseInt(page, 36) * 4096 + position;
          const kind = KINDS[kinds[parseInt(page, 36)]?.[position]] ?? 1;
          const value = weight * kind * (place.endsWith("!") ? 1.5 : 1);
          if (value > (scores.get(key) ?? 0)) scores.set(key, value);
        }
      }
    }
    const passages = kinds.reduce((sum, signs) => sum + signs.length, 0);
    const rarity = Math.log(1 + passages / (1 + scores.size));
    scores.forEach((value, key) => scores.set(key, value * rarity));
    return scores;
  }

  function combine(each, all) {
    const total = new Map();
    for (const scores of each) {
      scores.forEach((value, key) => total.set(key, (total.get(key) ?? 0) + value));
    }
    const kept = [...total].filter(([key]) => !all || each.every((scores) => scores.has(key)));
    return kept.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  /** Return the best passages; `early` is called with the first few, before the others are loaded. */
  async function find(query, early) {
    await brief.load("_brief/search/index.js");
    const { pages } = brief.searchIndex;
    const asked = words(query);
    const kinds = pages.map(([, signs]) => signs);
    const each = await Promise.all(asked.map((word) => score(word, kinds)));
    const strict = combine(each, true);
    const ranked = strict.length ? strict : combine(each, false);
    const named = (await brief.named(query, pages)).map((place) => ({ ...place, value: Infinity }));
    const isNamed = (hit) => named.some((other) => other.page === hit.page && other.position === hit.position);
    const worded = ranked.slice(0, MOST)
      .map(([key, value]) => ({ page: pages[Math.floor(key / 4096)][0], position: key % 4096, value }))
      .filter((hit) => !isNamed(hit));
    const best = [...named, ...worded].slice(0, MOST);
    const total = Math.max(ranked.length, best.length);
    const lost = asked.filter((_, place) => !each[place].size);
    const beside = each.filter((scores) => scores.size);
    const result = { asked, lost, beside, best, total, all: named.length > 0 || strict.length > 0 || !ranked.length };
    const load = async (hits) => {
      await Promise.all([...new Set(hits.map((hit) => hit.page))].map((key) => brief.page(key)));
      for (const hit of hits) {
        hit.data = brief.pages[hit.page];
        [hit.id, hit.kind, hit.label, hit.text] = hit.data.passages[hit.position];
      }
    };
    if (best.length > FIRST) {
      await load(best.slice(0, FIRST));
      early({ ...result, best: best.slice(0, FIRST) });
    }
    await load(best);
    if (asked.length > 1) {
      const phrase = fold(query).trim();
      for (const hit of best) if (fold(`${hit.label} ${hit.text}`).includes(phrase)) hit.value *= 2;
      best.sort((a, b) => b.value - a.value);
    }
    return result;
  }

  /** Return the query with the nearest words of the book for those that it does not hold; "" if there are none. */
  async function respelled(query, { lost, beside }) {
    const near = await Promise.all(lost.map((word) => brief.nearWord(word, parts, beside, { fold, visible: VISIBLE })));
    if (!near.some(Boolean)) return "";
    return query.replace(VISIBLE, (word) => near[lost.indexOf(fold(word))] || word);
  }

  /** Split a text into strings and <mark> elements around the words asked for. */
  function marked(text, asked) {
    const pieces = [];
    let last = 0;
    for (const found of text.matchAll(VISIBLE)) {
      const word = fold(found[0]);
      if (!asked.some((one) => matches(one, word))) continue;
      pieces.push(text.slice(last, found.index), brief.make("mark", {}, found[0]));
      last = found.index + found[0].length;
    }
    return [...pieces, text.slice(last)];
  }

  function excerpt(text, asked) {
    const first = [...text.matchAll(VISIBLE)].find((m) => asked.some((one) => matches(one, fold(m[0]))))?.index ?? 0;
    const start = first < 90 ? 0 : text.indexOf(" ", first - 70) + 1;
    const end = text.length - start < 260 ? text.length : text.lastIndexOf(" ", start + 240);
    return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
  }

  function draw(hit, asked, query) {
    const href = `${brief.root}${hit.data.uri}?q=${encodeURIComponent(query)}#${hit.id}`;
    const heading = brief.heading(hit.data, hit.kind, hit.label);
    const link = brief.make("a", { href }, ...marked(heading, asked));
    const where = hit.kind === "chapter" ? "" : ` · ${hit.data.title}`;
    return brief.make("li", { className: `brief-hit brief-hit-${hit.kind}` },
      brief.make("p", { className: "brief-hit-where" }, link, brief.make("span", {}, where)),
      brief.make("p", { className: "brief-hit-text", dir: "auto" }, ...marked(excerpt(hit.text, asked), asked)));
  }

  function mount(home) {
    const label = brief.make("label", { className: "brief-search-label" }, brief.label("Words to find in paragraphs, notes, terms and sources"));
    const input = brief.make("input", { type: "search", name: "q", autocomplete: "off", spellcheck: false });
    label.append(input);
    const count = brief.make("p", { className: "brief-search-count", role: "status" });
    const list = brief.make("ol", { className: "brief-hits" });
    const form = brief.make("form", { role: "search" }, label);
    const near = brief.make("p", { className: "brief-search-near", hidden: true });
    home.append(form, count, near, list);
    let latest = 0, waiting = 0, shown = [];

    async function run() {
      const query = input.value.trim(), turn = ++latest;
      if (!words(query).length) {
        list.replaceChildren();
        shown = [];
        count.textContent = "";
        near.hidden = true;
        return;
      }
      let found;
      try {
        found = await find(query, (some) => turn === latest && show(some, query));
      } catch (error) {
        if (turn === latest) count.textContent = brief.label("The search data could not be loaded: {reason}.", { reason: error.message });
        return;
      }
      if (turn !== latest) return; // The reader has typed on.
      show(found, query);
      const other = found.lost.length ? await respelled(query, found).catch(() => "") : "";
      if (turn === latest) suggest(other);
    }

    function suggest(other) {
      near.hidden = !other;
      if (!other) return;
      const button = brief.make("button", { type: "button", className: "brief-link" }, other);
      button.addEventListener("click", () => {
        input.value = other;
        input.focus();
        run();
      });
      const [before, after] = brief.label("Did you mean {words}?", { words: "\n" }).split("\n");
      near.replaceChildren(before, button, after);
    }

    function show(found, query) {
      // What stands there already, in the same order, stays: the reader may be on it.
      const kept = shown.length && shown.every((hit, place) => hit === found.best[place]) ? shown.length : 0;
      if (!kept) list.replaceChildren();
      list.append(...found.best.slice(kept).map((hit) => draw(hit, found.asked, query)));
      shown = found.best;
      const many = found.total > MOST
        ? brief.counted("{n} passage, the best {most} shown.", "{n} passages, the best {most} shown.", found.total, { most: MOST })
        : brief.counted("{n} passage.", "{n} passages.", found.total);
      const note = found.all ? "" : ` ${brief.label("None holds all the words; these hold some.")}`;
      count.textContent = found.total ? `${many}${note}` : brief.label("Nothing found.");
    }
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(run, 40);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run();
    });
    home.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const stops = [input, ...list.querySelectorAll("a")];
      stops[Math.min(Math.max(stops.indexOf(document.activeElement) + step, 0), stops.length - 1)].focus();
    });
    return { input, run };
  }

  const asked = new URLSearchParams(location.search).get("q") ?? "";
  const page = document.querySelector(".brief-search-page");
  let dialog = null, panel = null;
  if (page) {
    panel = mount(page);
    panel.input.value = asked;
    panel.input.focus();
    panel.run();
  }

  function open(event) {
    event?.preventDefault();
    if (page) return panel.input.focus();
    if (!dialog) {
      dialog = brief.make("dialog", { className: "brief-dialog brief-search", ariaLabel: brief.label("Search") });
      const close = brief.make("button", { type: "button", className: "brief-button brief-close" }, brief.label("Close"));
      close.addEventListener("click", () => dialog.close());
      dialog.append(close);
      document.body.append(dialog);
      panel = mount(dialog);
      dialog.addEventListener("click", (click) => click.target === dialog && dialog.close());
      dialog.addEventListener("click", (click) => click.target.closest("li a") && dialog.close());
      brief.load("_brief/search/index.js").catch(() => {}); // Said when a search needs it.
    }
    dialog.showModal();
    panel.input.focus();
    panel.input.select();
  }
  document.querySelector(".brief-search-open").addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if ((event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !typing)) open(event);
  });

  /** Mark the words that led here, in the passage that they led to. */
  function markTarget() {
    const home = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    const wanted = words(asked);
    if (page || !home || !wanted.length) return;
    const place = home.matches("dt") ? [home, home.nextElementSibling] : [home.matches("section") ? home.firstElementChild : home];
    for (const element of place.filter(Boolean)) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text of texts) {
        const pieces = marked(text.data, wanted);
        if (pieces.length > 1) text.replaceWith(...pieces);
      }
    }
    try {
      // The address to copy is the passage's own.
      history.replaceState(null, "", location.pathname + location.hash);
    } catch {
      // Some browsers keep the address of a page from the disk as it is.
    }
  }
  markTarget();
})();
