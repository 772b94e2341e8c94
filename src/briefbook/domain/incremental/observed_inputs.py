"""The variables and files that the book's own code reads while Sphinx runs.

conf.py is a program: it may look at the environment, read a version from a file, list a folder.
Sphinx knows of none of this. Python reports each file that is opened (audit events, PEP 578),
and a watched ``os.environ`` each look-up.
"""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

_EVENTS = frozenset({"open", "os.listdir", "os.scandir"})
#: Modules through which every look-up goes; some Pythons freeze them, so they have no path.
_PYTHON = tuple(str(Path(os.__file__).with_name(name)) for name in ("os.py", "_collections_abc.py"))
_INSTALLED: tuple[str, ...] = (
    *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
    *site.getsitepackages(),
    site.getusersitepackages(),
    str(Path(__file__).parents[2]),
)
#: Not the book's: Python, what is installed, and this package; each ends with a slash.
INSTALLED = tuple({os.path.realpath(folder) + os.sep for folder in _INSTALLED})


class Observed:
    """The variables looked up and the paths read, from :meth:`begin` on."""

    def __init__(self) -> None:
        self._looks: dict[tuple[str, str], None] = {}
        self.paths: dict[str, None] = {}
        self._root = ""

    def begin(self, root: Path) -> None:
        """Watch this process for good; Python has no way to end it."""
        self._root = os.path.realpath(root) + os.sep
        observed = self

        class Environment(os._Environ):  # type: ignore[type-arg]  # noqa: SLF001  # its own class
            """The environment of this process, whose look-ups are noted."""

            def __getitem__(self, name: str) -> str:
                observed.look(name)
                return str(super().__getitem__(name))

        os.environ.__class__ = Environment
        sys.addaudithook(self._hear)

    def look(self, name: str) -> None:
        """Note a variable and the file whose code looked it up."""
        reader = next(_files(sys._getframe(2)), "")  # noqa: SLF001  # documented, for such uses
        self._looks[name, reader] = None

    def variables(self, packages: frozenset[str]) -> Iterator[str]:
        """Yield what the book's code looked up, or one of these packages, by their names."""
        for name, reader in self._looks:
            if is_own(reader) or packages.intersection(Path(reader).parts):
                yield name

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in _EVENTS or not isinstance(arguments[0], (str, bytes, os.PathLike)):
            return
        # Without a mode it is the system's own call, whose names may start at any folder.
        if event == "open" and (arguments[1] is None or _writes(arguments[2])):
            return
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if path in self.paths or path.startswith(INSTALLED) or "__pycache__" in path:
            return
        if (event == "open" and path.startswith(self._root)) or any(
            map(is_own, _files(sys._getframe(1)))  # noqa: SLF001  # as in look()
        ):
            self.paths[path] = None


def _writes(flags: Any) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


@cache
def is_own(file: str) -> bool:
    """Return whether a file of code is the book's: neither installed nor made up by Python.

    Cached, as it is asked of all running code whenever a file is opened.
    """
    if not file.startswith(os.sep):
        return False
    folder, name = os.path.split(file)
    real = (
        os.path.realpath(file)
        if Path(file).is_symlink()
        else f"{_real_folder(folder)}{os.sep}{name}"
    )
    return not real.startswith(INSTALLED)


_real_folder = cache(os.path.realpath)


def _files(frame: FrameType | None) -> Iterator[str]:
    """Yield the files of the code that is running, innermost first, without Python's own."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(os.sep) and file not in _PYTHON:
            yield file
        frame = frame.f_back


OBSERVED = Observed()
"""The one of this process."""
