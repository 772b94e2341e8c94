"""``anchors.json`` and ``anchors.js`` beside the HTML: the book's anchors, for programs."""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, cast

from briefbook.anchors.listing.anchor_list import AnchorList, write_anchor_list
from briefbook.anchors.listing.make_list import Imprint, SourceFacts, list_anchors
from briefbook.bibliography.printing.relations import REPORTED_IN
from briefbook.core.files.writing import write_if_changed
from briefbook.core.ids import source_id
from briefbook.domain.settings.options import brief_config

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import Citation

    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.domain import BriefDomain

#: Builders whose output is one page a document; EPUB and single pages have other addresses.
SITES = ("html", "dirhtml", "briefreader")


def export_anchors(app: Sphinx, exception: Exception | None) -> None:
    """Write both lists when a site is built; see ``src/briefbook/anchors/FORMATS.md``."""
    if exception is not None or app.builder.name not in SITES:
        return
    anchors = list_book_anchors(app)
    out = Path(app.outdir)
    write_if_changed(out / "anchors.json", write_anchor_list(anchors))
    write_if_changed(out / "anchors.js", _script(anchors))


def list_book_anchors(app: Sphinx) -> AnchorList:
    """Return the list of all anchors, with addresses as the builder gives them."""
    domain = cast("BriefDomain", app.env.get_domain("brief"))
    config = brief_config(app.env)
    imprint = Imprint(app.config.project, config.edition, config.date, _inputs(app))
    return list_anchors(domain.book, imprint, app.builder.get_target_uri, _sources(app.env))


def _sources(env: BuildEnvironment) -> dict[str, SourceFacts]:
    cite = cast("BriefCiteDomain", env.get_domain("cite"))
    return {
        source_id(citation.key): SourceFacts(
            citation.key, str(citation.formatted_entry.text), *_known_through(cite, citation)
        )
        for citation in cite.by_key.values()
    }


def _known_through(cite: BriefCiteDomain, citation: Citation) -> tuple[str, str]:
    """Return the keys of the articles that report a work, and where; usually both are empty."""
    relation = cite.works[citation.entry.key].relation
    if relation.kind != REPORTED_IN:
        return "", ""
    return ",".join(relation.keys), relation.locator


def _inputs(app: Sphinx) -> dict[str, str]:
    """Return the SHA-256 of each file that anchors come from, by its path from conf.py."""
    root = Path(app.confdir)
    return {
        Path(os.path.relpath(path, root)).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in _input_files(app, root)
        if path.is_file()
    }


def _input_files(app: Sphinx, root: Path) -> Iterator[Path]:
    yield root / "conf.py"
    cite = cast("BriefCiteDomain", app.env.get_domain("cite"))
    yield from (Path(name) for name in cite.bibdata.bibfiles)
    yield from (Path(app.env.doc2path(docname)) for docname in app.env.all_docs)


def _script(anchors: AnchorList) -> str:
    """Return the ids by page, as a script: pages opened from a disk cannot fetch JSON."""
    by_page: dict[str, list[str]] = defaultdict(list)
    for id_, anchor in sorted(anchors.anchors.items()):
        by_page[anchor.uri.partition("#")[0]].append(id_)
    data = json.dumps(dict(sorted(by_page.items())), separators=(",", ":"))
    return f"window.briefbookAnchors={data};\n"
