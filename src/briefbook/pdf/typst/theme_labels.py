"""The labels that the theme prints, in the book's language; the theme names them in English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from briefbook.core.words.labels import labels

#: The folder of the theme.
THEME = Path(__file__).parents[1] / "theme"
#: ``said("p. {pages}")``, or ``said("Figures", of: "pictures")``, as the theme calls it.
_CALL = re.compile(r'said\("([^"]*)"(?:, of: "([^"]*)")?')


def theme_messages() -> Iterator[tuple[str, str]]:
    """Yield the texts that the theme prints, each with its context or nothing."""
    for file in sorted(THEME.glob("*.typ")):
        yield from _CALL.findall(file.read_text(encoding="utf-8"))


def theme_labels() -> str:
    """Return the theme's texts in the book's language, as JSON."""
    said = {text: labels().text(text, context) for text, context in theme_messages()}
    said["direction"] = "rtl" if labels().right_to_left else "ltr"
    return json.dumps(said, ensure_ascii=False, sort_keys=True)
