"""Runs in another script, and the language that each is in."""

from __future__ import annotations

import pytest

from briefbook.core.words.romanised import latin_slug
from briefbook.core.words.scripts import foreign_runs

KNOWN = {"Ривертон": "bg"}


@pytest.mark.parametrize(
    ("text", "language", "runs"),
    [
        ("Of 김정은, and 인민군 3군단 too.", "en", [("김정은", "ko"), ("인민군 3군단", "ko")]),
        ("Курськ і Київ", "en", [("Курськ і Київ", "uk")]),
        ("Объект", "de", [("Объект", "ru")]),
        ("Москва", "en", [("Москва", "und-Cyrl")]),
        ("in Ривертон.", "en", [("Ривертон", "bg")]),
        ("東京と大阪", "en", [("東京と大阪", "ja")]),
        ("北京, then 平壤.", "en", [("北京", "zh"), ("平壤", "zh")]),
        ("모두 漢字", "ko", []),
        ("Гавань", "uk", []),
        ("الميناء مغلق اليوم, he wrote.", "en", [("الميناء مغلق اليوم", "ar")]),
        ("هذا 김정은", "ar", [("김정은", "ko")]),
        ("plain words", "en", []),
    ],
)  # fmt: skip
def test_a_run_in_another_script_has_its_language(
    text: str, language: str, runs: list[tuple[str, str]]
) -> None:
    found = [(text[r.start : r.end], r.language) for r in foreign_runs(text, language, KNOWN)]
    assert found == runs


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("북한군과 러시아", "bughangungwa-leosia"),
        ("BTS와 2025년", "btswa-2025nyeon"),
        ("Війна: п’ятий рік", "viyna-pyatiy-rik"),
        ("في الميناء", "fy-lmyn"),
        ("तीन नाव", "tin-nav"),
        ("港が静か", "ganggajingka"),
        ("Łódź & Ærø’s ½ Straße", "lodz-aeros-12-strasse"),
    ],
)
def test_a_file_is_named_by_a_title_in_any_script(title: str, name: str) -> None:
    assert latin_slug(title) == name
