"""The fonts of what Typst draws."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from matplotlib import get_data_path

FONTS = Path(__file__).parents[1] / "pdf" / "fonts"
"""The folder of our own."""


def fonts_of_packages(folder: Path) -> Path:
    """Fill a folder with links to fonts of other packages, for what our own lack; return it.

    DejaVu Sans comes with matplotlib, among whose fonts is one of boxes for every letter there
    is. IPAex Gothic, for Chinese characters and kana, comes with matplotlib-fontja, which is not
    imported: it would change the charts' font.
    """
    styles = ("", "-Bold", "-Oblique", "-BoldOblique")
    found = [Path(get_data_path(), "fonts", "ttf", f"DejaVuSans{style}.ttf") for style in styles]
    spec = find_spec("matplotlib_fontja")
    places = (spec.submodule_search_locations or []) if spec else []
    found += [Path(place, "fonts", "ipaexg.ttf") for place in places]
    folder.mkdir(parents=True, exist_ok=True)
    for path in found:
        link = folder / path.name
        if not link.exists():
            link.unlink(missing_ok=True)  # One that leads to an environment that is gone.
            link.symlink_to(path)
    return folder
