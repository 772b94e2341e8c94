"""References in a row name their chapter once: “chapter 2, ¶¶ 7, 8 and 10”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes

from briefbook.core.book import NUMBERED, Book
from briefbook.core.records import Anchor, AnchorKind
from briefbook.core.words.labels import label, message, semicolon, sides

#: How several are called.
_SEVERAL = {
    AnchorKind.PARAGRAPH: message("¶¶ {number}"),
    AnchorKind.NOTE: message("notes {number}"),
}


def _betweens() -> dict[str, str]:
    """Return what may be between two references of a row, and what is there then."""
    and_, comma = label(" and "), label(", ")
    same = {
        "; ": comma,
        semicolon(): comma,
        "\N{NARROW NO-BREAK SPACE}; ": comma,
        ", ": comma,
        comma: comma,
        and_: and_,
        f",{and_}": and_,
    }
    # Also in a book of another language.
    return {" and ": and_, ", and ": and_, **same}


def join_references(references: Iterable[nodes.reference], book: Book) -> None:
    """Shorten references to paragraphs, or to notes, of one chapter that follow each other.

    ``references`` are those whose words the book made, in the order of the text. The first of a
    row names the chapter, the others are numbers; the last has the ids of all in ``joined``, and
    the others are of the class ``brief-joined``, for builders that print pages.
    """
    row: list[tuple[nodes.reference, Anchor]] = []
    for reference in references:
        anchor = book.place(reference["anchor"])
        if row and not _continues(row[-1], reference, anchor):
            _join(row)
            row = []
        row.append((reference, anchor))
    _join(row)


def _continues(
    last: tuple[nodes.reference, Anchor], reference: nodes.reference, anchor: Anchor
) -> bool:
    before, other = last
    if anchor.kind not in _SEVERAL or (anchor.kind, anchor.docname) != (other.kind, other.docname):
        return False
    return before.parent is reference.parent and "".join(_between(before, reference)) in _betweens()


def _between(before: nodes.reference, after: nodes.reference) -> Iterator[str]:
    """Yield the texts between two references; a line's end counts as a space."""
    siblings = before.parent.children
    for node in siblings[siblings.index(before) + 1 : siblings.index(after)]:
        yield str(node).replace("\n", " ") if isinstance(node, nodes.Text) else "…"


def _join(row: list[tuple[nodes.reference, Anchor]]) -> None:
    if len(row) < 2:
        return
    kind = row[0][1].kind
    one, one_after = sides(NUMBERED[kind])
    many, many_after = sides(_SEVERAL[kind])
    for place, (reference, anchor) in enumerate(row):
        reference["reftitle"] = reference.astext()
        (words,) = reference.findall(nodes.Text)
        if place:
            _replace_between(row[place - 1][0], reference)
            shorter = anchor.label
        else:
            sign = f"{one}{anchor.label}{one_after}"
            shorter = f"{words.removesuffix(sign)}{many}{anchor.label}"
        if place == len(row) - 1:
            shorter += many_after
        words.parent.replace(words, nodes.Text(shorter))
        reference["classes"].append("brief-joined")
    last = row[-1][0]
    last["classes"].remove("brief-joined")
    last["joined"] = [anchor.id for _reference, anchor in row]


def _replace_between(before: nodes.reference, after: nodes.reference) -> None:
    parent = before.parent
    first, last = parent.index(before) + 1, parent.index(after)
    words = "".join(_between(before, after))
    parent[first:last] = [nodes.Text(_betweens()[words])]
