"""Calls of Typst functions by other extensions: checked names, values as literals."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from briefbook.pdf.typst.literal import literal
from briefbook.pdf.typst.main_file import value

NAME = re.compile(r"[a-z][a-z0-9-]*")
FOLDER = "extensions"
"""Where the files of extensions are in the folder that Typst sees."""


def function_call(
    function: str,
    arguments: Sequence[object],
    options: Mapping[str, object],
    files: Collection[str],
) -> str:
    """Return ``callout.box`` or ``block`` with its arguments, as Typst code without ``#``.

    ``callout.box`` is the function of an extension's file, a name without a dot one of Typst's
    own, even where our theme has a function of that name. Raises :class:`ValueError` for what is
    neither, and :class:`TypeError` for an argument that is not a plain value.
    """
    file, _, name = function.rpartition(".")
    if not NAME.fullmatch(name) or (file and not NAME.fullmatch(file)):
        raise ValueError(f"{function!r} is not the name of a Typst function, as in 'callout.box'")
    if file and file not in files:
        known = ", ".join(sorted(files)) or "none yet"
        raise ValueError(f"no Typst file is called {file!r}; add_typst() was given {known}")
    given = [value(each) for each in arguments]
    given += [f"{key.replace('_', '-')}: {value(each)}" for key, each in options.items()]
    called = f"std.{name}" if not file else name
    return f"{called}({', '.join(given)})"


def imported(function: str) -> str:
    """Return the import that a call of an extension's function needs before it."""
    file, _, name = function.rpartition(".")
    return f"import {literal(f'/{FOLDER}/{file}.typ')}: {name}; " if file else ""
