"""The fingerprint of all that the PDF depends on: the same fingerprint, the same PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from briefbook.core.files.writing import replace_file
from briefbook.domain.incremental.page_dependencies import beside_documents
from briefbook.output.source_date import source_date
from briefbook.pdf.typst.theme_labels import theme_labels
from briefbook.pdf.visitors import visitor_inputs

_PACKAGE = Path(__file__).parent


def fingerprint_build(
    env: BuildEnvironment, config: Config, root: Path, fonts: Iterable[Path]
) -> str:
    """Return the fingerprint of documents, records, settings, pictures, fonts and programs."""
    digest = hashlib.sha256()
    for part in _parts(env, config, root, fonts):
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()


def _parts(
    env: BuildEnvironment, config: Config, root: Path, fonts: Iterable[Path]
) -> Iterator[str]:
    yield str(source_date(root, config))
    yield from (f"{name} {metadata.version(name)}" for name in ("sphinx", "typst"))
    yield from (f"{docname} {time}" for docname, time in sorted(env.all_docs.items()))
    yield from map(repr, beside_documents(env))
    settings = sorted(
        (option.name, repr(option.value))
        for option in config
        if option.rebuild == "env" or option.name.startswith("brief_")
    )
    yield repr(settings)
    yield theme_labels()
    yield from (_stamp(Path(env.srcdir) / image) for image in sorted(env.images))
    for folder in fonts:
        yield from (_stamp(file) for file in sorted(folder.rglob("*")))
    yield from map(_stamp, visitor_inputs(env._app))  # noqa: SLF001  # as BookTransform.builder
    for file in sorted(_PACKAGE.rglob("*")):
        if file.suffix in {".py", ".typ"}:
            yield hashlib.sha256(file.read_bytes()).hexdigest()


def _stamp(file: Path) -> str:
    # By content: the time of a restored file says nothing.
    try:
        return f"{file} {hashlib.sha256(file.read_bytes()).hexdigest()}"
    except OSError:
        return f"{file} missing"


def read_fingerprint(file: Path) -> tuple[str, tuple[str, ...]]:
    """Return the fingerprint of the last good PDF and its files' names, empty if there is none."""
    try:
        state, *names = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError, ValueError):
        return "", ()
    return state, tuple(names)


def write_fingerprint(file: Path, state: str, names: Iterable[str]) -> None:
    """Store the fingerprint of the PDF that was just written, and the names of its files."""
    replace_file(file, "".join(f"{line}\n" for line in (state, *names)).encode())
