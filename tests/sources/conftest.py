"""A book without sources, and the command that adds to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles.adding import Adder


@pytest.fixture
def adder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Adder:
    """Return a book's folder and ``briefbook add`` in it."""
    root = tmp_path / "book"
    (root / "docs").mkdir(parents=True)
    (root / "conf.py").write_text("", encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.delenv("BRIEFBOOK_TEXTS", raising=False)  # of this repository's book
    return Adder(root, capsys)
