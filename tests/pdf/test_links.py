"""Links within the PDF: each leads to a named place, and says in words where that is."""

from __future__ import annotations

import pytest

from books import MakeBook
from briefbook.core.processes.faults import FaultError
from briefbook.output.reading_order import DocumentPlace
from briefbook.pdf.layout.feedback import Pages
from briefbook.pdf.layout.print_run import _linked
from briefbook.pdf.manuscript import TranslatedDocument
from briefbook.pdf.merge.fast.links import resolve_links
from briefbook.pdf.merge.fast.objects import NULL, Objects
from briefbook.pdf.typst.book_links import LinkTarget
from briefbook.pdf.typst.errors import PdfError
from briefbook.pdf.typst.trace import SourceLine, Trace
from pdf.conftest import pdf_file
from reading_back.pdf_reader import read_pdf

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


def _objects(*texts: bytes) -> Objects:
    return Objects([NULL, *texts], {}, 0, 0, (b"", b""))


def test_a_link_to_another_file_names_file_and_place() -> None:
    link = (
        b"<</Type/Annot/A<</Type/Action/S/URI/URI(briefbook:one%20%28x%29#a)>>/F 4/StructParent 3"
        b"/Contents(briefbook:one%20%28x%29#a)>>"
    )
    other = b"<</Type/StructElem/Alt(/URI(briefbook:one#a))>>"
    objects = _objects(link, other)
    target = LinkTarget("one (x)#a", "volume 2, page 7", r"a (1)\.pdf")
    resolve_links(objects, {"one%20%28x%29#a": target})
    file = r"(a \(1\)\\.pdf)"
    assert objects.texts[1].decode() == (
        rf"<</Type/Annot/A<</Type/Action/S/GoToR/F<</Type/Filespec/F{file}/UF{file}>>"
        r"/D(one \(x\)#a)>>/F 4/StructParent 3/Contents(volume 2, page 7)>>"
    )
    assert objects.texts[2] == other


def test_a_link_that_is_spelled_otherwise_is_refused() -> None:
    link = b"<</Type/Annot/A<</Type/Action/S/URI/URI(briefbook:a#b)>>/F 4>>"
    with pytest.raises(ValueError, match="not spelled as expected"):
        resolve_links(_objects(link), {"a#b": LinkTarget("b", "")})


def test_a_link_without_a_place_is_named_with_its_line() -> None:
    place = DocumentPlace("one", 1, "")
    origin = SourceLine("docs/one.md", 7)
    piece = TranslatedDocument(
        place, "", Trace(), {"one#lost": origin, "one#here": origin}, [], {}, []
    )
    pages: Pages = {"one#here": (0, 3)}
    with pytest.raises(PdfError) as caught:
        _linked([piece], pages, ['#anchor("one#here")Words.'])
    (problem,) = caught.value.problems
    assert str(problem.origin) == "docs/one.md:7"
    assert "“lost” has no place in the PDF" in problem.message


def test_an_anchor_whose_place_typst_does_not_tell_is_a_fault_of_ours() -> None:
    origin = SourceLine("docs/one.md", 7)
    piece = TranslatedDocument(
        DocumentPlace("one", 1, ""), "", Trace(), {"one#lost": origin}, [], {}, []
    )
    with pytest.raises(FaultError) as caught:
        _linked([piece], {}, ['#anchor("one#lost")Words.'])
    assert caught.value.fault.what == (
        "Typst tells no place of the anchor one#lost that it was given"
    )
    assert "docs/one.md:7" in caught.value.fault.report
