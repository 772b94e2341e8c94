"""One citation as nodes: its works, each a link to its entry, with their locators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from docutils import nodes

from briefbook.bibliography import Label
from briefbook.bibliography.printing.citing import Cited, Form, format_works
from briefbook.bibliography.printing.relations import REPORTED_IN
from briefbook.bibliography.rich_text import chained, rich
from briefbook.core.locators.locator import Locator, read_locator
from briefbook.domain.citations.rich_text_nodes import rich_nodes
from briefbook.domain.drawing.references import make_reference

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinxcontrib.bibtex.citation_target import CitationTarget

    from briefbook.core.book import Book
    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.citations.works import Work

_RECORDINGS = frozenset({"motion_picture", "broadcast", "song", "performance"})
#: Addresses that begin to play at ``#t=751``: of files, and of these hosts.
_PLAYS = re.compile(
    r"https?://(?:(?:www\.|m\.)?(?:youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com)/[^#]*"
    r"|[^#?]*\.(?:mp[34]|m4[av]|og[gav]|opus|wav|webm|mov))",
    re.IGNORECASE,
)


class DrawnCitation:
    """Draws citations on one page."""

    def __init__(
        self, cite: BriefCiteDomain, book: Book, builder: Builder, from_docname: str
    ) -> None:
        self._cite, self._book, self._builder = cite, book, builder
        self._from_docname = from_docname

    def draw(self, typ: str, targets: Sequence[CitationTarget]) -> nodes.inline:
        """Return a citation of the role ``typ``, e.g. ``p`` for one in parentheses."""
        labels = {
            target.key: self._cite.labels.get(target.key, Label(rich(target.key), "", ()))
            for target in targets
        }
        text = format_works(list(self._cited(targets)), labels, _form(typ))
        # The roles whose citation is a part of the sentence.
        if not typ.startswith(("t", "ct", "author", "cauthor", "year", "label", "alp")):
            text = chained("(", text, ")")
        self._targets = targets
        return nodes.inline("", "", *rich_nodes(text, self._link), classes=["brief-cite"])

    def _cited(self, targets: Sequence[CitationTarget]) -> Iterator[Cited]:
        before = ""
        for place, target in enumerate(targets):
            known = target.key in self._cite.by_key and self._book.source_anchor(target.key)
            locator = read_locator(target.post)
            yield Cited(
                target.key, locator.typeset(), target.pre, f"#{place}" if known else "",
                self._second(target.key, locator),
                ", in " if self._reports(target.key, before) else "; ",
            )  # fmt: skip
            before = target.key

    def _work(self, key: str) -> Work | None:
        citation = self._cite.by_key.get(key)
        return self._cite.works.get(citation.entry.key) if citation else None

    def _reports(self, key: str, before: str) -> bool:
        """Tell whether the work before is known only through this one."""
        work = self._work(before)
        return work is not None and work.relation.kind == REPORTED_IN and key in work.relation.keys

    def _second(self, key: str, locator: Locator) -> str:
        """Return the address of a recording at the second that the locator says."""
        work, seconds = self._work(key), locator.seconds
        url = str(work.item.get("URL", "")) if work else ""
        if work is None or seconds is None or not url.startswith("http") or "#" in url:
            return ""
        plays = work.item.get("type") in _RECORDINGS or _PLAYS.fullmatch(url)
        return f"{url}#t={seconds}" if plays else ""

    def _link(self, address: str, content: Sequence[nodes.Node]) -> nodes.Node:
        if not address.startswith("#"):
            return nodes.reference("", "", *content, refuri=address)
        target = self._targets[int(address[1:])]
        anchor = self._book.source_anchor(target.key)
        if anchor is None:
            return nodes.inline("", "", *content)
        link = make_reference(self._builder, self._from_docname, anchor, content)
        # For builders that can lead to the block itself.
        link["cited"] = (target.key, target.post)
        return link


def _form(typ: str) -> Form:
    if typ in {"t", "ts", "ct", "cts"}:
        return Form.TEXTUAL
    if typ.startswith(("author", "cauthor")):
        return Form.NAMES
    return Form.YEAR if typ.startswith("year") else Form.PARENTHETICAL
