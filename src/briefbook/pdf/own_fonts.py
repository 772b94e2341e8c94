"""What ``brief_fonts`` names and no PDF can use: Typst passes over it without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.util import logging

from briefbook.core.files.conf_file import NAME, conf_lines

logger = logging.getLogger(__name__)
_ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
"""Of the files in which Typst looks for fonts."""


def report_unusable_fonts(root: Path, names: Iterable[str]) -> None:
    """Warn of font folders that are not there, and of files in them that are not fonts.

    ``names`` are those of ``brief_fonts``, from the folder of conf.py, ``root``.
    """
    problems = list(_problems(root, names))
    line = conf_lines(root).options.get("brief_fonts", 1) if problems else 1
    for problem in problems:
        logger.warning("%s", problem, location=f"{NAME}:{line}", type="brief", subtype="config")


def _problems(root: Path, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        folder = root / name
        if not folder.is_dir():
            what = "is a file; name its folder" if folder.exists() else "is not there"
            yield f"brief_fonts names {name}, which {what}"
            continue
        files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _ENDINGS]
        if not files:
            yield f"brief_fonts names {name}, which holds no font that the PDF can use (.ttf, .otf)"
        for path in files:
            if problem := _unreadable(path):
                shown = path.relative_to(root) if path.is_relative_to(root) else path
                yield f"the font {shown} cannot be read: {problem}; get it again, or take it away"


def _unreadable(path: Path) -> str:
    from fontTools.ttLib import TTCollection, TTFont, TTLibError  # type: ignore[import-untyped]

    try:
        with path.open("rb") as file:
            kind = TTCollection if file.read(4) == b"ttcf" else TTFont
            file.seek(0)
            kind(file, lazy=True)  # Its tables are not read, but their list is.
    except OSError as error:
        return error.strerror or str(error)
    except (TTLibError, ValueError) as error:
        return str(error) or "it is not a font"
    return ""
