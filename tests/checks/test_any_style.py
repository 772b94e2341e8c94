"""The checks read what an author typed, in whatever style the book prints it."""

from __future__ import annotations

import re
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
    lost = [line for line in found[2].splitlines() if line.endswith("[brief.bib_unprinted]")]
    assert _without_warnings(found[1]) == _without_warnings(found[2], *lost)
    # What the style does not print of what the .bib file gives.
    if style == "oscola":
        (said,) = lost
        assert said.startswith(
            "conf.py: the style 'oscola' leaves out fields of entries: note of 3 (union2025, "
        )
        assert "publisher of brand2025" in said
        assert said.endswith(
            "; choose a style that prints what your readers need, or say it in a field that this "
            "one prints [brief.bib_unprinted]"
        )
    assert "¶ 99" in found[1] and "asked for bred" in found[1]


def _without_warnings(said: str, *lost: str) -> list[str]:
    """Return the lines of a check but those of ``lost``, and without the count of warnings."""
    counted = re.sub(r"(no|\d+) warnings?", "", said)
    return [line for line in counted.splitlines() if line not in lost]
