// An id that is not on this page is looked up in the list of all anchors: paragraphs move, their
// addresses stay. One that was typed with capitals or a full stop is read as it was meant. Without
// a list, or for an unknown id, the page stays as it is; at.html says what is wrong.
"use strict";
(() => {
  // From the script's own address, which is right on every page, also on one for a wrong address.
  const root = new URL("..", document.currentScript.src).href;
  const here = document.querySelector(".brief-at-unknown"); // On at.html, which finds any id.
  let asked = null;

  /** Load the list once; a script, because pages opened from the disk may not fetch. */
  function load() {
    asked ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = `${root}anchors.js`;
      script.onload = () => done(window.briefbookAnchors ?? {});
      script.onerror = () => done({});
      document.head.append(script);
    });
    return asked;
  }

  function typed() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return location.hash.slice(1);
    }
  }
  const meant = (id) => id.trim().replace(/^[\s#(\[“"'‘]+|[\s.,;:!?)\]”"'’]+$/g, "").toLowerCase();

  function wanted() {
    const id = typed();
    if (!id || document.getElementById(id)) return "";
    return here || /^[a-z][a-z0-9-]*$/.test(meant(id)) ? id : "";
  }

  /** The number of letters to add, take away, change or swap to make one word of another. */
  function distance(one, other) {
    let before = [], row = [...other, ""].map((_, place) => place);
    for (let i = 0; i < one.length; i++) {
      const next = [i + 1];
      for (let j = 0; j < other.length; j++) {
        const swapped = i && j && one[i] === other[j - 1] && one[i - 1] === other[j] ? before[j - 1] + 1 : Infinity;
        next.push(Math.min(row[j] + (one[i] !== other[j]), row[j + 1] + 1, next[j] + 1, swapped));
      }
      [before, row] = [row, next];
    }
    return row[other.length];
  }

  /** Say on at.html which id is unknown, and which are like it. */
  function explain(id, pages) {
    const most = Math.max(1, Math.floor(id.length / 5));
    const near = Object.entries(pages)
      .flatMap(([uri, ids]) => ids.map((other) => [distance(meant(id), other), other, uri]))
      .filter(([far]) => far <= most)
      .sort((a, b) => a[0] - b[0] || a[1].length - b[1].length || (a[1] < b[1] ? -1 : 1))
      .slice(0, 3);
    here.querySelector(".brief-at-id").textContent = id;
    here.querySelector(".brief-at-near").hidden = !near.length;
    here.querySelector(".brief-at-ids").replaceChildren(...near.flatMap(([, other, uri], place) => {
      const link = document.createElement("a");
      [link.href, link.textContent] = [`${root}${uri}#${other}`, other];
      return place ? [", ", link] : [link];
    }));
    here.hidden = false;
  }

  async function find() {
    const id = wanted();
    if (here) here.hidden = true;
    if (!id) return;
    const pages = await load();
    if (wanted() !== id) return;
    for (const one of [id, meant(id)]) {
      const page = Object.keys(pages).find((uri) => pages[uri].includes(one));
      // Replaced, so that going back does not lead here again.
      if (page) return location.replace(`${root}${page}#${one}`);
    }
    if (here) explain(id, pages);
  }

  // For the search too; pages of other themes have none.
  if (window.briefbook) window.briefbook.distance = distance;
  addEventListener("hashchange", find);
  find();
})();
