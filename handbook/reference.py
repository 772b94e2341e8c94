"""Write the handbook's reference from the code: ``python handbook/reference.py``.

Pages of commands, settings, directives and roles, tables, messages and styles. A test holds that
they are as the code is, and that nothing public is missing.
"""

from __future__ import annotations

import argparse
import inspect
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

import briefbook
from briefbook.checks.engine.registry import BUILT_IN
from briefbook.checks.engine.report import explained
from briefbook.cli import command_parsers
from briefbook.config import option_fields
from briefbook.core.files.writing import write_if_changed
from briefbook.core.records import NoteKind
from briefbook.core.tables.events import EVENTS
from briefbook.core.tables.readings import READING_TABLES
from briefbook.core.tables.table import Column

PAGES = Path(__file__).parent / "docs" / "reference"
STYLES = Path(briefbook.__file__).parent / "html" / "static" / "styles"
#: All other roles are in sphinxcontrib-bibtex's manual.
ROLES = {
    "cite:p": "A citation in parentheses: ``{cite:p}`smith2025{¶ 4}` ``. Several are separated by "
    "commas.",
    "cite:t": "A citation that is part of the sentence: “Smith (2025)”.",
    "term": "An entry of a glossary, by any of its names: ``{term}`Riverton` ``; if two "
    "glossaries have it, with the topic before it: ``{term}`places:Riverton` ``.",
}
TABLES: Mapping[str, Mapping[str, Column]] = {**READING_TABLES, "events.csv": EVENTS}


def pages() -> dict[str, str]:
    """Return the text of each page of the reference by its name."""
    return {
        "commands": _page("commands", "Commands", _commands()),
        "settings": _page("settings", "Settings of conf.py", _settings()),
        "directives": _page("directives", "Directives, roles and notes", _directives()),
        "tables": _page("tables", "Tables that editors keep", _tables()),
        "messages": _page("messages", "Messages of the checks", _messages()),
        "styles": _page("styles", "Variables of the site's styles", _styles()),
    }


def _page(name: str, title: str, parts: Iterator[str]) -> str:
    head = (
        f"% Written by handbook/reference.py from the code.\n\n{{#reference-{name}}}\n# {title}\n"
    )
    return "\n".join([head, *parts])


def _section(kind: str, name: str, title: str, text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return f"{{#reference-{kind}-{slug}}}\n## {title}\n\n{text.strip()}\n"


def _commands() -> Iterator[str]:
    yield "Run them in the book's folder. `briefbook COMMAND --help` shows the same.\n"
    for name, parser in command_parsers().items():
        rows = [
            f"`{_usage(action)}`\n: {_plain(action, parser)}\n"
            for action in parser._actions  # noqa: SLF001  # argparse has no public way
            if not isinstance(action, argparse._HelpAction)  # noqa: SLF001
        ]
        example = (parser.epilog or "").removeprefix("example: ")
        text = "\n".join([f"```\n{example}\n```\n", *rows])
        yield _section("command", name, f"`briefbook {name}`", text)


def _usage(action: argparse.Action) -> str:
    metavar = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if action.choices and action.option_strings:
        metavar = "{" + ",".join(map(str, action.choices)) + "}"
    takes = "" if action.nargs == 0 else f" {metavar}"
    return f"{action.option_strings[0]}{takes}" if action.option_strings else metavar


def _plain(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    said = (action.help or "") % {"default": action.default, "prog": parser.prog}
    said = said.replace("*", "\\*").replace("<", "\\<")
    return said[:1].upper() + said[1:] + "."


def _settings() -> Iterator[str]:
    yield "All are optional; those of Sphinx and MyST work as well.\n"
    for option in option_fields():
        default = option.default_factory()
        text = f"{option.metadata['help']}\n\nDefault: `{default!r}`."
        yield _section("setting", option.name, f"`brief_{option.name}`", text)


def _directives() -> Iterator[str]:
    for name, directive in sorted(registered_directives().items()):
        options = [f"- `:{option}:`" for option in sorted(directive.option_spec or ())]
        listed = ["", "Options:", "", *options] if options else []
        text = "\n".join([_documentation(directive), *listed])
        yield _section("directive", name, f"`{{{name}}}`", text)
    for name, text in ROLES.items():
        yield _section("role", name, f"Role `{name}`", text)
    kinds = "\n".join(f"- `{kind.value}:`" for kind in NoteKind if kind.value)
    yield _section("note", "kinds", "Kinds of notes", f"A note begins with its kind:\n\n{kinds}")


def _documentation(directive: type) -> str:
    return re.sub(r"``option_spec``", "the options", inspect.getdoc(directive) or "")


def registered_directives() -> dict[str, Any]:
    """Return every directive of ours that a briefing book has, by its name."""
    with tempfile.TemporaryDirectory() as folder, docutils_namespace():
        Path(folder, "index.md").write_text("# A book\n", encoding="utf-8")
        settings = {"extensions": ["briefbook"], "brief_book": True}
        out = f"{folder}/out"
        app = Sphinx(folder, None, out, out, "dummy", settings, status=None, warning=None)
        named = {**directives._directives, **app.registry.domain_directives["brief"]}  # noqa: SLF001
        return {
            name: directive
            for name, directive in named.items()
            if directive.__module__.startswith("briefbook.")
        }


def _tables() -> Iterator[str]:
    yield "They are in `docs/data/`; `brief_data` names another folder.\n"
    for name, columns in TABLES.items():
        rows = [
            f"| `{column}` | {'yes' if spec.required else ''} | {spec.means} |"
            for column, spec in columns.items()
        ]
        text = "\n".join(["| column | required | content |", "| --- | --- | --- |", *rows])
        yield _section("table", name, f"`{name}`", text)


def _messages() -> Iterator[str]:
    yield (
        "Each finding ends with its code, as in `[brief.quote_not_found]`. An error fails "
        "`briefbook check`; a warning does so with `--strict`.\n"
    )
    for code in explained(BUILT_IN).values():
        text = f"*{code.severity.value}*: {code.what}\n\n**Why:** {code.why}\n\n"
        yield _section("message", code.value, f"`{code.value}`", f"{text}**Fix:** {code.remedy}")


def style_variables() -> dict[str, str]:
    """Return the value of each variable of the site's styles by its name, as first set."""
    found: dict[str, str] = {}
    for path in sorted(STYLES.glob("*.css")):
        for name, value in re.findall(r"(--brief-[a-z-]+):\s*([^;}]+)", path.read_text("utf-8")):
            found.setdefault(name, " ".join(value.split()))
    return found


def _styles() -> Iterator[str]:
    yield (
        "Your own stylesheet, in `html_css_files`, may set them. The values are those of the light "
        "colour scheme.\n"
    )
    rows = [f"| `{name}` | `{value}` |" for name, value in sorted(style_variables().items())]
    yield "\n".join(["| variable | value |", "| --- | --- |", *rows, ""])


if __name__ == "__main__":
    PAGES.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        write_if_changed(PAGES / f"{name}.md", text)
