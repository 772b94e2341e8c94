"""Random packs of a book, built whole and searched: no word of what is cut may be in any file.

    python bench/pack_cuts.py --minutes 30 --seed 1 [--book FOLDER] [--only html pdf epub]

Each round copies the book, cuts ids, chapters, kinds of notes and sources at random, follows what
leans on them, and makes the pack as a person would. What is printed is the seed of each round that
was refused, and why: a hit of the search is a leak or a false alarm, and both are defects.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.packs.cutting.whole import Whole, read_whole
from briefbook.packs.packing import Order, make_pack

_COPIED = ("conf.py", "docs", "sources", "references.bib")
_NOTES = ("Source", "Context", "Comment")


def write_plan(whole: Whole, to: Path, seed: int) -> None:
    """Write a plan with one pack of random cuts."""
    chance = random.Random(seed)  # noqa: S311  # no secret: a round can be made again
    ids = sorted({i for p in whole.pages for b in p.walk() for i in b.ids if p.docname != "index"})
    chapters = sorted(p.docname for p in whole.pages if p.docname != "index")
    cuts = {
        "ids": chance.sample(ids, min(len(ids), chance.randint(1, 12))),
        "chapters": chance.sample(chapters, chance.choice([0, 0, 1])),
        "notes": chance.sample(_NOTES, chance.choice([0, 0, 1])),
        "sources": chance.sample(sorted(whole.sources), chance.choice([0, 0, 0, 1])),
    }
    lines = ['unmarked = "TLP:CLEAR"', "[random]", 'mark = "TLP:CLEAR"', 'leaning = "cut"']
    lines += [f"gaps = {json.dumps(chance.choice(['', 'Withheld.']))}", "[random.cut]"]
    lines += [f"{name} = {json.dumps(value)}" for name, value in cuts.items()]
    to.write_text("\n".join(lines) + "\n", encoding="utf-8")


def make_round(book: Path, outputs: tuple[str, ...], seed: int) -> str:
    """Make one pack, and return why it was refused; empty where it was made."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "book")
        root.mkdir()
        for name in _COPIED:
            source = book / name
            if source.is_dir():
                shutil.copytree(source, root / name)
            elif source.exists():
                shutil.copyfile(source, root / name)
        whole = read_whole(root)
        write_plan(whole, root / whole.folder / "packs.toml", seed)
        said = io.StringIO()
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                make_pack(root, Order("random", outputs))
        except BriefbookError as error:
            return str(error)
    return ""


def main() -> int:
    """Run rounds until the time is over; the status is 1 where one was refused."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1, help="of the first round")
    parser.add_argument("--book", type=Path, default=Path(__file__).resolve().parents[1])
    parser.add_argument("--only", nargs="+", default=["html", "pdf", "epub", "data"])
    options = parser.parse_args()
    end, seed, refused = time.monotonic() + 60 * options.minutes, options.seed, 0
    while time.monotonic() < end:
        why = make_round(options.book.resolve(), tuple(options.only), seed)
        refused += bool(why)
        print(f"{seed}: {why or 'made, nothing of the rest in it'}", flush=True)
        seed += 1
    print(f"{seed - options.seed} packs, {refused} refused")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
