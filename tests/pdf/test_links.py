"""Links within the PDF: each leads to a named place, and says in words where that is."""

from __future__ import annotations

import pytest

from books import MakeBook
from briefbook.pdf.errors import PdfError
from briefbook.pdf.found import Pages
from briefbook.pdf.links import LinksError, Target, room_for, with_links
from briefbook.pdf.manuscript import Piece
from briefbook.pdf.order import Place
from briefbook.pdf.printing import _linked
from briefbook.pdf.trace import Origin, Trace
from pdf.conftest import pdf_file
from pdf_reader import read_pdf

WORDS = "Some words of a paragraph that goes on for a while so that the page fills. " * 4
BOOK = {
    "docs/index.md": "# A\n\nSee [](#uno-n-said).\n\n```{toctree}\n:numbered:\n\nuno (1)\n```\n",
    # Signs that PDF strings escape, and letters that are several bytes in them.
    "docs/uno (1).md": "---\nprefix: uno\n---\n\n# Été (1)\n\n"
    + "".join(f"{{#uno-{n}}}\n{WORDS}\n\n" for n in range(1, 21))
    + "{#uno-21}\nSee [](#uno-20), [the title](<uno (1).md>).[^said]\n\n[^said]: Comment: said.\n",
}


def test_every_link_leads_to_a_place_and_says_its_page(make_book: MakeBook) -> None:
    pdf = read_pdf(pdf_file(make_book(BOOK, builder="briefpdf")))
    found = {}
    for page in pdf.structure.pages:
        for reference in page.get("/Annots") or ():
            link = reference.get_object()
            action = link.get("/A")
            assert action is None or action["/S"] == "/GoTo"
            if action:
                name = action["/D"]
                name = name if isinstance(name, str) else name.decode()
                assert name in pdf.places
                found[name] = link["/Contents"]
    assert found["uno-n-said"] == f"note 1, page {pdf.page_of('uno-n-said') + 1}"
    assert found["uno-20"] == f"page {pdf.page_of('uno-20') + 1}"
    # The note leads back to where it is called.
    assert any(name.startswith("uno-n-said-call") for name in found)


def test_a_link_is_written_in_its_place_byte_for_byte() -> None:
    room = room_for(["a (1).pdf", "b.pdf"])
    before = (
        f"x/A<</Type/Action/S/URI/URI(briefbook:one%20%28x%29#a{room})>>"
        f"/Contents(briefbook:one%20%28x%29#a{room})y"
    ).encode()
    target = Target("one (x)#a", "volume 2, page 7", "a (1).pdf")
    after = with_links(before, {"one%20%28x%29#a": target})
    assert len(after) == len(before)
    file = r"(a \(1\).pdf)"
    assert b" ".join(after.split()).decode() == (
        rf"x/A<</S/GoToR/F<</Type/Filespec/F{file}/UF{file}>>/D(one \(x\)#a) >>"
        "/Contents(volume 2, page 7) y"
    )


@pytest.mark.parametrize("files", [["b.pdf"], ["b-volume-1.pdf", "b-volume-2.pdf"]])
def test_the_shortest_label_has_room_for_the_longest_words(files: list[str]) -> None:
    words = "note 9999, " + ("volume 999, " if len(files) > 1 else "") + "page 99999"
    file = files[-1] if len(files) > 1 else ""
    address = f"(briefbook:a#b{room_for(files)})"
    before = f"/A<</Type/Action/S/URI/URI{address}>>/Contents{address}".encode()
    after = with_links(before, {"a#b": Target("b", words, file)})
    assert f"/Contents({words})".encode() in after
    assert len(after) == len(before)


def test_a_link_that_does_not_fit_is_an_error() -> None:
    before = b"/Type/Action/S/URI/URI(briefbook:a#b)"
    with pytest.raises(LinksError, match="no room"):
        with_links(before, {"a#b": Target("b", "", "x" * 60 + ".pdf")})


def test_a_link_without_a_place_is_named_with_its_line() -> None:
    place = Place("one", 1, "")
    origin = Origin("docs/one.md", 7)
    piece = Piece(place, "", Trace(), {"one#lost": origin, "one#here": origin}, [], {}, [])
    pages: Pages = {"one#here": (0, 3)}
    with pytest.raises(PdfError) as caught:
        _linked([piece], pages)
    (problem,) = caught.value.problems
    assert str(problem.origin) == "docs/one.md:7"
    assert "“lost” has no place in the PDF" in problem.message
