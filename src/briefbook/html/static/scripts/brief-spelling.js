// "Did you mean …": the word of the search index that is nearest to one which nothing holds.
"use strict";
(() => {
  const brief = window.briefbook;
  const MOST_PARTS = 60; // A small book's whole index is read, also for a wrong first letter.

  const most = (word) => (word.length < 4 ? 0 : word.length < 6 ? 1 : 2);

  /** Return the words of these parts that are near: [distance, places, word], the best first. */
  function nearIn(entries, word) {
    const found = [];
    for (const [other, places] of Object.entries(entries)) {
      if (Math.abs(other.length - word.length) > most(word) || /\d/.test(other)) continue;
      const far = brief.distance(word, other);
      if (far <= most(word)) found.push([far, places, other]);
    }
    return found;
  }
  // Nearest first; then what stands with the other words asked for, words in names, frequent ones.
  const named = (places) => places.includes("!");
  const better = (beside) => ([far, places], [other, others]) =>
    far - other || together(others, beside) - together(places, beside) || named(others) - named(places) || others.length - places.length;

  /** Count the passages of a word that hold the others too; `beside` has the passages of each. */
  function together(places, beside) {
    if (!beside.length) return 0;
    const keys = places.split(";").flatMap((onPage) => {
      const [page, list] = onPage.split(":");
      return list.split(",").map((place) => parseInt(page, 36) * 4096 + parseInt(place, 36));
    });
    return keys.filter((key) => beside.every((passages) => passages.has(key))).length;
  }

  /** Return a word as the book writes it, from a passage that holds it. */
  async function written(word, places, fold, visible) {
    const [page, list] = places.split(";").find(named)?.split(":") ?? places.split(";")[0].split(":");
    const place = parseInt(list.split(",").find(named) ?? list, 36);
    const { passages } = await brief.page(brief.searchIndex.pages[parseInt(page, 36)][0]);
    const text = `${passages[place][2]} ${passages[place][3]}`;
    return [...text.matchAll(visible)].map(([found]) => found).find((found) => fold(found) === word) ?? word;
  }

  /** Return the word to ask for instead of `word`, or "" where none is near; `beside` as in `together`. */
  brief.nearWord = async (word, parts, beside, { fold, visible }) => {
    if (!most(word) || /\d/.test(word)) return "";
    const prefixes = brief.searchIndex.parts;
    const asked = [...prefixes.keys()].filter((number) => prefixes.length <= MOST_PARTS || prefixes[number][0] === word[0]);
    await Promise.all(asked.map((number) => brief.load(`_brief/search/${number}.js`)));
    const [best] = asked.flatMap((number) => nearIn(parts.get(number), word)).sort(better(beside));
    return best ? written(best[2], best[1], fold, visible) : "";
  };
})();
