"""Citations in running text: ``(Low 2020a, § 4; Rook 1999)`` and ``Low (2020a)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from briefbook.bibliography.printing.labels import Label
from briefbook.bibliography.rich_text import RichText, chained, joined, plain, rich, stripped


class Form(Enum):
    """How a work is cited in a sentence."""

    #: ``Low 2020a, § 4``, to be put into parentheses.
    PARENTHETICAL = "parenthetical"
    #: ``Low (2020a, § 4)``.
    TEXTUAL = "textual"
    NAMES = "names"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Cited:
    """One work in a citation, with its locator as it is printed."""

    key: str
    locator: str = ""
    prefix: str = ""
    #: Where the work's names, year and locator link to.
    href: str = ""
    #: Where the locator links to instead, e.g. a second of a recording.
    locator_href: str = ""
    #: What precedes it where another work does: ``, in`` for one that reports the other.
    separator: str = "; "


def format_citation(
    cited: Sequence[Cited], labels: Mapping[str, Label], *, textual: bool = False
) -> RichText:
    """Return a citation in parentheses, or with ``textual`` with its names in the sentence.

    Raises :class:`KeyError` where a work has no label.
    """
    form = Form.TEXTUAL if textual else Form.PARENTHETICAL
    text = format_works(cited, labels, form)
    return text if textual else chained("(", text, ")")


def format_works(cited: Sequence[Cited], labels: Mapping[str, Label], form: Form) -> RichText:
    """Return the works of a citation, one after the other, without parentheses around them all."""
    text: RichText = ()
    for one in cited:
        text = chained(text, one.separator if text else "", _work(one, labels[one.key], form))
    return text


def _work(cited: Cited, label: Label, form: Form) -> RichText:
    locator = rich(f", {cited.locator}" if cited.locator else "")
    if cited.locator_href:
        locator = chained(", ", rich(cited.locator, href=cited.locator_href))
    opening, closing = (" (", ")") if form is Form.TEXTUAL else (" ", "")
    if form is Form.NAMES:
        text = label.names
    elif form is Form.YEAR:
        # Of the Harbours Act 1964 it is a part of the name.
        text = rich(label.year or plain(label.names)[-4:])
    else:
        if not label.year:
            opening, closing = (" (", ")") if locator and closing else ("", "")
            locator = stripped(locator, ", ") if closing else locator
        text = chained(label.names, opening, label.year, locator, closing)
    return chained(f"{cited.prefix} " if cited.prefix else "", _linked(text, cited.href))


def _linked(text: RichText, href: str) -> RichText:
    return joined(run._replace(href=run.href or href) for run in text)
