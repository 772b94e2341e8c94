"""Whatever of the rest is planted anywhere in a pack is found, and nothing that belongs there."""

from __future__ import annotations

import base64
import html
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from briefbook.packs.cutting.tree import write_tree
from briefbook.packs.plan import read_plan
from briefbook.packs.scanning.folders import Content
from briefbook.packs.scanning.needles import Leak, Needles, find_needles
from briefbook.packs.scanning.scan import Scan, scan
from packing.pack_book import RIVER, write_book

#: Of the rest: a sentence, three words that the pack has singly, a name, ids, a figure, a page.
SENTENCE = "Nobody but Ghislenghien paid for it"
THREE = "knew the ferryman"
NAME = "Zwyndrechter"
IDS = ("river-2", "river-n-hidden", "term-places-yttersund", "reading-crates", "ref-shared2025")
FIGURE = "48,513 crates"
PAGE = "chapters/harbour.html"
EVERY = (SENTENCE, THREE, NAME, *IDS, FIGURE, PAGE)
#: What single words and figures say among bytes, nobody can tell.
TELLING = (SENTENCE, *IDS[1:])
#: Words of the pack, of the tools and of the calendar.
HARMLESS = (
    "The bridge at Alderton was closed, and Bremgarten knew it. Skip to main content. "
    "Search this book. 12 November 2025, river-1, 3 bridges, chapters/river.html"
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the folder of a book, in which a cut part also has three known words, and a tree."""
    river = RIVER.replace("Another item of Ruthven", "Another item; Bremgarten knew the ferryman")
    book = write_book(tmp_path_factory.mktemp("scan") / "book", river=river)
    plan = read_plan(book)
    tree = book.with_name("tree")
    write_tree(book, plan, plan.pack("public"), tree)
    return book, tree


def scan_of(folders: tuple[Path, Path], built: Path, name: str, data: bytes) -> Scan:
    (built / name).parent.mkdir(parents=True, exist_ok=True)
    (built / name).write_bytes(data)
    return scan(*folders, built)


def missed(
    folders: tuple[Path, Path], built: Path, place: tuple[str, Callable[[str], bytes]],
    leaks: tuple[str, ...],
) -> list[str]:  # fmt: skip
    """Plant each leak in a file of its own; return those of which nothing was found."""
    name, make = place
    for number, leak in enumerate(leaks):
        path = built / f"{number}" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(make(leak))
    found = {hit.file.partition("/")[0] for hit in scan(*folders, built).hits}
    return [leak for number, leak in enumerate(leaks) if f"{number}" not in found]


def pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    made = pikepdf.Pdf.new()
    made.add_blank_page()
    change(made)
    out = io.BytesIO()
    made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _on_page(text: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page = made.pages[0]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = text.encode("latin-1")
        page.Contents = made.make_stream(b"BT /F1 12 Tf 72 700 Td (" + shown + b") Tj ET")

    return pdf(change)


def _bookmark(text: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(text, 0))

    return pdf(change)


def _xmp(text: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        with made.open_metadata() as metadata:
            metadata["dc:description"] = text

    return pdf(change)


def _alt_text(text: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        figure = pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt=pikepdf.String(text))
        made.Root.StructTreeRoot = pikepdf.Dictionary(K=pikepdf.Array([figure]))

    return pdf(change)


def _docinfo(text: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        made.docinfo["/Keywords"] = text

    return pdf(change)


def _attachment(text: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        made.attachments["notes.txt"] = pikepdf.AttachedFileSpec(
            made,
            b"\x00\xff" + text.encode(),
            filename="notes.txt",
            description="",
            mime_type="",
            creation_date="",
            mod_date="",
        )

    return pdf(change)


def _png(text: str, *, packed: bool) -> bytes:
    value = b"Comment\0" + (b"\0" + zlib.compress(text.encode()) if packed else text.encode())
    kind = b"zTXt" if packed else b"tEXt"
    chunk = struct.pack(">I", len(value)) + kind + value + struct.pack(">I", zlib.crc32(value))
    return b"\x89PNG\r\n\x1a\n" + chunk


def _zip(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def _search_index(text: str) -> bytes:
    terms = {word.lower(): 1 for word in text.split()}
    return f"Search.setIndex({json.dumps({'terms': terms, 'titles': [text]})})".encode()


def _page(inner: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{inner}</body></html>".encode()


def _inventory(text: str) -> bytes:
    head = b"# Sphinx inventory version 2\n# Project: x\n# Version: 1\n# zlib\n"
    return head + zlib.compress(f"{text} brief:anchor 1 index.html#$ -\n".encode())


PLANTS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "text": ("html/index.html", lambda t: _page(f"<p>{html.escape(t)}</p>")),
    "words in pieces": (
        "html/index.html", lambda t: _page("<p>" + "<b></b> ".join(t.split(" ")) + "</p>"),
    ),
    "alt text": ("html/index.html", lambda t: _page(f'<img alt="{html.escape(t)}">')),
    "comment": ("html/index.html", lambda t: _page(f"<!-- {t} -->")),
    "meta": ("html/index.html", lambda t: _page(f'<meta name="description" content="{t}">')),
    "JSON-LD": (
        "html/index.html",
        lambda t: _page(f'<script type="application/ld+json">{{"name": "{t}"}}</script>'),
    ),
    "entities": (
        "html/index.html", lambda t: _page("".join(f"&#{ord(c)};" for c in t)),
    ),
    "script": ("html/a.js", lambda t: f"var a = '{t}';".encode()),
    "comment of a script": ("html/a.js", lambda t: f"// {t}\nvar a = 1;".encode()),
    "escapes": (
        "html/a.js", lambda t: ("a('" + "".join(f"\\u{ord(c):04x}" for c in t) + "')").encode(),
    ),
    "search index": ("html/searchindex.js", _search_index),
    "anchors": ("html/anchors.json", lambda t: json.dumps({"a": [{"text": t}]}).encode()),
    "key of JSON": ("html/anchors.json", lambda t: json.dumps({t: 1}).encode()),
    "inventory": ("html/objects.inv", _inventory),
    "CSV": ("data/readings.csv", lambda t: f'id,note\nshut,"{t}"\n'.encode()),
    "bibliography": ("html/sources.bib", lambda t: f"@misc{{a, note = {{{t}}}}}\n".encode()),
    "style": ("html/a.css", lambda t: f'.a::after {{ content: "{t}" }}'.encode()),
    "drawing": ("html/a.svg", lambda t: f"<svg><title>{html.escape(t)}</title></svg>".encode()),
    "page of a PDF": ("pdf/a.pdf", _on_page),
    "bookmark": ("pdf/a.pdf", _bookmark),
    "XMP": ("pdf/a.pdf", _xmp),
    "structure tree": ("pdf/a.pdf", _alt_text),
    "document's data": ("pdf/a.pdf", _docinfo),
    "EPUB": ("epub/a.epub", lambda t: _zip("OEBPS/a.xhtml", _page(f"<p>{html.escape(t)}</p>"))),
    "comment of a picture": ("html/a.png", lambda t: _png(t, packed=True)),
    "UTF-16": ("html/a.bin", lambda t: b"\xff\x00\xfe" + t.encode("utf-16-le")),
}  # fmt: skip
AMONG_BYTES: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "picture": ("html/a.png", lambda t: _png(t, packed=False)),
    "attachment": ("pdf/a.pdf", _attachment),
    "data address": (
        "html/index.html",
        lambda t: _page(
            '<img src="data:image/png;base64,'
            + base64.b64encode(bytes(30) + t.encode()).decode()
            + '">'
        ),
    ),
    "picture in an EPUB": ("epub/a.epub", lambda t: _zip("a.jpg", b"\xff\xd8" + t.encode())),
    "font": ("html/a.woff2", lambda t: b"wOF2\x00\xff" + t.encode()),
    "address": ("html/index.html", lambda t: _page(f'<a href="x?q={t.replace(" ", "%20")}">x</a>')),
}  # fmt: skip


@pytest.mark.parametrize("place", PLANTS)
def test_every_planted_leak_is_found(
    folders: tuple[Path, Path], tmp_path: Path, place: str
) -> None:
    assert missed(folders, tmp_path, PLANTS[place], EVERY) == []


@pytest.mark.parametrize("place", AMONG_BYTES)
def test_words_and_ids_are_found_among_bytes(
    folders: tuple[Path, Path], tmp_path: Path, place: str
) -> None:
    assert missed(folders, tmp_path, AMONG_BYTES[place], TELLING) == []


def test_a_date_of_the_pack_in_words_is_no_hit(folders: tuple[Path, Path], tmp_path: Path) -> None:
    book, tree = folders
    (book / "docs/other.md").write_text("# Other\n\nIt ended about October 2031.\n", "utf-8")
    page = _page("<p>about October 2031</p>")
    try:
        assert scan_of((book, tree), tmp_path, "html/a.html", page).hits
        (tree / "docs/dates.csv").write_text("date\n2031-10~\n", "utf-8")
        assert scan_of((book, tree), tmp_path, "html/a.html", page).hits == ()
    finally:
        (book / "docs/other.md").unlink()
        (tree / "docs/dates.csv").unlink(missing_ok=True)


def test_what_belongs_into_the_pack_is_no_hit(folders: tuple[Path, Path], tmp_path: Path) -> None:
    for number, (name, make) in enumerate([*PLANTS.values(), *AMONG_BYTES.values()]):
        path = tmp_path / f"{number}/{name}"
        path.parent.mkdir(parents=True)
        path.write_bytes(make(HARMLESS))
    found = scan(*folders, tmp_path)
    assert found.hits == ()
    assert found.files == len(PLANTS) + len(AMONG_BYTES)


def test_a_file_is_named_by_what_it_shows(folders: tuple[Path, Path], tmp_path: Path) -> None:
    found = scan_of(folders, tmp_path, PAGE, b"<p>x</p>")
    assert [(hit.kind, hit.what) for hit in found.hits] == [("path", PAGE)]


def test_letters_that_only_the_rest_has_are_found_in_a_font(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    book, tree = folders
    (book / "docs/other.md").write_text("# Other\n\n김정은\n", "utf-8")
    try:
        map_ = b"1 beginbfrange\n<0001> <0003> <AE3F>\nendbfrange"
        data = pdf(lambda made: setattr(made.Root, "Font", made.make_stream(map_)))
        found = scan_of((book, tree), tmp_path, "pdf/a.pdf", data)
        assert [(hit.kind, hit.what) for hit in found.hits] == [("sign", "김")]
    finally:
        (book / "docs/other.md").unlink()


def test_three_words_within_others_are_named_for_a_person_to_look_at(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    page = _page(f"<p>Feodosia {THREE}, as Montreuil founded it.</p>")
    found = scan_of(folders, tmp_path, "html/index.html", page)
    assert found.hits == ()
    assert [hit.what for hit in found.possible] == [THREE]


@pytest.mark.parametrize("between", [" | ", " – ", ": "])
def test_a_title_beside_its_publisher_is_no_hit(tmp_path: Path, between: str) -> None:
    head = f"<title>Dockers of Marrow Bay{between}The Tide</title>"
    text = "<p>Only the harbour master <em>knew of</em> it.</p>"
    text += "<footer>© The Tide 2025</footer>"
    for name, page in {"book": head + text, "tree": ""}.items():
        (tmp_path / name / "sources/texts").mkdir(parents=True)
        (tmp_path / name / "docs").mkdir()
        (tmp_path / name / "sources/texts/a.html").write_text(page, "utf-8")
        (tmp_path / name / "references.bib").write_text(
            "@online{a, title = {Dockers of Marrow Bay}, publisher = {The Tide}, date = 2025}",
            "utf-8",
        )
    needles = find_needles(tmp_path / "book", tmp_path / "tree", "en")
    assert not list(needles.in_text("Dockers of Marrow Bay. The Tide. (The Tide 2025)"))
    assert list(needles.in_text("The harbour master knew of it."))


@pytest.mark.parametrize("suffix", ["html", "htm"])
def test_the_styles_and_scripts_of_a_saved_page_are_no_words_of_the_rest(
    tmp_path: Path, suffix: str
) -> None:
    head = (
        "<style>.a { border: 1px solid red; margin-bottom: 10px }</style>"
        '<script type="application/ld+json">{"author": {"@type": "Person"}}</script>'
    )
    text = '<p class="lead item" style="padding: 5px 0">A pilot <em>saw</em> the ship sink.</p>'
    for name, page in {"book": head + text + "<img alt='Two masts broke'>", "tree": ""}.items():
        (tmp_path / name / "sources/texts").mkdir(parents=True)
        (tmp_path / name / "docs").mkdir()
        (tmp_path / name / f"sources/texts/a.{suffix}").write_text(page, "utf-8")
    needles = find_needles(tmp_path / "book", tmp_path / "tree", "en")
    for said in ("a { border: 1px solid red; margin-bottom: 10px }", "author type person",
                 "class lead item style padding 5 px"):  # fmt: skip
        assert not list(needles.in_text(said)), said
    assert list(needles.in_text("A pilot saw the ship sink."))
    assert list(needles.in_text("Two masts broke"))


def test_of_a_translation_only_what_is_translated_counts(tmp_path: Path) -> None:
    (tmp_path / "book/docs/locales").mkdir(parents=True)
    (tmp_path / "tree/docs").mkdir(parents=True)
    (tmp_path / "book/docs/locales/a.po").write_text(
        'msgid "Timeline. February 2025: Bridges close."\nmsgstr "Im Februar schließen Brücken"\n',
        "utf-8",
    )
    needles = find_needles(tmp_path / "book", tmp_path / "tree", "en")
    assert not list(needles.in_text("Timeline. February 2025: Bridges close."))
    assert list(needles.in_text("Im Februar schließen Brücken"))


def test_a_title_above_a_day_in_a_sources_text_is_no_run_of_words(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    book, tree = folders
    text = book / "sources/texts/known.txt"
    text.parent.mkdir(parents=True, exist_ok=True)
    text.write_text("Statement on the bridge\n\n5 March 2025\n", "utf-8")
    try:
        page = _page("<p>Statement on the bridge. 5 March 2025.</p>")
        found = scan_of((book, tree), tmp_path, "html/index.html", page)
    finally:
        text.unlink()
    assert {hit.what for hit in found.hits} == {"statement on the", "on the bridge"}


def test_an_id_that_begins_like_one_of_the_rest_is_no_hit() -> None:
    needles = Needles(Content(ids={"then-and"}), Content(ids={"then-and-now"}), frozenset())
    assert list(needles.in_text("then-and-now.html, then-and-now")) == []
    assert list(needles.in_text("then-and-1.html")) == [Leak("id", "then-and")]
