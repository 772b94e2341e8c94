"""An English draft on a German source: its figures are found, and wrong ones are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefbook.cli import main

SOURCE = """\
Die Mühle am Wehr

Die Mühle am Wehr kostet nach ersten Schätzungen 38 Millionen Euro und ist seit elf Jahren zu.

Gegen halb sieben am Morgen wurden 1.250 Säcke gezählt; der Anteil sank auf 9,8 Prozent.

Im Hof stehen 47.
"""
DRAFT = """\
The mill costs 38 million euros and has been shut for eleven years.

Some 1,250 sacks were counted.

At 6:30 in the morning 1,250 sacks were counted, and the share fell to 9.8 percent.

The mill costs 83 million euros and has been shut for twelve years.

It has been shut for eleven weeks.

The northern fleet has 47.
"""


def test_figures_are_looked_up_in_a_source_in_another_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/muehle.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    main(["verify", str(tmp_path / "draft.md"), "--sources", str(tmp_path / "sources"),
          "--format", "json"])  # fmt: skip
    claims = json.loads(capsys.readouterr().out)["claims"]
    found = {(each["line"], each["status"]) for each in claims}
    assert found == {(1, "exact"), (3, "exact"), (5, "exact"), (7, "not found"), (9, "not found"),
                     (11, "not found")}  # fmt: skip
