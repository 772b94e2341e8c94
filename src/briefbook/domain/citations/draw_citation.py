"""One citation as nodes: its works, each a link to its entry, with their locators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from briefbook.bibliography import Label, RichText
from briefbook.bibliography.csl.citations.positions import LATER, Cite
from briefbook.bibliography.printing.citing import Cited, Form, format_works
from briefbook.bibliography.printing.relations import REPORTED_IN
from briefbook.bibliography.rich_text import Run, between, chained, plain, rich
from briefbook.core.locators.locator import Locator
from briefbook.core.locators.reading import read_locator
from briefbook.core.words.labels import label, semicolon
from briefbook.domain.citations.rich_text_nodes import rich_nodes
from briefbook.domain.drawing.references import make_reference

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinxcontrib.bibtex.citation_target import CitationTarget

    from briefbook.core.book import Book
    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.citations.styled_works import StyledWorks
    from briefbook.domain.citations.works import Work

_RECORDINGS = frozenset({"motion_picture", "broadcast", "song", "performance"})
#: Addresses that begin to play at ``#t=751``: of files, and of these hosts.
_PLAYS = re.compile(
    r"https?://(?:(?:www\.|m\.)?(?:youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com)/[^#]*"
    r"|[^#?]*\.(?:mp[34]|m4[av]|og[gav]|opus|wav|webm|mov))",
    re.IGNORECASE,
)


#: Roles whose citation is a part of the sentence.
_IN_SENTENCE = ("t", "ct", "author", "cauthor", "year", "label", "alp")


class DrawnCitation:
    """Draws citations on one page."""

    def __init__(
        self, cite: BriefCiteDomain, book: Book, builder: Builder, from_docname: str
    ) -> None:
        self._cite, self._book, self._builder = cite, book, builder
        self._from_docname = from_docname
        self._targets: Sequence[CitationTarget] = ()

    def draw(
        self, typ: str, targets: Sequence[CitationTarget], cluster: int | None = None
    ) -> nodes.inline:
        """Return a citation of the role ``typ``, e.g. ``p`` for one in parentheses.

        ``cluster`` is its place among the citations of the page.
        """
        self._targets = targets
        text = self._styled(typ, targets, cluster) if self._cite.styled else self._own(typ, targets)
        return nodes.inline("", "", *rich_nodes(text, self._link), classes=["brief-cite"])

    def _own(self, typ: str, targets: Sequence[CitationTarget]) -> RichText:
        labels = {
            target.key: self._cite.labels.get(target.key, Label(rich(target.key), "", ()))
            for target in targets
        }
        text = format_works(list(self._cited(targets)), labels, _form(typ))
        # The roles whose citation is a part of the sentence.
        if not typ.startswith(_IN_SENTENCE):
            text = chained("(", text, ")")
        return text

    # In a CSL style.

    def _styled(self, typ: str, targets: Sequence[CitationTarget], cluster: int | None) -> RichText:
        """Return a citation that is in the text, also where the style has notes."""
        styled, form = self._styled_works, _form(typ)
        if form is Form.NAMES:
            return self._joined([self._names(target) for target in targets])
        if form is Form.YEAR:
            return self._joined([self._without_author(target) for target in targets])
        if form is Form.TEXTUAL and not styled.style.notes:
            return self._joined([self._textual(target) for target in targets])
        if form is Form.TEXTUAL and all(self._has_author(target) for target in targets):
            names = self._joined([self._names(target) for target in targets])
            rest = self._cluster(targets, cluster, affixes=False, without_author=True)
            # “Low (n 2) 3” has its own.
            marks = (" ", "") if plain(rest).startswith("(") else (" (", ")")
            return chained(names, marks[0], rest, marks[1])
        affixes = not typ.startswith(_IN_SENTENCE) and not styled.style.notes
        text = self._cluster(targets, cluster, affixes=affixes)
        if styled.style.notes and not typ.startswith(("alp", "label")):
            # A note within a note, or in a heading, is in parentheses.
            text = chained("(", text, ")")
        return text

    def _textual(self, target: CitationTarget) -> RichText:
        """Return a work in the sentence: ``Low (2020a, p. 3)``."""
        rest, names = self._without_author(target, affixes=True), self._names(target)
        if not self._has_author(target):
            rest = _without_title(rest, plain(names))
        return chained(names, self._styled_works.gap if rest else "", rest)

    def _has_author(self, target: CitationTarget) -> bool:
        cite = self._one(target)
        return cite is not None and bool(self._styled_works.bibliographer.author(cite))

    def note(self, targets: Sequence[CitationTarget], cluster: int | None) -> list[nodes.Node]:
        """Return the content of the note that a citation becomes."""
        self._targets = targets
        return rich_nodes(self._cluster(targets, cluster, affixes=True), self._link)

    def names(self, targets: Sequence[CitationTarget]) -> list[nodes.Node]:
        """Return the authors of the works, for the sentence that calls the note."""
        self._targets = targets
        text = self._joined([self._names(target) for target in targets])
        return [nodes.inline("", "", *rich_nodes(text, self._link), classes=["brief-cite"])]

    @property
    def _styled_works(self) -> StyledWorks:
        styled = self._cite.styled
        assert styled is not None  # noqa: S101  # asked by the callers
        return styled

    def _cluster(
        self, targets: Sequence[CitationTarget], cluster: int | None, *, affixes: bool,
        without_author: bool = False,
    ) -> RichText:  # fmt: skip
        styled = self._styled_works
        known = list(self._cites(targets))
        unknown = [rich(each.key) for each in targets if each.key not in self._cite.by_key]
        places = styled.positions(self._from_docname, cluster, targets)
        cited = styled.bibliographer.cite(
            known, places, affixes=affixes, without_author=without_author
        ) if known else ()  # fmt: skip
        return between(semicolon(), [cited, *unknown])

    def _cites(self, targets: Sequence[CitationTarget]) -> Iterator[Cite]:
        for target, cited in zip(targets, self._cited(targets), strict=True):
            if target.key in self._cite.by_key:
                locator = read_locator(target.post)
                yield Cite(
                    cited.key, locator, cited.prefix, cited.href, cited.locator_href,
                    reports=cited.separator != semicolon(),
                )  # fmt: skip

    def _one(self, target: CitationTarget) -> Cite | None:
        place = self._targets.index(target)
        found = list(self._cites([target]))
        return replace(found[0], href=f"#{place}" if found[0].href else "") if found else None

    def _names(self, target: CitationTarget) -> RichText:
        cite = self._one(target)
        if cite is None:
            return rich(target.key)
        author = self._styled_works.bibliographer.author(cite)
        own = self._cite.labels[target.key].names
        linked = tuple(run._replace(href=cite.href) for run in own)
        return author or linked

    def _without_author(self, target: CitationTarget, *, affixes: bool = False) -> RichText:
        cite = self._one(target)
        if cite is None:
            return ()
        styled = self._styled_works
        own = (Run(self._cite.labels[target.key].year, href=cite.href),)
        if not affixes and (styled.style.notes or styled.style.numeric):
            return own
        bibliographer = styled.bibliographer
        rest = bibliographer.cite([cite], [LATER], affixes=affixes, without_author=True)
        # A style may cite without a year; then the year is that of the list.
        return rest or (() if affixes else own)

    def _joined(self, texts: Sequence[RichText]) -> RichText:
        return between(semicolon(), texts)

    # Both.

    def _cited(self, targets: Sequence[CitationTarget]) -> Iterator[Cited]:
        before = ""
        for place, target in enumerate(targets):
            known = target.key in self._cite.by_key and self._book.source_anchor(target.key)
            locator = read_locator(target.post)
            yield Cited(
                target.key, locator.typeset(), target.pre, f"#{place}" if known else "",
                self._second(target.key, locator),
                label(", in ") if self._reports(target.key, before) else semicolon(),
            )  # fmt: skip
            before = target.key

    def _work(self, key: str) -> Work | None:
        citation = self._cite.by_key.get(key)
        return self._cite.works.get(citation.entry.key) if citation else None

    def _reports(self, key: str, before: str) -> bool:
        """Return whether the work before is known only through this one."""
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


def _without_title(text: RichText, title: str) -> RichText:
    """Return a citation without the title that stands before it in the sentence."""
    for place, run in enumerate(text):
        if run.text.strip("“”‘’,. ") == title.strip("“”‘’,. "):
            rest = text[place + 1 :]
            first = rest[0].text.lstrip("”’,; ") if rest else ""
            rest = (rest[0]._replace(text=first), *rest[1:]) if first else rest[1:]
            left = (*text[:place], *rest)
            return left if plain(left).strip("()[] ") else ()
    return text
