"""One block of an open text as MyST: with its links, emphasis, notes and lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from briefbook.sources.adding.escape import UNCARRIED, code, escape, escape_parts
from briefbook.sources.reading.article import TextBlock, TextRun

#: What ends a line of verse: a space, so that words do not run together, and a hard break.
_BREAK = " \\\n"
_SAFE_IN_ADDRESS = frozenset("!#$%&'()*+,-./:;=?@_~")


def block_text(block: TextBlock, notes: Collection[str]) -> str:
    """Return a block's words as MyST; ``notes`` are the labels of notes that it may refer to."""
    if block.kind == "code":
        return _BREAK.join(map(code, block.lines or (block.text,)))
    if block.lines:
        return _BREAK.join(map(escape, block.lines))
    if not block.runs or UNCARRIED.search(block.text):
        return escape(block.text)
    return "".join(_runs(block.runs, notes))


def note_name(label: str) -> str:
    """Return the name of the chapter's note for a note of the article."""
    return f"source-{label}"


def _runs(runs: tuple[TextRun, ...], notes: Collection[str]) -> Iterator[str]:
    parts = escape_parts([run.text for run in runs])
    together = groupby(zip(runs, parts, strict=True), lambda each: (each[0].style, each[0].target))
    for (style, target), group in together:
        pairs = list(group)
        raw = "".join(run.text for run, _part in pairs)
        text = "".join(part for _run, part in pairs)
        if style == "note":
            yield f"[^{note_name(target)}]" if target in notes else ""
        elif not raw.strip():
            yield text
        else:
            lead, tail = raw[: len(raw) - len(raw.lstrip())], raw[len(raw.rstrip()) :]
            yield lead + _styled(style, target, raw.strip(), text.strip()) + tail


def _styled(style: str, target: str, raw: str, text: str) -> str:
    if style == "link" and target:
        address = "".join(_in_address(char) for char in target)
        return f"[{text}](<{address}>)"
    if style == "code":
        return code(raw)
    # A role takes any text as it is; asterisks would depend on what is around them.
    if style in {"em", "strong"} and "\\" not in raw:
        return f"{{{'emphasis' if style == 'em' else 'strong'}}}{code(raw)}"
    return text


def _in_address(char: str) -> str:
    plain = char.isascii() and (char.isalnum() or char in _SAFE_IN_ADDRESS)
    return char if plain else "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))
