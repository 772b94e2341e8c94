"""What a build depended on, written beside the doctrees for ``briefbook book``.

Sphinx's own record, every setting that names a path, the modules that conf.py brought in, the
installed packages, and what the book's own code has read.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefbook.core.files.build_dependencies import (
    Dependencies,
    dependencies_file,
    write_dependencies,
)
from briefbook.core.files.writing import write_whole
from briefbook.domain.incremental.distributions import distributions_of
from briefbook.domain.incremental.observed_inputs import INSTALLED, OBSERVED, is_own

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: How a setting is called whose value is a path, there or not. Of any other setting a value
#: counts that is one.
_PATHS = re.compile(r"(path|paths|dir|dirs|file|files|logo|favicon|cover|fonts|bibfiles)$")
_OURS = frozenset({"brief_sources", "brief_data"})
_NO_PATH = re.compile(r"[\n\0]|://")


def write_build_dependencies(app: Sphinx, exception: Exception | None) -> None:
    """Write what this build depended on; connected to its end."""
    if exception is None:
        text = write_dependencies(build_dependencies(app))
        write_whole(Path(app.doctreedir, dependencies_file(app.builder.name)), text)


def build_dependencies(app: Sphinx) -> Dependencies:
    """Return what this build has depended on so far."""
    made = tuple(os.path.realpath(path) + os.sep for path in (app.outdir, app.doctreedir))
    found = {*_known(app), *_configured(app), *_modules()}
    build = os.path.realpath(Path(app.confdir, "build")) + os.sep
    found |= {path for path in OBSERVED.paths if not path.startswith(build)}
    packages = frozenset(name.partition(".")[0] for name in app.extensions) - {"sphinx"}
    return Dependencies.of(
        (path for path in found if not path.startswith((*made, *INSTALLED))),
        OBSERVED.variables(packages),
        distributions_of(packages),
    )


def _known(app: Sphinx) -> Iterator[str]:
    """Yield the files that Sphinx records as sources of documents."""
    env = app.env
    for names in env.dependencies.values():
        yield from (_real(app.srcdir, name) for name in names)
    yield from (_real(app.srcdir, env.doc2path(docname)) for docname in env.all_docs)
    yield from (_real(app.srcdir, name) for name in (*env.images, *env.dlfiles))
    yield _real(app.confdir, "docutils.conf")


def _configured(app: Sphinx) -> Iterator[str]:
    """Yield the paths that settings name, from the folder of conf.py or the documents'."""
    for option in app.config:
        named = option.name in _OURS or bool(_PATHS.search(option.name))
        for value in _strings(option.value):
            paths = [Path(folder, value) for folder in (app.confdir, app.srcdir)]
            there = [path for path in paths if _exists(path)]
            yield from (_real(app.confdir, path) for path in there or (paths if named else ()))


def _strings(value: Any) -> Iterator[str]:
    """Yield the texts in a setting's value, however deep, that can be a path."""
    if isinstance(value, (str, Path)):
        # No address, and no text that is longer than any path.
        if 0 < len(str(value)) < 1000 and not _NO_PATH.search(str(value)):
            yield str(value)
    elif isinstance(value, dict):
        yield from _all_strings((*value.keys(), *value.values()))
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from _all_strings(value)


def _all_strings(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        yield from _strings(value)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False  # No path at all: too long, or of characters that none can have.


def _real(folder: str | Path, name: str | Path) -> str:
    """Return a path with the links of its folders resolved, but not its own."""
    path = Path(folder, name)
    return str(Path(os.path.realpath(path.parent), path.name))


def _modules() -> Iterator[str]:
    """Yield the files of modules that are not installed; of a package, its whole folder."""
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if file and module.__name__ != "__main__" and is_own(file):
            yield str(Path(file).parent if hasattr(module, "__path__") else file)
