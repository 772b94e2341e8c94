"""A changed source and the chapters based on it: anchors and people's words stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from briefbook.core.files.book_folder import page_files
from briefbook.core.ids import paragraph_number
from briefbook.core.locators.kinds import is_paragraph
from briefbook.core.locators.reading import read_locator
from briefbook.core.words.text import text_sha256
from briefbook.sources.adding.escape import escape
from briefbook.sources.reading.article import TextBlock
from briefbook.sources.records.difference import Step

_ANCHOR = re.compile(r"(?P<lead>(?:> |- |\d+\. )?)\{#(?P<id>[a-z][a-z0-9-]*)\}\s*")
_CITED = re.compile(r"(?P<key>[a-z][a-z0-9-]*)\{(?P<locator>[^{}]*)\}")


def citing_lines(root: Path, key: str, steps: Sequence[Step]) -> Iterator[str]:
    """Yield ``docs/chapters/a.md:41, which cites ¶ 6`` for each block that changed or moved."""
    concerned = {step.old.locator for step in steps if step.old and step.describe()}
    for path in page_files(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            cited = _cited(line, key) & concerned
            if cited and not line.startswith("%"):
                where = path.relative_to(root).as_posix()
                yield f"{where}:{number}, which cites {', '.join(sorted(cited))}"


def _cited(line: str, key: str) -> set[str]:
    found: set[str] = set()
    for match in _CITED.finditer(line):
        if match["key"] == key:
            found.update(read_locator(match["locator"]).blocks())
    return found


def revise_chapter(
    text: str, prefix: str, steps: Sequence[Step], blocks: Mapping[str, TextBlock]
) -> tuple[str, list[str]]:
    """Return the chapter with the new wording and the notes for the editor.

    ``blocks`` are the new version's blocks by locator. A paragraph is reworded where it
    still is the old source's own text; a new one follows the one before it, with the next
    free number or letter. Nothing is removed and no anchor changes.
    """
    lines = text.split("\n")
    notes: list[str] = []
    last = ""
    for step in steps:
        block = step.new or step.old
        if block is None or not is_paragraph(block.locator):
            if step.changed:
                notes.append(f"{step.describe()}: change it by hand")
            continue
        anchor = _anchor_of(lines, step.old.sha256) if step.old else ""
        if step.new is None:
            notes.append(f"{step.describe()}: {anchor or 'its paragraph'} still stands")
        elif step.old is None:
            last = _insert(lines, prefix, last, blocks[step.new.locator].text)
            notes.append(f"{last} holds the new {step.new.locator}")
        elif step.changed and anchor:
            _reword(lines, anchor, blocks[step.new.locator].text)
            notes.append(f"{anchor} has the new words of {step.new.locator}")
        elif step.changed:
            notes.append(f"{step.describe()}: its paragraph was edited; change it by hand")
        last = anchor or last
    return "\n".join(lines), notes


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield each anchor with the place of the line of text under it."""
    for place, line in enumerate(lines[:-1]):
        if match := _ANCHOR.fullmatch(line):
            yield match["id"], place + 1


def _anchor_of(lines: Sequence[str], sha256: str) -> str:
    for anchor, place in _paragraphs(lines):
        whole = place + 1 >= len(lines) or not lines[place + 1].strip()
        if whole and text_sha256(_unescape(lines[place])) == sha256:
            return anchor
    return ""


def _reword(lines: list[str], anchor: str, text: str) -> None:
    place = dict(_paragraphs(lines))[anchor]
    lead = re.match(r"(?:> | *)", lines[place])
    lines[place] = f"{lead[0] if lead else ''}{escape(text)}"


def _insert(lines: list[str], prefix: str, after: str, text: str) -> str:
    """Put a new paragraph behind an anchor; return its own anchor."""
    places = dict(_paragraphs(lines))
    place = places.get(after, len(lines) - 1) + 1
    used = set(re.findall(rf"\b{re.escape(prefix)}-[1-9][0-9]*[a-z]*", "\n".join(lines)))
    anchor = _free_anchor(prefix, after, used)
    lines[place:place] = ["", f"{{#{anchor}}}", escape(text)]
    return anchor


def _free_anchor(prefix: str, after: str, taken: AbstractSet[str]) -> str:
    """Return the next number at the chapter's end, else ``7a``, ``7b`` … behind 7."""
    numbers = [paragraph_number(anchor, prefix) for anchor in taken]
    highest = max((each.number for each in numbers if each), default=0)
    current = paragraph_number(after, prefix)
    if current is None or current.number == highest:
        return f"{prefix}-{highest + 1}"
    letters = (f"{prefix}-{current.number}{chr(code)}" for code in range(ord("a"), ord("z") + 1))
    return next((anchor for anchor in letters if anchor not in taken), f"{prefix}-{highest + 1}")


def _unescape(line: str) -> str:
    """Undo :func:`briefbook.sources.adding.escape.escape`, below a quote's or an item's lead."""
    plain = re.sub(r"^(?:> | +)", "", line)
    plain = re.sub(r"\[\^source-\d+\]", "", plain)
    plain = re.sub(r"(?<!\\)\[((?:[^\]\\]|\\.)*)\]\(<[^>]*>\)", r"\1", plain)
    plain = re.sub(r"\{(?:emphasis|strong)\}(`+)(.+?)\1(?!`)", r"\2", plain)
    return re.sub(r"\\([!-/:-@\[-`{-~])|&#(\d+);", lambda m: m[1] or chr(int(m[2])), plain)
