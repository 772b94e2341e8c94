"""A book's works in one style: numbered, told apart, cited and listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefbook.bibliography.csl.citations.citing import CitationRenderer
from briefbook.bibliography.csl.citations.disambiguation import tell_apart
from briefbook.bibliography.csl.citations.positions import FIRST, LATER, CitationPosition, Cite
from briefbook.bibliography.csl.rendering import Renderer
from briefbook.bibliography.csl.repeated_year import without_repeated_year
from briefbook.bibliography.csl.scene import Apart, Scene, joined_parts
from briefbook.bibliography.csl.sorting import in_order, sort_keys
from briefbook.bibliography.csl.styles.elements import Element
from briefbook.bibliography.csl.styles.locale import load_locale
from briefbook.bibliography.csl.styles.style import Style
from briefbook.bibliography.csl.text.punctuation import assemble
from briefbook.bibliography.csl.text.sentence_case import SentenceCase
from briefbook.bibliography.csl.unprinted import unprinted_fields_of
from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.model import Entry
from briefbook.bibliography.printing.standing import STANDALONE
from briefbook.bibliography.rich_text import (
    RichText,
    Run,
    between,
    chained,
    has_words,
    joined,
    plain,
)
from briefbook.bibliography.year_letters import year_letter


class Bibliographer:
    """Cites and lists works; ``order`` gives them as they are first cited, uncited ones last.

    Every text is a tuple of runs. Keys are those of ``items``; an unknown one raises
    :class:`KeyError`.
    """

    def __init__(
        self, style: Style, language: str, items: Mapping[str, CslItem], order: Sequence[str]
    ) -> None:
        self.style = style
        self.locale = load_locale(
            language, style.root.all("locale"), style.root.get("default-locale")
        )
        volumes, courts = style.uses("volume-title"), style.uses("authority")
        english = self.locale.language.startswith("en")
        case = SentenceCase.of(() if style.takes_title_case else items.values(), english=english)
        self._items = {
            key: _for_style(case.turned(_principal_member(item)), volumes=volumes, courts=courts)
            for key, item in items.items()
        }
        self._members = {
            key: [
                _for_style(case.turned(each), volumes=volumes, courts=courts)
                for each in item.get("custom", {}).get("set", ())
            ]
            for key, item in items.items()
        }
        self._r = Renderer(style, self.locale)
        self._citing = CitationRenderer(self._r, self)
        self._numbers = {key: number for number, key in enumerate(order, 1)}
        self._apart: dict[str, Apart] = {}
        self._authors: dict[str, str] = {}
        self.order: tuple[str, ...] = self._listed(order)
        self._numbers = {key: number for number, key in enumerate(self.order, 1)}
        self._apart = tell_apart(self.order, style, self._plain_citation)

    def scene(self, key: str) -> Scene:
        """Return a fresh scene of a work."""
        apart = self._apart.get(key) or Apart()
        return Scene(self._items[key], apart, self._numbers.get(key, 0))

    def _plain_citation(self, key: str, apart: Apart) -> tuple[str, list[Mapping[str, str]]]:
        scene = Scene(self._items[key], apart, self._numbers.get(key, 0))
        if self.style.notes:
            # What is told apart are the short citations; the first one is whole.
            scene.position = LATER.name
        return self._citing.plain_text(scene), scene.shown

    # Citations.

    def cite(
        self, cites: Sequence[Cite], positions: Sequence[CitationPosition] | None = None, *,
        affixes: bool = True, without_author: bool = False,
    ) -> RichText:  # fmt: skip
        """Return a citation; without ``affixes`` it has no parentheses or full stop of its own."""
        places = positions or [FIRST] * len(cites)
        return self._citing.render(cites, places, affixes=affixes, without_author=without_author)

    def author(self, cite: Cite, position: CitationPosition = LATER) -> RichText:
        """Return the author of a work as the style cites it; nothing for numbers."""
        runs = self._citing.one(cite, position).principal or []
        return assemble([run._replace(href=run.href or cite.href) for run in runs], self.locale)

    def label(self, key: str) -> str:
        """Return how a work is cited, without parentheses: ``Low, 2020a``."""
        return plain(self.cite([Cite(key)], [LATER], affixes=False))

    def apart(self, key: str) -> str:
        """Return what tells a work from others, as text to compare."""
        # Which of its words are names, other titles say too.
        return repr((self._apart[key], self._items[key].get("title")))

    # The list.

    def _listed(self, order: Sequence[str]) -> tuple[str, ...]:
        """Return the works in the order of the bibliography."""
        bibliography = self.style.bibliography or self.style.citation
        sort = bibliography.find("sort")
        if sort is None:
            return tuple(order)
        keyed = []
        for key in order:
            scene = self.scene(key)
            scene.bibliography = True
            keyed.append((sort_keys(scene, sort, self._r), key))
        return tuple(in_order(keyed))

    def entry(self, key: str, after: str = "") -> RichText:
        """Return a reference; ``after`` is the work listed before it, whose author may be its own.

        A style without a bibliography gives its first note; nothing is a work that a style
        prints nothing of.
        """
        members = self._members[key]
        if len(members) > 1:
            texts = [
                chained(
                    f"({year_letter(place + 1)}) ", self._entry(member, key, "", first=not place)
                )
                for place, member in enumerate(members)
            ]
            return between(" ", texts)
        return self._entry(self._items[key], key, after)

    def _entry(self, item: CslItem, key: str, after: str, *, first: bool = True) -> RichText:
        """Return the reference of a work; only the ``first`` of a set has the set's letter."""
        if self.style.bibliography is None:
            return _upright(self.cite([Cite(key)], [FIRST]))
        scene = self._list_scene(item, key)
        if not first:
            scene.apart = Apart()
        mark = self.style.bibliography.get("subsequent-author-substitute")
        if mark and after and self._first_names(after) == self._first_names(key) != "":
            scene.author_substitute = mark
        runs = without_repeated_year(self._entry_runs(scene), item)
        text = _upright(assemble(runs, self.locale))
        genre = str(item.get("genre", "")).lower()
        if item["type"] == "periodical" and plain(text).lower().count(genre) > 1 and genre:
            # “Special issue” is the style's own word, too.
            return self._entry({**item, "genre": ""}, key, after, first=first)
        return text if has_words(text) else ()

    def unprinted(self, entry: Entry) -> list[str]:
        """Return the fields of a work's entry that neither its reference nor its note shows."""
        key, item = entry.key, self._items[entry.key]
        listed = self._list_scene(item, key)
        self._entry_runs(listed)
        noted = Scene(item, self._apart[key])
        if self.style.notes:
            self._citing.plain_text(noted)
        return unprinted_fields_of(
            entry, item, lambda item: self._shown(item, key), listed.printed | noted.printed
        )

    def _shown(self, item: CslItem, key: str) -> str:
        """Return all that is printed of a work: its reference, and in notes the first of them."""
        listed = self._entry(item, key, "")
        noted = self._citing.plain_text(Scene(item, self._apart[key])) if self.style.notes else ""
        return f"{plain(listed)}\n{noted}"

    def _list_scene(self, item: CslItem, key: str) -> Scene:
        return Scene(item, self._apart[key], self._numbers[key], bibliography=True)

    def _first_names(self, key: str) -> str:
        if key not in self._authors:
            scene = self._list_scene(self._items[key], key)
            self._entry_runs(scene)
            self._authors[key] = scene.first_names or ""
        return self._authors[key]

    def _entry_runs(self, scene: Scene) -> list[Run]:
        bibliography = self.style.bibliography
        layout = bibliography.find("layout") if bibliography else None
        if bibliography is None or layout is None:
            return []
        parts = [part for part in self._r.parts(layout.children, scene) if part.runs]
        if bibliography.get("second-field-align") and len(parts) > 1:
            parts[0].runs.append(Run(" "))
        # What ends every entry has the looks of none.
        return self._r.affixed(joined_parts(parts), layout)


def _principal_member(item: CslItem) -> CslItem:
    """Return the work that stands for a set in a citation: its first."""
    members = item.get("custom", {}).get("set")
    return {**members[0], "id": item["id"]} if members else item


def _for_style(item: CslItem, *, volumes: bool, courts: bool) -> CslItem:
    """Return an item as it is passed to a style, so that nothing is repeated and no title lost.

    The number of a preprint is left out where the address, which is printed, has it. A style
    that knows no titles of ``volumes`` gets them in that of the whole; one that knows no
    ``courts`` gets them as publishers.
    """
    given = dict(item)
    address = item.get("custom", {}).get("eprint-url")
    if address and address == item.get("URL") and item.get("archive"):
        given.pop("archive_location", None)
    if (
        courts
        and item["type"] == "legal_case"
        and "authority" not in given
        and given.get("publisher")
    ):
        # CSL's court; only a printed report of cases has a publisher.
        given["authority"] = given.pop("publisher")
    volume = given.get("volume-title")
    if volume and not volumes:
        whole = "title" if item["type"] in STANDALONE else "container-title"
        given[whole] = f"{given[whole]}: {volume}" if given.get(whole) else volume
    return given


def _upright(text: RichText) -> RichText:
    return joined(run._replace(nocase=False) for run in text)


__all__ = ["Bibliographer", "CitationPosition", "Cite", "Element"]
