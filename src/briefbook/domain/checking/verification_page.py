"""``{verification}``: what was verified, in figures, and what was not and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from briefbook.checks.engine.summary import KINDS, SourceSummary, Summary, Tally, Unverified
from briefbook.checks.evidence.items import ItemKind
from briefbook.domain.checking.verification import verification
from briefbook.domain.drawing.references import make_reference
from briefbook.domain.drawing.tables import make_cell, make_table
from briefbook.domain.drawing.transform import BookTransform
from briefbook.domain.nodes import verification_report

_HEADS = (("Source", 20), ("Quotations", 16), ("Figures", 16), ("Dates", 16), ("Names", 16),
          ("Locators", 16))  # fmt: skip
_BLOCK_HEADS = (("Source", 25), ("Blocks cited", 25), ("Left out, and why", 25),
                ("Words quoted", 25))  # fmt: skip
_NONE = "–"


class VerificationDirective(SphinxDirective):
    """``{verification}``; it has no options."""

    def run(self) -> list[nodes.Node]:
        """Return a placeholder; the figures are known when the whole book has been read."""
        node = verification_report("", docname=self.env.docname)
        self.set_source_info(node)
        return [node]


class DrawVerification(BookTransform):
    """Replace ``{verification}`` with tables and a list."""

    # Before references are resolved; the tables hold only their own.
    default_priority = 3

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        for node in list(self.document.findall(verification_report)):
            node.replace_self(list(self._draw(verification(self.env).summary, node["docname"])))

    def _draw(self, summary: Summary, docname: str) -> Iterator[nodes.Node]:
        rows = [self._row(source, docname) for source in summary.sources]
        totals = [_cell(summary.total(kind)) for kind in KINDS]
        rows.append(nodes.row("", make_cell([nodes.strong("", "All")]), *totals))
        yield nodes.paragraph("", _words(summary))
        yield nodes.paragraph("", _not_looked_at(summary))
        yield make_table(_HEADS, rows)
        yield make_table(_BLOCK_HEADS, [self._blocks(s, docname) for s in summary.sources])
        if summary.insertions:
            yield nodes.rubric("", "Words put into quotations")
            yield nodes.bullet_list(
                "",
                *(
                    nodes.list_item("", nodes.paragraph("", f"“{shown}” ({path})"))
                    for path, _line, shown in summary.insertions
                ),
            )
        if not summary.unverified:
            yield nodes.paragraph("", "Nothing that the checks look at is unverified.")
            return
        yield nodes.rubric("", "Not verified")
        unverified = nodes.bullet_list()
        unverified += [self._unverified(each, docname) for each in summary.unverified]
        yield unverified

    def _row(self, source: SourceSummary, docname: str) -> nodes.row:
        cells = [_cell(tally) for tally in source.tallies]
        return nodes.row("", make_cell([self._name(source.key, docname)]), *cells)

    def _blocks(self, source: SourceSummary, docname: str) -> nodes.row:
        out = "; ".join(f"{locator}: {reason}" for locator, reason in source.left_out)
        share = 100 * source.quoted_words / source.words if source.words else 0
        quoted = f"{source.quoted_words:,} of {source.words:,} ({share:.1f} %)"
        return nodes.row(
            "",
            make_cell([self._name(source.key, docname)]),
            make_cell([nodes.Text(f"{source.cited} of {source.needed}")]),
            make_cell([nodes.Text(out or _NONE)]),
            make_cell([nodes.Text(quoted)]),
        )

    def _name(self, key: str, docname: str) -> nodes.Node:
        anchor = self.book.source_anchor(key)
        if anchor is None:
            return nodes.Text(key)
        return make_reference(self.builder, docname, anchor, [nodes.Text(anchor.label)])

    def _unverified(self, each: Unverified, docname: str) -> nodes.list_item:
        anchor = self.book.anchor(each.place)
        where: nodes.Node = nodes.Text(each.path)
        if anchor is not None:
            label = self.book.label(anchor, "")
            where = make_reference(self.builder, docname, anchor, [nodes.Text(label)])
        words = f": {each.kind} “{each.claim}”, {each.why}."
        return nodes.list_item("", nodes.paragraph("", "", where, nodes.Text(words)))


def _words(summary: Summary) -> str:
    quotations = summary.total(ItemKind.QUOTATION)
    said = (
        f"Rules version {summary.rules}. {quotations.verified} of {quotations.claims} quotations "
        "stand word for word in the block that they cite"
    )
    if quotations.normalised:
        said += (
            f", {quotations.normalised} of them after quotation marks, dashes, spaces, the first "
            "letter, omissions and insertions were made alike"
        )
    return f"{said}. Each cell gives how many were verified of how many there are."


def _not_looked_at(summary: Summary) -> str:
    """Say what no comparison of words can tell, and how much of it a person has read."""
    unread = summary.unread
    return (
        "A comparison of words does not tell whether one noun stands for another, who said "
        "something to whom, what came before or after, or what caused what. "
        f"{unread.not_compared} of the {unread.statements} statements of the chapters hold no "
        "figure, name or quotation, so that nothing of them was compared; a person has read "
        f"{unread.read} of these beside the source."
    )


def _cell(tally: Tally) -> nodes.entry:
    return make_cell([nodes.Text(f"{tally.verified} of {tally.claims}" if tally.claims else _NONE)])
