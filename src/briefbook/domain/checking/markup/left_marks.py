"""What looks like markup in a text that Markdown has read, and what is written in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from textwrap import shorten

CODE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a text for a piece of code, a formula, a picture."""
_PATH = r"[^()<>\n]*\S[ \t][^()<>\n]*"
_ENTITIES = "nbsp|amp|quot|apos|lt|gt|mdash|ndash|hellip|shy|copy|euro|laquo|raquo|ldquo|rdquo"


@dataclass(frozen=True, slots=True)
class LeftMark:
    """``start`` is its offset in the text, ``sign`` what it begins with, ``rest`` what follows."""

    start: int
    sign: str
    rest: str
    remedy: str

    @property
    def shown(self) -> str:
        """How a message shows it."""
        return shorten(_one_line(self.sign + self.rest), 60, placeholder="…")

    def is_escaped(self, source: str) -> bool:
        """Tell whether a paragraph's source has it with a backslash alone, or not at all.

        Other signs than letters may be typed in more than one way: marks, emphasis in between.
        """
        rest = (
            re.escape(part) if re.match(r"\w", part) else r"\W+"
            for part in re.findall(r"\w+|\W+", self.rest)
        )
        typed = rf"(?<!\\){re.escape(self.sign)}\W*{''.join(rest)}"
        return re.search(typed, source) is None


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The directives and the roles that can be written."""

    directives: Collection[str]
    roles: Collection[str]


def find_left_marks(text: str, names: KnownNames) -> Iterator[LeftMark]:
    """Yield what a person typed as markup in a paragraph, a heading or a cell, in its order."""
    found = [
        LeftMark(
            match.start(), match["typed"], match[0].removeprefix(match["typed"]), remedy(match)
        )
        for pattern, remedy in _PATTERNS
        for match in pattern.finditer(text)
    ]
    found += [*_directives(text, names), *_roles(text, names)]
    yield from sorted(found, key=lambda mark: mark.start)


def _one_line(text: str) -> str:
    """Return words as an author types them, in one line."""
    words = " ".join(text.replace(CODE, "`…`").split())
    return words.translate({ord(mark): '"' for mark in "“”„«»"})


def _bracketed(match: re.Match[str]) -> str:
    path, title = _one_line(match["path"]), ""
    if titled := re.fullmatch(r"(.*?)( [\"'].*[\"'])", path):
        path, title = titled.groups()
    return f"its path contains a space: write {match['before']}(<{path}>{title})"


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(rf"(?P<before>(?P<typed>!\[)[^\[\]\n]*\])\((?P<path>{_PATH})\)"),
        _bracketed,
    ),
    (
        re.compile(
            rf"(?<!!)(?P<before>(?P<typed>\[)[^\[\]\n]+\])"
            rf"\((?P<path>{_PATH}\.[A-Za-z]\w{{1,4}}(?:#[\w-]+)?)\)"
        ),
        _bracketed,
    ),
    (
        re.compile(r"(?P<typed>\*\*)(?=[^\s*])[^*\n]*(?:\n[^*\n]+)*(?<![\s*\d])[ \t]\*\*(?![\w*])"),
        lambda match: f"there is a space before its closing **: write {_one_line(match[0])[:-3]}**",
    ),
    (
        re.compile(r"(?P<typed>\*\*)(?=[^\s*])[^*\n]*(?<=[^\w\s*])\*\*(?=[^\W\d])"),
        lambda _match: (
            "bold cannot end between a punctuation mark and a letter: "
            "end it before the mark, or after the letters"
        ),
    ),
    (
        re.compile(r"(?<=[\s(])(?P<typed>\*\*)[^\W\d_]+(?![\s\S]*\*\*)"),
        lambda _match: "nothing closes it: write ** right after its last word",
    ),
    (
        re.compile(rf"(?P<typed>&(?:{_ENTITIES}))(?![\w;=])"),
        lambda match: f"write {match[0]};",
    ),
    (
        re.compile(r"(?P<typed>&[a-z]{2,8};)"),
        lambda _match: "HTML has no character of that name: write the character itself",
    ),
    (
        re.compile(r"(?P<typed>\[-?@)[\w:.-]+[^\[\]\n]*\]"),
        lambda match: f"write {{cite:p}}`{re.sub(r'^.-?@|[],; ].*$', '', match[0])}`",
    ),
    (
        re.compile(r"(?P<typed>\[!)(?P<kind>NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?=\s|$)"),
        lambda match: f"write ```{{{match['kind'].lower()}}}, the words, and ``` below",
    ),
    (
        re.compile(r"(?P<typed>\[\[)(?P<page>[^\[\]\n|]+)(?:\|[^\[\]\n]*)?\]\]"),
        lambda match: f"write [](path-of-the-page.md) for a link to {match['page']}",
    ),
    (
        re.compile(r"(?P<typed>\{#)[A-Za-z][\w-]*\}"),
        lambda match: f"write {match[0]} on a line of its own, above the paragraph or heading",
    ),
    (
        re.compile(r"(?<![=\w])(?P<typed>==)(?=\w)[^=\n]+(?<=\w)==(?![=\w])"),
        lambda _match: "there is no such mark: write *…* or **…**",
    ),
    (
        re.compile(r"(?P<typed>~~)(?=\w)[^~\n]+(?<=\S)~~"),
        lambda _match: 'add "strikethrough" to myst_enable_extensions in conf.py',
    ),
    (
        re.compile(r"(?P<typed>\{\{) ?[A-Za-z_]\w*(?: ?\|[^{}\n]*)? ?\}\}"),
        lambda match: (
            f'write the words in place of {match[0]}, or add "substitution" to '
            "myst_enable_extensions in conf.py and what it stands for to myst_substitutions"
        ),
    ),
    (
        re.compile(r"\A(?P<typed>\|)[^\n]*\|(?!\n[|:\- ]+\n)(?:\n\|[^\n]*\|)+\Z"),
        lambda _match: "a table has | --- | --- | under its first line",
    ),
)


def _directives(text: str, names: KnownNames) -> Iterator[LeftMark]:
    """Yield a directive's name that no fence stands before."""
    for match in re.finditer(r"(?:\A|(?<=\n))\{(?P<name>[\w:-]+)\}(?=\s|\Z)", text):
        name = match["name"]
        follows = text[match.end() :].lstrip(" ")[:1]
        if name in names.directives and not (name in names.roles and follows == CODE):
            yield LeftMark(
                match.start(), match[0], "",
                f"write ```{{{name}}} before it, on the same line, and ``` under its words",
            )  # fmt: skip


def _roles(text: str, names: KnownNames) -> Iterator[LeftMark]:
    """Yield a role's name without the backticks that belong after it."""
    for match in re.finditer(rf"(?P<role>\{{(?P<name>[\w:-]{{2,}})\}})(?: ?{CODE}|[`\w]+)", text):
        if match["name"] in names.roles:
            yield LeftMark(
                match.start(), match["role"], match[0].removeprefix(match["role"]),
                f"write {{{match['name']}}}`…`, with the words in backticks right after it",
            )  # fmt: skip
