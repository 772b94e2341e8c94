"""The files that a new book begins with, as texts."""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote, urlsplit

from briefbook import __version__
from briefbook.core.tables.events import EVENTS
from briefbook.core.tables.readings import READING_TABLES
from briefbook.sources.adding.escape import escape
from briefbook.starting.book_facts import ANALYSIS, BookFacts
from briefbook.starting.placeholders import fill_placeholders

_HERE = Path(__file__).parent
_PAGES = ("index", "glossary", "sources", "notes", "bibliography")
#: Files without words of the book: where each is in it, and what it is called here.
_FIXED = {
    ".gitignore": "gitignore",
    "Makefile": "Makefile.txt",
    ".readthedocs.yaml": "readthedocs.yaml",
    ".github/workflows/pages.yml": "github/pages.yml",
    "references.bib": "references.bib",
}
_FROM_FOLDER = """\
# This briefbook was installed from a folder. Where its version is not on PyPI, name a repository:
# briefbook @ git+https://github.com/OWNER/briefbook@COMMIT
"""
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
    """Return whether the titles of the pages are known in a language; else they are English."""
    return _base(language) in _titles()


def requirements_text() -> str:
    """Return the line that installs this very briefbook, for the workflows that build the book.

    One that was installed from a folder comes from where that folder was cloned; where nothing
    says so it is its version, with a comment that this must be there to be had.
    """
    origin = installed_from()
    if origin.line:
        return f"{origin.line}\n"
    line = f"briefbook=={__version__}\n"
    return f"{_FROM_FOLDER}{line}" if origin.folder else line


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


def analysis_files(pages: str, facts: BookFacts) -> dict[str, str]:
    """Return the pages of analysis and their tables, by their path, in the folder of pages."""
    documents = {f"{page}.md": page_text(page, facts) for page in _in_order(facts)}
    tables = {name.removeprefix("docs/"): text for name, text in _tables(facts)}
    found = {**documents, **tables}
    return {f"{pages}/{name}".removeprefix("./"): text for name, text in found.items()}


def analysis_contents(facts: BookFacts) -> str:
    """Return the toctree of the pages of analysis, or nothing where there are none."""
    titles = _titles()
    return _analysis_contents(facts, {**titles["en"], **titles.get(_base(facts.language), {})})


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


@dataclass(frozen=True, slots=True)
class InstallOrigin:
    """Where this briefbook was installed from: a line for pip, or a ``folder`` that says nothing.

    Both are empty where it came from a package index.
    """

    line: str = ""
    folder: str = ""


def installed_from() -> InstallOrigin:
    """Return where pip installed this briefbook from, as it names it."""
    try:
        said = metadata.distribution("briefbook").read_text("direct_url.json")
        origin = json.loads(said or "{}")
        if source := origin.get("vcs_info"):
            return InstallOrigin(
                f"briefbook @ {source['vcs']}+{origin['url']}@{source['commit_id']}"
            )
        if "dir_info" in origin:
            folder = unquote(urlsplit(origin["url"]).path)
            return InstallOrigin(_clone_line(folder), folder)
    except (metadata.PackageNotFoundError, ValueError, KeyError, TypeError):
        pass
    return InstallOrigin()


def _clone_line(folder: str) -> str:
    """Return the line that installs the commit of a clone from where it was cloned."""
    remote = _git(folder, "remote", "get-url", "origin")
    commit = _git(folder, "rev-parse", "HEAD")
    return f"briefbook @ git+{remote}@{commit}" if remote.startswith("https://") and commit else ""


def _git(folder: str, *words: str) -> str:
    command = ["git", "-C", folder, *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
