"""The parts of a .docx file, found by their relations; what would unpack to too much is refused."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from briefbook.sources.errors import InputError
from briefbook.sources.readers.word.markup import XmlElement, attribute

#: What a document may unpack to, in bytes and as a multiple of the file.
_LARGEST_UNPACKED = 200_000_000
_LARGEST_PART = 50_000_000
_LARGEST_RATIO = 200


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts of a document.

    ``related`` are its parts by the last word of their relation: ``styles``, ``footnotes``,
    ``header`` (each with all that there are); ``links`` are web addresses by relation id.
    """

    document: XmlElement
    related: dict[str, list[XmlElement]]
    links: dict[str, str] = field(default_factory=dict)
    core: XmlElement | None = None

    def part(self, kind: str) -> XmlElement | None:
        """Return the first part of a kind, or ``None``."""
        return next(iter(self.related.get(kind, ())), None)


def check_archive(name: str, data: bytes) -> None:
    """Refuse, before anything is unpacked, what would fill the memory.

    Raises :class:`InputError`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise InputError(name, "is a broken archive", "save the document again") from None
    sizes = [part.file_size for part in parts]
    texts = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
    if (
        sum(sizes) > _LARGEST_UNPACKED
        or max(texts, default=0) > _LARGEST_PART
        or sum(sizes) > max(_LARGEST_RATIO * len(data), 1_000_000)
    ):
        wrong = f"would unpack to {sum(sizes):,} bytes"
        raise InputError(name, wrong, "it may be a zip bomb: do not open it, or paste its text")
    if not any(part.filename.lower().endswith("_rels/.rels") for part in parts):
        raise InputError(name, "is a zip file, not a Word document", "give the article's own file")


def open_package(data: bytes) -> Package:
    """Read the parts. Raises whatever zipfile and lxml do, or :class:`LookupError`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {name.lstrip("/").lower(): name for name in archive.namelist()}
        top = list(_relations(archive, names, ""))
        main = next((each[1] for each in top if each[0] == "officeDocument"), "")
        core = next((each[1] for each in top if each[0] == "core-properties"), "")
        related: dict[str, list[XmlElement]] = {}
        links = {}
        for kind, target, identifier, external in _relations(archive, names, main):
            if external:
                links[identifier] = target
            elif target.lower().endswith(".xml") and target.lower() in names:
                related.setdefault(kind, []).append(_xml(archive, names[target.lower()]))
        return Package(
            _xml(archive, names[main.lower()]),
            related,
            links,
            _xml(archive, names[core.lower()]) if core.lower() in names else None,
        )


def _relations(
    archive: zipfile.ZipFile, names: dict[str, str], part: str
) -> Iterator[tuple[str, str, str, bool]]:
    """Yield kind, target, id, and whether the target is outside, of what a part relates to."""
    folder, file = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{file}.rels").lower()
    if path not in names:
        return
    for relation in _xml(archive, names[path]):
        kind = attribute(relation, "Type").rpartition("/")[2]
        target, external = attribute(relation, "Target"), attribute(relation, "TargetMode")
        outside = external == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield kind, target, attribute(relation, "Id"), outside


def _xml(archive: zipfile.ZipFile, name: str) -> XmlElement:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    # Some writers put a line before the declaration.
    return etree.fromstring(re.sub(rb"^\s+(?=<\?xml)", b"", archive.read(name)), parser)
