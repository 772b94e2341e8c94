"""conf.py as a text: where it sets an option, and where it names something."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

from briefbook.core.files.text_files import TextError, read_text

NAME = "conf.py"
_WORD = re.compile(r"[\w.\-/]+")


@dataclass(frozen=True, slots=True)
class ConfLines:
    """The line of each option that is set, and of each string; empty where it does not parse."""

    options: dict[str, int] = field(default_factory=dict)
    strings: dict[str, int] = field(default_factory=dict)

    def line_of(self, message: str) -> int:
        """Return the line that a message speaks of: of an option, or of a string in it; else 0."""
        words = [word.strip(".") for word in _WORD.findall(message)]
        for named in (self.options, self.strings):
            line = next((named[word] for word in words if word in named), 0)
            if line:
                return line
        return self.options.get("extensions", 0) if "Could not import extension" in message else 0


def conf_lines(root: Path) -> ConfLines:
    """Read the book's conf.py without running it."""
    try:
        tree = ast.parse((root / NAME).read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return ConfLines()
    found = ConfLines()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            found.options.update(dict.fromkeys(names, node.lineno))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.strings.setdefault(node.value, node.lineno)
    return found


def conf_text(root: Path, name: str) -> str:
    """Return the words to which conf.py sets an option, without running it; empty if it is none."""
    try:
        tree = ast.parse((root / NAME).read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return ""  # Sphinx will say what is wrong with it, with the line.
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=set_)], value=ast.Constant(str(words))):
                if set_ == name:
                    return words
    return ""


def conf_problem(root: Path) -> str:
    """Return in one line why conf.py cannot be run: not text, not Python. Empty if it can."""
    try:
        text = read_text(root / NAME, NAME)
    except TextError as error:
        return error.at(NAME)
    try:
        ast.parse(text, NAME)
    except SyntaxError as error:
        advice = (
            "fix this line or the one above; a value of words stands in straight quotation marks"
        )
        return f"{NAME}:{error.lineno or 1}: not Python: {error.msg}; {advice}"
    except (ValueError, RecursionError, MemoryError) as error:
        return f"{NAME}: not Python: {error}"
    return ""
