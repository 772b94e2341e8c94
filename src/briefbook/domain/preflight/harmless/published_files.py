"""Pictures and downloads of pages are published as harmless copies of themselves."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from briefbook.domain.preflight.harmless.pictures import harmless_svg
from briefbook.domain.preflight.harmless.tables import harmless_csv

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

_TABLES = frozenset({".csv", ".tsv"})


def clean_files(app: Sphinx, document: nodes.document) -> None:
    """Let a page's pictures and downloads be copies without scripts and formulas, where needed."""
    for image in document.findall(nodes.image):
        candidates: dict[str, str] = image.get("candidates", {})
        for kind, name in candidates.items():
            if kind != "?" and (copy := _harmless_copy(app, name, image)):
                candidates[kind] = copy
                if image["uri"] == name:
                    image["uri"] = copy
                _take_off(app.env.images, app.env.docname, name)
                app.env.images.add_file(app.env.docname, copy)
    for download in document.findall(addnodes.download_reference):
        if "filename" not in download:
            continue  # On the web, or missing.
        name, _full = app.env.relfn2path(download["reftarget"], app.env.docname)
        if copy := _harmless_copy(app, name, download):
            _take_off(app.env.dlfiles, app.env.docname, Path(name))
            published = app.env.dlfiles.add_file(app.env.docname, copy)
            download["filename"] = published.as_posix()


def _harmless_copy(app: Sphinx, name: str, node: nodes.Element) -> str:
    """Return the path of a copy, from the source folder; empty where the file may stay."""
    source = Path(app.srcdir, name)
    suffix = source.suffix.lower()
    if suffix not in _TABLES | {".svg"} or not source.is_file():
        return ""
    data = source.read_bytes()
    clean = (
        _clean_picture(data, source.name, node) if suffix == ".svg" else harmless_csv(data, suffix)
    )
    if clean == data:
        return ""
    folder = Path(app.doctreedir, "harmless", hashlib.sha256(clean).hexdigest()[:16])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / source.name).write_bytes(clean)
    # From the source folder: the names of downloads are made of it, and are the same everywhere.
    return Path(os.path.relpath(folder / source.name, app.srcdir)).as_posix()


def _clean_picture(data: bytes, name: str, place: nodes.Element | str) -> bytes:
    clean, removed = harmless_svg(data)
    if removed:
        logger.warning(
            "the picture %s holds %s, which would run in a reader's browser; it is published "
            "without that. Save it without scripts",
            name, ", ".join(removed), location=place, type="brief", subtype="picture_script",
        )  # fmt: skip
    return clean


def _take_off(files: dict[Any, tuple[set[str], Any]], docname: str, name: str | Path) -> None:
    """Take a page's file off the list of those to copy."""
    if name in files:
        docnames, unique = files[name]
        docnames.discard(docname)
        if not docnames:
            del files[name]
            getattr(files, "_existing", set()).discard(unique)


def clean_static_files(app: Sphinx, exception: Exception | None) -> None:
    """Clean the pictures that conf.py lets be copied: static files, the logo."""
    if exception is None and app.builder.format == "html":
        for path in sorted(Path(app.outdir).rglob("*.svg")):
            data = path.read_bytes()
            clean = _clean_picture(data, path.relative_to(app.outdir).as_posix(), "conf.py:1")
            if clean != data:
                path.write_bytes(clean)
