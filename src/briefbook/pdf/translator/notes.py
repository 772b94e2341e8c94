"""Notes: printed once at the foot of the page of the first call, linked from the later ones."""

from __future__ import annotations

from docutils import nodes

from briefbook.pdf.translator.core import DocumentTranslator, renders
from briefbook.pdf.translator.uses import with_uses
from briefbook.pdf.typst.literal import literal


@renders(nodes.footnote_reference)
def _footnote_reference(t: DocumentTranslator, node: nodes.footnote_reference) -> str:
    name = node.get("refid", "")
    note = t.notes.get(name)
    number = node.astext()
    if note is None:
        t.problem(node, f"note {number} is called but not defined in this chapter; define it")
        return f"#super[{t.text(node, number)}]"
    gap = "#between-notes" if _follows_a_note(node) else ""
    places = [t.book.labels.of_id(t.docname, id_) or "" for id_ in (name, node["ids"][0])]
    if name in t.called:
        pages = ", ".join(t.page_of(label, node) for label in places)
        return f"{gap}#called-again({literal(number)}, {literal(places[0])}, {pages})"
    t.called.update(note["ids"])
    t.note_numbers[places[0]] = number
    labels = ", ".join(t.link_to(label, node) for label in places)
    # Typst makes a bookmark of all text of a heading, but of no text that depends on its place.
    apart = "context " if isinstance(node.parent, nodes.title) else ""
    return f"{gap}#{apart}note({literal(number)}, {labels})[{t.anchor(note)}{_body(t, note)}]"


def _follows_a_note(node: nodes.footnote_reference) -> bool:
    before = node.parent.index(node) - 1
    return before >= 0 and isinstance(node.parent[before], nodes.footnote_reference)


def _body(t: DocumentTranslator, note: nodes.footnote) -> str:
    """Return a note's content; its first paragraph runs on from the number."""
    parts = [child for child in note.children if not isinstance(child, nodes.label)]
    if not parts or not isinstance(parts[0], nodes.paragraph):
        return t.children(parts)
    lead = t.mark(parts[0]) + t.anchor(parts[0]) + t.children(parts[0])
    return lead + t.children(parts[1:])


@renders(nodes.footnote)
def _footnote(_t: DocumentTranslator, _node: nodes.footnote) -> str:
    return ""  # printed where it is called; see DocumentTranslator.render_uncalled


@renders(nodes.label)
def _label(t: DocumentTranslator, node: nodes.label) -> str:
    # The theme numbers notes; elsewhere it is a title, as those of sphinx-inline-tabs.
    if isinstance(node.parent, (nodes.footnote, nodes.citation)):
        return ""
    return f"{t.mark(node)}#card-title[{t.children(node)}]"


@renders(nodes.citation)
def _citation(t: DocumentTranslator, node: nodes.citation) -> str:
    labels = [child for child in node.children if isinstance(child, nodes.label)]
    parts = [child for child in node.children if child not in labels]
    if "brief-bibliography" in node.parent["classes"]:
        return f"{t.mark(node)}#bibliography-entry[{with_uses(t, parts)}]"
    # One that is cited by its label: reST's own, or of another style of sphinxcontrib-bibtex.
    head = "".join(t.text(label, f"[{label.astext()}] ") for label in labels)
    return f"{t.mark(node)}#bibliography-entry[{head}{with_uses(t, parts, runs_on=True)}]"


@renders(nodes.citation_reference)
def _citation_reference(t: DocumentTranslator, node: nodes.citation_reference) -> str:
    label = t.book.labels.of_anchor(node.get("refid", ""))
    body = t.children(node)
    return f"#inside({t.link_to(label, node)})[{body}]" if label else body
