"""Records are read as typed values; a wrong one gives one line that says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefbook.sources.records.places import find_places
from briefbook.sources.records.read_record import RecordError, read_record, read_records

SHA = "0" * 64
GOOD = f"""\
key = "kim2024"
title = "A title"
rights = "restricted"
date = "2024-11~"
date_basis = "inferred: the drills of September are past"
words = 12
text_sha256 = "{SHA}"

[file]
name = "kim.txt"
sha256 = "{SHA}"
size = 99
media_type = "text/plain"
reader = "text 1"

[[blocks]]
locator = "headline"
kind = "headline"
words = 2
sha256 = "{SHA}"

[[blocks]]
locator = "¶ 1"
kind = "paragraph"
words = 10
sha256 = "{SHA}"
figures = ["11000"]

[[left_out]]
reason = "captcha"
words = 1
sha256 = "{SHA}"
"""


def record_file(folder: Path, text: str) -> Path:
    path = folder / "kim2024.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_record_is_read(tmp_path: Path) -> None:
    record_file(tmp_path, GOOD)
    record = read_records(tmp_path)["kim2024"]
    assert record.restricted
    assert record.file.size == 99
    block = record.block("¶ 1")
    assert block is not None
    assert block.figures == ("11000",)
    assert record.block("¶ 2") is None
    assert [b.locator for b in find_places(record, "headline, ¶ 1").blocks] == ["headline", "¶ 1"]
    assert find_places(record, "¶¶ 1–2").missing == ("¶ 2",)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('key = "kim2024"', 'key = "other"', 1, "name both alike"),
        ('rights = "restricted"', 'rights = "mine"', 3, "expected one of restricted, licensed"),
        ("size = 99", 'size = "99"', 12, "expected a whole number"),
        (f'sha256 = "{SHA}"\nsize', 'sha256 = "12"\nsize', 11, "64 hexadecimal digits"),
        ('locator = "¶ 1"', 'locator = "¶¶ 1–2"', 23, "is not one block"),
        ('locator = "¶ 1"', 'locator = "headline"', 23, "stands twice"),
        ('locator = "¶ 1"\n', "", 22, "locator is missing"),
        ('kind = "paragraph"', 'kind = "poem"', 24, "expected one of headline"),
        ('figures = ["11000"]', "figures = [11]", 27, "expected a list of texts"),
        ("[file]", "file = 3\n[other]", 9, "expected a table"),
    ],
)
def test_a_wrong_field_gives_its_line(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    assert old in GOOD
    path = record_file(tmp_path, GOOD.replace(old, new))
    with pytest.raises(RecordError) as caught:
        read_record(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:{line}: ")
    assert says in message
    assert "\n" not in message


def test_what_is_no_toml_gives_one_line(tmp_path: Path) -> None:
    path = record_file(tmp_path, "key = \nrights = 'x'")
    with pytest.raises(RecordError, match=r":1: column 7: not valid TOML: "):
        read_record(path)
    path.write_bytes(b"key = '\xff'")
    with pytest.raises(RecordError, match="not UTF-8"):
        read_record(path)
