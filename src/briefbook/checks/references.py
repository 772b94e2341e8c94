"""References that lead nowhere: terms that no glossary has, links to ids that no page has."""

from __future__ import annotations

from collections.abc import Iterator

from briefbook.checks.material import Material
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic


def term_findings(material: Material) -> Iterator[Diagnostic]:
    """Yield terms that no glossary has, or that several have."""
    book = material.book
    for docname, doc in book.documents.items():
        for use in doc.term_uses:
            found = book.find_terms(use.target)
            if len(found) > 1:
                choices = ", ".join(sorted(f"{t.topic}:{t.name}" for t in found))
                yield material.finding_at(
                    docname, use.line, Code.TERM_AMBIGUOUS,
                    f"the term {use.target!r} stands in several glossaries; write one of {choices}",
                )  # fmt: skip
            elif not found:
                yield material.finding_at(
                    docname, use.line, Code.TERM_UNKNOWN,
                    f"no glossary has the term {use.target!r}; add an entry or mend the spelling",
                )  # fmt: skip


def link_findings(material: Material) -> Iterator[Diagnostic]:
    """Yield links to ids that neither the book nor Sphinx knows."""
    for docname, doc in material.book.documents.items():
        for link in doc.links:
            if material.book.anchor(link.target) is None and link.target not in material.labels:
                yield material.finding_at(
                    docname, link.line, Code.LINK_UNKNOWN,
                    f"the link #{link.target} leads nowhere; mend the id, or give it to the "
                    "paragraph that is meant",
                )  # fmt: skip
