"""Names where every noun has a capital: a noun is no name for that."""

from __future__ import annotations

import pytest

from briefbook.checks.evidence.material import Material, read_prose
from briefbook.checks.names.check import _names
from briefbook.checks.names.known_names import glossary_names
from briefbook.core.book import Book
from briefbook.core.passages import Passage, Role
from briefbook.sources.adding.names import names_in

TEXT = "Im Hafen sah Berta Falk am Montag drei Boote der IMO und den Plan der Stadt."


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", TEXT, ["Berta Falk", "IMO"]),
        # Too short to tell its language by.
        ("de", "Drei Boote: Falk, IMO.", ["IMO"]),
        ("en", "Three boats of Falk and of IMO.", ["Falk", "IMO"]),
    ],
)
def test_a_german_noun_is_no_name(language: str, text: str, names: list[str]) -> None:
    material = Material(Book((), {}), {}, {}, language=language)
    prose = read_prose(Passage("a", 1, "a-1", Role.TEXT, text))
    found = _names(prose, glossary_names(material), material)
    assert [name for _start, name in found] == names


def test_a_worksheet_lists_no_german_nouns() -> None:
    assert names_in(TEXT, "de") == ("Berta Falk", "IMO")
    assert names_in("The mayor of Riverton met Ann Bell.", "en") == ("Riverton", "Ann Bell")
