"""Time codes and pages are verified against what is said there, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from books import SMALL_CONF, call_briefbook, run_briefbook, write_files
from chapters import chapter

VTT = """\
WEBVTT

00:00:05.000 --> 00:00:09.000
Twelve boats and a barge were counted

00:00:09.000 --> 00:00:12.000
at the lock in the spring of that year

00:12:31.000 --> 00:12:36.000
and everybody asked for a second count
"""
REPORT = """\
A report of the board

The board counted forty boats in the harbour that winter.

Seven of these boats had no owner that could be named.

The keeper of the lock kept his own list of all of them.
"""
#: Each paragraph's number, its text, and what the check says of it; nothing where it is right.
CASES = (
    ("“boats and a barge” {cite:p}`talk{00:00:05}`", ""),
    ("“asked for a second count” {cite:p}`talk{00:12:33}`", ""),
    ("“were counted at the lock” {cite:p}`talk{00:00:05–00:00:10}`", ""),
    ("“asked for a second count” {cite:p}`talk{00:00:05}`",
     "quotation stands in talk 00:12:31, not in the cited talk 00:00:05"),
    ("“were counted at the lock” {cite:p}`talk{00:00:05}`", "quotation not found in talk 00:00:05"),
    ("A word {cite:p}`talk{01:00:00}`", "talk has no 01:00:00; it has 00:00:05–00:12:36."),
    ("“forty boats in the harbour” {cite:p}`report{p. 7}`", ""),
    ("“had no owner” {cite:p}`report{pp. 7–8}`", ""),
    ("“kept his own list” {cite:p}`report{S. 8}`", ""),
    ("“kept his own list” {cite:p}`report{p. 7}`",
     "quotation stands in report ¶ 3, not in the cited report"),
    ("A word {cite:p}`report{p. 99}`", "report has no p. 99; it has headline, ¶¶ 1–3, pp. 7–8."),
    ("A word {cite:p}`report{§ 4}`", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return what `briefbook check` says of a book that cites a recording and a paged report."""
    root = tmp_path_factory.mktemp("places")
    write_files(root, {"conf.py": SMALL_CONF, "references.bib": "", "talk.vtt": VTT,
                       "report.txt": REPORT})  # fmt: skip
    texts = root / "sources/texts"
    for name, key, kind in (("talk.vtt", "talk", "video"), ("report.txt", "report", "report")):
        done = call_briefbook(root, "add", name, "--key", key, "--kind", kind, "--title", "T")
        assert done.returncode == 0, done.stderr
        texts.mkdir(exist_ok=True)
        (root / name).rename(texts / name)
    record = root / "sources/report.toml"
    with_pages = record.read_text(encoding="utf-8")
    for number, pages in (("1", '["7"]'), ("2", '["7", "8"]'), ("3", '["8"]')):
        old = f'locator = "¶ {number}"\n'
        with_pages = with_pages.replace(old, f"{old}pages = {pages}\n")
    record.write_text(with_pages, encoding="utf-8")
    for path in Path(root, "docs/chapters").glob("*.md"):
        path.unlink()
    paragraphs = [f"{{#a-{n}}}\n{text}." for n, (text, _) in enumerate(CASES, start=1)]
    index = "# T\n\n```{toctree}\nchapters/a\n```\n\n```{bibliography}\n```\n"
    write_files(root, {"docs/chapters/a.md": chapter("a", *paragraphs), "docs/index.md": index})
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("BRIEFBOOK_TEXTS", raising=False)
        done = run_briefbook(root, "check")
    lines = {text: n for n, text in enumerate((root / "docs/chapters/a.md").read_text(
        encoding="utf-8").split("\n"), start=1)}  # fmt: skip
    found = [""] * len(CASES)
    for place, paragraph in enumerate(paragraphs):
        line = lines[paragraph.split("\n")[1]]
        messages = re.findall(rf"^docs/chapters/a\.md:{line}: (.+)$", done.stdout, re.MULTILINE)
        found[place] = "\n".join(messages)
    return [*found, done.stdout]


@pytest.mark.parametrize("place", range(len(CASES)))
def test_a_place_is_verified(said: list[str], place: int) -> None:
    expected = CASES[place][1]
    if expected:
        assert expected in said[place]
    else:
        assert not said[place]


def test_what_nothing_can_vouch_for_is_counted(said: list[str]) -> None:
    (counted,) = re.findall(r"(\d+) of (\d+) locators", said[-1])
    assert int(counted[1]) - int(counted[0]) == 1
