"""The ``brief_*`` options: a wrong value is named, with what is expected and what holds now."""

from __future__ import annotations

import pytest

from books import MakeBook
from briefbook.config import BriefConfig, option_fields
from briefbook.domain.settings.options import brief_config

PAGE = {"docs/one.md": "# One\n\nWords.\n"}
WRONG = [
    ('brief_paper = "a3"', "brief_paper = 'a3': expected one of a4, us-letter; using 'a4'"),
    ('brief_handling = "TLP:WHITE"', "brief_handling = 'TLP:WHITE': expected one of TLP:CLEAR"),
    ("brief_volumes = -1", "brief_volumes = -1: expected a whole number, 0 or more; using 0"),
    ("brief_volumes = True", "brief_volumes = True: expected a whole number, 0 or more; using 0"),
    ("brief_paper = 4", "brief_paper = 4"),
    ('brief_two_sided = "yes"', "brief_two_sided"),
    ('brief_fonts = "fonts"', "brief_fonts"),
]


@pytest.mark.parametrize(("typed", "message"), WRONG, ids=[typed for typed, _ in WRONG])
def test_a_wrong_value_is_reported(make_book: MakeBook, typed: str, message: str) -> None:
    made = make_book(PAGE, conf=typed + "\n", clean=False)
    assert message in made.messages


def test_the_default_holds_where_a_value_is_wrong(make_book: MakeBook) -> None:
    made = make_book(PAGE, conf='brief_paper = "a3"\n', clean=False)
    assert brief_config(made.app.env).paper == "a4"


def test_a_right_value_is_taken(make_book: MakeBook) -> None:
    made = make_book(PAGE, conf='brief_paper = "us-letter"\nbrief_two_sided = True\n')
    assert brief_config(made.app.env).paper == "us-letter"
    assert brief_config(made.app.env).two_sided is True


def test_every_option_is_declared_with_its_help() -> None:
    assert all(option.metadata["help"].endswith(".") for option in option_fields())
    assert len(option_fields()) == len(BriefConfig.__slots__)
