"""The JSON schemas: what the example book has fits them, and what is refused does not."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from books import ROOT, call_briefbook
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


def test_every_schema_has_a_name_of_its_own() -> None:
    assert len({schema(name)["title"] for name in SCHEMAS}) == len(SCHEMAS)
