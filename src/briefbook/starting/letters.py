"""Find scripts of a book's pages that no font of the PDF has, without building it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from fontTools import unicodedata as scripts  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont, TTLibError  # type: ignore[import-untyped]

from briefbook.core.files.book_folder import page_files
from briefbook.core.files.conf_file import NAME
from briefbook.core.words.script_fonts import extra_fonts, in_extra

_BRINGING_FONTS = {"matplotlib": "mpl-data/fonts/ttf", "matplotlib_fontja": "fonts"}
_PACKAGE = Path(__file__).resolve().parents[1]


def scripts_without_font(root: Path) -> dict[str, bool]:
    """Return the names of the scripts whose letters no font has, and whether the extra has one."""
    letters: set[str] = set()
    for path in page_files(root):
        letters.update(path.read_text(encoding="utf-8", errors="replace"))
    # What Latin books use is in every font; a font is read only for more.
    rare = {letter for letter in letters if letter.isalpha() and ord(letter) > 0x24F}
    for font in _fonts(root) if rare else ():
        rare -= {letter for letter in rare if ord(letter) in font}
    codes = {scripts.script(letter): letter for letter in rare}
    names = {code: scripts.script_name(code).replace("_", " ") for code in codes}
    return {names[c]: in_extra(c, codes[c]) for c in sorted(codes, key=lambda code: names[code])}


def _fonts(root: Path) -> Iterator[frozenset[int]]:
    """Yield the letters of each font: the book's, ours, and those of installed packages."""
    folders = [root / name for name in _own_folders(root)]
    folders.append(_PACKAGE / "pdf" / "fonts")
    for package, below in _BRINGING_FONTS.items():
        # Looked up, not imported: loading it takes a second.
        spec = find_spec(package)
        if spec is not None and spec.origin:
            folders.append(Path(spec.origin).parent / below)
    files = [path for folder in folders for path in sorted(folder.rglob("*.[to]t[fc]"))]
    for path in (*files, *extra_fonts()):
        if path.name.startswith("LastResort"):
            continue  # matplotlib's: it has a box for every letter.
        try:
            if path.suffix == ".ttc":
                with TTCollection(path, lazy=True) as fonts:
                    yield frozenset().union(*(font.getBestCmap() or () for font in fonts))
            else:
                with TTFont(path, lazy=True) as font:
                    yield frozenset(font.getBestCmap() or ())
        except (TTLibError, OSError):
            continue


def _own_folders(root: Path) -> list[str]:
    """Read ``brief_fonts`` as a literal, without running conf.py."""
    try:
        tree = ast.parse((root / NAME).read_bytes())
        for statement in tree.body:
            match statement:
                case ast.Assign(targets=[ast.Name(id="brief_fonts")], value=value):
                    return [str(name) for name in ast.literal_eval(value)]
    except (OSError, SyntaxError, ValueError, TypeError):
        pass
    return []
