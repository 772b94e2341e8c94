"""Text as MyST that parses back to exactly that text and to nothing but text.

Every character that any MyST extension could read as markup is written as a backslash
escape or a character reference; markdown-it hands both on as text that neither smart
quotes nor replacements nor linkify touch.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

#: Always escaped: each opens or closes some construct wherever it stands.
_ANYWHERE = frozenset("\\`*_{}[]<>$~^|\"'#@")
#: Escaped at the beginning of a paragraph, where it would open a block.
_AT_START = frozenset("+-%(:=!.&)/;,?")
_RUNS = frozenset(tuple(".,!?+-/"))  # "" is no member
_SCOPED = re.compile(r"\((?=(?:c|r|p|tm)\))", re.IGNORECASE)
_ORDINAL = re.compile(r"[0-9]{1,9}[.)]")
#: White space and separators that a parser would strip, fold or take for a line's end.
_SPACES = re.compile(r"[\t\n\u2028\u2029]")
#: Characters that no Markdown parser carries: NUL and what HTML forbids as a reference.
UNCARRIED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def escape(text: str) -> str:
    """Return one line of MyST that reads as ``text``.

    Characters that Markdown cannot carry (controls, lone surrogates, noncharacters) are
    left out, as :func:`briefbook.core.words.text.tidy` leaves them out. Empty text gives an
    empty line, which is no paragraph.
    """
    carried = UNCARRIED.sub("", text)
    body = carried.strip()
    lead = len(carried) - len(carried.lstrip())
    edges = carried[:lead], carried[lead + len(body) :]
    before, after = ("".join(map(_reference, edge)) for edge in edges)
    return before + _escape_body(body, first=not lead) + after


def escape_cell(text: str) -> str:
    """Return MyST for the cell of a table: as :func:`escape`, with bars as references."""
    return escape(text).replace("\\|", "&#124;")


def escape_parts(parts: Sequence[str]) -> list[str]:
    """Return, for the parts of one line of text, what :func:`escape` gives for the whole.

    What is set between the parts stands for a sign that nothing joins across.
    """
    body = "".join(parts)
    signs = _signs(body, first=True)
    made, place = [], 0
    for part in parts:
        made.append("".join(signs[place : place + len(part)]))
        place += len(part)
    return made


def code(text: str) -> str:
    """Return text as inline code, to the space; empty text gives a no-break space."""
    if not text.strip():
        return "&#160;"
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    padded = "`" in (text[0], text[-1]) or (text[0] == text[-1] == " ")
    return f"{fence} {text} {fence}" if padded else f"{fence}{text}{fence}"


def _escape_body(body: str, *, first: bool) -> str:
    return "".join(_signs(body, first=first))


def _signs(body: str, *, first: bool) -> list[str]:
    ordinal = _ORDINAL.match(body) if first else None
    marked = {ordinal.end() - 1} if ordinal else set()
    marked |= {match.start() for match in _SCOPED.finditer(body)}
    written = []
    for place, char in enumerate(body):
        before = body[place - 1] if place else ""
        after = body[place + 1] if place + 1 < len(body) else ""
        opens = first and place == 0 and char in _AT_START
        if opens or place in marked or _needs_escape(char, before, after):
            written.append(f"\\{char}")
        elif char == "§" or _SPACES.match(char):
            written.append(_reference(char))
        else:
            written.append(char)
    return written


def _needs_escape(char: str, before: str, after: str) -> bool:
    if char in _ANYWHERE:
        return True
    if char in _RUNS and (before in _RUNS or after in _RUNS):
        # -- and ... and !!!!! and +- are typography to the replacements extension.
        return True
    if char == "&":
        return after == "#" or after.isalnum()
    if char == ".":
        # www.example.com would become a link; 1.2 would not.
        return bool(before) and not before.isspace() and _wordlike(after)
    return False


def _wordlike(char: str) -> bool:
    return bool(char) and not char.isspace() and char not in "0123456789\"'”’)]»"


def _reference(char: str) -> str:
    return f"&#{ord(char)};"
