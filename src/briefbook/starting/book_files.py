"""The files that a new book begins with, as texts."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from briefbook import __version__
from briefbook.core.tables.events import EVENTS
from briefbook.core.tables.readings import READING_TABLES
from briefbook.sources.adding.escape import escape
from briefbook.starting.book_facts import ANALYSIS, BookFacts
from briefbook.starting.placeholders import fill_placeholders

_HERE = Path(__file__).parent
_PAGES = ("index", "glossary", "sources", "notes", "bibliography")
#: Files without words of the book: where each stands in it, and what it is called here.
_FIXED = {
    ".gitignore": "gitignore",
    "Makefile": "Makefile.txt",
    ".readthedocs.yaml": "readthedocs.yaml",
    ".github/workflows/pages.yml": "github/pages.yml",
    "references.bib": "references.bib",
}
_TABLES = {"figures": READING_TABLES, "timeline": {"events.csv": EVENTS}}


def book_files(facts: BookFacts) -> dict[str, str]:
    """Return the text of each file of a new book, by its path from the book's folder."""
    return {
        "conf.py": conf_text(facts),
        **dict(_documents(facts)),
        **dict(_tables(facts)),
        "requirements.txt": requirements_text(),
        **fixed_files(),
    }


def fixed_files() -> dict[str, str]:
    """Return the files that are the same in every book."""
    return {name: _read(f"book/{file}") for name, file in _FIXED.items()}


def conf_text(facts: BookFacts) -> str:
    """Return conf.py: what was stated, and the other usual settings as comments."""
    lines = [
        '"""Settings of the book: values only."""',
        "",
        f"project = {_quoted(facts.title)}",
        f"author = {_quoted(facts.author)}",
        f"language = {_quoted(facts.language.replace('-', '_'))}",
        "",
        'extensions = ["briefbook"]',
        "brief_book = True",
        _setting("brief_style", facts.style, "apa"),
        _setting("brief_handling", facts.mark, "TLP:CLEAR"),
        '# brief_subtitle = "…"',
        '# brief_edition = "First edition"',
        '# brief_date = "2027-01-31"',
    ]
    return "\n".join(lines) + "\n"


def has_titles(language: str) -> bool:
    """Tell whether the titles of the pages are known in a language; else they are English."""
    return _base(language) in _titles()


def requirements_text() -> str:
    """Return the line that installs this very briefbook, for the workflows that build the book."""
    return f"{_origin() or f'briefbook=={__version__}'}\n"


def page_text(page: str, facts: BookFacts) -> str:
    """Return a page of a new book, with its title in the book's language."""
    titles = _titles()
    words = {**titles["en"], **titles.get(_base(facts.language), {})}
    words = {name: escape(word) for name, word in words.items()}
    words |= {"title": escape(facts.title), "contents": _analysis_contents(facts, words)}
    text = fill_placeholders(
        _read(f"book/{'pages' if page in ANALYSIS else 'docs'}/{page}.md"), facts.language
    )
    for name, word in words.items():
        text = text.replace(f"«{name}»", word)
    return text


def _documents(facts: BookFacts) -> Iterator[tuple[str, str]]:
    for page in (*_PAGES, *_in_order(facts)):
        yield f"docs/{page}.md", page_text(page, facts)


def _analysis_contents(facts: BookFacts, words: Mapping[str, str]) -> str:
    pages = _in_order(facts)
    if not pages:
        return ""
    listed = "\n".join(pages)
    return f"\n```{{toctree}}\n:caption: {words['analysis']}\n:maxdepth: 1\n\n{listed}\n```\n"


def _tables(facts: BookFacts) -> Iterator[tuple[str, str]]:
    for page in _in_order(facts):
        for name, columns in _TABLES.get(page, {}).items():
            yield f"docs/data/{name}", ",".join(columns) + "\n"


def _in_order(facts: BookFacts) -> list[str]:
    return [page for page in ANALYSIS if page in facts.analysis]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _setting(name: str, value: str, example: str) -> str:
    return f"{name} = {_quoted(value)}" if value else f"# {name} = {_quoted(example)}"


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0]


def _titles() -> dict[str, dict[str, str]]:
    return tomllib.loads(_read("titles.toml"))


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _origin() -> str:
    """Return the repository and commit that pip installed from, as it names them; else nothing."""
    try:
        said = metadata.distribution("briefbook").read_text("direct_url.json")
        origin = json.loads(said or "{}")
        source = origin.get("vcs_info", {})
        if source:
            return f"briefbook @ {source['vcs']}+{origin['url']}@{source['commit_id']}"
    except (metadata.PackageNotFoundError, ValueError, KeyError, TypeError):
        pass
    return ""
