"""The labels that scripts show, as a script: keys in English, texts in the book's language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from briefbook.core.words.labels import labels

_SCRIPTS = Path(__file__).parents[1] / "static" / "scripts"
_TEXT = r'"((?:[^"\\]|\\.)*)"'
#: ``brief.label("…"`` and ``brief.counted("…", "…"``, as scripts call them.
_LABEL = re.compile(rf"brief\.label\({_TEXT}")
_COUNTED = re.compile(rf"brief\.counted\({_TEXT}, {_TEXT}")
_NUMBERED = "{number}"


def script_messages() -> Iterator[tuple[str, ...]]:
    """Yield the texts of our scripts: one, or its forms for one and for many."""
    for file in sorted(_SCRIPTS.glob("*.js")):
        code = file.read_text(encoding="utf-8")
        yield from ((text,) for text in _LABEL.findall(code))
        yield from _COUNTED.findall(code)


def labels_script() -> str:
    """Return the script that sets ``briefbook.labels``."""
    said = labels()
    found: dict[str, str | dict[str, str]] = {}
    for forms in script_messages():
        one, many = forms[0], forms[-1]
        if len(forms) == 1:
            text = said.text(forms[0])
            # No line ends between a sign and its number.
            found[forms[0]] = text.replace(" ", "\u00a0") if _NUMBERED in text else text
        else:
            # By CLDR's name of the form, which browsers know for every language.
            found[forms[0]] = {
                said.locale.plural_form(n): said.plural(one, many, n) for n in reversed(range(200))
            } | {"other": _other(one, many)}
    text = json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True)
    return f"(window.briefbook??={{}}).labels={text};\n"


def _other(one: str, many: str) -> str:
    """Return the plural form “other”, which in some languages no whole number takes."""
    said = labels()
    numbers = (n for n in (*range(200), 1000) if said.locale.plural_form(n) == "other")
    return said.plural(one, many, next(numbers, 200))
