"""Chunks are merged into one file: what each of them held is there, and leads where it should."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path

import page as pdf_checker
import pikepdf
import pypdf
import pytest

from books import MakeBook
from briefbook.pdf import merge as merge_module
from briefbook.pdf.merge import merge
from briefbook.pdf.merge.fast import merge_fast
from briefbook.pdf.merge.parts import Parts
from briefbook.pdf.merge.plain import merge_plain
from briefbook.pdf.merge.rights import Rights
from briefbook.pdf.typst.book_links import LinkTarget
from briefbook.pdf.typst.positions import LabelPosition
from pdf.conftest import pdf_file
from pdf_chunks import HOSTILE, chapter, elements, heads, kids_of, owners, typeset
from reading_back.pdf_reader import Pdf, dense, read_pdf

Merge = Callable[[Parts], tuple[bytes, int]]

NAMES = ("one", "two", "tres")
TARGETS = {
    name: LinkTarget(f"{name}-1", f"page {n}") for n, name in zip((1, 3, 5), NAMES, strict=True)
}
POSITIONS = [LabelPosition(name, n, 60.0, 40.0) for n, name in zip((2, 4, 6), NAMES, strict=True)]
RIGHTS = Rights("© 2026, Bell & Dörn. Licence: CC BY 4.0", "https://example.org/by/4.0/?a&b")
PLACES = {name: [f"{name}-1", f"{name}-first"] for name in NAMES}


def faults(pdf: pikepdf.Pdf) -> list[str]:
    """Return what QPDF finds wrong in a file; pikepdf 9 calls this otherwise."""
    name = "check_pdf_syntax" if hasattr(pdf, "check_pdf_syntax") else "check"
    return list(getattr(pdf, name)())


@dataclass(frozen=True, slots=True)
class Bound:
    """A file of three chunks, and each of them as a file of its own."""

    path: Path
    chunks: tuple[bytes, ...]
    merge: Merge

    @property
    def whole(self) -> pikepdf.Pdf:
        return pikepdf.open(self.path)

    @property
    def alone(self) -> list[pikepdf.Pdf]:
        return [
            _opened(self.merge(Parts([chunk], heads(2), TARGETS, [], {}))[0])
            for chunk in self.chunks
        ]

    @property
    def read(self) -> Pdf:
        return read_pdf(self.path)


@pytest.fixture(scope="module", params=[merge_plain, merge_fast], ids=["plain", "fast"])
def merging(request: pytest.FixtureRequest) -> Merge:
    """Return each of the two ways to merge: both keep the same promises."""
    way: Merge = request.param
    return way


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory, merging: Merge) -> Bound:
    chunks = tuple(
        chapter(name, to) for name, to in zip(NAMES, ("tres", "one", "two"), strict=True)
    )
    content, pages = merging(Parts(chunks, heads(6), TARGETS, POSITIONS, PLACES, RIGHTS))
    assert pages == 6
    path = tmp_path_factory.mktemp("bound") / "three.pdf"
    path.write_bytes(content)
    return Bound(path, chunks, merging)


def _opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def test_the_file_is_sound(three: Bound) -> None:
    whole = three.whole
    assert faults(whole) == []
    assert whole.get_warnings() == []


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_chunks_merged_meet_the_standards(three: Bound, profile: str) -> None:
    report = pdf_checker.validate_pdf(three.path, profile=profile)
    failures = {f.rule_id for f in report.failures}
    assert failures == set()


def test_the_metadata_say_whose_it_is_and_what_may_be_done_with_it(three: Bound) -> None:
    with three.whole.open_metadata() as told:
        assert told["dc:rights"] == RIGHTS.words
        assert told["{http://ns.adobe.com/xap/1.0/rights/}WebStatement"] == RIGHTS.address


def test_the_structure_is_one_document_in_the_order_of_the_chunks(three: Bound) -> None:
    def told(pdf: pikepdf.Pdf) -> list[tuple[str, str, str]]:
        return [(str(e.S), str(e.get("/T")), str(e.get("/Alt"))) for e in elements(pdf)]

    whole = told(three.whole)
    assert whole == [whole[0]] + [entry for pdf in three.alone for entry in told(pdf)[1:]]
    assert [entry[0] for entry in whole].count("/Document") == 1
    assert [entry[2] for entry in whole].count(HOSTILE) == 3
    for element in elements(three.whole):
        parents = [kid.P for kid in kids_of(element) if "/S" in kid]
        assert parents == [element] * len(parents)


def test_what_a_page_shows_knows_its_element(three: Bound) -> None:
    whole = three.whole
    listed = list(whole.Root.StructTreeRoot.ParentTree.Nums)
    tree = dict(zip(map(int, listed[::2]), listed[1::2], strict=True))
    assert list(tree) == list(range(whole.Root.StructTreeRoot.ParentTreeNextKey))
    found = {
        (number, part): element
        for number, page in enumerate(whole.pages)
        for part, element in enumerate(tree[int(page.obj.StructParents)])
    }
    assert found == owners(whole)
    for page in whole.pages:
        for link in page.obj.get("/Annots", []):
            references = kids_of(tree[int(link.StructParent)])
            assert [kid.Obj for kid in references if "/Obj" in kid] == [link]
            assert [kid.Pg for kid in references if "/Obj" in kid] == [page.obj]


def test_ids_of_elements_are_unique_and_listed(three: Bound) -> None:
    whole = three.whole
    own = [str(element.ID) for element in elements(whole) if "/ID" in element]
    # A note and two heads of a table's columns in each.
    assert len(own) == 9
    listed = list(whole.Root.StructTreeRoot.IDTree.Names)
    names = [bytes(name) for name in listed[::2]]
    assert names == sorted(set(names))
    assert {
        str(name): element.ID for name, element in zip(listed[::2], listed[1::2], strict=True)
    } == {name: name for name in own}
    called = {
        str(name)
        for element in elements(whole)
        for attributes in element.get("/A", [])
        for name in attributes.get("/Headers", [])
    }
    assert called == {name for name in own if "Note" not in name}


def test_bookmarks_follow_each_other(three: Bound) -> None:
    bookmarks = [("One", 0), ("More of One", 0), ("Two", 2), ("More of Two", 2), ("Tres", 4)]
    assert three.read.outline() == [*bookmarks, ("More of Tres", 4)]
    whole = three.whole
    outlines = whole.Root.Outlines
    top = [outlines.First]
    while "/Next" in top[-1]:
        top.append(top[-1].Next)
    assert top[-1] == outlines.Last
    assert outlines.Count == len(top) == 3
    assert all(after.Prev == before for before, after in pairwise(top))
    assert all(bookmark.Parent == outlines for bookmark in top)
    assert "/Prev" not in top[0]


def test_links_and_names_lead_to_pages_of_the_whole(three: Bound) -> None:
    pdf = three.read
    assert {name: pdf.page_of(name) for name in pdf.places} == {
        **dict(zip(NAMES, (0, 2, 4), strict=True)),
        **{f"{name}-1": page for name, page in zip(NAMES, (1, 3, 5), strict=True)},
        **{f"{name}-first": page for name, page in zip(NAMES, (1, 3, 5), strict=True)},
    }
    led = [
        [
            (str(link.Contents), str(link.A.D))
            for link in page.obj.Annots
            if "/D" in link.get("/A", ())
        ]
        for page in three.whole.pages
    ]
    assert led == [
        [("page 5", "tres-1")],
        [("page 1", "one-1")],
        [("page 1", "one-1")],
        [("page 3", "two-1")],
        [("page 3", "two-1")],
        [("page 5", "tres-1")],
    ]


def test_a_place_shows_the_line_above_it_but_nothing_above_the_page(merging: Merge) -> None:
    positions = [LabelPosition("one", 1, 60.0, 40.0), LabelPosition("two", 2, 9.0, 40.0)]
    parts = Parts([chapter("one", "one")], heads(2), TARGETS, positions, PLACES)
    content, _pages = merging(parts)
    places = pypdf.PdfReader(io.BytesIO(content)).named_destinations
    assert [str(places[name].top) for name in ("one-1", "two-1")] == ["216", "260"]


def test_each_page_has_its_own_head_and_the_next_number(three: Bound) -> None:
    pdf = three.read
    texts = [dense(page.get_textpage().get_text_bounded()) for page in pdf.drawn]
    assert [f"Head{n}" in text for n, text in zip(count(1), texts, strict=False)] == [True] * 6
    # The pictures of a page stay.
    whole = three.whole
    pictures = [sorted(page.obj.Resources.XObject.keys()) for page in whole.pages]
    assert pictures == [["/Head", "/x0"], ["/Head"]] * 3
    assert pdf.structure.page_labels == [str(n) for n in range(1, 7)]
    assert "<xmpTPg:NPages>6<" in whole.Root.Metadata.read_bytes().decode()


def test_what_chunks_share_is_in_the_file_once(three: Bound) -> None:
    whole = three.whole
    streams = [thing for thing in whole.objects if isinstance(thing, pikepdf.Stream)]
    for shared in ("/N", "/BBox"):
        contents = [thing.read_raw_bytes() for thing in streams if shared in thing]
        assert len(contents) > 1, shared
        assert len(set(contents)) == len(contents), shared


def test_the_same_chunks_give_the_same_bytes_and_others_another_identity(three: Bound) -> None:
    again, _pages = three.merge(Parts(three.chunks, heads(6), TARGETS, POSITIONS, PLACES, RIGHTS))
    assert again == three.path.read_bytes()
    other, _pages = three.merge(Parts(three.chunks, heads(6), TARGETS, POSITIONS[:2], PLACES))
    before, after = three.whole.trailer.ID, _opened(other).trailer.ID
    assert before[0] == after[0]
    assert before[1] != after[1]


def test_a_chunk_without_words_is_merged_too(merging: Merge) -> None:
    chunks = [typeset("#page[]"), chapter("one", "one"), typeset("#page[]")]
    content, pages = merging(Parts(chunks, heads(4), TARGETS, [], {}))
    pdf = _opened(content)
    assert pages == len(pdf.pages) == 4
    assert faults(pdf) == []
    with pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["One"]


def test_a_small_book_is_merged_plainly_and_a_large_one_fast(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = Parts([chapter("one", "one")], heads(2), TARGETS, POSITIONS[:1], PLACES)
    told: list[str] = []
    assert merge(parts, told.append) == merge_plain(parts)
    monkeypatch.setattr(merge_module, "_SMALL", 0)
    assert merge(parts, told.append) == merge_fast(parts)
    assert told == []


def test_a_typst_that_spells_otherwise_costs_time_and_no_book(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(merge_module, "_SMALL", 0)
    monkeypatch.setattr("briefbook.pdf.merge.fast.objects._END", b"\nend of object\n")
    # Clean: with -W, as `briefbook book` has it, a warning of Sphinx's would fail the build.
    book = make_book({"docs/one.md": "# One\n\nFirst words.\n"}, "briefpdf", clean=True)
    assert dense("First words.") in read_pdf(pdf_file(book)).text()
    said = capfd.readouterr().err
    assert said.startswith(
        "WARNING: this Typst spells its PDFs in a way that is new to briefbook (object 1 of the "
        "PDF does not begin and end as expected); they are merged by a way that takes longer; "
        "update briefbook [brief.pdf_merge]"
    )


def test_whatever_a_pdf_looks_like_inside_it_can_be_merged_plainly(three: Bound) -> None:
    anew = []
    for chunk in three.chunks:
        out = io.BytesIO()
        _opened(chunk).save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        anew.append(out.getvalue())
    content, _pages = merge_plain(Parts(anew, heads(6), TARGETS, POSITIONS, PLACES))
    whole, again = three.whole, _opened(content)
    assert faults(again) == []
    assert owners(again).keys() == owners(whole).keys()
    assert [str(e.S) for e in elements(again)] == [str(e.S) for e in elements(whole)]


def test_chunks_that_do_not_go_together_are_refused(merging: Merge) -> None:
    chunk = chapter("one", "one")
    with pytest.raises(ValueError, match="two chunks name the same place: one"):
        merging(Parts([chunk, chunk], heads(4), TARGETS, [], {}))
    with pytest.raises(ValueError, match="3 pages of heads for 2 pages"):
        merging(Parts([chunk], heads(3), TARGETS, [], {}))


def test_no_letter_of_a_merged_file_means_a_soft_hyphen(merging: Merge) -> None:
    # The first hyphen of the font parts a word at the end of a line.
    chunk = typeset("= One <one>\n#block(width: 30pt)[over#sym.hyph.soft;stand]")

    def meanings(content: bytes) -> bytes:
        with _opened(content) as pdf:
            fonts = [font for font in pdf.objects if isinstance(font, pikepdf.Dictionary)]
            return b"".join(f.ToUnicode.read_bytes() for f in fonts if "/ToUnicode" in f)

    merged, _pages = merging(Parts([chunk], heads(1), {}, [], {}))
    assert b"<00AD>" in meanings(chunk)
    assert b"<00AD>" not in meanings(merged)
    assert meanings(merged).count(b"<002D>") == 1


def test_no_stream_of_a_merged_file_ends_in_a_carriage_return(three: Bound) -> None:
    # Whatever checks a file for archives may take it for a part of the line end after it.
    for stream in three.whole.objects:
        if isinstance(stream, pikepdf.Stream) and stream.read_raw_bytes().endswith(b"\r"):
            assert three.path.read_bytes().count(stream.read_raw_bytes() + b"\r\nendstream") == 1
