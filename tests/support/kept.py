"""What is the same for every book that the tests build: found once in each process, then kept.

Sphinx looks through all installed packages and compiles the theme's templates for each book;
together that takes longer than building a small book. So does noting a thousand things for a log
that nobody reads.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import metadata
from types import FunctionType
from typing import Any, TypeVar, cast

import pytest
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from sphinx.application import Sphinx

Function = TypeVar("Function", bound=Callable[..., Any])
#: The modules that ask for what is installed, each by a name of its own.
_ASKING = (
    "pybtex.plugin",
    "sphinx.registry",
    "sphinx.theming",
    "sphinxcontrib.bibtex.plugin",
)


def unseen(function: Function) -> Function:
    """Return a function of no file: a build notes what is read by code that is the book's own."""
    named = cast("FunctionType", function)
    named.__code__ = named.__code__.replace(co_filename="<tests>")
    return function


@cache
@unseen
def _installed(_path: bytes | None) -> Any:
    return metadata.entry_points()


@unseen
def _entry_points(**chosen: str) -> Any:
    # A process that another path is given to may have more.
    return _installed(os.environb.get(b"PYTHONPATH")).select(**chosen)


@contextmanager
def kept_for_all_books() -> Iterator[None]:
    """Look up what is installed once; log nothing for debugging."""
    logging.disable(logging.DEBUG)
    with pytest.MonkeyPatch.context() as patch:
        _entry_points()
        for module in _ASKING:
            patch.setattr(f"{module}.entry_points", _entry_points)
        yield
    logging.disable(logging.NOTSET)


class _Compiled(BytecodeCache):
    """Compiled templates, in memory; Jinja looks whether the template is still the same."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


@cache
def _compiled(_extensions: frozenset[str]) -> _Compiled:
    # What a template compiles to depends on the extensions of Jinja.
    return _Compiled()


def keep_templates(app: Sphinx) -> None:
    """Let an application use the templates that another one has compiled."""
    bridge = getattr(app.builder, "templates", None)
    environment = getattr(bridge, "environment", None)
    if isinstance(environment, Environment):
        environment.bytecode_cache = _compiled(frozenset(environment.extensions))
