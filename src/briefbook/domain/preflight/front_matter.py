"""The front matter of a document, checked before it is read: YAML, and a usable prefix."""

from __future__ import annotations

import re
from typing import Any

import yaml  # type: ignore[import-untyped]  # MyST has it; its package has no types

from briefbook.core.ids import RESERVED_PREFIXES, is_id

_FENCE = re.compile(r"-{3,}[ \t]*")
_END = re.compile(r"(?:-{3,}|\.\.\.)[ \t]*")
#: A line that only front matter begins with; a rule above a text is none.
_FIELD = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:\s|$)")

#: Fields that no text begins with, looked for in so many lines.
_OURS = re.compile(r"(?:prefix|source)[ \t]*:[ \t]+\S+[ \t]*$")
_TOP = 8


class FrontMatterError(ValueError):
    """The front matter cannot be used; ``line`` is that of the document."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def check_front_matter(text: str) -> None:
    """Raise :class:`FrontMatterError` where front matter is no YAML or its prefix is no id."""
    lines = text.splitlines()
    if not lines or not _FENCE.fullmatch(lines[0]):
        _check_outside(lines)
        return
    end = next((n for n, line in enumerate(lines[1:], 1) if _END.fullmatch(line)), 0)
    if not end:
        if len(lines) > 1 and _FIELD.match(lines[1]):
            raise FrontMatterError(1, "the front matter never ends; close it with a line ---")
        return
    fields = _read("\n".join(lines[1:end]) + "\n")
    if "prefix" in fields:
        line = next((n for n, line in enumerate(lines, 1) if line.startswith("prefix")), 1)
        _check_prefix(fields["prefix"], line)


def _check_outside(lines: list[str]) -> None:
    """Refuse fields of ours above the first heading of a page that begins with no front matter."""
    for number, line in enumerate(lines[:_TOP], 1):
        if line.startswith(("#", "{#")):
            return
        if _OURS.match(line):
            raise FrontMatterError(
                number,
                f"{line.strip()!r} is outside the front matter, which begins in the first line of "
                "the file, with ---; write --- there, and remove what is above it",
            )


def _read(text: str) -> dict[Any, Any]:
    try:
        fields = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        what = " ".join(str(error.problem or error.context).split())
        if "'\\t'" in what:
            what += ": indent with spaces, not tabs"
        raise FrontMatterError(
            mark.line + 2 if mark else 1,
            f"the front matter is not YAML: {what}; write 'name: value' lines, and put a value "
            "with ': ' or '#' in quotation marks",
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # What looks like a date and is none comes as a ValueError.
        said = " ".join(str(error).split())
        raise FrontMatterError(
            1, f"the front matter is not YAML: {said}; fix the value, or put it in quotation marks"
        ) from None
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise FrontMatterError(2, "the front matter is not 'name: value' lines; write it so")
    return fields


def _check_prefix(value: object, line: int) -> None:
    # A blank one is as none: the document's name gives the prefix then.
    prefix = "" if value is None else str(value).strip()
    if not isinstance(value, (str, int, float, type(None))) or (prefix and not is_id(prefix)):
        raise FrontMatterError(
            line, f"the prefix {prefix!r} is not an id; use a-z, 0-9 and -, beginning with a letter"
        )
    if prefix in RESERVED_PREFIXES:
        raise FrontMatterError(
            line,
            f"the prefix {prefix!r} begins the ids of other things than paragraphs; choose another",
        )
