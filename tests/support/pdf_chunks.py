"""Small chunks, typeset from Typst code alone, and what a merged file of them holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import typst

from briefbook.pdf.typst.standards import STANDARDS

HOSTILE = r"see (12 0 R) \( /StructParent 7 /ID(Note 1) and 3 0 R"
"""An alternative text that looks like what is renumbered around it."""
_BOOK = """
#set document(title: "Of chunks", author: "The testers")
#set text(lang: "en")
#set page(width: 220pt, height: 260pt, numbering: "1")
"""
_CHAPTER = """
= {title} <{name}>
Words with a note.#footnote[What the note of {name} says.] A #link("briefbook:{to}")[link],
#link(<{name}>)[one of Typst's own] and an #link("https://chunk.example/{name}")[outer one].
#math.equation(alt: {hostile}, $x$)
== More of {title}
#table(columns: 2, table.header([A], [B]), [1], [2])
#let dot = (encoding: "rgb8", width: 1, height: 1)
#image(bytes((255, 0, 0)), format: dot, alt: "A dot", width: 9pt)
#pagebreak()
{name} goes on, and #link("briefbook:{name}")[back].
"""


def typeset(code: str) -> bytes:
    """Return a PDF of this Typst code, as the book's chunks are."""
    pdf: bytes = typst.compile(
        (_BOOK + code).encode(), format="pdf", pdf_standards=STANDARDS, timestamp=0
    )
    return pdf


def chapter(name: str, to: str) -> bytes:
    """Return a chunk of one chapter on two pages, with a link to another one's label."""
    hostile = '"' + HOSTILE.replace("\\", "\\\\") + '"'
    return typeset(_CHAPTER.format(name=name, title=name.title(), to=to, hostile=hostile))


def heads(pages: int) -> Callable[[], bytes]:
    """Return what returns so many pages that say “Head N” and nothing else."""
    head = "page(footer: none, pdf.artifact(place(top, dy: -14pt)[Head #(n + 1)]))"
    return lambda: typeset(f"#for n in range({pages}) {{ {head} }}")


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the elements of a document's structure in the order of reading."""
    waiting = list(pdf.Root.StructTreeRoot.K)
    while waiting:
        element = waiting.pop(0)
        yield element
        waiting[:0] = [kid for kid in kids_of(element) if "/S" in kid]


def kids_of(element: pikepdf.Object) -> list[Any]:
    """Return children of an element that are more than a number."""
    kids: Any = element.get("/K", [])
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary)]


def owners(pdf: pikepdf.Pdf) -> dict[tuple[int, int], pikepdf.Object]:
    """Return page (from 0) and number of marked content → the element that it belongs to."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    found = {}
    for element in elements(pdf):
        listed: Any = element.get("/K", [])
        for kid in listed:
            if isinstance(kid, int):
                found[pages[element.Pg.objgen], kid] = element
            elif kid.get("/Type") == pikepdf.Name.MCR:
                found[pages[kid.Pg.objgen], int(kid.MCID)] = element
    return found
