"""A command that begins warm does what ``python -m briefbook`` does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from books import SMALL_CONF, SMALL_INDEX, output_files, run_briefbook, write_files

BOOK = {
    "conf.py": f"import os\nrelease = os.environ.get('RELEASE', '1')\n{SMALL_CONF}",
    "references.bib": "",
    "docs/index.md": SMALL_INDEX,
    "docs/one.md": "# One\n\nWords.\n",
}


def test_it_says_writes_and_records_the_same(tmp_path: Path) -> None:
    made = []
    for cold in (True, False):
        write_files(tmp_path, BOOK)
        done = run_briefbook(tmp_path, "book", "--only", "html", cold=cold)
        record = json.loads((tmp_path / "build/built.json").read_text(encoding="utf-8"))
        said = done.stdout.partition("built in")[0]
        inputs = record["doctrees"]["depended"], record["doctrees"]["inputs"]
        files = output_files(tmp_path / "build/html")
        made.append((done.returncode, said, done.stderr, files, inputs))
        shutil.rmtree(tmp_path / "build")
    assert made[0] == made[1]


@pytest.mark.parametrize("arguments", [["nonsense"], ["check", "--format", "none"], ["--version"]])
def test_it_ends_with_the_same_words_and_status(tmp_path: Path, arguments: list[str]) -> None:
    cold, warm = (run_briefbook(tmp_path, *arguments, cold=cold) for cold in (True, False))
    assert (warm.returncode, warm.stdout, warm.stderr) == (
        cold.returncode,
        cold.stdout,
        cold.stderr,
    )
