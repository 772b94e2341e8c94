"""Cite collapsing: ``1–3`` for ``1, 2, 3``, and ``(Low 2020a, b)`` for two works of one author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefbook.bibliography.csl.citations.positions import Cite
from briefbook.bibliography.csl.scene import Scene
from briefbook.bibliography.csl.styles.elements import Element
from briefbook.bibliography.csl.styles.locale import Locale
from briefbook.bibliography.rich_text import Run


@dataclass(slots=True)
class RenderedCite:
    """One work of a citation as printed; ``joint`` precedes it, ``None``: the default delimiter."""

    cite: Cite
    scene: Scene
    runs: list[Run]
    author: str = ""
    #: The same without its author, to follow another work of that author.
    rest: list[Run] = field(default_factory=list)
    number: int = 0
    joint: str | None = None
    #: Only the letter of its year is printed.
    only_letter: bool = False


class Collapsing:
    """Collapses and joins the works of a citation as a style says."""

    def __init__(self, citation: Element, layout: Element, locale: Locale) -> None:
        self._citation, self._layout, self._locale = citation, layout, locale
        self._collapse = citation.get("collapse")

    @property
    def by_year(self) -> bool:
        """Whether works of one author share its name."""
        return self._collapse.startswith("year")

    def joined(self, printed: Sequence[RenderedCite]) -> list[Run]:
        """Return the pieces of the whole citation, collapsed and with delimiters."""
        return self._join(self._shortened(list(printed)))

    def _shortened(self, printed: list[RenderedCite]) -> list[RenderedCite]:
        if self._collapse == "citation-number":
            return self._numbers(printed)
        return self._years(printed) if self._collapse.startswith("year") else printed

    def _numbers(self, printed: list[RenderedCite]) -> list[RenderedCite]:
        done: list[RenderedCite] = []
        run: list[RenderedCite] = []

        def close() -> None:
            if len(run) > 2:
                run[-1].joint = self._locale.term("citation-range-delimiter") or "–"
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

    def _years(self, printed: list[RenderedCite]) -> list[RenderedCite]:
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

    def _ranged(self, printed: list[RenderedCite]) -> list[RenderedCite]:
        """Leave out the letters within a range: ``2020a–d``."""
        done: list[RenderedCite] = []
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
    def _letters(last: RenderedCite, each: RenderedCite) -> bool:
        """Return whether two works of one author differ only in the letter of the year."""
        one, other = last.scene.apart.suffix, each.scene.apart.suffix
        texts = ["".join(run.text for run in printed.rest) for printed in (last, each)]
        located = last.cite.locator.parts or each.cite.locator.parts
        return bool(
            one and other and not located
            and texts[0].removesuffix(one) == texts[1].removesuffix(other)
        )  # fmt: skip

    def _join(self, printed: list[RenderedCite]) -> list[Run]:
        default = self._layout.attributes.get("delimiter", "")
        word = self._locale.term("in") or "in"
        runs: list[Run] = []
        for each in printed:
            if runs and each.runs:
                joint = f", {word} " if each.cite.reports else each.joint
                runs.append(Run(default if joint is None else joint))
            runs += each.runs
        return runs


def _follows(one: RenderedCite, other: RenderedCite) -> bool:
    return ord(other.scene.apart.suffix[-1:] or "\0") == ord(one.scene.apart.suffix[-1:] or "~") + 1
