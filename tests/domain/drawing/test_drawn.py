"""What is drawn from the whole book is drawn again when it has changed, and only then."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sphinx.errors import ExtensionError

from books import MakeBook, SmallBook, maker, run_briefbook
from briefbook.domain.drawing.drawn import drawn_kinds
from briefbook.sources.records.record_text import make_record_text
from chapters import NUMBERED_INDEX, chapter
from harbour import BOOK, make_record
from reading_back.pdf_reader import read_only_pdf

Pages = dict[str, str]

#: What an author of an extension writes, and nothing else: one class, and its directive.
EXTENSION = """
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive

from briefbook.api import DrawnNode, add_drawn


class NoteCount(DrawnNode):
    book_alone = True

    def draw(self, at):
        return [nodes.paragraph("", f"The book has {self.shows(at)} notes.")]

    def shows(self, at):
        return len(at.book.notes)


class Motto(DrawnNode):
    def draw(self, at):
        return [nodes.paragraph("", self.shows(at))]

    def shows(self, at):
        return Path(at.app.confdir, "motto.txt").read_text()


class NoteCountDirective(Directive):
    def run(self):
        return [NoteCount()]


class MottoDirective(Directive):
    def run(self):
        return [Motto()]


def setup(app):
    add_drawn(app, NoteCount)
    add_drawn(app, Motto)
    app.add_directive("note-count", NoteCountDirective)
    app.add_directive("motto", MottoDirective)
"""
ONE_NOTE = chapter("a", "{#a-1}\nOne.[^n]", "[^n]: Comment: A note.")
TWO_NOTES = chapter("a", "{#a-1}\nOne.[^n]", "[^n]: Comment: A note.", "Two.[^o]",
                    "[^o]: Comment: Another.")  # fmt: skip
COUNTED = {
    "counting.py": EXTENSION,
    "docs/index.md": NUMBERED_INDEX,
    "docs/chapters/a.md": ONE_NOTE,
    "docs/back/count.md": "# Count\n\n```{note-count}\n```\n",
    "docs/back/motto.md": "# Motto\n\n```{motto}\n```\n",
    "motto.txt": "Read on.",
}


CONF = 'extensions.append("counting")\n'


@pytest.fixture(autouse=True)
def anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let each test import the extension of its own book."""
    monkeypatch.syspath_prepend(str(tmp_path / "book"))
    yield
    sys.modules.pop("counting", None)


def written(book: SmallBook, page: str) -> int:
    return (book.out / f"{page}.html").stat().st_mtime_ns


def test_a_drawn_directive_of_others_is_drawn_again_when_what_it_shows_has_changed(
    make_book: MakeBook,
) -> None:
    before = make_book(COUNTED, conf=CONF)
    assert "The book has 1 notes." in before.page("back/count").get_text()
    count, motto = (written(before, f"back/{page}") for page in ("count", "motto"))

    other = ONE_NOTE.replace("One.", "Other words.")
    edited = make_book({"docs/chapters/a.md": other}, conf=CONF)
    assert written(edited, "back/count") == count

    after = make_book({"docs/chapters/a.md": TWO_NOTES}, conf=CONF)
    assert "The book has 2 notes." in after.page("back/count").get_text()
    assert written(after, "back/motto") == motto


def test_what_is_no_part_of_the_book_is_looked_at_in_each_build(make_book: MakeBook) -> None:
    before = make_book(COUNTED, conf=CONF)
    count = written(before, "back/count")
    after = make_book({"motto.txt": "Read less."}, conf=CONF)
    assert "Read less." in after.page("back/motto").get_text()
    assert written(after, "back/count") == count


def test_drawn_pages_of_a_pdf_follow_too(make_book: MakeBook) -> None:
    make_book(COUNTED, "briefpdf", conf=CONF)
    after = make_book({"motto.txt": "Read less."}, "briefpdf", conf=CONF)
    assert "Readless." in read_only_pdf(after.out).text()


def test_a_drawn_node_that_fails_costs_its_place_and_is_named(make_book: MakeBook) -> None:
    broken = EXTENSION.replace("len(at.book.notes)", "1 // 0")
    book = make_book(COUNTED | {"counting.py": broken}, conf=CONF, clean=False)
    told = book.messages.splitlines()
    assert len(told) == 2
    assert "docs/back/count.md" in told[0]
    assert (
        "what NoteCount depends on is not known, so this page may be out of date: "
        "ZeroDivisionError: integer division or modulo by zero" in told[0]
    )
    assert "NoteCount cannot be drawn and is left out: ZeroDivisionError" in told[1]
    assert "[brief.drawing_failed]" in told[1]
    assert "Read on." in book.page("back/motto").get_text()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    def shows(self, at):\n        return len(at.book.notes)",
            "",
            "NoteCount has no method shows(); add it",
        ),
        (
            "    add_drawn(app, NoteCount)\n",
            "",
            "have its extension call add_drawn(app, NoteCount)",
        ),
        ("add_drawn(app, Motto)", "add_drawn(app, type('NoteCount', (Motto,), {}))", "rename one"),
    ],
    ids=["without shows", "not registered", "one name twice"],
)
def test_what_would_go_stale_in_silence_is_refused(
    make_book: MakeBook, old: str, new: str, said: str
) -> None:
    assert old in EXTENSION
    with pytest.raises(ExtensionError, match=said.replace("(", r"\(").replace(")", r"\)")):
        make_book(COUNTED | {"counting.py": EXTENSION.replace(old, new)}, conf=CONF)


# What briefbook draws itself: a page for each kind, and edits elsewhere that they show.

A = chapter(
    "a",
    "{#a-1}\n{term}`Zoë` stayed {cite:p}`quill2025{¶ 2}`.[^n]",
    "[^n]: Comment: So she says.",
    "```{bibliography}\n```",
)
B = chapter("b", "{#b-1}\nNothing here, all summer long, on the quay below the old customs house.")
BACK = {
    "notes": "```{notes}\n```",
    "index": "```{index-of} people\n```",
    "people": ":::{glossary} people\n\nZoë\n: The mayor.\n:::",
    "card": "```{source} quill2025\n```",
    "changes": "```{changes} first\n```",
    "verification": "```{verification}\n```",
}
#: The page of each kind, and what stands on it after the edits and not before.
SHOWN = {
    "NotesList": ("notes", "So she wrote"),
    "TermIndex": ("index", "chapter 2 ¶ 1"),
    "TermUses": ("people", "chapter 2 ¶ 1"),
    "SourceCard": ("card", "the text is the editors’"),
    "ChangesList": ("changes", "Changed (2)"),
    "VerificationReport": ("verification", "quotation “no end”"),
}
EDITS = (
    ("docs/chapters/a.md", "So she says", "So she wrote"),
    ("docs/chapters/b.md", "Nothing", '{term}`Zoë` saw "no end" {cite:p}`quill2025{¶ 3}`'),
    ("sources/quill2025.toml", '"restricted"', '"own"'),
)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallBook, Pages, Pages]:
    """A book with a page for each kind of drawn node: its pages before and after the edits."""
    record = make_record(BOOK / "texts" / "quill.txt", "quill2025", "restricted")
    make = maker(tmp_path_factory.mktemp("drawn"))
    files = {
        "docs/index.md": NUMBERED_INDEX,
        "references.bib": "@article{quill2025, author = {Quill, Ada}, title = {Dockers}, "
        "date = {2025-03-11}}\n",
        "docs/chapters/a.md": A,
        "docs/chapters/b.md": B,
        "sources/quill2025.toml": make_record_text(record),
    }
    back = {f"docs/back/{name}.md": f"# {name}\n\n{text}\n" for name, text in BACK.items()}
    changes = {"docs/back/changes.md": back.pop("docs/back/changes.md")}
    root = make(files | back).root
    assert run_briefbook(root, "edition", "first", "--despite", "a try").returncode == 0
    book = make(changes)
    before = pages(book)
    for name, old, new in EDITS:
        path = root / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return book, before, pages(make({}))


def pages(book: SmallBook) -> Pages:
    return {
        page: book.page(f"back/{page}").get_text().replace("\N{NO-BREAK SPACE}", " ")
        for page in BACK
    }


def test_each_kind_of_ours_is_tried_below(drawn: tuple[SmallBook, Pages, Pages]) -> None:
    assert set(drawn_kinds(drawn[0].app)) == set(SHOWN)


@pytest.mark.parametrize("kind", SHOWN)
def test_a_page_is_written_again_when_what_it_draws_has_changed(
    drawn: tuple[SmallBook, Pages, Pages], kind: str
) -> None:
    page, said = SHOWN[kind]
    _book, before, after = drawn
    assert said not in before[page]
    assert said in after[page]


def test_a_card_follows_its_record_though_no_document_changed(make_book: MakeBook) -> None:
    record = make_record(BOOK / "texts" / "quill.txt", "quill2025", "restricted")
    text = make_record_text(record)
    card = {
        "references.bib": "@misc{quill2025, title = {Dockers}, date = {2025}}\n",
        "docs/card.md": f"# Card\n\n{BACK['card']}\n",
        "sources/quill2025.toml": text,
    }
    assert "fragments only" in make_book(card).page("card").get_text()
    own = text.replace('"restricted"', '"own"')
    assert "the text is the editors’" in make_book({"sources/quill2025.toml": own}).text(
        "card.html"
    )
