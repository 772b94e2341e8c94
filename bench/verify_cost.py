"""What it costs to verify a draft of 10,000 quotations against 1,000 articles.

Three of four quotations are exact, the others have a word changed or stand nowhere. Prints the
time to read the articles, and that to compare; all of it is to be within a minute.
"""

# scripts side by side, not a package

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

from check_cost import WORDS

from briefbook.drafts.library import Library
from briefbook.drafts.reading import read_draft
from briefbook.drafts.sources import read_sources
from briefbook.drafts.verdicts import Status
from briefbook.drafts.verify import Wanted, verify_drafts

NAME = "verify"
HELP = "a draft of any origin against a folder of articles"
#: Seconds, for the defaults.
LIMIT = 60
_PARAGRAPHS, _LENGTH, _QUOTED = 25, 60, 9
_TAILS = ("", "s", "ed", "ing", "er", "ly", "al", "ness")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``bench/run.py verify``."""
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--quotations", type=int, default=10_000)
    parser.add_argument("--format", choices=("txt", "html"), default="txt")


def run(arguments: argparse.Namespace) -> None:
    """Measure and print."""
    dice = random.Random(1)  # noqa: S311  # no secret: the same articles each time
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        texts = _write_articles(root / "articles", arguments.articles, arguments.format, dice)
        changed = _write_draft(root / "draft.md", texts, arguments.quotations, dice)
        start = time.monotonic()
        folder = read_sources(root / "articles")
        read = time.monotonic() - start
        draft = read_draft(str(root / "draft.md"))
        judged = verify_drafts([draft], Library(folder.sources), Wanted(figures=False))
        seconds = time.monotonic() - start
    exact = sum(each.verdict.status is Status.EXACT for each in judged)
    print(
        f"verify: {len(judged)} quotations ({exact} exact, {changed} changed or made up) against "
        f"{arguments.articles} articles in .{arguments.format}: {seconds:.0f} s, {read:.0f} of "
        "them to read the articles"
    )
    print(f"{'ok ' if seconds <= LIMIT else 'NOT'} seconds: {seconds:.0f} (at most {LIMIT})")


def _write_articles(folder: Path, count: int, kind: str, dice: random.Random) -> list[str]:
    """Write articles of made-up words, some common and most rare; return their paragraphs."""
    folder.mkdir()
    words = [f"{word}{tail}" for tail in _TAILS for word in WORDS]
    weights = [1 / (place + 3) for place in range(len(words))]
    texts: list[str] = []
    for number in range(count):
        paragraphs = [
            " ".join(dice.choices(words, weights, k=_LENGTH)).capitalize() + "."
            for _ in range(_PARAGRAPHS)
        ]
        texts += paragraphs
        text = f"Article {number}\n\n" + "\n\n".join(paragraphs) + "\n"
        if kind == "html":
            body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
            text = f"<html><body><article><h1>Article {number}</h1>{body}</article></body></html>"
        (folder / f"a{number:05}.{kind}").write_text(text, encoding="utf-8")
    return texts


def _write_draft(path: Path, texts: list[str], count: int, dice: random.Random) -> int:
    """Write a draft that quotes; return how many of its quotations are not the articles'."""
    lines, changed = [], 0
    for number in range(count):
        spoken = dice.choice(texts).rstrip(".").split()
        start = dice.randrange(len(spoken) - _QUOTED)
        quoted = spoken[start : start + _QUOTED]
        if number % 8 == 0:
            quoted[4] = "elsewhere"
        elif number % 8 == 1:
            dice.shuffle(quoted)
        changed += number % 8 < 2
        lines.append(f"It is said that “{' '.join(quoted)}” in a report.\n")
    path.write_text("\n".join(lines), encoding="utf-8")
    return changed
