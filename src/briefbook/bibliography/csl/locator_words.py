"""Locators whose kind a style does not say: its ``S. 4`` may not stand for a paragraph 4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefbook.bibliography.csl.numbers import is_plural
from briefbook.bibliography.csl.scene import Scene
from briefbook.bibliography.csl.styles.elements import Element
from briefbook.bibliography.csl.styles.locale import Locale
from briefbook.bibliography.csl.styles.style import Style

#: Kinds that say themselves what they are.
_PLAIN = frozenset({"", "page", "custom", "timestamp"})
#: The word of a kind in what precedes every locator: ``, S. ``.
_WORD = re.compile(r"[^\W\d_]+\.?\s*")


@dataclass(frozen=True, slots=True)
class LocatorWords:
    """What of a style prints locators as if all were pages."""

    #: Elements that print a locator, and nothing near them says its kind.
    bare: frozenset[Element]
    #: Words for pages that precede every locator.
    pages: frozenset[Element]
    strip_periods: bool

    @classmethod
    def of(cls, style: Style) -> LocatorWords:
        """Look through a style."""
        used = {e.get("macro") for e in style.parts((style.citation,))}
        roots = (style.citation, *(m for name, m in style.macros.items() if name in used))
        says = _Says(style.macros)
        found = [bare for root in roots for bare in _bare(root, says, said=False)]
        return cls(
            frozenset(element for element in found if element.get("variable") == "locator"),
            frozenset(element for element in found if element.get("term") == "page"),
            any(_is_label(e) and e.get("strip-periods") == "true" for e in style.root.walk()),
        )

    def word(self, element: Element, scene: Scene, locale: Locale) -> str:
        """Return the word that has to precede a locator for its readers to find it."""
        label = scene.locator_label
        if element not in self.bare or scene.locator_labelled or label in _PLAIN:
            return ""
        word = locale.term(label, "short", plural=is_plural(scene.locator)) or ""
        return f"{word.replace('.', '') if self.strip_periods else word} " if word else ""

    def prefix(self, element: Element, scene: Scene) -> Element:
        """Return an element without the word for pages before what is not a page."""
        before = element.get("prefix")
        if element not in self.bare or scene.locator_label in {"", "page"} or not before:
            return element
        return Element(
            element.tag, {**element.attributes, "prefix": _WORD.sub("", before)}, element.children
        )

    def is_wrong(self, element: Element, scene: Scene) -> bool:
        """Return whether an element would call a locator a page that is none."""
        return element in self.pages and scene.locator_label not in {"", "page"}


def _is_label(element: Element) -> bool:
    return element.tag == "label" and element.get("variable") == "locator"


class _Says:
    """Tells whether an element prints the kind of a locator, by itself or by its macros."""

    def __init__(self, macros: Mapping[str, Element]) -> None:
        self._macros = macros
        self._known: dict[Element, bool] = {}

    def __call__(self, element: Element) -> bool:
        if element not in self._known:
            macro = self._macros.get(element.get("macro"))
            within = (*element.children, *([macro] if macro else ()))
            self._known[element] = _is_label(element) or any(self(part) for part in within)
        return self._known[element]


def _bare(element: Element, says: _Says, *, said: bool) -> Iterator[Element]:
    """Yield the parts that print a locator, or the word “page” beside one, and no kind."""
    parts = element.children
    saying = [part for part in parts if says(part)] if element.tag != "choose" else []
    located = any(part.get("variable") == "locator" for part in parts)
    for part in parts:
        here = said or any(other is not part for other in saying)
        # What a condition asks the kind of is printed as that kind is, e.g. [12] of a judgment.
        here = here or bool(part.tag in {"if", "else-if"} and part.get("locator"))
        prints = part.tag in {"text", "number"} and part.get("variable") == "locator"
        if not here and (prints or (located and part.get("term") == "page")):
            yield part
        yield from _bare(part, says, said=here)
