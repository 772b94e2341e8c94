"""What other extensions add to the PDF: visitors of their nodes, and Typst files of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx.errors import ExtensionError

from briefbook.pdf.typst.calls import NAME

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Visitor = tuple[Callable[..., Any] | None, Callable[..., Any] | None]
"""What writes before a node's children, and what writes after them."""

_FILES: WeakKeyDictionary[Sphinx, dict[str, Path]] = WeakKeyDictionary()


def add_typst(app: Sphinx, file: Path) -> None:
    """Let visitors call the functions of a Typst file, as ``callout.box`` those of callout.typ.

    Raises :class:`ExtensionError` where there is no such file, or another has its name.
    """
    name = file.stem
    if not file.is_file() or file.suffix != ".typ":
        raise ExtensionError(f"add_typst: {file} is not a Typst file; name one that ends in .typ")
    if not NAME.fullmatch(name):
        raise ExtensionError(
            f"add_typst: {file.name} is not a name in Typst; use small letters, digits and -"
        )
    other = _FILES.setdefault(app, {}).setdefault(name, file)
    if other != file:
        raise ExtensionError(f"add_typst: {other} and {file} have one name; rename one")


def typst_files(app: Sphinx) -> Mapping[str, Path]:
    """Return the Typst files of extensions, by their names without ending."""
    return _FILES.get(app, {})


def visitors(app: Sphinx) -> Mapping[str, Visitor]:
    """Return the visitors that ``app.add_node(node, briefpdf=…)`` registered, by class names."""
    # Sphinx looks them up for a translator class of docutils alone, which ours is not.
    return app.registry.translation_handlers.get("briefpdf", {})


def visitor_inputs(app: Sphinx) -> Iterator[Path]:
    """Yield the files on which the look of other extensions' nodes depends."""
    yield from (file for _name, file in sorted(typst_files(app).items()))
    modules = {call.__module__ for pair in visitors(app).values() for call in pair if call}
    for name in sorted(modules):
        if file := getattr(sys.modules.get(name), "__file__", None):
            yield Path(file)
