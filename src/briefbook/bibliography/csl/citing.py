"""Citations: the works of one, in the style's order, joined and shortened as it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from briefbook.bibliography.csl.elements import Element
from briefbook.bibliography.csl.locators import csl_locator
from briefbook.bibliography.csl.positions import FIRST, CitationPosition, Cite
from briefbook.bibliography.csl.rendering import Renderer, has_words
from briefbook.bibliography.csl.repeated_year import without_repeated_year
from briefbook.bibliography.csl.scene import Scene
from briefbook.bibliography.csl.sorting import in_order, sort_keys
from briefbook.bibliography.csl.text.looks import looking
from briefbook.bibliography.csl.text.punctuation import assemble, marked, quoted
from briefbook.bibliography.printing.standing import STANDALONE
from briefbook.bibliography.rich_text import RichText, Run, from_markup, plain
from briefbook.bibliography.rich_text import joined as joined_runs

#: What names no work.
_DATES = frozenset({"issued", "original-date", "accessed", "event-date", "locator"})


class SceneMaker(Protocol):
    """Makes the scene of a work in a citation."""

    def scene(self, key: str) -> Scene:
        """Return a fresh scene of a work."""


@dataclass(slots=True)
class _Printed:
    cite: Cite
    scene: Scene
    runs: list[Run]
    author: str = ""
    #: Without its author, for one that follows another work of the same.
    rest: list[Run] = field(default_factory=list)
    number: int = 0
    joint: str | None = None
    #: Nothing but the letter of its year is printed.
    only_letter: bool = False


class CitationRenderer:
    """Renders citations in one style."""

    def __init__(self, renderer: Renderer, works: SceneMaker) -> None:
        self._r, self._works = renderer, works
        self._citation = renderer.style.citation
        layout = self._citation.find("layout")
        assert layout is not None  # noqa: S101  # looked for when the style was read
        self._layout = layout
        self._collapse = self._citation.get("collapse")
        self._names_authors = renderer.style.names_authors

    def render(
        self, cites: Sequence[Cite], positions: Sequence[CitationPosition], *, affixes: bool = True,
        without_author: bool = False,
    ) -> RichText:  # fmt: skip
        """Return a citation; without ``affixes`` the parentheses of the style are left out."""
        units = self._sorted(list(zip(cites, positions, strict=True)))
        printed = [self._print(cite, position, without_author) for cite, position in units]
        joined = self._join(self._shortened(printed))
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
        """Let a note that begins with “ibid.”, “see” or “from” begin with a capital letter."""
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
        """Return the scene of a work after it was rendered; ``principal`` has its author."""
        return self._print(cite, position, without_author).scene

    def plain_text(self, scene: Scene) -> str:
        """Return a work's citation as text, for comparison."""
        runs = self._r.together(self._layout.children, scene).runs
        return plain(assemble(runs, self._r.locale))

    # The works.

    def _scene(self, cite: Cite, position: CitationPosition, without_author: bool) -> Scene:
        scene = self._works.scene(cite.key)
        scene.locator_label, scene.locator = csl_locator(cite.locator)
        scene.locator_href = cite.locator_href
        scene.position, scene.near = position.name, position.near
        scene.first_note = position.first_note
        scene.without_principal = without_author
        return scene

    def _print(self, cite: Cite, position: CitationPosition, without_author: bool) -> _Printed:
        scene = self._scene(cite, position, without_author)
        runs = self._r.together(self._layout.children, scene).runs
        if not without_author:
            runs = without_repeated_year(self._named(runs, scene), scene.item)
        author = "".join(run.text for run in scene.principal or ())
        printed = _Printed(cite, scene, self._linked(runs, cite), author, number=scene.number)
        if self._collapse.startswith("year") and author and not without_author:
            again = self._scene(cite, position, without_author=True)
            rest = self._r.together(self._layout.children, again).runs
            printed.rest = self._linked(_bared(rest), cite)
        return printed

    def _named(self, runs: list[Run], scene: Scene) -> list[Run]:
        """Put the title before what would say of a work without author its year alone."""
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
        # “See A; and B” has the order of its words.
        worded = any(cite.prefix for cite, _ in units)
        if sort is None or len(units) < 2 or worded:
            return units
        groups: list[list[tuple[Cite, CitationPosition]]] = []
        for unit in units:
            if unit[0].reports and groups:
                groups[-1].append(unit)
            else:
                groups.append([unit])
        # What the style's keys leave alike is cited as it is listed: 2020a, 2020b.
        groups.sort(key=lambda group: self._works.scene(group[0][0].key).number)
        keyed = [
            (sort_keys(self._scene(*group[0], without_author=False), sort, self._r), group)
            for group in groups
        ]
        return [unit for group in in_order(keyed) for unit in group]

    # Shorter: 1–3, and (Low 2020a, b).

    def _shortened(self, printed: list[_Printed]) -> list[_Printed]:
        if self._collapse == "citation-number":
            return self._numbers(printed)
        return self._years(printed) if self._collapse.startswith("year") else printed

    def _numbers(self, printed: list[_Printed]) -> list[_Printed]:
        done: list[_Printed] = []
        run: list[_Printed] = []

        def close() -> None:
            if len(run) > 2:
                run[-1].joint = self._r.locale.term("citation-range-delimiter") or "–"
                done.extend((run[0], run[-1]))
            else:
                done.extend(run)
            run.clear()

        for each in printed:
            plain_number = not (each.cite.locator.parts or each.cite.prefix or each.cite.reports)
            if not plain_number or (run and each.number != run[-1].number + 1):
                close()
            if plain_number:
                run.append(each)
            else:
                done.append(each)
        close()
        return done

    def _years(self, printed: list[_Printed]) -> list[_Printed]:
        outside = self._layout.attributes.get("delimiter", "")
        within = self._citation.attributes.get(
            "cite-group-delimiter", ", " if self._collapse == "year" else outside
        )
        letters = self._citation.attributes.get("year-suffix-delimiter", within)
        after = self._citation.attributes.get("after-collapse-delimiter", outside)
        collapsed = False
        for place, each in enumerate(printed[1:], 1):
            last = printed[place - 1]
            same = each.author and each.author == last.author
            if same and not (each.cite.prefix or each.cite.reports or last.cite.reports):
                each.joint, collapsed = after if last.cite.locator.parts else within, True
                each.only_letter = self._collapse != "year" and self._letters(last, each)
                each.runs = each.rest
                if each.only_letter:
                    each.joint = letters
                    each.runs = [Run(each.scene.apart.suffix, href=each.cite.href)]
            else:
                each.joint = after if collapsed else outside
                collapsed = False
        return self._ranged(printed) if self._collapse == "year-suffix-ranged" else printed

    def _ranged(self, printed: list[_Printed]) -> list[_Printed]:
        """Leave out the letters between the first and the last of a run: ``2020a–d``."""
        done: list[_Printed] = []
        for place, each in enumerate(printed):
            following = printed[place + 1] if place + 1 < len(printed) else None
            inside = (
                each.only_letter and following is not None and following.only_letter
                and _follows(printed[place - 1], each) and _follows(each, following)
            )  # fmt: skip
            if inside:
                continue
            if done and done[-1] is not printed[place - 1]:
                each.joint = "–"
            done.append(each)
        return done

    @staticmethod
    def _letters(last: _Printed, each: _Printed) -> bool:
        """Tell whether two works of one author differ in the letter of the year alone."""
        one, other = last.scene.apart.suffix, each.scene.apart.suffix
        texts = ["".join(run.text for run in printed.rest) for printed in (last, each)]
        located = last.cite.locator.parts or each.cite.locator.parts
        return bool(
            one and other and not located
            and texts[0].removesuffix(one) == texts[1].removesuffix(other)
        )  # fmt: skip

    def _join(self, printed: list[_Printed]) -> list[Run]:
        default = self._layout.attributes.get("delimiter", "")
        word = self._r.locale.term("in") or "in"
        runs: list[Run] = []
        for each in printed:
            if runs and each.runs:
                joint = f", {word} " if each.cite.reports else each.joint
                runs.append(Run(default if joint is None else joint))
            runs += each.runs
        return runs


def _follows(one: _Printed, other: _Printed) -> bool:
    return ord(other.scene.apart.suffix[-1:] or "\0") == ord(one.scene.apart.suffix[-1:] or "~") + 1


def _bared(runs: list[Run]) -> list[Run]:
    """Take from the beginning what stood between author and year."""
    while runs and not runs[0].text.strip(" ,;:"):
        runs = runs[1:]
    if runs:
        runs = [runs[0]._replace(text=runs[0].text.lstrip(" ,;:")), *runs[1:]]
    return runs
