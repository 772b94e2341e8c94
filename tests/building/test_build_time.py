"""The time that a build carries: given, else of the last commit, else of the edition."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from briefbook.building.records.build_time import NO_DATE, build_time


@pytest.fixture(autouse=True)
def no_time_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def test_a_given_time_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert build_time(tmp_path) == "1700000000"


def test_the_last_commit_comes_before_the_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "conf.py").write_text('brief_date = "2026-01-01"\n', encoding="utf-8")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.org")
        monkeypatch.setenv(f"GIT_{who}_DATE", "1600000000 +0900")
    for command in (["init", "-q"], ["add", "conf.py"], ["commit", "-q", "-m", "A book"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert build_time(tmp_path) == "1600000000"


def test_without_a_history_the_edition_has_a_date(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text('brief_date = "2026-01-01"\n', encoding="utf-8")
    assert build_time(tmp_path) == "1767225600"


@pytest.mark.parametrize("conf", ["", 'brief_date = "soon"\n', "x = (\n"])
def test_without_any_date_it_is_still_always_the_same(tmp_path: Path, conf: str) -> None:
    (tmp_path / "conf.py").write_text(conf, encoding="utf-8")
    assert build_time(tmp_path) == NO_DATE
