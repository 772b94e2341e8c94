"""`briefbook translate` and the edition that is built of its catalogues, as a person runs them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from bs4 import BeautifulSoup, Tag

from books import SMALL_CONF, call_briefbook, run_briefbook, write_files
from chapters import chapter, words

CONF = SMALL_CONF.replace('"basic"', '"sphinx_book_theme"') + (
    'brief_languages = {"en": "html", "ko": "ko/html"}\n'
)
TWO = "The harbour has two bridges, one of them old."
FILES = {
    "conf.py": CONF,
    "references.bib": "",
    "docs/index.md": "# Bridges\n\n```{toctree}\na\nj\n```\n",
    "docs/a.md": chapter("a", "{#a-1}\nThe *town* has a {term}`ferry`.", f"{{#a-2}}\n{TWO}",
                         "{#a-3}\nNobody counts them.",
                         ":::{glossary} words\nferry\n: A boat.\n:::"),
    "docs/j.md": "# Judgement\n\n:::{judgement} 1\n:likelihood: likely\n:confidence: moderate\n"
    ":basis: one origin\n:rests-on: a-1\n:would-change: A count.\n:alternative: None.\n\n"
    "It is likely.\n:::\n",
}  # fmt: skip
KOREAN = {
    "The *town* has a {term}`ferry`.": "*마을*에는 {term}`나룻배 <ferry>`가 있다.",
    TWO: "항구에는 다리가 둘 있고 하나는 낡았다.",
    "A count.": "집계.",
}


def translate(root: Path) -> str:
    done = run_briefbook(root, "translate", "--to", "ko", cold=True)
    assert done.returncode == 0, done.stderr
    *_, said, following = done.stdout.splitlines()
    assert following == "next: write in these files, then briefbook book --language ko"
    return said


def fill_in(root: Path) -> None:
    """Translate what KOREAN has, as an editor of catalogues would."""
    for path in (root / "docs/locales/ko").rglob("*.po"):
        with path.open("rb") as file:
            catalogue = read_po(file, locale="ko")
        for message in catalogue:
            message.string = KOREAN.get(str(message.id), message.string)
        with path.open("wb") as file:
            write_po(file, catalogue)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Translate a book, change a paragraph of it, translate again and build; what was said."""
    root = tmp_path_factory.mktemp("translated")
    write_files(root, FILES)
    first = translate(root)
    fill_in(root)
    changed = FILES["docs/a.md"].replace("one of them old", "one of them new")
    write_files(root, {"docs/a.md": changed})
    second = translate(root)
    built = run_briefbook(root, "book", "--language", "ko", "--only", "html")
    assert built.returncode == 0, built.stderr
    page = (root / "build/ko/html/a.html").read_text(encoding="utf-8")
    judgement = (root / "build/ko/html/j.html").read_text(encoding="utf-8")
    catalogue = (root / "docs/locales/ko/LC_MESSAGES/a.po").read_text(encoding="utf-8")
    return {
        "first": first, "second": second, "built": built.stdout, "page": page,
        "judgement": judgement, "catalogue": catalogue,
    }  # fmt: skip


def paragraph(said: dict[str, str], name: str) -> Tag:
    found = BeautifulSoup(said["page"], "lxml").select_one(f"#{name}")
    assert found is not None
    return found


def test_what_is_translated_stays_and_what_has_changed_is_counted(said: dict[str, str]) -> None:
    assert "ko: 0 of " in said["first"]
    assert re.search(r"ko: 2 of \d+ texts translated, 1 changed since their tr", said["second"])
    assert "1 changed since their translation" in said["built"]
    assert f'#| msgid "{TWO}"' in said["catalogue"]
    assert KOREAN[TWO] in said["catalogue"]


def test_the_edition_has_the_same_ids_and_its_own_words(said: dict[str, str]) -> None:
    assert "마을에는 나룻배가 있다." in words(paragraph(said, "a-1"))
    left = paragraph(said, "a-3")
    assert "Nobody counts them." in words(left)
    assert left.select_one("[lang=en]") or left.get("lang") == "en"
    assert "집계." in said["judgement"]
    assert "판단을 바꿀 요인" in said["judgement"]


def test_a_changed_paragraph_keeps_its_translation_and_says_so(said: dict[str, str]) -> None:
    shown = words(paragraph(said, "a-2"))
    assert KOREAN[TWO] in shown
    assert "[이전 판의 번역]" in shown
    assert "이전 판의 번역" not in words(paragraph(said, "a-1"))
    assert "번역 후 바뀐 글 1개" in said["page"]


def test_a_page_leads_to_itself_in_the_other_language(said: dict[str, str]) -> None:
    page = BeautifulSoup(said["page"], "lxml")
    link = page.select_one("a.brief-language")
    assert link is not None
    assert (link["href"], link["hreflang"], link.text) == ("../../html/a.html", "en", "English")
    assert page.select_one("link[rel=alternate][hreflang=en][href='../../html/a.html']")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a book that has a Korean catalogue for one of its pages, and no setting for it."""
    root = tmp_path_factory.mktemp("below")
    write_files(root, {**FILES, "conf.py": CONF.replace("brief_languages", "unused"),
                       "docs/j.md": "# Judgement\n\nIt is likely.\n"})  # fmt: skip
    write_files(root, {"docs/locales/ko/LC_MESSAGES/a.po": f"""\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "{TWO}"
msgstr "{KOREAN[TWO]}"
"""})  # fmt: skip
    built = run_briefbook(root, "book", "html", "-W")
    assert built.returncode == 0, built.stderr
    assert "site: build/html/ko/index.html" in built.stdout
    assert "ko: 1 of 1 texts translated" in built.stdout
    return root


def in_head(root: Path, page: str) -> list[tuple[str, str]]:
    shown = BeautifulSoup((root / "build/html" / page).read_text(encoding="utf-8"), "lxml")
    return [(str(a["hreflang"]), str(a["href"])) for a in shown.select(".brief-bar a[hreflang]")]


def test_the_site_holds_the_editions_and_leads_to_them_without_a_setting(site: Path) -> None:
    assert in_head(site, "a.html") == [("ko", "ko/a.html")]
    assert in_head(site, "ko/a.html") == [("en", "../a.html")]
    again = run_briefbook(site, "book", "html", "-W")
    assert "nothing has changed since it was built" in again.stdout


def test_a_page_that_is_not_translated_leads_to_the_original(site: Path) -> None:
    text = (site / "build/html/ko/j.html").read_text(encoding="utf-8")
    shown = BeautifulSoup(text, "lxml").select_one(".brief-facts")
    assert shown is not None
    assert "이 페이지는 번역되지 않았습니다." in shown.text
    assert [a["href"] for a in shown.select("a.brief-original")] == ["../j.html"]
    # Its words are read aloud in their own language.
    assert 'lang="en">It is likely.' in text


def test_what_no_edition_can_be_made_of_is_said_in_one_line(tmp_path: Path) -> None:
    write_files(tmp_path, FILES)
    for arguments, message in (
        (("translate", "--to", "korean"), "korean: expected the code of a language"),
        (("book", "--language", "uk"), "uk: no translation in docs/locales/uk/LC_MESSAGES/; begin"),
    ):
        done = call_briefbook(tmp_path, *arguments)
        assert done.returncode == 2
        assert message in done.stderr
        assert len(done.stderr.splitlines()) == 1
