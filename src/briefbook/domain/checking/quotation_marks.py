"""Wrap each quotation when it is read, and mark verified ones on web pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes

from briefbook.checks.evidence.claim_hashes import quotation_sha256
from briefbook.checks.prose.quotation_marks import Quotation, find_quotations
from briefbook.core.locators.reading import read_locator
from briefbook.core.passages import Passage, Role
from briefbook.core.words.labels import label
from briefbook.domain.checking.verification import verified_quotations
from briefbook.domain.collect.passages import is_passage, text_nodes
from briefbook.domain.drawing.nodes import quotation
from briefbook.domain.drawing.transform import BookTransform


def wrap_quotations(document: nodes.document, passages: Iterable[Passage]) -> bool:
    """Put each quotation of a document into a node of its own, with what identifies it.

    ``passages`` are those that were read from the document, in order, followed by those
    beside the text. A quotation that begins in one inline element and ends in another stays as it
    is. Return whether there is one.
    """
    found = [node for node in document.findall(nodes.Element) if is_passage(node)]
    wrapped = False
    for node, passage in zip(found, passages, strict=False):
        if passage.role not in (Role.TEXT, Role.TITLE):
            continue
        quotations, _alone = find_quotations(passage.text, passage.code)
        # From the last to the first, so that offsets before it stay right.
        for each in reversed(quotations):
            _wrap(node, each, passage)
            wrapped = True
    return wrapped


def _wrap(node: nodes.Element, found: Quotation, passage: Passage) -> None:
    texts = text_nodes(node)
    first = _text_at(texts, found.start)
    last = _text_at(texts, found.end - 1)
    if first is None or last is None or first[1].parent is not last[1].parent:
        return
    parent = first[1].parent
    start, stop = parent.index(first[1]), parent.index(last[1])
    wrapper = quotation("", sha256=quotation_sha256(found.words), home=passage.docname,
                        place=passage.place or passage.docname)  # fmt: skip
    cut_first, cut_last = found.start - first[0], found.end - last[0]
    before, after = str(first[1])[:cut_first], str(last[1])[cut_last:]
    if first[1] is last[1]:
        inner: list[nodes.Node] = [nodes.Text(str(first[1])[cut_first:cut_last])]
    else:
        inner = [
            nodes.Text(str(first[1])[cut_first:]),
            *parent.children[start + 1 : stop],
            nodes.Text(str(last[1])[:cut_last]),
        ]
    wrapper += inner
    around: list[nodes.Node] = [nodes.Text(before)] if before else []
    around += [wrapper, *([nodes.Text(after)] if after else [])]
    parent[start : stop + 1] = around


def _text_at(texts: list[tuple[int, nodes.Text]], offset: int) -> tuple[int, nodes.Text] | None:
    return next(((s, text) for s, text in texts if s <= offset < s + len(text)), None)


class MarkQuotations(BookTransform):
    """Mark the verified quotations of a web page; of all others, leave only the words."""

    # After the notes of other pages were copied in (2), before anything is drawn around them.
    default_priority = 3

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        on_web = self.builder.format == "html"
        for node in list(self.document.findall(quotation)):
            marks = verified_quotations(self.env, node["home"]) if on_web else {}
            block = marks.get((node["place"], node["sha256"]))
            if block is None:
                node.replace_self(node.children)
            else:
                node["title"] = label(
                    "verified word for word in {block}", block=self._named(node["home"], block)
                )

    def _named(self, docname: str, block: tuple[str, str]) -> str:
        """Name a block as in the chapter: ``¶ 28``, with its source where that is another."""
        key, locator = block
        if self.book.documents[docname].source == key:
            return read_locator(locator).typeset()
        anchor = self.book.source_anchor(key)
        return f"{anchor.label if anchor else key}, {read_locator(locator).typeset()}"
