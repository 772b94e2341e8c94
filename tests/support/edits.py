"""A book of fifteen chapters, and what an author may do to it between two builds."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

from books import SMALL_CONF, write_files
from chapters import BIB, BIBLIOGRAPHY, NUMBERED_INDEX, chapter

CHAPTERS = 15 if "EDITS" in os.environ else 9
"""Nine are enough for pages to be written side by side."""

CONF = (
    SMALL_CONF.replace("basic", "sphinx_book_theme")
    + 'brief_fonts = ["fonts"]\nbrief_edition = "First"\nsuppress_warnings = ["brief"]\n'
)
GLOSSARY = (
    "# Things\n\n:::{glossary} things\nKursk | the region\n: A region.\n\nHub\n: A hub.\n:::\n"
)
MEASURES = "key,title,unit,definition\ntroops,Troops,people,Soldiers there.\n"
Edit = Callable[[Path, random.Random], None]


def first_book() -> dict[str, str]:
    """Return a book of fifteen chapters that refer to each other, the glossary and the notes."""
    files = {
        "conf.py": CONF,
        "references.bib": BIB,
        "fonts/LICENSE": "none",
        "shared/words.md": "Included words.\n",
        "docs/index.md": NUMBERED_INDEX,
        "docs/back/sources.md": BIBLIOGRAPHY,
        "docs/back/notes.md": "# Notes\n\n```{notes}\n```\n\n```{index-of} things\n```\n",
        "docs/back/things.md": GLOSSARY,
        "docs/back/table.md": "# Table\n\n```{csv-table}\n:file: ../data/table.csv\n```\n",
        "docs/data/table.csv": "one,two\n",
    }
    for number in range(CHAPTERS):
        name = f"c{number:02}"
        other = f"c{(number + 4) % CHAPTERS:02}"
        files[f"docs/chapters/{name}.md"] = chapter(
            name,
            f"{{#{name}-1}}\nSee [](#{other}-1) and [that](#{other}) of {{term}}`Kursk`[^n].",
            f"{{#{name}-2}}\nCited {{cite:p}}`yoon2024{{¶ {number + 1}}}`.",
            "```{include} ../../shared/words.md\n```" if number % 5 == 0 else "Plain.",
            "[^n]: Comment: short.",
        )
    return files


def chapters(root: Path) -> list[Path]:
    return sorted(root.glob("docs/**/c*.md"))


def replace(path: Path, pattern: str, new: str) -> None:
    path.write_text(re.sub(pattern, new, path.read_text("utf-8"), count=1), "utf-8")


def words(root: Path, chance: random.Random) -> None:
    replace(chance.choice(chapters(root)), "Cited", f"Cited {chance.random()}")


def older(root: Path, chance: random.Random) -> None:
    """Put a file back with the time that it had long ago."""
    path = chance.choice(chapters(root))
    replace(path, "See", f"Look {chance.random()} and see")
    os.utime(path, (1_000_000_000, 1_000_000_000))


def rename(root: Path, chance: random.Random) -> None:
    path = chance.choice(chapters(root))
    path.rename(path.with_name(f"{path.stem}{chance.choice('abc')}.md"))


def move(root: Path, chance: random.Random) -> None:
    path = chance.choice(chapters(root))
    folder = root / "docs" / ("back" if path.parent.name == "chapters" else "chapters")
    path.rename(folder / path.name)


def delete(root: Path, chance: random.Random) -> None:
    """Delete a chapter, and what refers to it."""
    path = chance.choice(chapters(root))
    prefix = re.search(r"^prefix: (\w+)", path.read_text("utf-8"), re.MULTILINE)
    assert prefix
    path.unlink()
    for each in chapters(root):
        text = each.read_text("utf-8")
        each.write_text(re.sub(rf"\[\w*\]\(#{prefix[1]}(-\w+)?\)", "gone", text), "utf-8")


def withdraw(root: Path, chance: random.Random) -> None:
    path = chance.choice(chapters(root))
    replace(path, r"\{#(c\d\d-2)\}\nCited.*", r":::{withdrawn} \1\nMoved away.\n:::")


def prefix(root: Path, chance: random.Random) -> None:
    """Give a chapter another prefix, everywhere."""
    path = chance.choice(chapters(root))
    found = re.search(r"^prefix: (\w+)", path.read_text("utf-8"), re.MULTILINE)
    assert found
    new = f"c{chance.randrange(100, 10_000)}"
    for each in chapters(root):
        text = each.read_text("utf-8")
        each.write_text(re.sub(rf"\b{found[1]}\b", new, text), "utf-8")


def numbering(root: Path, _chance: random.Random) -> None:
    path = root / "docs/index.md"
    text = path.read_text("utf-8")
    new = text.replace(":numbered:\n", "") if ":numbered:" in text else NUMBERED_INDEX
    path.write_text(new, "utf-8")


def alias(root: Path, chance: random.Random) -> None:
    replace(root / "docs/back/things.md", r"Kursk.*\n", f"Kursk | place {chance.random()}\n")


def topic(root: Path, chance: random.Random) -> None:
    text = f"# More\n\n:::{{glossary}} more\nStorm {chance.random()}\n: A unit.\n:::\n"
    write_files(root, {"docs/back/more.md": text})


def fonts(root: Path, chance: random.Random) -> None:
    write_files(root, {"fonts/LICENSE": str(chance.random())})


def edition(root: Path, chance: random.Random) -> None:
    replace(root / "conf.py", r'brief_edition = ".*"', f'brief_edition = "{chance.random()}"')


def include(root: Path, chance: random.Random) -> None:
    write_files(root, {"shared/words.md": f"Included {chance.random()}.\n"})


def table(root: Path, chance: random.Random) -> None:
    write_files(root, {"docs/data/table.csv": f"one,{chance.random()}\n"})


def bib(root: Path, chance: random.Random) -> None:
    replace(root / "references.bib", r"Yoon\w*", f"Yoon{chance.choice('abcde')}")


EDITS: tuple[Edit, ...] = (
    words, older, rename, move, delete, withdraw, prefix, numbering, alias, topic, fonts, edition,
    include, table, bib,
)  # fmt: skip
