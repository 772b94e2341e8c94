"""Which documents are read again: those whose content has changed, whatever their time.

Sphinx reads a document again that is newer than its last reading. An older file that is restored
(``cp -p``, ``rsync -t``, ``tar``) is a changed text too. So the hash of each document and of all
that it depends on is kept with its records, and compared before reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.domain import BriefDomain

_UNKNOWN = ""
"""The hash of what may have changed after it was read: no content has it."""


def note_contents(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note what each document that was just read was made from; connected to the end of reading."""
    contents = _contents(env)
    for docname in env.all_docs.keys() - contents.keys():
        read = env.all_docs[docname]
        contents[docname] = {
            str(path): _UNKNOWN if _changed_since(path, read) else _hash(path)
            for path in _parts(app, env, docname)
        }
    return []


def outdated_contents(
    _app: Sphinx,
    env: BuildEnvironment,
    added: AbstractSet[str],
    _changed: AbstractSet[str],
    removed: AbstractSet[str],
) -> list[str]:
    """Return the documents that Sphinx wrongly considers up to date.

    Their content has changed, or they list documents and some were added or removed.
    """
    hashes: dict[str, str] = {}
    found = []
    for docname, contents in _contents(env).items():
        for path, before in contents.items():
            if path not in hashes:
                hashes[path] = _hash(Path(path))
            if hashes[path] != before:
                found.append(docname)
                break
    if added or removed:
        found += env.toctree_includes
    return found


def _contents(env: BuildEnvironment) -> dict[str, dict[str, str]]:
    return cast("BriefDomain", env.get_domain("brief")).contents


def _parts(app: Sphinx, env: BuildEnvironment, docname: str) -> Iterable[Path]:
    yield Path(env.doc2path(docname))
    yield from (Path(app.srcdir, path) for path in sorted(env.dependencies.get(docname, ())))


def _changed_since(path: Path, microseconds: int) -> bool:
    """Return whether a file changed, by its ctime, which no copying program can set back."""
    try:
        return path.stat().st_ctime_ns // 1000 >= microseconds
    except OSError:
        return False


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "missing"
