"""Citations in running text: ``(Low 2020a, § 4; Rook 1999)`` and ``Low (2020a)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefbook.bibliography.labels import Label
from briefbook.bibliography.richtext import RichText, between, chained, joined


@dataclass(frozen=True, slots=True)
class Cited:
    """One work in a citation, with its locator as it is printed."""

    key: str
    locator: str = ""
    prefix: str = ""
    #: Where the work's names and year link to.
    href: str = ""


def format_citation(
    cited: Sequence[Cited], labels: Mapping[str, Label], *, textual: bool = False
) -> RichText:
    """Return a citation in parentheses, or with ``textual`` with its names in the sentence.

    Raises :class:`KeyError` where a work has no label.
    """
    works = [_work(one, labels[one.key], textual=textual) for one in cited]
    text = between("; ", works)
    return text if textual else chained("(", text, ")")


def _work(cited: Cited, label: Label, *, textual: bool) -> RichText:
    prefix = f"{cited.prefix} " if cited.prefix else ""
    locator = f", {cited.locator}" if cited.locator else ""
    if textual:
        text = chained(label.names, f" ({label.year}")
        return chained(prefix, _linked(text, cited.href), f"{locator})")
    return chained(prefix, _linked(chained(label.names, f" {label.year}"), cited.href), locator)


def _linked(text: RichText, href: str) -> RichText:
    return joined(run._replace(href=href or run.href) for run in text)
