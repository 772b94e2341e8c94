"""The fonts that Typst draws with."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from briefbook.core.words.script_fonts import extra_fonts, ideograph_fonts

FONTS = Path(__file__).parents[1] / "pdf" / "fonts"
"""The folder of our own."""


def fonts_of_packages(folder: Path) -> Path:
    """Fill a folder with links to fonts of other packages, for what our own lack; return it.

    DejaVu Sans comes with matplotlib, among whose fonts is one of boxes for every letter there
    is; IPAex Gothic, for Chinese characters and kana, with matplotlib-fontja. Both are looked up,
    not imported: the one takes a second to load, the other would change the charts' font.
    Noto comes with the extra ``briefbook[fonts]``.
    """
    styles = ("", "-Bold", "-Oblique", "-BoldOblique")
    dejavu = [f"mpl-data/fonts/ttf/DejaVuSans{style}.ttf" for style in styles]
    found = [*_files_of("matplotlib", *dejavu), *ideograph_fonts(), *extra_fonts()]
    folder.mkdir(parents=True, exist_ok=True)
    for gone in {*folder.iterdir()} - {folder / path.name for path in found}:
        gone.unlink()  # Of a package that is no longer installed.
    for path in found:
        link = folder / path.name
        if not link.exists():
            link.unlink(missing_ok=True)  # One that leads to an environment that is gone.
            link.symlink_to(path)
    return folder


def _files_of(package: str, *names: str) -> Iterator[Path]:
    """Yield files of a package that is not loaded; none where it is not installed."""
    spec = find_spec(package)
    for place in (spec.submodule_search_locations or []) if spec else []:
        yield from (Path(place, name) for name in names)
