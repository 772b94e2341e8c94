"""Compare a pack with its reader's earlier issue; the comparison is searched like the pack."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefbook.anchors.book_folder import BUILT, read_built
from briefbook.anchors.editions.edition import Edition
from briefbook.anchors.listing.anchor_list import AnchorList
from briefbook.building.list_anchors import list_anchors
from briefbook.building.records.build_time import build_time
from briefbook.core.files.book_folder import pages_folder
from briefbook.core.words.labels import use_labels
from briefbook.packs.issues.redline import compare, write_pdf
from briefbook.packs.scanning.scan import Scan, scan

FOLDER = "changes"


@dataclass(frozen=True)
class Comparison:
    """The folder with the PDF, and the text in it that only the earlier issue has."""

    folder: Path
    seen: str


def anchors_of(tree: Path) -> AnchorList:
    """Return the anchors of a pack's tree: of its site, or listed where none was built."""
    return read_built(tree) if (tree / BUILT).exists() else list_anchors(tree)


def write_comparison(
    tree: Path, before: Edition, said: tuple[str, str], language: str
) -> Comparison:
    """Write the PDF beside the tree; ``said`` are the words that name the copy, and its mark."""
    use_labels(language)
    redline = compare(before, anchors_of(tree), *said)
    folder = tree.with_name(FOLDER)
    pdf = folder / f"changes-since-{before.name}.pdf"
    write_pdf(redline, pdf, tree.with_name("fonts"), int(build_time(tree)))
    return Comparison(folder, redline.seen)


def scan_comparison(root: Path, tree: Path, made: Comparison, found: Scan, language: str) -> Scan:
    """Search the PDF too, and return everything that was ``found``.

    Text of the earlier issue that the comparison shows is not a leak: it is added to the tree, from
    which nothing more is built. The words that are cut now are searched for as before.
    """
    (tree / pages_folder(tree) / "seen.md").write_text(made.seen, encoding="utf-8")
    more = scan(root, tree, made.folder, language)
    return Scan(
        found.files + more.files,
        found.views + more.views,
        found.needles,
        (*found.hits, *more.hits),
        (*found.possible, *more.possible),
    )
