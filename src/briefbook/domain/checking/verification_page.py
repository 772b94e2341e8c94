"""``{verification}``: what was verified, in figures, and what was not and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from briefbook.core.files.writing import write_if_changed
from briefbook.domain.checking.verification import verification
from briefbook.domain.drawing.drawn import DrawnBook, DrawnNode
from briefbook.domain.editions.anchor_list import SITES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from briefbook.domain.domain import BriefDomain


class VerificationDirective(SphinxDirective):
    """Show what was verified, by source and kind of claim, and what was not."""

    def run(self) -> list[nodes.Node]:
        """Return a placeholder; the figures are known when the whole book has been read."""
        node = VerificationReport()
        self.set_source_info(node)
        return [node]


class VerificationReport(DrawnNode):
    """Placeholder of the tables of what was verified, and the list of what was not."""

    book_alone = True

    def draw(self, at: DrawnBook) -> list[nodes.Node]:
        """Return the tables and the list."""
        from briefbook.domain.checking.verification_tables import draw_verification

        return draw_verification(at, verification(at.env).summary)

    def shows(self, at: DrawnBook) -> object:
        """Return the figures, and the labels of the places that the tables name."""
        from briefbook.checks.engine.summary_text import summary_json

        summary = verification(at.env).summary
        book = at.book
        places = [book.anchor(each.place) for each in summary.unverified]
        return (
            summary_json(summary),
            [book.source_anchor(source.key) for source in summary.sources],
            [anchor and (anchor.docname, book.label(anchor, "")) for anchor in places],
        )


def export_checks(app: Sphinx, exception: Exception | None) -> None:
    """Write checks.json beside a site that has a page on its verification."""
    if exception is not None or app.builder.name not in SITES:
        return
    domain = cast("BriefDomain", app.env.get_domain("brief"))
    shown = {drawn.kind for records in domain.documents.values() for drawn in records.drawn}
    if VerificationReport.__name__ in shown:
        from briefbook.checks.engine.summary_text import summary_json

        text = summary_json(verification(app.env).summary)
        write_if_changed(Path(app.outdir, "checks.json"), text)
