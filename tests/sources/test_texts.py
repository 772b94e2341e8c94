"""Texts are found by their hash, in any folder and under any name."""

from __future__ import annotations

import os
from pathlib import Path

from briefbook.sources.records.texts import find_texts, text_folders
from harbour import BOOK, make_record

NAME = "quill.txt"


def test_a_file_is_known_by_its_hash_whatever_its_name(tmp_path: Path) -> None:
    record = make_record(BOOK / "texts" / NAME, "quill2025", "restricted")
    other = make_record(BOOK / "texts" / "brand.txt", "brand2025", "restricted")
    folder = tmp_path / "deep" / "down"
    folder.mkdir(parents=True)
    (folder / "no-idea.txt").write_bytes((BOOK / "texts" / NAME).read_bytes())
    (tmp_path / NAME).write_bytes(b"x" * record.file.size)
    found = find_texts({"quill2025": record, "brand2025": other}, [tmp_path, tmp_path / "none"])
    assert list(found) == ["quill2025"]
    assert found["quill2025"]["¶ 14"].startswith("Talks are expected")
    assert set(found["quill2025"]) == {block.locator for block in record.blocks}


def test_the_folders_are_those_of_the_variable_or_the_default(tmp_path: Path) -> None:
    assert text_folders(tmp_path, {}) == (tmp_path / "sources/texts",)
    stated = {"BRIEFBOOK_TEXTS": f"texts{os.pathsep}/elsewhere"}
    assert text_folders(tmp_path, stated) == (tmp_path / "texts", Path("/elsewhere"))
