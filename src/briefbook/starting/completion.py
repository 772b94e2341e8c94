"""``briefbook completion``: scripts for shells to complete commands, options, files and folders."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import shtab

#: What an argument of these names is completed by.
_FILES = {
    "FILE": shtab.FILE,
    "DRAFT": shtab.FILE,
    "DIR": shtab.DIRECTORY,
    "FOLDER": shtab.DIRECTORY,
}
SHELLS = ("bash", "zsh", "fish")
#: Where each shell looks for such a script.
_PLACES = {
    "bash": "~/.local/share/bash-completion/completions/briefbook",
    "zsh": "a folder of $fpath, as _briefbook",
    "fish": "~/.config/fish/completions/briefbook.fish",
}


def completion_script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return the script of a shell for a command line."""
    for action in _actions(parser):
        if isinstance(action.metavar, str) and action.metavar in _FILES:
            action.complete = _FILES[action.metavar]  # type: ignore[attr-defined]  # shtab's way
    return shtab.complete(parser, shell)


def place_of_script(shell: str) -> str:
    """Return where the script goes."""
    return _PLACES[shell]


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001  # argparse has no public way
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for command in action.choices.values():
                yield from _actions(command)
        else:
            yield action
