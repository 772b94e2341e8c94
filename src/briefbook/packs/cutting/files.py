"""Pictures and other files: those that kept pages or conf.py name, and no others."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import TEXTS
from briefbook.packs.cutting.whole import Whole

_PATH = re.compile(r"""[^\s`"'()<>\[\]{},:]+""")
#: Settings that name files or folders, from the folder of conf.py.
_SETTINGS = (
    "html_static_path", "html_extra_path", "html_logo", "html_favicon", "templates_path",
    "brief_fonts", "brief_style", "latex_logo", "epub_cover",
)  # fmt: skip
_PAGES = frozenset({".md", ".rst", ".ipynb"})
#: What a pack never takes, whoever names it.
_NEVER = frozenset({"conf.py", "packs.toml"})


def other_files(whole: Whole) -> list[str]:
    """Return the paths of the files to copy, from the book's folder, sorted.

    Raises :class:`BriefbookError` where a kept page includes another, whose parts cannot be told.
    """
    by_kept, by_cut = set(_named(whole, kept=True)), set(_named(whole, kept=False))
    by_conf = set(_of_conf(whole))
    # In a folder that is published whole may lie what only a cut part shows.
    wanted = by_kept | (by_conf - (by_cut - by_kept))
    return sorted(path for path in wanted if _is_for_packs(whole, path))


def _is_for_packs(whole: Whole, path: str) -> bool:
    file = Path(path)
    own = path in whole.texts or file.parts[0] in {"build", "_build", "editions"}
    return not (own or file.name in _NEVER or path.startswith(TEXTS) or file.suffix in _PAGES)


def _named(whole: Whole, *, kept: bool) -> Iterator[str]:
    for page in whole.pages:
        held = {id(block) for block in page.kept()}
        for block in page.walk():
            if (id(block) in held) == kept:
                found = list(_files_of(whole, page.path.parent, page.own_text(block)))
                if kept and block.name in {"include", "eval-rst"}:
                    _refuse(page.place(block.line), block.name)
                yield from found


def _refuse(place: str, name: str) -> None:
    what = "includes another file" if name == "include" else "holds reStructuredText"
    raise BriefbookError(
        f"{place}: {{{name}}} {what}, which a pack cannot divide into parts; "
        "write the text here in Markdown, or set a mark above it"
    )


def _files_of(whole: Whole, folder: Path, text: str) -> Iterator[str]:
    for typed in _PATH.findall(text):
        bases = (
            [whole.root / whole.folder]
            if typed.startswith("/")
            else [folder, whole.root / whole.folder]
        )
        for base in bases:
            path = _inside(whole, base / typed.lstrip("/"))
            if path:
                yield path


def _inside(whole: Whole, path: Path) -> str:
    """Return a file's path from the book's folder; empty for what is none, or is elsewhere."""
    try:
        if not path.is_file():
            return ""
    except OSError:
        return ""
    root = whole.root.resolve()
    real = Path(os.path.normpath(path.absolute()))
    if not path.resolve().is_relative_to(root) or not real.is_relative_to(root):
        return ""
    return real.relative_to(root).as_posix()


def _of_conf(whole: Whole) -> Iterator[str]:
    for name in _SETTINGS:
        value = whole.conf.get(name) or ()
        for each in (value,) if isinstance(value, str) else value:
            path = whole.root / str(each)
            if path.is_dir():
                for parent, folders, files in os.walk(path):
                    folders[:] = sorted(f for f in folders if not f.startswith("."))
                    yield from filter(None, (_inside(whole, Path(parent, f)) for f in files))
            elif found := _inside(whole, path):
                yield found
