"""The JSON schemas: what the example book has fits them, and what is refused does not."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from books import ROOT, call_briefbook, write_files
from briefbook.core.errors import BriefbookError
from briefbook.packs.plan import read_plan
from briefbook.shelf.shelf_file import read_shelf
from briefbook.starting.schemas import SCHEMAS

EXAMPLE = ROOT / "src/briefbook/starting/example"
RECORD = EXAMPLE / "sources/holm2025.toml"


def schema(name: str) -> dict[str, Any]:
    said = call_briefbook(ROOT, "schema", name)
    assert said.returncode == 0
    made: dict[str, Any] = json.loads(said.stdout)
    jsonschema.Draft202012Validator.check_schema(made)
    return made


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("source", RECORD),
        ("source", EXAMPLE / "sources/coastoffice2025.toml"),
        ("assessments", EXAMPLE / "docs/data/assessments.toml"),
    ],
)
def test_the_files_of_the_example_fit(name: str, path: Path) -> None:
    jsonschema.validate(tomllib.loads(path.read_text(encoding="utf-8")), schema(name))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('rights = "open"', 'rights = "free"'),
        ('kind = "headline"', 'kind = "title"'),
        ("size = 566", "size = -1"),
        ('key = "holm2025"', 'kei = "holm2025"'),
    ],
)
def test_a_record_that_is_refused_does_not_fit(old: str, new: str) -> None:
    text = RECORD.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text.replace(old, new, 1)), schema("source"))


def test_a_prefix_is_an_id() -> None:
    jsonschema.validate({"prefix": "ferry", "orphan": True}, schema("front-matter"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"prefix": "Ferry 1"}, schema("front-matter"))


PACKS = """unmarked = "TLP:CLEAR"
[public]
mark = "TLP:CLEAR"
title = "For the press"
recipients = ["The Bay Courier"]
gaps = "Withheld."
leaning = "cut"
add = ["ferry-1"]
settings = {html_title = "Ferries"}
[public.cut]
ids = ["ferry-2"]
chapters = ["chapters/strike"]
notes = ["Comment"]
topics = ["people"]
sources = ["holm2025"]
"""
SHELF = """title = "Bridges"
url = "https://library.example"
language = "pt-BR"
outputs = ["html", "pdf"]
[books]
ferry = "ferry"
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ('leaning = "cut"', 'leaning = "drop"'),
        ('mark = "TLP:CLEAR"\ntitle', "title"),
        ("[public]", "[Public]"),
        ('gaps = "Withheld."', "gap = 1"),
        ("topics = ", "topic = "),
        ('["ferry-1"]', '"ferry-1"'),
    ],
)
def test_packs_fit_if_they_are_read(tmp_path: Path, old: str, new: str) -> None:
    write_files(tmp_path, {"docs/index.md": "# A\n", "docs/packs.toml": PACKS.replace(old, new, 1)})
    assert old in PACKS
    read = _is_read(lambda: read_plan(tmp_path))
    assert _fits(PACKS.replace(old, new, 1), "packs") == read == (old == new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("pt-BR", "portuguese"),
        ("[books]\nferry", "[books]\nFerry"),
        ('title = "Bridges"', "name = 1"),
        ('ferry = "ferry"', ""),
        ('"https://library.example"', "1"),
    ],
)
def test_a_shelf_fits_if_it_is_read(tmp_path: Path, old: str, new: str) -> None:
    text = SHELF.replace(old, new, 1)
    book = {"ferry/conf.py": "project = 'A'\n", "ferry/docs/index.md": "# A\n"}
    write_files(tmp_path, {"shelf.toml": text, **book})
    assert old in SHELF
    assert _fits(text, "shelf") == _is_read(lambda: read_shelf(tmp_path)) == (old == new)


def _fits(text: str, name: str) -> bool:
    return bool(jsonschema.Draft202012Validator(schema(name)).is_valid(tomllib.loads(text)))


def _is_read(read: Callable[[], object]) -> bool:
    try:
        read()
    except BriefbookError:
        return False
    return True


def test_every_schema_has_a_name_of_its_own() -> None:
    assert len({schema(name)["title"] for name in SCHEMAS}) == len(SCHEMAS)
