"""Parallel reading in which each process hands over its part of the environment once.

Sphinx starts a process for each chunk of documents, with all that was read until then, and each
returns the whole: on a long book this costs as much as reading.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.display import status_iterator
from sphinx.util.parallel import parallel_available

from briefbook.domain.incremental.gc_tuning import load_environment
from briefbook.domain.parallel.documents import run_in_parallel
from briefbook.domain.reporting.refusal import DocumentFailedError, shown

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

#: Fewer documents, or a smaller part of the book, are read faster than processes are made and
#: the environment is handed over.
_FEW, _PART = 8, 1 / 8


class ParallelRead:
    """Reads documents in Sphinx's place, in several processes where it may.

    Sphinx would not say which document it was reading when something failed.
    """

    def __init__(self) -> None:
        self._read: list[str] = []

    def read(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Read the documents and empty Sphinx's list; connected to the start of reading."""
        self._read = []
        self._documents(app, env, docnames)
        again = getattr(app.builder, "reads_all_again", None)
        if again is not None and again():
            docnames[:] = sorted(env.found_docs)
            self._documents(app, env, docnames)
        self._read = list(docnames)
        docnames.clear()

    def _documents(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        safe = all(extension.parallel_read_safe for extension in app.extensions.values())
        alone = app.parallel < 2 or not parallel_available or not safe
        for docname in docnames:
            app.events.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
        if alone or len(docnames) < max(_FEW, len(env.all_docs) * _PART):
            words = "reading sources... "
            for docname in status_iterator(docnames, words, "purple", len(docnames), app.verbosity):
                _read_or_name(app, docname)
        else:
            logger.info("reading sources... in %d processes", app.parallel)
            _read_shared(app, env, docnames)

    def names(self, _app: Sphinx, _env: BuildEnvironment) -> list[str]:
        """Return what was read, for Sphinx to know of; connected to the end of reading."""
        return self._read


def _read(app: Sphinx, docname: str) -> None:
    # As Sphinx does in parallel: doctrees that are kept cost memory, and each search for garbage
    # goes through them; to load one again costs less.
    _read_or_name(app, docname, keep=False)


def _read_or_name(app: Sphinx, docname: str, *, keep: bool = True) -> None:
    """Read a document; raise :class:`DocumentFailedError`, which names it, where that fails."""
    try:
        app.builder.read_doc(docname, _cache=keep)
    except Exception as error:
        # What Sphinx says itself is meant for people; what it wraps, a handler met by chance.
        if isinstance(error, SphinxError) and getattr(error, "orig_exc", None) is None:
            raise
        path = shown(Path(app.env.doc2path(docname)), Path(app.confdir))
        raise DocumentFailedError.of(error, path) from error


def _read_shared(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    shares = run_in_parallel(
        docnames,
        app.parallel,
        partial(_read, app),
        lambda: pickle.dumps(env, pickle.HIGHEST_PROTOCOL),
    )
    images: dict[str, list[str]] = defaultdict(list)
    for names, pickled in shares:
        other = load_environment(pickled)
        for path, (users, _name) in other.images.items():
            for docname in users.intersection(names):
                images[docname].append(path)
        other.images.clear()
        env.merge_info_from(names, other, app)
    # Of two pictures with one name the second is given another; which it is shall not depend on
    # who read it.
    for docname in sorted(images):
        for path in images[docname]:
            env.images.add_file(docname, path)
