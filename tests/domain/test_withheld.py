"""What ``{only}`` and ``{ifconfig}`` withhold is in no file of the output."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from books import MakeBook, SmallBook
from chapters import chapter, words
from reading_back.pdf_reader import Pdf, dense, read_only_pdf

CONF = (
    'extensions += ["sphinx.ext.ifconfig"]\nhtml_title = "Open"\n'
    'brief_handling = "For members"\nbrief_pack = "Copy of the harbour"\n'
)
ALPHA = chapter(
    "alpha",
    "{#alpha-1}\nOpen to all.[^seen]",
    # A note inside, one called from here alone, a heading, an equation, a term.
    "::::{only} draft\n{#alpha-2}\nThe gate word LOCKCODE[^w], at the {term}`Quay`.[^only]\n\n"
    "{#alpha-secret}\n## The NIGHTROUND\n\n```{math}\n:label: hiddensum\nSUMHIDDEN = 1\n```\n\n"
    "[^w]: Comment: NIGHTWATCH knows it.\n::::",
    "```{ifconfig} html_title == 'Closed'\n{#alpha-3}\nThe PILOTLIST hangs there.\n```",
    "```{ifconfig} html_title == 'Open'\n{#alpha-4}\nThe doors are open.\n```",
    # What a pack has in its place; the id is no second one, and a mark is no word.
    ":::{in-pack} press\n{#alpha-1}\nPRESSWORDS of [](#alpha-9).[^only]\n:::",
    '{handling="For members"}\nMarked words.',
    "[^seen]: Comment: everybody sees it.",
    "[^only]: Comment: DOCKMASTER signs.",
)
BETA = chapter(
    "beta",
    "```{only} html\n{#beta-1}\nOn the site.\n```",
    "```{only} briefpdf\n{#beta-2}\nOn paper.\n```",
    "{#beta-3}\nSee [](#beta-1) and [the other](#beta-2).",
)
WORDS = "# Words\n\n:::{glossary} words\nQuay\n: A place to tie up.\n:::\n"
SECRETS = ("LOCKCODE", "NIGHTWATCH", "NIGHTROUND", "SUMHIDDEN", "PILOTLIST", "DOCKMASTER",
           "alpha-secret", "PRESSWORDS", "hiddensum", "alpha-n-w", "alpha-n-only")  # fmt: skip


class Outputs(NamedTuple):
    """One book as a site, and then as a PDF from the same doctrees."""

    site: SmallBook
    printed: SmallBook

    @property
    def pdf(self) -> Pdf:
        return read_only_pdf(self.printed.out)


@pytest.fixture(scope="module")
def outputs(make_shared_book: MakeBook) -> Outputs:
    files = {"docs/a.md": ALPHA, "docs/b.md": BETA, "docs/words.md": WORDS}
    site = make_shared_book(files, conf=CONF, clean=False)
    return Outputs(site, make_shared_book(files, "briefpdf", conf=CONF, clean=False))


def _files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path, path.read_bytes()


def test_no_file_of_the_build_has_a_word_of_it(outputs: Outputs) -> None:
    build = outputs.site.root / "build"
    assert [
        (path.relative_to(build).as_posix(), secret)
        for path, content in _files(build)
        for secret in SECRETS
        if secret.encode() in content or secret.encode() in str(path).encode()
    ] == []
    text = outputs.pdf.text()
    assert not [secret for secret in SECRETS if secret in text]
    assert "Thedoorsareopen" in text


def test_what_is_shown_keeps_its_ids_and_its_notes_count_on(outputs: Outputs) -> None:
    anchors = json.loads(outputs.site.text("anchors.json"))["anchors"]
    ids = {id_ for id_ in anchors if id_.startswith("alpha")}
    assert ids == {"alpha", "alpha-1", "alpha-4", "alpha-n-seen"}
    page = outputs.site.page("a")
    assert [words(note) for note in page.select("aside.brief-note")] == [
        "[1] Comment: everybody sees it."
    ]
    assert not outputs.site.page("words").select(".brief-used")


def test_each_output_has_its_own_parts(outputs: Outputs) -> None:
    page = words(outputs.site.page("b").select_one("article, body"))
    assert "On the site." in page
    assert "On paper." not in page
    assert "Onpaper." in outputs.pdf.text()
    assert dense("On the site.") not in outputs.pdf.text()
    assert "beta-2" in outputs.pdf.places
    assert "beta-1" not in outputs.pdf.places


def test_a_link_into_what_is_withheld_is_words_and_reported(outputs: Outputs) -> None:
    line = BETA.splitlines().index("See [](#beta-1) and [the other](#beta-2).") + 1
    said = "leads into a part of docs/b.md that is not in this output"
    for built, missing in ((outputs.site, "beta-2"), (outputs.printed, "beta-1")):
        (message,) = [m for m in built.messages.splitlines() if "link_withheld" in m]
        assert message.startswith(f"docs/b.md:{line}: WARNING: the link to '{missing}' {said}")
    links = outputs.site.page("b").select("#beta-3 a[href]")
    assert "#beta-1" in {link["href"] for link in links}
    assert "#beta-2" not in {link["href"] for link in links}
    assert "the other" in words(outputs.site.page("b").select_one("#beta-3"))


def test_mark_and_copy_of_a_pack_stand_on_every_page(outputs: Outputs) -> None:
    said = [dense(page.extract_text()) for page in outputs.pdf.structure.pages]
    assert all(dense("For members") in page for page in said)
    assert all(dense("Copy of the harbour") in page for page in said)
