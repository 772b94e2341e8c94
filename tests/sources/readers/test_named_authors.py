"""The one field in which a PDF or a Word file names its authors."""

from __future__ import annotations

import pytest

from briefbook.sources.readers.named_authors import named_authors


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("Ann Bell (The Lake University)", ("Ann Bell",)),
        ("Ann Bell <ann@lake.example>; Carl Dörn", ("Ann Bell", "Carl Dörn")),
        ("Ann Bell, Carl Dörn and Ed Fox", ("Ann Bell", "Carl Dörn", "Ed Fox")),
        ("Ana Gil y José Paz", ("Ana Gil", "José Paz")),
        ("Ministry of Tides and Locks", ("Ministry of Tides and Locks",)),
        ("Bell, Ann", ("Ann Bell",)),
        ("(Lake Board)", ("(Lake Board)",)),
        ("", ()),
    ],
)
def test_names_are_parted_and_stand_without_where_their_bearers_work(
    said: str, authors: tuple[str, ...]
) -> None:
    assert named_authors(said) == authors
