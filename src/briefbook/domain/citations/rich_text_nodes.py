"""Formatted text as docutils nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from docutils import nodes

from briefbook.bibliography import RichText, Run, plain
from briefbook.bibliography.rich_text import joined
from briefbook.core.words.arabic_stops import arabic_stops

_DIGITS = re.compile(r"[0-9+−-]+")
#: Makes a reference out of an address and what it prints.
MakeLink = Callable[[str, Sequence[nodes.Node]], nodes.Node]


def _link_out(address: str, content: Sequence[nodes.Node]) -> nodes.Node:
    return nodes.reference("", "", *content, refuri=address)


def rich_nodes(text: RichText, make_link: MakeLink = _link_out) -> list[nodes.Node]:
    """Return a text as nodes; neighbours with one address are one link."""
    drawn: list[nodes.Node] = []
    digits = joined(map(_as_digits, text))
    for address, runs in groupby(_with_stops(digits), key=lambda run: run.href):
        content = [_drawn(run) for run in runs]
        drawn += [make_link(address, content)] if address else content
    return drawn


def _with_stops(text: RichText) -> RichText:
    """Return a text with the stops of the book's script; what they stand by may be another run."""
    stopped = iter(arabic_stops("".join(run.text for run in text)))
    return tuple(run._replace(text="".join(islice(stopped, len(run.text)))) for run in text)


def _as_digits(run: Run) -> Run:
    """Return H₂O and x² as a reader may copy them; a style's raised numbers link, and stay."""
    digits = (run.sup or run.sub) and not run.href and _DIGITS.fullmatch(run.text)
    return run._replace(text=plain((run,)), sup=False, sub=False) if digits else run


def _drawn(run: Run) -> nodes.Node:
    node: nodes.Node = nodes.Text(run.text)
    if run.smallcaps:
        node = nodes.inline("", "", node, classes=["smallcaps"])
    looks = (
        (run.sup, nodes.superscript),
        (run.sub, nodes.subscript),
        (run.italic, nodes.emphasis),
        (run.bold, nodes.strong),
    )
    for given, look in looks:
        node = look("", "", node) if given else node
    return node


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A reference as sphinxcontrib-bibtex expects one, in place of pybtex's own text."""

    runs: RichText

    def render(self, _backend: Any) -> list[nodes.Node]:
        """Return the text as nodes; the backend is pybtex's."""
        return rich_nodes(self.runs)

    def __str__(self) -> str:
        return arabic_stops(plain(self.runs))
