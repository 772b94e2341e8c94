"""The catalogue of all labels: ``python -m briefbook.locale.extract`` makes it anew.

Texts that are new are in every language without a translation then, and those that no code names
any more are gone.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from briefbook.core.tables.vocabularies import meaning, terms
from briefbook.core.words.catalogue import languages
from briefbook.html.pages.script_labels import script_messages
from briefbook.pdf.typst.theme_labels import theme_messages

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "briefbook.pot"
_PACKAGE = FOLDER.parent
_MARKS = frozenset({"label", "bound", "sides", "message"})
_IN_TEMPLATE = re.compile(r"label\('([^']*)'")
_ALONE = 7
"""So many qualifiers precede a number; the others stand alone too."""

Text = tuple[str, str, str]
"""A text in the singular, its plural or nothing, its context or nothing."""


def texts() -> Iterator[Text]:
    """Yield every label that a reader may see, in the order of the code."""
    for file in sorted(_PACKAGE.rglob("*.py")):
        yield from _of_python(ast.parse(file.read_text(encoding="utf-8")))
    for file in sorted(_PACKAGE.rglob("templates/*.html")):
        for text in _IN_TEMPLATE.findall(file.read_text(encoding="utf-8")):
            yield text, "", ""
    for forms in script_messages():
        yield forms[0], forms[1] if len(forms) > 1 else "", ""
    for text, context in theme_messages():
        yield text, "", context
    yield from ((text, "", "") for text in _of_vocabularies())


def _of_python(code: ast.Module) -> Iterator[Text]:
    for call in ast.walk(code):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or not call.args:
            continue
        said = [a.value for a in call.args if isinstance(a, ast.Constant)]
        name, given = call.func.id, [text for text in said if isinstance(text, str)]
        if name == "counted" and len(given) == 2:
            yield given[0], given[1], ""
        elif name in _MARKS and given:
            yield given[0], "", ""


def _of_vocabularies() -> Iterator[str]:
    yield from terms("likelihood")
    yield from terms("confidence")
    for vocabulary in ("reliability", "credibility"):
        yield from (meaning(vocabulary, term) for term in terms(vocabulary))
    qualifiers = terms("qualifier")
    yield from (f"{words} {{figure}}" for words in qualifiers[:_ALONE])
    yield from qualifiers[_ALONE:]
    kinds = files("briefbook.sources.bibliography").joinpath("kinds.toml").read_text("utf-8")
    yield from (name.replace("-", " ") for name in tomllib.loads(kinds))


def make_catalogue() -> Catalog:
    """Return the catalogue of all texts, without translations."""
    made = Catalog(project="briefbook", charset="utf-8", fuzzy=False)
    made.creation_date = datetime(2026, 1, 1, tzinfo=UTC)  # The same code, the same bytes.
    for one, many, context in texts():
        made.add((one, many) if many else one, context=context or None)
    return made


_HEADER = """\
# The labels of a book, in one language. Values stand in {braces}.
# python -m briefbook.locale.extract brings this file up to the code.
#"""


def _write(catalogue: Catalog, path: Path) -> None:
    catalogue.header_comment = _HEADER
    with path.open("wb") as file:
        write_po(file, catalogue, omit_header=False, width=100, ignore_obsolete=True)


def main() -> None:
    """Write the template, and bring each language up to it."""
    template = make_catalogue()
    _write(template, TEMPLATE)
    for language in languages():
        path = FOLDER / f"{language}.po"
        with path.open("rb") as file:
            known = read_po(file, locale=language)
        known.update(template, no_fuzzy_matching=True)
        _write(known, path)


if __name__ == "__main__":
    main()
