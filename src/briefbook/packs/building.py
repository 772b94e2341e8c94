"""A pack's outputs and data, built from its tree like those of any book."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from briefbook.building.book import build_book
from briefbook.building.build_folders import clear
from briefbook.core.files.cache import shared_cache
from briefbook.packs.cutting.whole import conf_values
from briefbook.packs.plan import Pack

_DATA = ("*.csv", "*.bib")
_IDLE = ["brief.term_unused", "brief.term_not_linked"]


def write_settings(root: Path, tree: Path, pack: Pack, mark: str, words: str) -> None:
    """Write the pack's conf.py: the book's, followed by the pack's own settings.

    ``mark`` is that of what is kept; ``words`` name pack and copy for the reader.
    """
    # The tree has the same folders as the book.
    own = {**pack.settings, "brief_handling": mark, "brief_pack": words, "brief_outside": []}
    lines = [f"{name} = {value!r}" for name, value in own.items()]
    # What only the cutting has left unused is not the author's mistake.
    lines.append(f"suppress_warnings = [*globals().get('suppress_warnings', ()), *{_IDLE!r}]")
    text = (root / "conf.py").read_text(encoding="utf-8").rstrip("\n")
    (tree / "conf.py").write_text("\n".join([text, "", *lines, ""]), encoding="utf-8")


def build_outputs(root: Path, tree: Path, names: Sequence[str]) -> int:
    """Build the outputs in the tree, and return how many warnings there were.

    What is drawn as it was for the book in ``root``, or for an earlier pack, is not drawn again:
    a drawing is kept under a hash of all that it shows.

    Raises :class:`BriefbookError` if one is not built.
    """
    wanted = [name for name in names if name != "data"]
    with shared_cache(root):
        return build_book(tree, wanted) if wanted else 0


def collect(tree: Path, names: Sequence[str], to: Path) -> None:
    """Move what was built into an empty folder ``to``, one folder an output."""
    clear(to)
    to.mkdir(parents=True)
    for name in names:
        if name == "data":
            _copy_data(tree, to / name)
        elif name == "epub":
            # What is beside it was packed into it.
            (to / name).mkdir()
            for path in sorted((tree / "build" / name).glob("*.epub")):
                shutil.move(path, to / name)
        else:
            shutil.move(tree / "build" / name, to / name)


def _copy_data(tree: Path, to: Path) -> None:
    conf = conf_values(tree)
    to.mkdir()
    for pattern in _DATA:
        for path in sorted(tree.rglob(pattern)):
            own = path.relative_to(tree)
            named = own.as_posix() in conf.get("bibtex_bibfiles", ["references.bib"])
            if "build" not in own.parts and (named or path.suffix == ".csv"):
                (to / own).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, to / own)
