"""Tabs of a browser, each as a new visitor would have it."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, Error, Page

#: What a page can keep from one visit to the next; one that is not loaded has nothing.
_FORGET = "try { localStorage.clear(); sessionStorage.clear() } catch {}"


class Tabs:
    """Opens tabs, one after the other, without beginning a new profile for each.

    A profile takes as long as a page does. What a page has kept is cleared when its tab is closed;
    a tab beside another is one of a second visitor, and has a profile of its own.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._kept: dict[str, BrowserContext] = {}
        self._alone: list[BrowserContext] = []

    def open(self, colours: str = "light", **options: object) -> Page:
        """Open a tab for somebody who prefers these colours; with options of Playwright's."""
        kept = self._kept.get(colours)
        if not options and kept is None:
            kept = self._kept[colours] = self._browser.new_context(color_scheme=colours)  # type: ignore[arg-type]
        if options or kept is None or kept.pages:
            kept = self._browser.new_context(color_scheme=colours, **options)  # type: ignore[arg-type]
            self._alone.append(kept)
        return kept.new_page()

    def close(self, page: Page) -> None:
        """Close a tab, and forget the visit."""
        context = page.context
        if context in self._alone:
            self._alone.remove(context)
            context.close()
            return
        try:
            page.evaluate(_FORGET)
            for each in context.pages:
                each.close()
        except Error:  # It was closed already, or is on its way to another page.
            context.close()
            self._kept = {name: each for name, each in self._kept.items() if each is not context}
