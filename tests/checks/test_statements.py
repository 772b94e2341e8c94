"""Statements on a small article, as an editor writes them: false ones are named, no honest ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from books import SMALL_CONF, call_briefbook, run_briefbook, write_files
from chapters import chapter

ARTICLE = """\
The mill by the weir

The pump lifts 30 cubic metres a second, and its share fell from 64 percent in 2019 to 52 percent \
in 2020.

The council may pay no more than a quarter, and the carts must double to 90 before winter.

Keeper Nora Lask said the roof was “not convincingly repaired” and the hall too small to dance in.

The council would “neither confirm nor deny” that the lease ended in June.

“No cart ever came here,” Lask said, “and no boat.”

“It is dry,” she added.

In 1968 they built a barn and two long sheds; 7 of the 19 beams were tested.

Nine of them were older than 60, and the count of bakers rose from 305 in 2019 to 342 in 2024.

The clock stopped at noon, and the line carries 300 megawatts.
"""
TABLE = (
    "<h1>Boats</h1><p>The harbour board counted every boat that lay at its quays that year.</p>"
    "<p>The board lists the quays and the boats that lay there below, by the quay's name.</p>"
    "<table><tr><th>Quay</th><th>Boats</th><th>Share, %</th></tr><tr><td>North</td><td>410</td>"
    "<td>72.9</td></tr><tr><td>Meadows</td><td>230</td><td>53.1</td></tr></table>"
)
FALSE = (
    "The pump lifts 30 cubic metres an hour {cite:p}`m{¶ 1}`",
    "The share rose from 52 percent in 2019 to 64 percent in 2020 {cite:p}`m{¶ 1}`",
    "The share fell by 52 percent {cite:p}`m{¶ 1}`",
    "It was at 64 percent in 2020 {cite:p}`m{¶ 1}`",
    "The council may pay at least a quarter {cite:p}`m{¶ 2}`",
    "The carts must triple to 90 {cite:p}`m{¶ 2}`",
    "The hall is large enough “to dance in” {cite:p}`m{¶ 3}`",
    "The roof was “[entirely un]convincingly repaired” {cite:p}`m{¶ 3}`",
    "The lease, said the council, “ended in June” {cite:p}`m{¶ 4}`",
    "They built two barns and a long shed {cite:p}`m{¶ 7}`",
    "A single beam was tested {cite:p}`m{¶ 7}`",
    "None of the beams was tested {cite:p}`m{¶ 7}`",
    "The barn of the 1950s stands {cite:p}`m{¶ 7}`",
    "Nine were younger than 60 {cite:p}`m{¶ 8}`",
    "The bakers fell from 342 to 305 {cite:p}`m{¶ 8}`",
    "Kowalski, the miller, wants a review {cite:p}`m{¶ 3}`",
    "At the Meadows 72.9 percent lay still {cite:p}`b{table 1}`",
    "The keeper, NORA LISK, is right {cite:p}`m{¶ 3}`",
    "According to Mason, it is dry {cite:p}`m{¶ 6}`",
)  # fmt: skip
HONEST = (
    "The pump lifts 30 m³ per second {cite:p}`m{¶ 1}`",
    "The share fell by 12 points, from 64 to 52 percent {cite:p}`m{¶ 1}`",
    "The share was 12 points lower than the year before {cite:p}`m{¶ 1}`",
    "It made up 52 percent in 2020, after 64 percent the year before {cite:p}`m{¶ 1}`",
    "Less than 60 percent was left in 2020 {cite:p}`m{¶ 1}`",
    "The council may pay up to a quarter {cite:p}`m{¶ 2}`",
    "The hall is too small “to dance in” {cite:p}`m{¶ 3}`",
    "Asked, it would neither confirm nor deny that it had “ended in June” {cite:p}`m{¶ 4}`",
    "“No cart”, said Ms Lask, “ever came here” {cite:p}`m{¶ 5}`",
    "They built a barn and two sheds in the 1960s {cite:p}`m{¶ 7}`",
    "Fewer than half of the beams were tested {cite:p}`m{¶ 7}`",
    "Not even four in ten beams were tested {cite:p}`m{¶ 7}`",
    "According to Lask, it is dry {cite:p}`m{¶ 6}`",
    "The keeper, NORA LASK, is right {cite:p}`m{¶ 3}`",
    "The bakers grew in number from 305 to 342 {cite:p}`m{¶ 8}`",
    "The clock stopped at 12 noon {cite:p}`m{¶ 9}`",
    "The line carries 300 MW {cite:p}`m{¶ 9}`",
    "At the Meadows 53.1 percent lay still {cite:p}`b{table 1}`",
)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what `briefbook check` says of each statement, as errors and warnings."""
    root = tmp_path_factory.mktemp("statements")
    write_files(root, {"conf.py": SMALL_CONF, "references.bib": "", "m.txt": ARTICLE,
                       "b.html": TABLE})  # fmt: skip
    for name in ("m.txt", "b.html"):
        done = call_briefbook(root, "add", name, "--key", name[0], "--date", "2024-05-02", "--yes")
        assert done.returncode == 0, done.stderr
    for path in Path(root, "docs/chapters").glob("*.md"):
        path.unlink()
    statements = (*FALSE, *HONEST)
    paragraphs = [f"{{#a-{n}}}\n{text}." for n, text in enumerate(statements, start=1)]
    index = "# T\n\n```{toctree}\nchapters/a\n```\n\n```{bibliography}\n```\n"
    write_files(root, {"docs/chapters/a.md": chapter("a", *paragraphs), "docs/index.md": index})
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("BRIEFBOOK_TEXTS", raising=False)
        output = run_briefbook(root, "check").stdout
    lines = Path(root, "docs/chapters/a.md").read_text(encoding="utf-8").split("\n")
    return {
        text: "\n".join(
            re.findall(
                rf"^docs/chapters/a\.md:{lines.index(f'{text}.') + 1}: (.+)$", output, re.MULTILINE
            )
        )
        for text in statements
    }


@pytest.mark.parametrize("statement", FALSE)
def test_a_false_statement_is_named(said: dict[str, str], statement: str) -> None:
    assert said[statement]


@pytest.mark.parametrize("statement", HONEST)
def test_an_honest_statement_passes_without_a_word(said: dict[str, str], statement: str) -> None:
    assert not said[statement]
