"""The glossary and the links: what leads nowhere, and what nothing leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbook.checks.material import Material, Prose
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.passages import Role
from briefbook.core.records import Kind, Term


def term_findings(material: Material) -> Iterator[Diagnostic]:
    """Yield terms that no glossary has or that several have, and entries that nothing uses."""
    book = material.book
    used: set[str] = set()
    for docname, doc in book.documents.items():
        for use in doc.term_uses:
            found = book.find_terms(use.target)
            if len(found) == 1:
                used |= {found[0].id} if doc.is_chapter else set()
            elif found:
                choices = ", ".join(sorted(f"{t.topic}:{t.name}" for t in found))
                yield material.finding_at(
                    docname, use.line, Code.TERM_AMBIGUOUS,
                    f"the term {use.target!r} stands in several glossaries; write one of {choices}",
                )  # fmt: skip
            else:
                yield material.finding_at(
                    docname, use.line, Code.TERM_UNKNOWN,
                    f"no glossary has the term {use.target!r}; add an entry or mend the spelling",
                )  # fmt: skip
    for docname, doc in book.documents.items():
        for term in doc.terms:
            if term.id not in used and material.chapters:
                yield material.finding_at(
                    docname, term.line, Code.TERM_UNUSED,
                    f"no chapter uses the entry {term.name!r}; link to it where it is mentioned, "
                    "or remove it",
                )  # fmt: skip


def unlinked_terms(material: Material, docnames: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield terms that a chapter mentions in its paragraphs and links to nowhere."""
    terms = [term for doc in material.book.documents.values() for term in doc.terms]
    pages: dict[str, list[Prose]] = {}
    for prose in material.prose:
        name = prose.passage.docname
        if name in material.chapters and name in docnames:
            pages.setdefault(name, []).append(prose)
    pattern, by_form = _forms(terms)
    if not by_form:
        return
    for docname, page in pages.items():
        linked = {
            term.id
            for use in material.book.documents[docname].term_uses
            for term in material.book.find_terms(use.target)
        }
        for prose, offset, form in _mentions(page, pattern, material):
            meant = by_form[form]
            if all(term.id not in linked for term in meant):
                linked |= {term.id for term in meant}
                yield material.finding(
                    prose.passage, offset, Code.TERM_UNLINKED,
                    f"{form!r} is explained in the glossary and linked nowhere in this chapter; "
                    f"write {{term}}`{form}` here",
                )  # fmt: skip


def _forms(terms: list[Term]) -> tuple[re.Pattern[str], dict[str, list[Term]]]:
    """Return a pattern for every form that is a name or of several words, and what each means."""
    by_form: dict[str, list[Term]] = {}
    for term in terms:
        for form in term.forms:
            if " " in form or form[:1].isupper():
                by_form.setdefault(form, []).append(term)
    forms = sorted(by_form, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])"), by_form


def _mentions(
    page: list[Prose], pattern: re.Pattern[str], material: Material
) -> Iterator[tuple[Prose, int, str]]:
    for prose in page:
        passage = prose.passage
        anchor = material.book.anchor(passage.place)
        if anchor is None or anchor.kind is not Kind.PARAGRAPH or passage.role is not Role.TEXT:
            continue
        for match in pattern.finditer(passage.text):
            if not prose.spoken(*match.span()):
                yield prose, match.start(), match[0]


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
