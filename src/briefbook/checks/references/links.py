"""Links that lead nowhere. A build reports them when it writes the page; the check writes none."""

from __future__ import annotations

from collections.abc import Iterator

from briefbook.checks.evidence.material import Material
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic


def link_findings(material: Material) -> Iterator[Diagnostic]:
    """Yield links to ids that neither the book nor Sphinx knows."""
    for docname, doc in material.book.documents.items():
        for link in doc.links:
            if material.book.anchor(link.target) is None and link.target not in material.labels:
                # Data have files of their own, which stand for a document.
                yield material.finding_at(
                    link.path or docname, link.line, Code.LINK_UNKNOWN,
                    f"the link #{link.target} leads nowhere; fix the id, or give it to the "
                    "paragraph that is meant",
                    about=f"#{link.target}",
                )  # fmt: skip
