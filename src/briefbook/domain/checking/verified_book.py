"""The book in figures, and the verified quotations of each document, from the receipts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from briefbook.checks.engine.run import items_of
from briefbook.checks.engine.summary import Summary, count_unread, summarise
from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.prose import read_prose
from briefbook.checks.evidence.receipts import Receipts, ReceiptsError
from briefbook.checks.evidence.statements import cited_paragraphs
from briefbook.checks.evidence.verify import verify
from briefbook.checks.quotations.check import quotation_items
from briefbook.core.words.quotation_marks import has_mark
from briefbook.domain.checking.gather_material import book_receipts, gather_material
from briefbook.domain.checking.reading_aside import current_ticks
from briefbook.domain.collect.source_records import receipts_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from briefbook.domain.checking.verification import Marks

logger = logging.getLogger(__name__)


class Verification:
    """The verification as the pages of one build show it; computed on first use."""

    def __init__(self, app: Sphinx) -> None:
        try:
            self.receipts = book_receipts(app)
        except ReceiptsError as error:
            self.receipts = Receipts.of(())
            # Without a line Sphinx would take the path for a document's name.
            logger.warning(
                "%s", error, location=f"{receipts_path(app)}:{error.line or 1}", type="brief",
                subtype="receipts_invalid",
            )  # fmt: skip
        # What is wrong with the ticks, `briefbook check` says.
        self.ticks = current_ticks(app)[0]
        self.material: Material = gather_material(app, with_texts=False)
        self._marks: dict[str, Marks] = {}
        self._summary: Summary | None = None

    def marks(self, docname: str) -> Marks:
        """Return the verified quotations of one document."""
        if docname not in self._marks:
            self._marks[docname] = dict(self._verified(docname))
        return self._marks[docname]

    def _verified(self, docname: str) -> list[tuple[tuple[str, str], tuple[str, str]]]:
        found = []
        for passage in self.material.book.documents[docname].passages:
            if not has_mark(passage.text):
                continue
            for item in quotation_items(read_prose(passage), self.material):
                outcome = verify(item, self.material, self.receipts)
                if outcome.match.result.verified and outcome.block:
                    block = (outcome.block.key, outcome.block.locator)
                    found.append(((item.place, item.sha256), block))
        return found

    @property
    def summary(self) -> Summary:
        """The book in figures."""
        if self._summary is None:
            outcomes = tuple(
                verify(item, self.material, self.receipts)
                for prose in self.material.prose
                for item in items_of(prose, self.material)
            )
            paragraphs = cited_paragraphs(self.material, outcomes)
            unread = count_unread(paragraphs, self.ticks)
            self._summary = summarise(outcomes, self.material, unread)
        return self._summary
