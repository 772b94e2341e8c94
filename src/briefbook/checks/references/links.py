"""Links that lead nowhere. A build reports them when it writes the page; the check writes none."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath

from briefbook.checks.evidence.material import Material
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.records import Use


def link_findings(material: Material) -> Iterator[Diagnostic]:
    """Yield links to ids and pages that neither the book nor Sphinx knows."""
    # Sphinx keeps labels in lower case, and finds them however they are written.
    labels = material.labels | {label.lower() for label in material.labels}
    for docname, doc in material.book.documents.items():
        for link in doc.links:
            names = {link.target, link.target.lower(), f"{docname}#{link.target}"}
            if material.book.anchor(link.target) or names & labels:
                continue
            if _joined(link) in material.book.documents:
                continue
            is_page = PurePosixPath(link.target).suffix in (".md", ".rst", ".txt")
            # Data have files of their own, which stand for a document.
            yield material.finding_at(
                link.path or docname, link.line, Code.LINK_UNKNOWN,
                _to_a_page(link, material) if is_page else
                f"the link #{link.target} leads nowhere; {_advice(link.target, material)}",
                about=link.target if is_page else f"#{link.target}",
            )  # fmt: skip


def _joined(link: Use) -> str:
    """Return the document that a target without an ending means, seen from the link's page."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(link.docname), link.target))


def _to_a_page(link: Use, material: Material) -> str:
    name = PurePosixPath(link.target).stem
    same = sorted(each for each in material.book.documents if PurePosixPath(each).name == name)
    said = f"the link leads to a page {link.target}, which is not there"
    if not same:
        return f"{said}; fix its path, as seen from the folder of this page"
    ending = PurePosixPath(link.target).suffix
    path = posixpath.relpath(same[0], posixpath.dirname(link.docname) or ".")
    return f"{said}; did you mean {path}{ending}?"


def _advice(target: str, material: Material) -> str:
    near = get_close_matches(target, material.book.anchors, n=1, cutoff=0.8)
    prefix, _, number = target.rpartition("-")
    if number.isdigit() and any(d.prefix == prefix for d in material.book.documents.values()):
        return "fix the id, or let briefbook anchors number the paragraph that is meant"
    if near:
        return f"did you mean #{near[0]}?"
    return "fix the id, or give it to the paragraph that is meant"
