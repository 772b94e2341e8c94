// An id that is not on this page is looked up in the list of all anchors: paragraphs move, their
// addresses stay. Without a list, or for an unknown id, the page stays as it is.
"use strict";
(() => {
  // From the script's own address, which is right on every page, also on one for a wrong address.
  const root = new URL("..", document.currentScript.src).href;
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

  function wanted() {
    const id = location.hash.slice(1);
    return /^[a-z][a-z0-9-]*$/.test(id) && !document.getElementById(id) ? id : "";
  }

  async function find() {
    const id = wanted();
    if (!id) return;
    const pages = await load();
    if (wanted() !== id) return;
    const page = Object.keys(pages).find((uri) => pages[uri].includes(id));
    // Replaced, so that going back does not lead here again.
    if (page) location.replace(`${root}${page}#${id}`);
    else document.querySelector(".brief-at-unknown")?.removeAttribute("hidden");
  }

  addEventListener("hashchange", find);
  find();
})();
