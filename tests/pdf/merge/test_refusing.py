"""Nothing but PDFs as Typst spells them is merged fast: all else is refused, never a wrong file."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest

from briefbook.pdf.merge.fast import merge_fast
from briefbook.pdf.merge.parts import Parts
from pdf.merge.test_merge import TARGETS
from pdf_chunks import chapter, heads, typeset


def _saved_anew(chunk: bytes) -> bytes:
    out = io.BytesIO()
    pikepdf.open(io.BytesIO(chunk)).save(out)
    return out.getvalue()


def _swapped(chunk: bytes) -> bytes:
    """Exchange the places of the first two objects in the cross-reference table."""
    rows = re.search(rb"(f\r\n)(.{18}\r\n)(.{18}\r\n)", chunk)
    assert rows is not None
    return chunk.replace(rows[0], rows[1] + rows[3] + rows[2])


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda _chunk: b"", "the PDF does not end in a trailer"),
        (lambda chunk: chunk[:-40], "does not end in a trailer"),
        (_saved_anew, "does not end in a trailer"),
        (lambda chunk: chunk.replace(b"\n9 0 obj", b"\n8 0 obj"), "object 9 of the PDF does not"),
        (lambda chunk: chunk.replace(b" 65535 f", b" 65534 f"), "no cross-reference table"),
        (_swapped, "not in the order of their numbers"),
        (lambda chunk: chunk.replace(b" 0 R/MediaBox", b"\n0 R/MediaBox"), "not on one line"),
        (
            lambda chunk: chunk.replace(b"/Type/Catalog", b"/Type/catalog"),
            "but should match <</Type/Cat",
        ),
        (lambda chunk: chunk.replace(b"/S/Document", b"/S/Sections"), "but should match"),
        (lambda chunk: re.sub(rb"(/Kids\[\d+) 0", rb"\1 1", chunk), "not a list of references"),
        (lambda chunk: re.sub(rb"NextKey \d", b"NextKey 0", chunk), "though the next one is 0"),
    ],
)
def test_what_is_no_pdf_of_typsts_is_refused(broken: Callable[[bytes], bytes], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        merge_fast(Parts([broken(typeset("= One"))], heads(1), {}, [], {}))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('#set page(numbering: "i")\n= One', "but should match"),
        ('#heading[One]#label("(b")\n#link(label("(b"))[c]', "not a list of names"),
    ],
)
def test_what_no_book_has_is_refused(code: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        merge_fast(Parts([typeset(code)], heads(1), {}, [], {}))


def test_pages_that_share_their_resources_are_refused() -> None:
    chunk = typeset("One #pagebreak() two")
    first, second = re.findall(rb"/Resources \d+ 0 R", chunk)
    with pytest.raises(ValueError, match="share their resources"):
        merge_fast(Parts([chunk.replace(second, first)], heads(2), {}, [], {}))


def test_a_reference_that_leads_to_no_object_is_refused() -> None:
    lost = re.sub(rb"/Pg \d\d 0 R", b"/Pg 99 0 R", chapter("one", "one"))
    with pytest.raises(ValueError, match="leads to no object"):
        merge_fast(Parts([typeset("= Two"), lost], heads(3), TARGETS, [], {}))
