"""Fonts of other packages for the scripts that ours lack: the extra ``briefbook[fonts]``.

Noto, under the Open Font License. The packages are looked up, not imported.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

#: How a reader gets them.
COMMAND = "pip install 'briefbook[fonts]'"
#: Where fonts lie; of a package that has a serif the sans is another's. Noto's Arabic sets the dots
#: of letters apart, so that no word of a PDF can be found or copied; Amiri's does not.
PACKAGES = {
    "fontpkg_amiri": "files/Amiri-*.ttf",
    "pylopdf_fonts_he": "NotoSerif*.ttf",
    "pylopdf_fonts_hi": "NotoSerif*.ttf",
    "pylopdf_fonts_th": "NotoSerif*.ttf",
    "manimgx_fonts": "Noto*.ttf",
    "manimgx_fonts_cjk": "Noto*.ttc",
}
#: Ours, of Hangul.
HANGUL = Path(__file__).parents[2] / "pdf" / "fonts" / "NanumMyeongjo-Regular.ttf"
#: The scripts that they have, as ISO 15924 names them; signs and emoji have none.
SCRIPTS = frozenset(
    "Arab Armn Beng Bopo Deva Ethi Geor Gujr Guru Hang Hani Hebr Hira Kana Knda Khmr Laoo Mlym "
    "Mymr Orya Sinh Taml Telu Thai".split()
)
#: The face of Chinese characters that a language has; their number in the collection.
EAST_ASIAN = {"ja": "JP", "ko": "KR", "zh": "SC", "zh-tw": "TC", "zh-hk": "HK"}
FACES = ("JP", "KR", "SC", "TC", "HK")
#: From here on signs are pictures.
_PICTURES = 0x2600


def extra_fonts() -> tuple[Path, ...]:
    """Return the font files of the packages that are installed, in the order of preference."""
    found = []
    for package, files in PACKAGES.items():
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            found += sorted(
                Path(place).glob(files), key=lambda p: ("Regular" not in p.name, p.name)
            )
    return tuple(path for path in found if "SansArabic" not in path.name)


def ideograph_fonts() -> tuple[Path, ...]:
    """Return the font of Chinese characters and kana that a package brings; it is not imported."""
    spec = find_spec("matplotlib_fontja")
    places = (spec.submodule_search_locations or ()) if spec else ()
    return tuple(Path(place, "fonts", "ipaexg.ttf") for place in places)


def in_extra(script: str, letter: str) -> bool:
    """Return whether the extra has a font for a letter of a script, and is not installed."""
    known = script in SCRIPTS or (script in {"Zyyy", "Zinh"} and ord(letter) >= _PICTURES)
    return known and not all(find_spec(package) for package in PACKAGES)


def east_asian_face(language: str) -> str:
    """Return the letters of the face whose forms a language has: ``SC``; of none, the same."""
    code = language.replace("_", "-").lower()
    if code.startswith("zh-hant"):
        code = "zh-tw"
    return EAST_ASIAN.get(code) or EAST_ASIAN.get(code.partition("-")[0], "SC")
