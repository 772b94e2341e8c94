"""Locators of every kind: read, printed as typed, and the blocks that they name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.core.locators.kinds import KINDS, LocatorKind, is_block, is_paragraph
from briefbook.core.locators.parts import LocatorPart, part_in_language
from briefbook.core.locators.reading import join_blocks, read_locator
from briefbook.core.locators.spans import BlockSpan, collapse

KNOWN = {
    "¶ 12": "¶ 12", "¶12": "¶ 12", "¶¶ 3-5": "¶¶ 3–5", "para. 4": "¶ 4", "paras. 4-6": "¶¶ 4–6",
    "paragraph 4": "¶ 4", "¶ 4a": "¶ 4a", "¶ 3, 7": "¶¶ 3, 7", "Abs. 4": "Abs. 4",
    "§ 4(a)(ii)": "§ 4(a)(ii)", "§§ 4-6": "§§ 4–6", "sec. 3.2": "sec. 3.2",
    "art. 5(2)": "art. 5(2)",
    "Article II": "Article II", "preamble": "preamble", "annex B": "annex B", "OP 5": "OP 5",
    "PP 3": "PP 3", "op. para. 5": "op. para. 5", "rule 5": "rule 5", "cl. 5(b)": "cl. 5(b)",
    "at 305": "at 305", "410 U.S. at 115": "410 U.S. at 115", "p. 5": "p. 5", "p.5": "p. 5",
    "5": "p. 5", "5-7": "pp. 5–7", "page 5": "p. 5", "pp. 5ff.": "pp. 5ff.", "p. iv": "p. iv",
    "pp. 5 et seq.": "pp. 5 et seq.", "pp. iv-vi": "pp. iv–vi", "p. A12": "p. A12",
    "p. 1,234": "p. 1,234", "pp. 123-28": "pp. 123–28", "fol. 12r": "fol. 12r", "recto": "recto",
    "p. 5, n. 3": "p. 5, n. 3", "ll. 4--9": "ll. 4–9", "col. 3": "col. 3", "쪽 5": "쪽 5",
    "12~14쪽": "12~14쪽", "S. 5-7": "S. 5–7", "стр. 5": "стр. 5", "第5頁": "第5頁",
    "제5조": "제5조",
    "00:12:31": "00:12:31", "at 00:12:31": "at 00:12:31", "1h02m": "1h02m", "min. 12": "min. 12",
    "00:12:31-00:13:02": "00:12:31–00:13:02", "figs. 3-4": "figs. 3–4",
    "tables 2, 3": "tables 2, 3",
    "map 4": "map 4", "slide 7": "slide 7", "box 1": "box 1", "1:1-3": "1:1–3", "2:255": "2:255",
    "act 2, sc. 1": "act 2, sc. 1", "3.1.56": "3.1.56", "post 1234": "post 1234", "#1234": "#1234",
    "cell B12": "cell B12", "commit abc123": "commit abc123", "s.v. Tide": "s.v. Tide",
    "38.7N 125.4E": "38.7N 125.4E", "MGRS 52SCG1234": "MGRS 52SCG1234",
    "vol. 2, p. 34": "vol. 2, p. 34",
    "passim": "passim", "headline": "headline", "caption 2": "caption 2", "Q. 5": "Q. 5",
    "art. 5, para. 2": "art. 5, para. 2", "art. 5 Abs. 2": "art. 5 Abs. 2",
    "p. 5 n. 3": "p. 5 n. 3", "p. 5 and n. 3": "p. 5 and n. 3", "para. [45]": "para. [45]",
    "at para. 45": "¶ 45",
    "photo 3 of 12": "photo 3 of 12", "Il. 1.1-10": "Il. 1.1–10", "Rep. 514a": "Rep. 514a",
    "¶¶ 3, 5 and 7": "¶¶ 3, 5 and 7", "¶ 3 & 4": "¶¶ 3 & 4", "pp. 5, 7, and 9": "pp. 5, 7, and 9",
    "¶3–¶5": "¶¶ 3–5", "p. 5–p. 7": "pp. 5–7", "tables 2 and 3": "tables 2 and 3",
    "esp. ¶ 4": "esp. ¶ 4", "¶ 4 (emphasis added)": "¶ 4 (emphasis added)",
    "pp. A-1–A-5": "pp. A-1–A-5", "OP5": "OP5", "v1.2": "v1.2", "00:12": "00:12",
    "Art. 5 Abs. 2 Satz 1": "Art. 5 Abs. 2 Satz 1", "صفحة 12": "صفحة 12", "n° 5": "n° 5",
    "map 3A": "map 3A", "annexe B": "annexe B", "párrs. 4-6": "párrs. 4–6",
    "p. 12, párr. 3": "p. 12, párr. 3", "pp. 12 et suiv.": "pp. 12 et suiv.",
    "3조 2항": "3조 2항", "2권 34쪽": "2권 34쪽", "第5条第2款": "第5条第2款", "第三章": "第三章",
    "л. 12 об.": "л. 12 об.", "ab 12:31": "ab 12:31", "45n12": "45n12",
    "Qur'an 2:255": "Qur'an 2:255", "42 U.S.C. § 1983": "42 U.S.C. § 1983",
    "17 C.F.R. § 240.10b-5": "17 C.F.R. § 240.10b-5",
    "Rule 10b-5": "Rule 10b-5", "¶¶ 12a-14": "¶¶ 12a–14",
    "[2002] UKSC 3 at [45]": "[2002] UKSC 3 at [45]",
    "40.71° N, 74.00° W": "40.71° N, 74.00° W",
    "standfirst, ¶ 1": "standfirst, ¶ 1", "endnote 3": "endnote 3", "vv. 5-6": "vv. 5–6",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "printed"), KNOWN.items())
def test_a_locator_is_known_and_printed(typed: str, printed: str) -> None:
    locator = read_locator(typed)
    assert locator.known
    assert str(locator) == printed
    assert locator.typeset().replace("\u00a0", " ") == printed


def test_a_word_says_the_kind_before_its_form_does() -> None:
    kinds = [part.kind for text in ("Section 3.2", "Rep. 3.2") for part in read_locator(text).parts]
    assert [kind.name for kind in kinds if kind] == ["section", "verse"]


def test_no_line_ends_between_a_sign_and_its_number() -> None:
    assert read_locator("§ 4, p. 5").typeset() == "§\u00a04, p.\u00a05"


@pytest.mark.parametrize("typed", ["under the oak", "¶ 7-3", "!!", "p. five"])
def test_what_is_not_known_is_printed_as_typed(typed: str) -> None:
    locator = read_locator(typed)
    assert not locator.known
    assert str(locator) == typed
    assert not list(locator.blocks())


@pytest.mark.parametrize(
    ("typed", "blocks"),
    [
        ("¶¶ 12-14", ["¶ 12", "¶ 13", "¶ 14"]),
        ("¶ 7, 3, 3", ["¶ 3", "¶ 7"]),
        ("¶ 4a", ["¶ 4a"]),
        ("¶ 1, standfirst", ["standfirst", "¶ 1"]),
        ("p. 1,234", ["p. 1234"]),
        ("pp. 123-28", [f"p. {number}" for number in range(123, 129)]),
        ("caption 2", ["caption 2"]),
        ("p. iv", []),
        ("art. 5, para. 2", []),
        ("p. 5, ¶ 2", ["¶ 2", "p. 5"]),
        ("§ 4", []),
        ("¶ 3, 5 and 7", ["¶ 3", "¶ 5", "¶ 7"]),
        ("¶3–¶5", ["¶ 3", "¶ 4", "¶ 5"]),
        ("see ¶ 4 (emphasis added)", ["¶ 4"]),
        ("¶ 4, my translation", ["¶ 4"]),
    ],
)
def test_blocks_are_named_once_in_their_order(typed: str, blocks: list[str]) -> None:
    assert list(read_locator(typed).blocks()) == blocks


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("00:12:31", 751),
        ("at 12:31", 751),
        ("1h02m", 3720),
        ("00:12:31-00:13:02", 751),
        ("p. 5", None),
    ],
)
def test_a_time_says_its_seconds(typed: str, seconds: int | None) -> None:
    found = read_locator(typed).seconds
    assert found == seconds


def test_the_table_says_how_a_kind_is_verified() -> None:
    assert {kind.verify for kind in KINDS.values()} == {"block", "page", "time", "none"}
    assert all(kind.block for kind in KINDS.values() if kind.verify == "block")


def test_locators_sort_by_kind_and_number() -> None:
    typed = ["p. 10", "¶ 2", "p. 9", "headline", "¶ 10", "§ 1"]
    assert sorted(typed, key=lambda text: read_locator(text).sort_key) == [
        "headline", "¶ 2", "¶ 10", "p. 9", "p. 10", "§ 1",
    ]  # fmt: skip


def test_spans_that_touch_are_joined() -> None:
    spans = [
        BlockSpan("¶", 4, 5),
        BlockSpan("¶", 1, 3),
        BlockSpan("¶", 4, 4, "a"),
        BlockSpan("¶", 9, 9),
    ]
    assert collapse(spans) == (
        BlockSpan("¶", 1, 5), BlockSpan("¶", 4, 4, "a"), BlockSpan("¶", 9, 9),
    )  # fmt: skip


NUMBERS = st.integers(1, 99_999).map(str)
VALUES = st.one_of(
    NUMBERS,
    st.tuples(NUMBERS, st.sampled_from(["-", "–", "--"]), NUMBERS).map("".join),
    st.integers(1000, 999_999).map(lambda number: f"{number:,}"),
)
WORDS = st.sampled_from(
    sorted({f"{word}." for kind in KINDS.values() for word in kind.words} | {""})
)
TYPED = st.lists(st.tuples(WORDS, VALUES).map(" ".join), min_size=1, max_size=4).map(", ".join)


@given(st.one_of(TYPED, st.text(alphabet="¶§p. ,;-–0123456789:()iva", max_size=24)))
def test_reading_and_printing_never_changes_a_number(typed: str) -> None:
    printed = str(read_locator(typed))
    assert re.findall(r"\d+", printed) == re.findall(r"\d+", typed)
    assert str(read_locator(printed)) == printed


@given(st.text(max_size=24))
def test_no_text_is_refused(typed: str) -> None:
    list(read_locator(typed).blocks())
    assert read_locator(typed).sort_key is not None


def test_blocks_are_joined_to_one_locator() -> None:
    blocks = ["¶ 1", "headline", "¶ 2", "caption 1", "¶ 3", "¶ 3a", "caption 2", "standfirst"]
    assert join_blocks(blocks) == "headline, standfirst, captions 1–2, ¶¶ 1–3, 3a"


@pytest.mark.parametrize(
    ("typed", "unplaced"),
    [
        ("¶ 3, p. 7", []),
        ("¶ 0", ["¶ 0"]),
        ("¶¶ 9-3", ["¶¶ 9–3"]),
        ("under the oak, headline", []),
    ],
)
def test_it_says_which_blocks_cannot_be(typed: str, unplaced: list[str]) -> None:
    assert read_locator(typed).unplaced() == unplaced


def test_a_page_is_no_block_and_a_caption_no_paragraph() -> None:
    singles = list(read_locator("¶ 4a, ¶¶ 12-13, headline, caption 2, table 1, p. 5").blocks())
    assert [one for one in singles if not is_block(one)] == ["p. 5"]
    assert [one for one in singles if is_paragraph(one)] == ["¶ 4a", "¶ 12", "¶ 13"]


def test_a_sign_without_words_in_other_languages_is_printed_as_the_table_has_it() -> None:
    tape = LocatorKind("tape", 99, signs=("tape", "tapes"))
    tapes = LocatorPart(tape, "tapes", "3–4")
    assert part_in_language(tapes, True, "tapes 3–4", "") == ("tapes 3–4", "")
