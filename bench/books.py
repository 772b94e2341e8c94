"""Generated books: the same text for the plain stack and for ours, in each one's own syntax."""

# scripts side by side, not a package

from __future__ import annotations

import random
from pathlib import Path

#: Of one chapter.
WORDS, PARAGRAPHS, NOTES, TERMS, CITATIONS = 1000, 25, 10, 8, 6
GLOSSARY, SOURCES = 80, 60

_SYLLABLES = (
    "ka", "ru", "to", "mi", "sen", "vol", "dar", "ni", "pe", "lo", "gar", "ish", "tun", "be", "ra",
    "kos",
)  # fmt: skip

_CONF = """\
project = "A generated book"
author = "Nobody"
extensions = {extensions}
html_theme = "sphinx_book_theme"
bibtex_bibfiles = ["references.bib"]
"""
_PLAIN = _CONF.format(extensions=["myst_parser", "sphinx_design", "sphinxcontrib.bibtex"]) + (
    'myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]\n'
    'html_theme_options = {"collapse_navbar": True}\n'
)
_OURS = _CONF.format(extensions=["briefbook"]) + (
    'suppress_warnings = ["brief.term_not_linked", "brief.term_unused"]\n'
)


def write_book(root: Path, chapters: int, *, plain: bool) -> None:
    """Write a book of so many chapters; ``plain`` for Sphinx, MyST, the theme and bibtex alone.

    Both have the same words, notes, glossary links, citations and links between chapters. The
    plain one has its glossary in one piece and no numbers to its paragraphs, for lack of both.
    """
    pages = {"conf.py": _PLAIN if plain else _OURS, "references.bib": _bibliography()}
    names = [f"chapters/chapter{number:04}" for number in range(chapters)]
    pages["docs/index.md"] = _index([*names, "things", "sources"] + ([] if plain else ["notes"]))
    pages["docs/things.md"] = _glossary(plain=plain)
    pages["docs/sources.md"] = "# Sources\n\n```{bibliography}\n```\n"
    if not plain:
        pages["docs/notes.md"] = "# Notes\n\n```{notes}\n```\n"
    for number in range(chapters):
        pages[f"docs/{names[number]}.md"] = _chapter(number, chapters, plain=plain)
    for name, text in pages.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _index(names: list[str]) -> str:
    return "# A generated book\n\n```{toctree}\n:numbered:\n" + "\n".join(names) + "\n```\n"


def _bibliography() -> str:
    return "".join(
        f"@article{{source{n}, author = {{Author{n}, Ann}}, title = {{Title number {n}}},\n"
        f"  journal = {{A journal}}, date = {{20{n % 20 + 10}}}, year = {{20{n % 20 + 10}}}}}\n"
        for n in range(SOURCES)
    )


def _glossary(*, plain: bool) -> str:
    entries = "\n\n".join(
        f"Term {n}\n{'  ' if plain else ': '}The meaning of number {n}." for n in range(GLOSSARY)
    )
    topic = "" if plain else " things"
    return f"# Things\n\n:::{{glossary}}{topic}\n{entries}\n:::\n"


def _chapter(number: int, chapters: int, *, plain: bool) -> str:
    chance = random.Random(number)  # noqa: S311  # a book, not a secret
    prefix = f"c{number:04}"
    size = WORDS // PARAGRAPHS
    blocks = [f"---\nprefix: {prefix}\n---", f"{{#{prefix}}}\n# Chapter {number} of {prefix}"]
    other = f"c{chance.randrange(chapters):04}"
    for place in range(1, PARAGRAPHS + 1):
        if place % 8 == 1:
            blocks.append(f"## {_words(chance, 3)} {place}")
        text = _words(chance, size)
        if place <= NOTES:
            text += f"[^n{place}]"
        if place <= TERMS:
            text += f" {{term}}`Term {chance.randrange(GLOSSARY)}`"
        if place > PARAGRAPHS - CITATIONS:
            key = f"source{chance.randrange(SOURCES)}"
            text += f" {{cite:p}}`{key}`" if plain else f" {{cite:p}}`{key}{{¶ {place}}}`"
        if place == PARAGRAPHS:
            text += f" [see there](#{other})"
        anchor = "" if plain else f"{{#{prefix}-{place}}}\n"
        blocks.append(f"{anchor}{text}.")
    blocks += [f"[^n{n}]: Comment: {_words(chance, 12)}." for n in range(1, NOTES + 1)]
    return "\n\n".join(blocks) + "\n"


def _words(chance: random.Random, count: int) -> str:
    return " ".join(
        "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 2, 3))))
        for _ in range(count)
    )
