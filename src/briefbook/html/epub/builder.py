"""The builder ``epub``: Sphinx's, with a valid, described and reproducible file."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sphinx.builders.epub3 import Epub3Builder
from sphinx.util import logging
from sphinx.util.osutil import make_filename

from briefbook.core.words.labels import labels
from briefbook.domain.preflight.harmless.pictures import harmless_svg
from briefbook.html.citing.metadata import book_title
from briefbook.html.epub.contents import with_parts
from briefbook.html.epub.package import ManifestItem, PackageMetadata, package_document
from briefbook.html.epub.pages import ContentDocument, confine, read_page, written
from briefbook.output.contents import read_contents
from briefbook.output.cover import author_names, book_cover, cover_png
from briefbook.output.file_names import pdf_name
from briefbook.output.licence import read_licence, rights_words
from briefbook.output.source_date import source_date

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

_COVER = "_static/cover.png"
_URL = re.compile(rb"url\(\s*['\"]?([^'\")]+)")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""What every file in the archive is dated; a ZIP knows no earlier time."""
#: Settings without which Sphinx warns; what they mean is taken from elsewhere.
_WANTED = ("version", "epub_copyright")


class BriefEpubBuilder(Epub3Builder):
    """Writes the pages as Sphinx does, and packs them itself."""

    def init(self) -> None:
        """Take endings in capitals too, as cameras write .JPG; Sphinx leaves such files out."""
        super().init()
        capitals = {ending.upper(): kind for ending, kind in self.media_types.items()}
        self.media_types = {**self.media_types, **capitals}

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Let each page name its language."""
        code = html.escape(str(self.config.language or "en").replace("_", "-"))
        self.html_tag = f'{Epub3Builder.html_tag[:-1]} lang="{code}" xml:lang="{code}">'
        super().prepare_writing(docnames)

    def content_metadata(self) -> dict[str, Any]:
        """Return what Sphinx collects for the package; it goes on to fill it."""
        self._package = super().content_metadata()
        return self._package

    def build_content(self) -> None:
        """Confine the pages, remove what none of them uses, and write the package."""
        cover = self._make_cover()
        pages = self._read_pages()
        used = self._used_files(pages)
        self.config.epub_exclude_files = [*self.config.epub_exclude_files, *self._unused(used)]
        packed = {*used, *pages, "nav.xhtml"}
        ids = {name: page.ids for name, page in pages.items()}
        for page in pages.values():
            if confine(page, packed, ids, partial(self._warn, page.name)):
                (self.outdir / page.name).write_bytes(written(page))
        super().build_content()
        if cover and cover not in self.files:
            self.files.append(cover)
        self._write_package({name: page.properties for name, page in pages.items()}, cover)

    def build_navigation_doc(self) -> None:
        """Write the contents, with the parts of the book."""
        super().build_navigation_doc()
        path = self.outdir / "nav.xhtml"
        contents = read_contents(self.env)
        path.write_bytes(with_parts(path.read_bytes(), contents, self.get_target_uri))

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """Use the same identifier of the book in the older table of contents."""
        facts = facts_of(self.config, Path(self._app.confdir), "")
        return {**super().toc_metadata(level, navpoints), "uid": html.escape(facts.identifier)}

    def build_epub(self) -> None:
        """Pack the files, in one order and with one date: the same book gives the same bytes."""
        first = ["mimetype", "META-INF/container.xml", "content.opf", "toc.ncx"]
        with ZipFile(self.outdir / f"{_file_name(self.config)}.epub", "w") as epub:
            for name in [*first, *sorted(set(self.files) - set(first))]:
                entry = ZipInfo(name, _EPOCH)
                entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                epub.writestr(entry, (self.outdir / name).read_bytes())

    def _make_cover(self) -> str:
        """Draw the cover where conf.py names none; return its file."""
        if self.config.epub_cover:
            return str(self.config.epub_cover[0])
        (self.outdir / "_static").mkdir(exist_ok=True)
        (self.outdir / _COVER).write_bytes(
            cover_png(book_cover(self.config, book_title(self.config)))
        )
        self.config.epub_cover = (_COVER, "epub-cover.html")
        return _COVER

    def _read_pages(self) -> dict[str, ContentDocument]:
        paths = sorted(self.outdir.rglob("*.xhtml"))
        names = [path.relative_to(self.outdir).as_posix() for path in paths]
        ours = (name for name in names if name != "nav.xhtml")
        return {name: read_page(name, (self.outdir / name).read_bytes()) for name in ours}

    def _used_files(self, pages: dict[str, ContentDocument]) -> set[str]:
        """Return the files that pages and their styles name; pictures are made to run nothing."""
        used = {_COVER} if self.config.epub_cover else set()
        waiting = [str(address) for page in pages.values() for address in _addresses(page)]
        while waiting:
            name = waiting.pop()
            path = self.outdir / name
            if name in used or not path.is_file() or path.suffix not in self.media_types:
                continue
            used.add(name)
            if path.suffix == ".css":
                waiting += [
                    _beside(name, found.decode()) for found in _URL.findall(path.read_bytes())
                ]
            if path.suffix == ".svg":
                path.write_bytes(harmless_svg(path.read_bytes())[0])
        return used

    def _unused(self, used: set[str]) -> list[str]:
        found = (path for path in sorted(self.outdir.rglob("*")) if path.is_file())
        names = (path.relative_to(self.outdir).as_posix() for path in found)
        return [name for name in names if name not in used and not name.endswith(".xhtml")]

    def _warn(self, page: str, said: str) -> None:
        logger.warning(
            "%s", said, location=page.removesuffix(".xhtml"), type="brief", subtype="not_in_epub"
        )

    def _write_package(self, properties: dict[str, str], cover: str) -> None:
        items = [
            ManifestItem("ncx", "toc.ncx", "application/x-dtbncx+xml"),
            ManifestItem("nav", "nav.xhtml", "application/xhtml+xml", "nav"),
        ]
        for item in self._package["manifest_items"]:
            is_cover = item.href == html.escape(cover)
            told = "cover-image" if is_cover else properties.get(html.unescape(item.href), "")
            items.append(ManifestItem(item.id, html.unescape(item.href), item.media_type, told))
        facts = facts_of(self.config, Path(self._app.confdir), self._package.get("cover", ""))
        spine = [(each.idref, each.linear) for each in self._package["spines"]]
        guides = {guide.type: guide.uri for guide in self._package["guides"]}
        text = package_document(facts, items, spine, guides)
        (self.outdir / "content.opf").write_text(text, encoding="utf-8")


def facts_of(config: Config, root: Path, cover: str) -> PackageMetadata:
    """Return the metadata of the EPUB of a book."""
    named = (config.brief_url, config.project, config.author, config.brief_edition)
    own = config.epub_identifier if config.epub_identifier != "unknown" else ""
    identifier = own or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, '|'.join(map(str, named)))}"
    modified = datetime.fromtimestamp(source_date(root, config), UTC)
    rights = rights_words(str(config.copyright), read_licence(config.brief_licence))
    return PackageMetadata(
        book_title(config),
        str(config.epub_language).replace("_", "-"),
        identifier,
        modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        author_names(config),
        config.brief_subtitle,
        config.brief_publisher,
        rights,
        config.brief_date if re.fullmatch(r"\d{4}(-\d\d){0,2}", config.brief_date) else "",
        cover,
        labels().right_to_left,
    )


def _addresses(page: ContentDocument) -> list[str]:
    """Return the files that a page names, from the folder of the EPUB."""
    named = page.root.xpath("//@src | //@href | //@poster")
    return [_beside(page.name, str(address)) for address in named if "://" not in address]


def _beside(name: str, address: str) -> str:
    return normpath(join(dirname(name), unquote(address.partition("#")[0])))


def _file_name(config: Config) -> str:
    """Return ``epub_basename``, or the name that the PDF has: Sphinx's own keeps Latin letters."""
    given = str(config.epub_basename)
    return pdf_name(config) if given == make_filename(config.project) else given


def set_epub_defaults(app: Sphinx) -> None:
    """Keep Sphinx from asking for settings that a book need not have."""
    if app.builder.name == "epub":
        for name in _WANTED:
            if not app.config[name]:
                app.config[name] = "1"
                _stated.append(name)


def leave_as_it_was(app: Sphinx) -> None:
    """Undo the settings that were made for Sphinx alone."""
    while _stated:
        app.config[_stated.pop()] = ""


_stated: list[str] = []
