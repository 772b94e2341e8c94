"""The command line of ``briefbook new``, ``init`` and ``doctor``."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from briefbook.core.ended import Ended
from briefbook.core.errors import BriefbookError
from briefbook.starting.book_facts import (
    ANALYSIS,
    BookFacts,
    ask_for_facts,
    check_analysis,
    check_facts,
    default_facts,
)
from briefbook.starting.folders import refuse_taken, write_folder

Subcommands = argparse._SubParsersAction  # noqa: SLF001  # argparse gives it no public name

_OPTIONS = ("title", "author", "language", "style", "mark")


def add_new(commands: Subcommands[argparse.ArgumentParser]) -> None:
    """Add ``new``."""
    new = commands.add_parser(
        "new",
        help="make a new book in a folder of its own",
        description="Make a new book: settings, front page, glossary, notes, sources, "
        "bibliography, and files that publish it. On a terminal it asks for what no option says.",
    )
    new.add_argument("folder", type=Path, metavar="FOLDER", help="a new folder, or an empty one")
    new.add_argument("--title", help="title of the book; default: the folder's name")
    new.add_argument(
        "--author", help="one or more, as in 'Ann Bell and Carl Dörn'; default: git's user.name"
    )
    new.add_argument("--language", help="code such as en, de, pt-BR; default en")
    new.add_argument("--style", help="citation style, such as apa; default: the built-in style")
    new.add_argument("--mark", help="handling mark, such as TLP:CLEAR; default none")
    new.add_argument(
        "--with", dest="analysis", default="", metavar="PAGES",
        help=f"also make pages of analysis, any of {','.join(ANALYSIS)}",
    )  # fmt: skip
    new.add_argument("--yes", action="store_true", help="ask nothing, even on a terminal")
    new.add_argument(
        "--example", action="store_true",
        help="make a small finished book instead that uses everything once",
    )  # fmt: skip
    new.set_defaults(run=run_new)


def add_init(commands: Subcommands[argparse.ArgumentParser]) -> None:
    """Add ``init``."""
    init = commands.add_parser(
        "init",
        help="add briefbook to an existing Sphinx project",
        description="Add to a Sphinx project what a chapter needs: a line at the end of conf.py, "
        "and the files that are missing. Existing files are not replaced.",
    )
    init.add_argument(
        "folder", type=Path, nargs="?", default=Path(), metavar="FOLDER",
        help="folder of the project or of its conf.py; default: the current one",
    )  # fmt: skip
    init.add_argument(
        "--with", dest="analysis", default="", metavar="PAGES",
        help=f"also make pages of analysis, any of {','.join(ANALYSIS)}",
    )  # fmt: skip
    init.set_defaults(run=run_init)


def run_init(options: argparse.Namespace) -> Ended:
    """Run ``briefbook init``; return the exit status. Raises :class:`BriefbookError`."""
    from briefbook.starting.join_project import join_project

    analysis = _named(options.analysis)
    check_analysis(analysis)
    joined = join_project(options.folder, analysis)
    for line in joined.done or ("nothing to do: briefbook is among its extensions",):
        print(f"{joined.root}: {line}")
    if joined.unlisted:
        print(f"add to a toctree: {', '.join(joined.unlisted)}")
    return Ended(0, f"{_enter(joined.root)}briefbook add ARTICLE.html")


def add_doctor(commands: Subcommands[argparse.ArgumentParser]) -> None:
    """Add ``doctor``."""
    doctor = commands.add_parser(
        "doctor", help="report what this machine and this book have, and what is missing"
    )
    doctor.set_defaults(run=run_doctor)


def run_doctor(_options: argparse.Namespace) -> Ended:
    """Run ``briefbook doctor``; return 1 if something essential is missing."""
    from briefbook.starting.doctor import examine

    findings = list(examine(Path()))
    for finding in findings:
        print(finding)
    if any(finding.grave for finding in findings):
        return Ended(1, "fix what is MISSING")
    return Ended(0, "briefbook --help lists the commands")


def run_new(options: argparse.Namespace) -> Ended:
    """Run ``briefbook new``; return the exit status. Raises :class:`BriefbookError`."""
    folder: Path = options.folder
    # Before any question: no answer would help.
    refuse_taken(folder)
    if options.example:
        return _write_example(folder, options)
    stated = {name: value for name in _OPTIONS if (value := getattr(options, name)) is not None}
    facts = replace(default_facts(folder), **stated, analysis=_named(options.analysis))
    check_facts(facts)
    if not options.yes and sys.stdin.isatty() and sys.stdout.isatty():
        facts = ask_for_facts(facts, frozenset(stated), input)
    return Ended(0, _write_book(folder, facts))


def _named(pages: str) -> tuple[str, ...]:
    return tuple(pages.replace(",", " ").split())


def _write_book(folder: Path, facts: BookFacts) -> str:
    from briefbook.starting.book_files import book_files, has_titles

    files = book_files(facts)
    write_folder(folder, {name: text.encode() for name, text in files.items()})
    pages = ", ".join(Path(name).stem for name in files if name.endswith(".md"))
    print(f"{folder}: a new book, “{facts.title}”")
    print(f"  pages     docs/: {pages}")
    print("  settings  conf.py; references.bib is the bibliography")
    print("  hosting   .github/workflows/pages.yml, .readthedocs.yaml")
    if not facts.author:
        print("  author    none; name one in conf.py")
    if not has_titles(facts.language):
        print(f"  titles    in English, not in {facts.language}; change them in docs/")
    return f"{_enter(folder)}briefbook add ARTICLE.html, or briefbook book to see it empty"


def _write_example(folder: Path, options: argparse.Namespace) -> Ended:
    from briefbook.starting.example_book import example_files

    for name in (*_OPTIONS, "analysis"):
        if getattr(options, name):
            option = "with" if name == "analysis" else name
            raise BriefbookError(f"--{option}: the example takes no such option; leave it out")
    write_folder(folder, example_files())
    print(f"{folder}: an example, a small finished book; its texts are in the public domain (CC0)")
    after = f"{_enter(folder)}briefbook book, then read docs/ beside build/html/index.html"
    return Ended(0, after)


def _enter(folder: Path) -> str:
    return "" if folder.resolve() == Path.cwd() else f"cd {folder}, then "
