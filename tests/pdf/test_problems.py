"""What cannot be printed is said with the document's file and line; the last good PDF stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from sphinx.config import Config

import briefbook
from books import MakeBook, SmallBook
from briefbook.domain.reporting.refusal import BookRefusedError
from briefbook.pdf.extensions.notebooks import choose_forms
from pdf.conftest import pdf_file
from reading_back.pdf_reader import dense, read_pdf

INDEX = "# A book\n\nWords.\n"


UNPRINTABLE = {
    "Runes: \u16a0\u16b1.": (
        "no font of the PDF has 2 letters of the script Runic: “\u16a0” (U+16A0), “\u16b1”",
        "Runes: 16A016B1.",
    ),
    "[Nowhere](#nowhere-at-all) leads a link.": (
        "the link to “nowhere-at-all” has no target in the PDF, which prints its words alone",
        "Nowhere leads a link.",
    ),
    "{ref}`genindex` of the site.": (
        "the link to “genindex” leads to a page that Sphinx makes for the site alone: its words",
        "Index of the site.",
    ),
    "![](dot.png)": ("the picture dot.png has no alt text; say what it shows", ""),
    "![a red dot](https://example.org/dot.png)": (
        "the picture https://example.org/dot.png is on another host, and the PDF prints its alt",
        "[a red dot]",
    ),
    "<div>\nwords of HTML<script>code();</script>\n</div>": (
        "of raw HTML the PDF prints the words alone: '<div>\\nwords of HTML",
        "words of HTML",
    ),
    "{math}`\\nosuchcommand{x}`": (
        "the formula “\\nosuchcommand{x}” cannot be set: the command \\nosuchcommand",
        "\\nosuchcommand{x}",
    ),
}


@pytest.fixture(scope="module")
def unprintable(make_shared_book: MakeBook) -> SmallBook:
    files = {"docs/index.md": INDEX + "\n" + "\n\n".join(UNPRINTABLE) + "\n"}
    root = make_shared_book({"docs/index.md": INDEX}, builder="text").root
    Image.new("RGB", (4, 4)).save(root / "docs" / "dot.png")
    return make_shared_book(files, builder="briefpdf", clean=False)


def test_what_cannot_be_printed_is_a_warning_at_its_line(unprintable: SmallBook) -> None:
    line = 5
    for markup, (message, _printed) in UNPRINTABLE.items():
        assert f"docs/index.md:{line}: WARNING: {message}" in unprintable.messages
        line += markup.count("\n") + 2
    assert ".typ" not in unprintable.messages


def test_its_words_are_printed_and_no_others(unprintable: SmallBook) -> None:
    assert unprintable.app.statuscode == 0
    text = dense(read_pdf(pdf_file(unprintable)).text())
    for _message, printed in UNPRINTABLE.values():
        assert dense(printed) in text
    assert "code()" not in text


def test_scripts_that_our_own_fonts_lack_are_printed(make_book: MakeBook) -> None:
    words = "金正恩 大韓民國 かな مرحبا שלום ☃"
    book = _book(make_book, f"{INDEX}\n{words}\n")
    assert "金正恩" in dense(read_pdf(pdf_file(book)).text())


GADGET = """
from docutils import nodes
from docutils.parsers.rst import Directive


class gadget(nodes.General, nodes.Element):
    pass


class Gadget(Directive):
    def run(self):
        node = gadget()
        node.source, node.line = self.state_machine.get_source_and_line(self.lineno)
        return [node]


def setup(app):
    app.add_node(gadget)
    app.add_directive("gadget", Gadget)
    return {"parallel_read_safe": True}
"""


def test_a_node_that_the_pdf_does_not_know_is_named(
    make_book: MakeBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kitchen_gadgets.py").write_text(GADGET, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    conf = 'extensions += ["kitchen_gadgets"]\n'
    book = _book(make_book, INDEX + "\n```{gadget}\n```\n", conf=conf, clean=False)
    assert book.messages == (
        "docs/index.md:5: WARNING: the PDF knows no <gadget> (kitchen_gadgets) and prints the "
        "words in it alone; leave it out with the `only` directive, or have its extension say "
        "how to print it: app.add_node(gadget, briefpdf=(visit, depart)) [brief.pdf]\n"
    )


LABELLED = """
from docutils import nodes
from docutils.parsers.rst import Directive


class Labelled(Directive):
    # As sphinx-inline-tabs has its tabs.

    def run(self):
        body = nodes.container("", nodes.paragraph("", "A tide twice a day."))
        return [nodes.container("", nodes.label("", "Seaward side"), body)]


def setup(app):
    app.add_directive("labelled", Labelled)
    return {"parallel_read_safe": True}
"""


def test_a_label_that_is_no_notes_is_printed_as_a_title(
    make_book: MakeBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kitchen_labels.py").write_text(LABELLED, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    conf = 'extensions += ["kitchen_labels"]\n'
    page = f"{INDEX}\nWords.[^n]\n\n```{{labelled}}\n```\n\n[^n]: A note.\n"
    book = _book(make_book, page, conf=conf, clean=False)
    text = dense(read_pdf(pdf_file(book)).text())
    assert dense("Seaward side A tide twice a day.") in text


COUNTED = """
from docutils import nodes
from docutils.parsers.rst import Directive


class law(nodes.Admonition, nodes.Element):
    pass


class Law(Directive):
    has_content = True

    def run(self):
        node = law(realtype="law", ids=["a-law"])
        node += nodes.title("", "Of boats")
        node += nodes.section("", nodes.paragraph("", "All boats float."), ids=["law-content"])
        return [node]


def setup(app):
    app.add_enumerable_node(law, "law")
    app.add_directive("law", Law)
    return {"parallel_read_safe": True}
"""


def test_the_number_of_an_admonition_is_printed_as_the_site_writes_it(
    make_book: MakeBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So sphinx-proof counts them, and has its own visitors write the numbers.
    (tmp_path / "kitchen_laws.py").write_text(COUNTED, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    conf = 'extensions += ["kitchen_laws"]\nnumfig = True\nnumfig_format = {"law": "Gesetz %s"}\n'
    text = "---\nprefix: one\n---\n\n{#one}\n# One\n\n```{law}\nWords.\n```\n"
    book = make_book({"docs/one.md": text}, builder="briefpdf", conf=conf)
    printed = read_pdf(pdf_file(book)).text()
    assert "Gesetz1Ofboats" in printed
    assert "Allboatsfloat" in printed


def test_results_of_notebooks_have_a_form_that_is_printed() -> None:
    own = (("briefpdf", "text/plain", 5),)
    config = Config({}, {"nb_mime_priority_overrides": own})
    config.add("nb_mime_priority_overrides", (), "env", ())
    choose_forms(None, config)
    # By the setting that myst-nb asks, in which the book's own word comes last.
    first, *_others, last = config["nb_mime_priority_overrides"]
    assert first == ("briefpdf", "image/svg+xml", 10)
    assert (last,) == own


def test_a_failed_build_leaves_the_last_good_pdf(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = pdf_file(_book(make_book, INDEX)).read_bytes()
    with monkeypatch.context() as patch:
        _typeset_by(tmp_path, patch, "kill -9 $$")
        after = _book(make_book, INDEX + "\nMore.\n", clean=False)
    assert after.app.statuscode == 1
    assert pdf_file(after).read_bytes() == before
    fixed = _book(make_book, INDEX + "\nNo picture.\n")
    assert pdf_file(fixed).read_bytes() != before


def test_typesetting_that_is_killed_says_what_to_do(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _typeset_by(tmp_path, monkeypatch, "kill -9 $$")
    book = _book(make_book, INDEX, clean=False)
    assert book.app.statuscode == 1
    assert book.messages.startswith(
        "ERROR: typesetting a-small-book.pdf was killed (SIGKILL), most often because memory "
        "ran out; close other programs, or"
    )


def test_typesetting_that_fails_says_why_and_keeps_its_report(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _typeset_by(tmp_path, monkeypatch, "echo 'Frames.\nOSError: no libtypst' >&2; exit 1")
    book = _book(make_book, INDEX, clean=False)
    assert book.app.statuscode == 1
    assert book.messages == (
        "ERROR: a fault of briefbook, not of the book: OSError: no libtypst; "
        "report it with build/briefpdf.log [brief.pdf]\n"
    )
    log = (book.root / "build" / "briefpdf.log").read_text(encoding="utf-8")
    assert log == "Frames.\nOSError: no libtypst"


OTHER_TYPST = """
class TypstError(Exception):
    pass


class Fonts:
    def __init__(self, **settings):
        pass


class Compiler:
    def __init__(self, file):
        pass
"""


def test_a_fault_in_typesetting_is_not_the_authors(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "typst.py").write_text(OTHER_TYPST, encoding="utf-8")
    src = Path(briefbook.__file__).parent.parent
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'other'}:{src}")
    book = _book(make_book, INDEX, clean=False)
    assert book.app.statuscode == 1
    assert re.fullmatch(
        r"ERROR: a fault of briefbook, not of the book: TypeError: .* unexpected keyword argument "
        r"'\w+' \(briefbook/pdf/layout/typesetter\.py:\d+\); report it with build/briefpdf\.log "
        r"\[brief\.pdf\]\n",
        book.messages,
    )
    log = (book.root / "build" / "briefpdf.log").read_text(encoding="utf-8")
    assert log.startswith("Traceback")


def test_a_fault_in_writing_is_not_the_authors_and_leaves_the_last_good_pdf(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pdf_file(_book(make_book, INDEX)).read_bytes()

    def fails(*_arguments: object) -> None:
        raise KeyError("no such fact")

    monkeypatch.setattr("briefbook.pdf.printing.book_facts", fails)
    book = _book(make_book, INDEX + "\nMore.\n", clean=False)
    assert book.app.statuscode == 1
    assert re.match(
        r"ERROR: a fault of briefbook, not of the book: KeyError: 'no such fact' "
        r"\(briefbook/pdf/printing\.py:\d+\); report it with build/briefpdf\.log",
        book.messages,
    )
    assert pdf_file(book).read_bytes() == before


def test_a_picture_may_not_lead_out_of_the_book(make_book: MakeBook, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (4, 4)).save(secret)
    link = tmp_path / "book" / "docs" / "dot.png"
    link.parent.mkdir(parents=True)
    link.symlink_to(secret)
    files = {"docs/index.md": INDEX + "\n![a dot](dot.png)\n"}
    with pytest.raises(BookRefusedError, match=r"dot\.png \(.*secret\.png\) is outside"):
        make_book(files, builder="briefpdf")
    build = tmp_path / "book" / "build"
    assert not list(build.rglob("*.pdf"))
    content = secret.read_bytes()
    assert not any(p.read_bytes() == content for p in build.rglob("*") if p.is_file())
    book = make_book(files, builder="briefpdf", conf='brief_outside = [".."]\n')
    assert len(list(read_pdf(pdf_file(book)).structure.pages[-1].images)) == 1


def test_a_broken_picture_is_named_with_its_line_and_its_words_are_printed(
    make_book: MakeBook, tmp_path: Path
) -> None:
    # Beside an icon: what cannot be set is found in more than one attempt.
    text = "# One\n\nWords \ue123.\n\n![a dot](dot.png)\n\nJoined ![a box](b.svg).\n"
    docs = tmp_path / "book" / "docs"
    docs.mkdir(parents=True)
    (docs / "dot.png").write_bytes(b"\x89PNG\r\n\x1a\n no picture")
    (docs / "b.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width='
        '"9" height="9"><image xlink:href="dot.png" width="9" height="9"/></svg>'
    )
    book = make_book({"docs/one.md": text}, builder="briefpdf", clean=False)
    assert "docs/one.md:5: WARNING: the picture cannot be drawn (failed to decode" in book.messages
    assert "docs/one.md:7: WARNING: the picture cannot be drawn (failed to load linked image" in (
        book.messages
    )
    assert "docs/one.md:3: WARNING: no font of the PDF has a letter of private use" in book.messages
    assert str(tmp_path / "book" / "build") not in book.messages
    printed = read_pdf(pdf_file(book)).text()
    assert "WordsE123." in printed
    assert "[adot]" in printed
    assert "Joined[abox]." in printed


def test_pictures_of_many_kinds_are_printed(make_book: MakeBook, tmp_path: Path) -> None:
    """One is called otherwise than it is, one has a press's colours: browsers show them all."""
    docs = tmp_path / "book" / "docs"
    docs.mkdir(parents=True)
    Image.new("RGB", (9, 9)).save(docs / "jpeg.png", "JPEG")
    Image.new("CMYK", (9, 9), (0, 255, 255, 0)).save(docs / "press.jpg")
    Image.new("RGB", (9, 9)).quantize().save(docs / "old.bmp")
    Image.new("L", (9, 9), 99).save(docs / "scan.tiff")
    names = ("jpeg.png", "press.jpg", "old.bmp", "scan.tiff")
    text = "# One\n\n" + "\n\n".join(f"![{name}]({name})" for name in names)
    book = make_book({"docs/one.md": text}, builder="briefpdf")
    pictures = list(read_pdf(pdf_file(book)).structure.pages[-1].images)
    assert len(pictures) == len(names)
    press = pictures[1].image
    assert press is not None
    assert press.convert("RGB").tobytes()[0] > 200  # red


def test_a_second_run_with_nothing_changed_writes_nothing(make_book: MakeBook) -> None:
    first = pdf_file(_book(make_book, INDEX)).stat()
    second = pdf_file(_book(make_book, INDEX)).stat()
    assert (second.st_ino, second.st_mtime_ns) == (first.st_ino, first.st_mtime_ns)
    third = pdf_file(_book(make_book, INDEX, conf='brief_edition = "Second"\n')).stat()
    assert third.st_ino != first.st_ino


def test_what_the_site_has_read_is_not_stored_again(make_book: MakeBook) -> None:
    site = make_book({"docs/index.md": INDEX})
    read = site.root / "build" / "doctrees" / "environment.pickle"
    before = read.stat().st_mtime_ns
    pdf_file(make_book({"docs/index.md": INDEX}, builder="briefpdf"))
    assert read.stat().st_mtime_ns == before


def _typeset_by(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Have a shell script in place of each typesetting process."""
    program = folder / "typeset"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("briefbook.core.processes.fresh.sys.executable", str(program))


def _book(make_book: MakeBook, index: str, *, conf: str = "", clean: bool = True) -> SmallBook:
    book = make_book(
        {"docs/index.md": index, "docs/dot.png": ""}, builder="briefpdf", conf=conf, clean=clean
    )
    if clean:
        assert book.app.statuscode == 0
    return book
