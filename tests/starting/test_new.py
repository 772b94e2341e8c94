"""`briefbook new`: a whole book or none, which builds as it is and says what it will hold."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from books import EPOCH, SmallBook, call_briefbook, run_briefbook, run_sphinx
from briefbook import __version__
from briefbook.core.errors import BriefbookError
from briefbook.starting import book_files, folders
from briefbook.starting.book_facts import BookFacts, ask_for_facts, check_facts
from briefbook.starting.book_files import conf_text

ELSEWHERE = "choose a new folder, or run briefbook init in an existing Sphinx project"
EVERYTHING = ("--with", "timeline,judgements,figures")


def new(root: Path, *arguments: str) -> tuple[int, str, str]:
    done = call_briefbook(root, "new", *arguments)
    return done.returncode, done.stdout, done.stderr


def conf(root: Path) -> dict[str, object]:
    settings: dict[str, object] = {}
    exec((root / "conf.py").read_text(encoding="utf-8"), settings)  # noqa: S102  # as Sphinx does
    return settings


@pytest.fixture(scope="module")
def empty_book(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    """Return the site of a new book to which nothing was added."""
    folder = tmp_path_factory.mktemp("new")
    assert new(folder, "harbour", "--title", "The harbour", "--author", "A", *EVERYTHING)[0] == 0
    (folder / "harbour" / "docs" / "verified.md").write_text(
        "---\norphan: true\n---\n# Verified\n\n```{verification}\n```\n\n"
        "```{index-of} terms\n```\n",
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return run_sphinx(folder / "harbour", "html")


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("glossary", "No entries yet. Each is a line with the term, then a line : what it is."),
        ("sources", "No sources yet. briefbook add FILE adds an article."),
        ("notes", "No notes yet. A paragraph calls one by [^count];"),
        ("bibliography", "No works yet. What a page cites of references.bib is listed here."),
        ("figures", "No readings yet. Each is a row of docs/data/readings.csv: id, measure, low,"),
        ("figures", "No chart yet: docs/data/readings.csv has no rows."),
        ("timeline", "No events yet. Each is a row of docs/data/events.csv: id, date, basis,"),
        ("timeline", "No chart yet: docs/data/events.csv has no rows."),
        ("verified", "Nothing to verify yet: briefbook add FILE adds a source."),
        ("verified", "No entries yet: the glossaries have none."),
    ],
)
def test_an_empty_book_says_what_each_page_will_hold(
    empty_book: SmallBook, page: str, says: str
) -> None:
    assert says in " ".join(empty_book.page(page).select_one("article").get_text().split())  # type: ignore[union-attr]


def test_an_empty_book_builds_without_a_warning_as_site_and_as_pdf(empty_book: SmallBook) -> None:
    assert empty_book.messages == ""
    printed = run_sphinx(empty_book.root, "briefpdf")
    assert printed.messages == ""
    assert list(printed.out.glob("*.pdf"))


def test_a_comment_of_a_french_book_parts_no_word_at_its_hyphen(tmp_path: Path) -> None:
    new(tmp_path, "quai", "--language", "fr", "--author", "A")
    pages = (tmp_path / "quai/docs").glob("*.md")
    assert not [page.name for page in pages if "-\n% " in page.read_text(encoding="utf-8")]


def test_the_pages_are_titled_in_the_books_language(tmp_path: Path) -> None:
    status, said, _ = new(tmp_path, "hafen", "--language", "de-AT", "--author", "A", *EVERYTHING)
    assert (status, "  titles " in said) == (0, False)
    assert "# Literaturverzeichnis" in (tmp_path / "hafen/docs/bibliography.md").read_text()
    assert ":caption: Kapitel" in (tmp_path / "hafen/docs/index.md").read_text()
    assert conf(tmp_path / "hafen")["language"] == "de_AT"
    pages = {path.stem: path.read_text() for path in (tmp_path / "hafen/docs").glob("*.md")}
    assert "% Schreiben Sie hier" in pages["index"]
    assert "% : Eine Stadt mit drei Brücken. {cite:p}" in pages["glossary"]
    assert "% :basis: eine einzige Quelle" in pages["judgements"]
    assert not [word for page in pages.values() for word in ("«", "Say here") if word in page]
    said = new(tmp_path, "satama", "--language", "fi", "--author", "A")[1]
    assert "titles    in English, not in fi; change them in docs/" in said


def test_what_was_stated_is_kept_to_the_letter_and_is_no_markup(tmp_path: Path) -> None:
    title, author = 'Who "said" *what*? {#x} `a`\\n', 'O\'Neill, "the" \\ 1'
    assert new(tmp_path, "book", "--title", title, "--author", author, "--style", "apa")[0] == 0
    settings = conf(tmp_path / "book")
    assert (settings["project"], settings["author"]) == (title, author)
    assert settings["brief_style"] == "apa"
    made = run_sphinx(tmp_path / "book", "dummy")
    assert made.messages == ""
    assert next(made.app.env.get_doctree("index").findall()).astext().startswith(title[:20])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--style", "apaa"], "--style apaa: no style has this name; the nearest are apa"),
        (["--mark", "SECRET"], "--mark SECRET: expected one of TLP:CLEAR, "),
        (["--language", "german!"], "--language german!: expected the code of a language, such as"),
        (["--with", "maps"], "--with maps: expected some of judgements, figures, timeline"),
        (["--example", "--title", "X"], "--title: the example takes no such option; leave it out"),
    ],
)
def test_a_wrong_option_is_one_line_and_leaves_nothing(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    status, said, complained = new(tmp_path, "book", *arguments)
    assert (status, said) == (2, "")
    assert complained.startswith(f"briefbook: {message}")
    assert complained.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter.txt").write_text("dear", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert new(tmp_path, "taken") == (
        2,
        "",
        f"briefbook: taken: is not empty (letter.txt is in it); {ELSEWHERE}\n",
    )
    assert new(tmp_path, "file")[2] == (
        "briefbook: file: exists and is not a folder; choose another name\n"
    )
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("place", ["deep/er/book", "."])
def test_an_empty_folder_is_filled_also_the_one_one_stands_in(tmp_path: Path, place: str) -> None:
    assert new(tmp_path, place, "--author", "A")[0] == 0
    assert (tmp_path / place / "conf.py").is_file()
    assert (tmp_path / place / ".gitignore").is_file()
    assert [path.name for path in tmp_path.parent.iterdir() if path.name.endswith(".new")] == []


@pytest.mark.parametrize("there", [True, False])
def test_what_is_interrupted_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    if there:
        (tmp_path / "book").mkdir()

    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folders, "_take_place", interrupt)
    with pytest.raises(KeyboardInterrupt):
        new(tmp_path, "book", "--author", "A")
    assert [path.name for path in tmp_path.rglob("*")] == (["book"] if there else [])


def test_on_a_terminal_a_wrong_answer_is_asked_for_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answers = iter(["", "Ann Bell", "zz!", "de", "apaa", "apa"])
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    facts = ask_for_facts(BookFacts("Riverton", analysis=("figures",)), frozenset(), answer)
    assert facts == replace(BookFacts("Riverton", "Ann Bell", "de", "apa"), analysis=("figures",))
    assert asked[0] == "Title [Riverton]: "
    assert [question.split(",")[0].split(" ")[0] for question in asked] == [
        "Title", "Author", "Language", "Language", "Citation", "Citation", "Handling",
    ]  # fmt: skip
    assert capsys.readouterr().out.count("\n") == 2


def test_settings_that_were_not_stated_are_shown_as_comments() -> None:
    text = conf_text(BookFacts("T", "A"))
    assert '\n# brief_style = "apa"\n# brief_handling = "TLP:CLEAR"\n' in text
    with pytest.raises(BriefbookError):
        check_facts(BookFacts("T", mark="clear"))


def test_the_example_is_finished_and_uses_everything_once(tmp_path: Path) -> None:
    status, said, _ = new(tmp_path, "example", "--example")
    assert status == 0
    assert "its texts are in the public domain (CC0)" in said
    book = tmp_path / "example"
    text = "".join(path.read_text(encoding="utf-8") for path in (book / "docs").rglob("*.md"))
    for used in (
        "{source}", "{sources}", "{notes}", "{bibliography}", "{verification}", "{judgement}",
        "{readings}", "{readings-plot}", "{timeline}", "{timeline-plot}", "{index-of}",
        "{glossary}", "{term}", "{cite:p}", "Comment:", "Context:", "Correction:", "Source:",
        "{.own}",
    ):  # fmt: skip
        assert used in text, used
    checked = run_briefbook(book, "check", "--strict")
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout
    assert run_sphinx(book, "html").messages == ""


def test_the_requirements_name_a_briefbook_that_is_there_to_be_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def installed(origin: dict[str, object] | None) -> str:
        said = json.dumps(origin) if origin else None
        fake = SimpleNamespace(read_text=lambda _name: said)
        monkeypatch.setattr("importlib.metadata.distribution", lambda _name: fake)
        return book_files.requirements_text()

    version = f"briefbook=={__version__}\n"
    assert installed(None) == version
    git = {"vcs": "git", "commit_id": "abc"}
    assert installed({"url": "https://x.org/b", "vcs_info": git}) == (
        "briefbook @ git+https://x.org/b@abc\n"
    )
    folder: dict[str, object] = {"url": tmp_path.as_uri(), "dir_info": {}}
    text = installed(folder)
    assert text.startswith("# This briefbook was installed from a folder. ")
    assert text.endswith(version)
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for words in (
        ("init", "--quiet"),
        ("remote", "add", "origin", "https://example.org/briefbook"),
        (*author, "commit", "--quiet", "--allow-empty", "-m", "First"),
    ):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    assert re.fullmatch(
        r"briefbook @ git\+https://example\.org/briefbook@[0-9a-f]{40}\n", installed(folder)
    )
