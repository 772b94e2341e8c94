"""Letters that no font of the PDF has: a box with their number is in their place."""

from __future__ import annotations

from collections.abc import Iterator

from fontTools import unicodedata as scripts  # type: ignore[import-untyped]

from briefbook.core.words.script_fonts import COMMAND, in_extra
from briefbook.pdf.typst.errors import PdfError, Problem
from briefbook.pdf.typst.trace import SourceLine

_PRIVATE = "Co"


class MissingLetters:
    """The letters that Typst could not set so far, each with its first place."""

    def __init__(self) -> None:
        self._places: dict[str, SourceLine | None] = {}

    @property
    def letters(self) -> str:
        """Every such letter, sorted."""
        return "".join(sorted(self._places))

    def take(self, error: PdfError) -> bool:
        """Record the letters that an error names; return whether all it names are new letters."""
        if not all(problem.letters for problem in error.problems):
            return False
        known = len(self._places)
        for problem in error.problems:
            for letter in problem.letters:
                self._places.setdefault(letter, problem.origin)
        return len(self._places) > known

    def problems(self) -> Iterator[Problem]:
        """Yield one problem a script, at its first letter."""
        by_script: dict[str, list[str]] = {}
        # A joiner or a mark of direction has no shape that could be missed.
        for letter in (it for it in self._places if scripts.category(it) != "Cf"):
            by_script.setdefault(_script(letter), []).append(letter)
        for script, letters in by_script.items():
            shown = ", ".join(
                f"“{letter if letter.isprintable() else '?'}” (U+{ord(letter):04X})"
                for letter in letters[:3]
            )
            number = f"{len(letters)} letters" if len(letters) > 1 else "a letter"
            more = " and others" if len(letters) > 3 else ""  # as many are shown
            yield Problem(
                self._places[letters[0]],
                f"no font of the PDF has {number} of {script}: {shown}{more}; boxes with their "
                f"numbers stand in their place. {_remedy(letters)}",
            )


def _remedy(letters: list[str]) -> str:
    if scripts.category(letters[0]) == _PRIVATE:
        return "Write letters that Unicode has, or a picture"
    if all(in_extra(scripts.script(letter), letter) for letter in letters):
        return f"{COMMAND} adds one"
    return "Put a font that has them in a folder of the book and name the folder in brief_fonts"


def _script(letter: str) -> str:
    """Name the script of a letter as readers know it; signs and emoji have none."""
    if scripts.category(letter) == _PRIVATE:
        return "private use (icons of one font)"
    code = scripts.script(letter)
    return (
        "no script (signs, emoji)"
        if code in ("Zyyy", "Zinh", "Zzzz")
        else (f"the script {scripts.script_name(code).replace('_', ' ')}")
    )
