"""The catalogues: complete, brought up to the code, shipped; numbers, dates and plurals."""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.pofile import read_po
from docutils import nodes

from books import ROOT
from briefbook.core.dates import date_words
from briefbook.core.locators.reading import read_locator
from briefbook.core.tables.vocabularies import as_listed
from briefbook.core.words.catalogue import languages
from briefbook.core.words.labels import counted, in_english, label, number_words, use_labels
from briefbook.domain.notes.note_kinds import mark_kind
from briefbook.locale.extract import FOLDER, TEMPLATE, texts

LANGUAGES = ("ar", "de", "es", "fr", "he", "ja", "ko", "ru", "uk", "zh_CN")
_VALUE = re.compile(r"\{\w*\}")


def entries(path: Path, language: str | None = None) -> list[Message]:
    with path.open("rb") as file:
        return [each for each in read_po(file, locale=language) if each.id]


def forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, (list, tuple)) else (str(text),)


def test_the_template_has_every_text_that_the_code_names() -> None:
    named = {(one, many, context) for one, many, context in texts()}
    stands = {
        (forms(each.id)[0], forms(each.id)[1] if len(forms(each.id)) > 1 else "",
         each.context or "")
        for each in entries(TEMPLATE)
    }  # fmt: skip
    assert stands == named, "run python -m briefbook.locale.extract"


def test_there_are_the_languages_that_the_readme_names() -> None:
    assert languages() == LANGUAGES


def test_no_line_of_a_french_label_can_end_before_its_stop() -> None:
    said = [form for each in entries(FOLDER / "fr.po", "fr") for form in forms(each.string)]
    assert [text for text in said if re.search(" [:;!?»]|« ", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_text_with_the_same_values(language: str) -> None:
    template = {(each.context, forms(each.id)[0]) for each in entries(TEMPLATE)}
    catalogue = entries(FOLDER / f"{language}.po", language)
    found = {(each.context, forms(each.id)[0]): each for each in catalogue}
    assert found.keys() == template
    for (_context, text), each in found.items():
        assert all(forms(each.string)), f"{text!r} has no words in {language}"
        assert not each.fuzzy
        wanted = sorted(_VALUE.findall(text))
        for said in forms(each.string):
            # “One page” and “two pages” are words of their own in some languages.
            spelled = len(forms(each.id)) > 1 and "{n}" not in said
            values = sorted(_VALUE.findall(said) + (["{n}"] if spelled else []))
            assert values == wanted, f"{language}: {text!r} and {said!r}"


def test_the_package_holds_the_catalogues() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["briefbook"]
    for path in FOLDER.glob("*.po*"):
        assert any(fnmatch(f"locale/{path.name}", pattern) for pattern in patterns)


def test_numbers_and_dates_are_written_as_the_language_does() -> None:
    use_labels("de")
    assert number_words(12345.5) == "12.345,5"
    assert date_words("2021-03-03") == "3. März 2021"
    assert date_words("2021-03~") == "etwa März 2021"
    use_labels("ko")
    assert date_words("2021-03-03") == "2021년 3월 3일"
    assert date_words("202X") == "2020년대"
    with in_english():
        assert date_words("2021-03-03") == "3 March 2021"


def test_plurals_follow_the_language() -> None:
    use_labels("ru")
    said = [counted("{n} word", "{n} words", n) for n in (1, 2, 5, 21)]
    assert said == ["1 слово", "2 слова", "5 слов", "21 слово"]
    use_labels("ar")
    assert counted("{n} word", "{n} words", 2) == "كلمتان"


def test_a_book_replaces_a_label_of_any_language() -> None:
    use_labels("de", {"Used in:": "Steht in:"})
    assert label("Used in:") == "Steht in:"
    assert label("Cited in:") == "Zitiert in:"
    use_labels("en", {"{n} word": "{n} wurd", "{n} words": "{n} wurds"})
    assert [counted("{n} word", "{n} words", n) for n in (1, 2)] == ["1 wurd", "2 wurds"]


@pytest.mark.parametrize(
    ("language", "typed", "printed", "blocks"),
    [
        ("de", "p. 3", "S.\u00a03", ["p. 3"]),
        ("de", "Rn. 4, 7", "Rn.\u00a04, 7", ["¶ 4", "¶ 7"]),
        ("de", "¶¶ 4-6", "Rn.\u00a04–6", ["¶ 4", "¶ 5", "¶ 6"]),
        ("ko", "제3항", "제3항", ["¶ 3"]),
        ("ko", "¶ 3, 5", "제3, 5항", ["¶ 3", "¶ 5"]),
        ("ja", "p. 12", "12頁", ["p. 12"]),
        ("uk", "абз. 2", "абз.\u00a02", ["¶ 2"]),
        ("ar", "caption 2", "التعليق\u00a02", ["caption 2"]),
        ("fr", "headline", "titre", ["headline"]),
        ("de", "vol. 2", "vol.\u00a02", []),
    ],
)
def test_a_locator_is_read_and_printed_in_the_books_language(
    language: str, typed: str, printed: str, blocks: list[str]
) -> None:
    use_labels(language)
    locator = read_locator(typed)
    assert locator.typeset() == printed
    assert list(locator.blocks()) == blocks


def test_a_locator_that_was_read_in_one_language_is_read_anew_in_another() -> None:
    found = []
    for language in ("en", "de", "ko", "de", "en"):
        use_labels(language)
        found.append(list(read_locator("Rn. 4").blocks()))
    with in_english():
        found.append(list(read_locator("Rn. 4").blocks()))
    assert found == [[], ["¶ 4"], [], ["¶ 4"], [], []]


def test_a_translation_reads_what_the_author_wrote_in_the_language_of_the_original() -> None:
    use_labels("en", original="ko")
    assert as_listed("qualifier", "최소") == "at least"
    assert as_listed("qualifier", "about") == "about"
    assert label("Used in:") == "Used in:"
    footnote = nodes.footnote("", nodes.paragraph("", "해설: 두 수치"))
    mark_kind(footnote, "a")
    assert footnote["brief_note"] == ("Comment", "a")
