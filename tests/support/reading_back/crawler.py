"""A reader who follows every link of a site, in a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urldefrag

from playwright.sync_api import Page

#: Goes to each id of the page in turn, as a link would, and returns what is wrong with it. A
#: target is to be marked, and clear of the bar at the top of the page.
_VISIT = """ids => {
  document.documentElement.style.scrollBehavior = "auto";
  const bar = document.querySelector(".brief-bar").getBoundingClientRect().bottom;
  const wrong = [];
  for (const id of ids) {
    location.hash = "#" + encodeURIComponent(id);
    const target = document.querySelector(":target");
    if (target?.id !== id) { wrong.push(`${id}: no such id`); continue; }
    if (target.closest("details:not([open])")) continue;
    const box = target.getBoundingClientRect();
    const beside = getComputedStyle(target).position === "absolute";
    if (!beside && box.height && box.top < bar - 1) wrong.push(`${id}: under the bar`);
    if (box.top > innerHeight) wrong.push(`${id}: out of view`);
  }
  return wrong;
}"""
_LINKS = """() => [...document.querySelectorAll("a[href]")].filter(a => !a.hasAttribute("download"))
  .map(a => a.href)"""


@dataclass
class Crawl:
    """What a crawl found: the pages with their ids, and what was wrong."""

    pages: dict[str, list[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    elsewhere: set[str] = field(default_factory=set)


def crawl(page: Page, start: str) -> Crawl:
    """Visit every page that links lead to from the first one, and in each every fragment.

    ``start`` is the address of the front page, ending in ``index.html``.
    """
    root = start.removesuffix("index.html")
    found = Crawl()
    status: dict[str, int] = {}
    page.on("response", lambda answer: status.update({answer.url: answer.status}))
    waiting, wanted = [start], {start: {""}}
    while waiting:
        address = waiting.pop()
        page.goto(address)
        if status.get(address, 200) >= 400:
            found.wrong.append(f"{address}: {status[address]}")
        for link in page.evaluate(_LINKS):
            target, fragment = urldefrag(link)
            target = target.partition("?")[0]
            if not target.startswith(root):
                found.elsewhere.add(target)
                continue
            if not target.endswith(".html"):
                continue  # A drawing, opened by itself.
            if target not in wanted:
                waiting.append(target)
            wanted.setdefault(target, set()).add(fragment)
        ids = "[...document.querySelectorAll('.bd-article [id]')].map(e => e.id)"
        found.pages[address.removeprefix(root)] = page.evaluate(ids)
        wrong = page.evaluate(_VISIT, found.pages[address.removeprefix(root)])
        found.wrong += [f"{address}#{said}" for said in wrong]
    # Links into the frame of a page, such as the one past the contents, lead to other ids.
    frame = {"", "main-content", "brief-nav"}
    for target, fragments in wanted.items():
        missing = fragments - set(found.pages[target.removeprefix(root)]) - frame
        found.wrong += [f"{target}#{fragment}: no such id" for fragment in sorted(missing)]
    return found
