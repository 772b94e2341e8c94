"""A style: what it prints, and which of its requests are not supported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefbook.bibliography.csl.styles.elements import Element


class StyleError(ValueError):
    """A style that cannot be used; the message says why, in one line."""


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A style whose file has been read and can be used."""

    name: str
    root: Element
    macros: dict[str, Element]
    citation: Element
    bibliography: Element | None

    @property
    def notes(self) -> bool:
        """Return whether its citations are notes."""
        return self.root.get("class") == "note"

    @property
    def title(self) -> str:
        """The title that its file gives, or else its name."""
        info = self.root.find("info")
        title = info.find("title") if info else None
        return title.text if title else self.name

    @property
    def numeric(self) -> bool:
        """Return whether its citations are numbers."""
        return self.uses("citation-number", (self.citation,))

    @property
    def labelled(self) -> bool:
        """Return whether its citations are labels such as ``Low20``."""
        return self.uses("citation-label", (self.citation,))

    @property
    def takes_title_case(self) -> bool:
        """Return whether it expects ``container-title`` in title case.

        It sets titles of books in title case itself, but prints ``container-title`` as given.
        """
        printed = [e for e in self.parts((self.bibliography or self.citation,)) if e.tag == "text"]
        titles = [e for e in printed if e.get("variable") == "title"]
        raised = [e for e in printed if e.get("text-case") == "title"]
        own = sum(e.get("variable") == "title" for e in raised)
        whole = any(e.get("variable") == "container-title" for e in raised)
        return own > 1 and own * 2 >= len(titles) and not whole

    @property
    def names_authors(self) -> bool:
        """Return whether its citations are authors and years, or notes with them."""
        parts = list(self.parts((self.citation,)))
        dated = any(e.tag == "date" and e.get("variable") == "issued" for e in parts)
        return dated and not self.numeric and any(
            e.tag == "names" and "author" in e.get("variable") for e in parts
        )  # fmt: skip

    def uses(self, variable: str, within: tuple[Element, ...] = ()) -> bool:
        """Return whether the elements ``within``, by default all, print a variable."""
        return any(
            element.get("variable") == variable and element.tag in {"text", "number"}
            for element in self.parts(within or (self.root,))
        )

    def parts(self, within: tuple[Element, ...]) -> Iterator[Element]:
        """Yield the elements ``within``, all elements in them, and those of the macros they use."""
        waiting = list(within)
        seen: set[str] = set()
        while waiting:
            for element in waiting.pop().walk():
                yield element
                macro = element.get("macro")
                if macro in self.macros and macro not in seen:
                    seen.add(macro)
                    waiting.append(self.macros[macro])

    @property
    def raised(self) -> bool:
        """Return whether its citations are superscript, like footnote references."""
        layout = self.citation.find("layout")
        parts = [part for part in layout.walk() if not part.children] if layout else []
        marked = [layout, *parts] if layout else []
        return any(each.get("vertical-align") == "sup" for each in marked)

    @property
    def locates(self) -> bool:
        """Return whether its citations print locators."""
        return self.uses("locator", (self.citation,))

    def unsupported(self) -> Iterator[tuple[int, str]]:
        """Yield the line and the name of each element or attribute that is not supported."""
        known = _known_elements()
        for element in self.root.walk():
            if element.tag not in known:
                yield element.line, f"<{element.tag}>"
            for name, value in element.attributes.items():
                if f"{name}={value}" in _UNSUPPORTED:
                    yield element.line, f'{name}="{value}"'


_UNSUPPORTED = frozenset({
    "display=block", "display=indent", "subsequent-author-substitute-rule=complete-each",
    "subsequent-author-substitute-rule=partial-each",
    "subsequent-author-substitute-rule=partial-first",
})  # fmt: skip


def _known_elements() -> frozenset[str]:
    return frozenset({
        "style", "info", "locale", "terms", "term", "single", "multiple", "style-options", "date",
        "date-part", "macro", "citation", "bibliography", "layout", "sort", "key", "text", "number",
        "label", "names", "name", "name-part", "et-al", "substitute", "institution", "group",
        "choose", "if", "else-if", "else", "title", "id", "link", "author", "contributor",
        "category", "updated", "rights", "email", "uri", "issn", "eissn", "issnl", "summary",
        "title-short", "published", "translator",
    })  # fmt: skip
