"""The checks read what an author typed, in whatever style the book prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from harbour import copy_harbour, run_check


@pytest.mark.parametrize("style", ["apa", "ieee", "oscola"])
def test_the_checks_find_the_same_in_any_style(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], style: str
) -> None:
    root = tmp_path / "book"
    copy_harbour(root)
    chapter = root / "docs" / "chapters" / "strike.md"
    text = chapter.read_text(encoding="utf-8")
    wrong = text.replace("¶ 2}", "¶ 99}").replace('"asked for bread"', '"asked for bred"')
    chapter.write_text(wrong, encoding="utf-8")
    found = []
    # The first check writes down what it verified; that is said once.
    for name in ("", "", style):
        run_check(root, {"brief_style": name})
        found.append(capsys.readouterr().out)
    assert found[1] == found[2]
    assert "¶ 99" in found[1] and "asked for bred" in found[1]
