"""Render a citation in a style: its works sorted, each rendered, collapsed and joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from briefbook.bibliography.csl.citations.collapsing import Collapsing, RenderedCite
from briefbook.bibliography.csl.citations.positions import FIRST, CitationPosition, Cite
from briefbook.bibliography.csl.locators import csl_locator
from briefbook.bibliography.csl.rendering import Renderer
from briefbook.bibliography.csl.repeated_year import without_repeated_year
from briefbook.bibliography.csl.scene import Scene
from briefbook.bibliography.csl.sorting import in_order, sort_keys
from briefbook.bibliography.csl.styles.elements import Element
from briefbook.bibliography.csl.text.looks import looking
from briefbook.bibliography.csl.text.punctuation import assemble, marked, quoted
from briefbook.bibliography.printing.standing import STANDALONE
from briefbook.bibliography.rich_text import RichText, Run, from_markup, has_words, plain
from briefbook.bibliography.rich_text import joined as joined_runs

#: Variables that do not say which work is meant.
_DATES = frozenset({"issued", "original-date", "accessed", "event-date", "locator"})


class SceneMaker(Protocol):
    """Makes the scene of a work in a citation."""

    def scene(self, key: str) -> Scene:
        """Return a fresh scene of a work."""


class CitationRenderer:
    """Renders citations in one style."""

    def __init__(self, renderer: Renderer, works: SceneMaker) -> None:
        self._r, self._works = renderer, works
        self._citation = renderer.style.citation
        layout = self._citation.find("layout")
        assert layout is not None  # noqa: S101  # looked for when the style was read
        self._layout = layout
        self._collapsing = Collapsing(self._citation, layout, renderer.locale)
        self._names_authors = renderer.style.names_authors

    def render(
        self, cites: Sequence[Cite], positions: Sequence[CitationPosition], *, affixes: bool = True,
        without_author: bool = False,
    ) -> RichText:  # fmt: skip
        """Return a citation; without ``affixes`` the parentheses of the style are left out."""
        units = self._sorted(list(zip(cites, positions, strict=True)))
        printed = [self._print(cite, position, without_author) for cite, position in units]
        joined = self._collapsing.joined(printed)
        if without_author and not has_words(joined):
            return ()
        layout = self._layout.attributes
        prefix, suffix = (
            (layout.get("prefix", ""), layout.get("suffix", "")) if affixes else ("", "")
        )
        runs = [*([Run(prefix)] if prefix else []), *joined, *([Run(suffix)] if suffix else [])]
        looks = {name: value for name, value in layout.items() if name not in {"prefix", "suffix"}}
        runs = self._r.finished(self._begun(runs, cites) if affixes else runs,
                                Element("layout", looks))  # fmt: skip
        text = assemble(runs, self._r.locale)
        return joined_runs(run._replace(nocase=False) for run in text)

    def _begun(self, runs: list[Run], cites: Sequence[Cite]) -> list[Run]:
        """Capitalise “ibid.”, “see” or “from” at the beginning of a note."""
        if not self._r.style.notes or not runs:
            return runs
        text = runs[0].text
        begins = [cites[0].prefix or "", *(self._r.locale.term(name) for name in ("ibid", "from"))]
        words = [word.rstrip(".") for word in begins if word]
        if any(text.strip(" .") == word or text.startswith(f"{word} ") for word in words):
            return [runs[0]._replace(text=text[:1].upper() + text[1:]), *runs[1:]]
        return runs

    def one(
        self, cite: Cite, position: CitationPosition = FIRST, *, without_author: bool = False
    ) -> Scene:
        """Render one work and return its scene, whose ``principal`` has the author."""
        return self._print(cite, position, without_author).scene

    def plain_text(self, scene: Scene) -> str:
        """Return a work's citation as text, for comparison."""
        runs = self._r.together(self._layout.children, scene).runs
        return plain(assemble(runs, self._r.locale))

    def _scene(self, cite: Cite, position: CitationPosition, without_author: bool) -> Scene:
        scene = self._works.scene(cite.key)
        scene.locator_label, scene.locator = csl_locator(cite.locator)
        scene.locator_href = cite.locator_href
        scene.position, scene.near = position.name, position.near
        scene.first_note = position.first_note
        scene.without_principal = without_author
        return scene

    def _print(self, cite: Cite, position: CitationPosition, without_author: bool) -> RenderedCite:
        scene = self._scene(cite, position, without_author)
        runs = self._r.together(self._layout.children, scene).runs
        if not without_author:
            runs = without_repeated_year(self._named(runs, scene), scene.item)
        author = "".join(run.text for run in scene.principal or ())
        printed = RenderedCite(cite, scene, self._linked(runs, cite), author, number=scene.number)
        if self._collapsing.by_year and author and not without_author:
            again = self._scene(cite, position, without_author=True)
            rest = self._r.together(self._layout.children, again).runs
            printed.rest = self._linked(_bared(rest), cite)
        return printed

    def _named(self, runs: list[Run], scene: Scene) -> list[Run]:
        """Return pieces that name the work: its title precedes a date printed alone."""
        if scene.principal or scene.printed - _DATES or not self._names_authors:
            return runs
        title = scene.text("title-short") or scene.text("title")
        if not title or (scene.position.startswith("ibid") and runs):
            return runs
        named = marked(from_markup(title), self._r.locale)
        if scene.item["type"] in STANDALONE:
            named = [looking(run, "italic") for run in named]
        else:
            named = quoted(named, self._r.locale)
        rest = _bared(runs)
        return [*named, Run(" "), *rest] if rest else named

    def _linked(self, runs: list[Run], cite: Cite) -> list[Run]:
        linked = [run._replace(href=run.href or cite.href) for run in runs]
        return [Run(f"{cite.prefix} "), *linked] if cite.prefix else linked

    def _sorted(
        self, units: list[tuple[Cite, CitationPosition]]
    ) -> list[tuple[Cite, CitationPosition]]:
        sort = self._citation.find("sort")
        # “See A; and B” keeps the author's order.
        worded = any(cite.prefix for cite, _ in units)
        if sort is None or len(units) < 2 or worded:
            return units
        groups: list[list[tuple[Cite, CitationPosition]]] = []
        for unit in units:
            if unit[0].reports and groups:
                groups[-1].append(unit)
            else:
                groups.append([unit])
        # Works that the style's keys do not order are in the order of the list: 2020a, 2020b.
        groups.sort(key=lambda group: self._works.scene(group[0][0].key).number)
        keyed = [
            (sort_keys(self._scene(*group[0], without_author=False), sort, self._r), group)
            for group in groups
        ]
        return [unit for group in in_order(keyed) for unit in group]


def _bared(runs: list[Run]) -> list[Run]:
    """Return pieces without the delimiters at their beginning."""
    while runs and not runs[0].text.strip(" ,;:"):
        runs = runs[1:]
    if runs:
        runs = [runs[0]._replace(text=runs[0].text.lstrip(" ,;:")), *runs[1:]]
    return runs
