"""What the tests' chapters are made of."""

from __future__ import annotations

from bs4.element import Tag

BIB = """\
@article{kontur2025,
  author = {{Kontur}},
  title = {A headline},
  date = {2025-07-05/2025-07-13},
  datebasis = {inferred: its own words},
}
@article{yoon2024,
  author = {Yoon, Dasl},
  title = {Another},
  journaltitle = {The Journal},
  date = {2024-11~},
}
@misc{cnn2025,
  author = {{CNN}},
  note = {A television report},
  date = {2025},
  related = {kontur2025},
  relatedtype = {reportedin},
  relatedlocator = {¶ 8},
}
"""
NUMBERED_INDEX = """\
# The book

```{toctree}
:numbered:
:glob:
chapters/*
```

```{toctree}
:glob:
back/*
```
"""
BIBLIOGRAPHY = "# Bibliography\n\n```{bibliography}\n```\n"


def chapter(prefix: str, *blocks: str, source: str = "") -> str:
    """Return a chapter; each block is set apart by blank lines."""
    key = f"source: {source}\n" if source else ""
    title = f"{{#{prefix}}}\n# The {prefix} chapter"
    return f"---\nprefix: {prefix}\n{key}---\n\n" + "\n\n".join((title, *blocks)) + "\n"


def book(**chapters: str) -> dict[str, str]:
    """Return the files of a book with numbered chapters, a bibliography and a glossary.

    Each keyword is the name of a page: ``a`` stands in ``docs/chapters/``, ``back_people`` in
    ``docs/back/``.
    """
    files = {
        "docs/index.md": NUMBERED_INDEX,
        "references.bib": BIB,
        "docs/back/sources.md": BIBLIOGRAPHY,
    }
    for name, text in chapters.items():
        folder, _, page = name.rpartition("_")
        files[f"docs/{folder or 'chapters'}/{page}.md"] = text
    return files


def line_of(text: str, words: str) -> int:
    """Return the number of the first line that contains the words."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


def words(tag: Tag | None) -> str:
    """Return the text of an element as it is read: every run of spaces is one."""
    assert tag is not None
    return " ".join(tag.get_text().split())
