"""The cover of the book as a picture, for the EPUB and for previews of links to the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from sphinx.config import Config

from briefbook.bibliography.natural_names import read_names_in_words
from briefbook.bibliography.persons import full_name
from briefbook.core.dates import DateError, date_words
from briefbook.core.words.labels import labels
from briefbook.output.fonts import FONTS, fonts_of_packages

_TALL = (16.0, 25.6)
_WIDE = (24.0, 12.6)
"""Centimetres, of a book and of the pictures that links are shown with (1200 by 630)."""
_PPI = 127.0
_NO_AUTHOR = "Author name not set"
"""What Sphinx puts in the place of an author."""
_FAMILIES = ("Libertinus Serif", "NanumMyeongjo", "DejaVu Sans", "IPAexGothic")
_CODE = """
#let said(name) = sys.inputs.at(name)
#let wide = float(said("width")) > float(said("height"))
#set page(
  width: float(said("width")) * 1cm, height: float(said("height")) * 1cm, fill: rgb("#fcfbf8"),
  margin: (x: 1.7cm, top: if wide { 1.5cm } else { 3.4cm }, bottom: 1.5cm),
  background: place(top, rect(width: 100%, height: 0.55cm, fill: rgb("#0b5563"))),
)
#set text(
  font: (FAMILIES), size: 17pt, fill: rgb("#1c1b19"), hyphenate: false,
  dir: if said("direction") == "rtl" { rtl } else { ltr },
)
#set par(leading: 0.45em)
#let length = said("title").clusters().len()
#let sizes = ((30, 46pt), (70, 36pt), (140, 27pt), (calc.inf, 20pt))
#let size = sizes.find(each => length < each.first()).last()
#block(text(size: size, weight: "bold", said("title")))
#v(0.3cm)
#text(size: if wide { 18pt } else { 20pt }, fill: rgb("#4c4943"), said("subtitle"))
#v(1fr)
#text(size: 16pt, fill: rgb("#4c4943"), said("imprint"))
#if said("handling") != "" [
  #h(1fr) #box(fill: black, inset: (x: 0.25cm, y: 0.14cm), text(
    size: 14pt, weight: "bold", fill: white, font: "DejaVu Sans", said("handling"),
  ))
]
"""


@dataclass(frozen=True, slots=True)
class Cover:
    """The words of a cover; ``imprint`` are the lines at its foot."""

    title: str
    subtitle: str = ""
    imprint: Sequence[str] = ()
    handling: str = ""
    right_to_left: bool = False


def cover_png(cover: Cover, *, wide: bool = False) -> bytes:
    """Return the cover as a PNG; the same words give the same bytes.

    Raises :class:`typst.TypstError`.
    """
    width, height = _WIDE if wide else _TALL
    words = {
        "title": cover.title,
        "subtitle": cover.subtitle,
        "imprint": "\n".join(cover.imprint),
        "handling": cover.handling,
        "direction": "rtl" if cover.right_to_left else "ltr",
        "width": str(width),
        "height": str(height),
    }
    families = ", ".join(f'"{family}"' for family in _FAMILIES)
    with TemporaryDirectory() as folder:
        code = Path(folder, "cover.typ")
        code.write_text(_CODE.replace("FAMILIES", families), encoding="utf-8")
        fonts = [str(FONTS), str(fonts_of_packages(Path(folder, "fonts")))]
        made = typst.compile(
            str(code), format="png", ppi=_PPI, sys_inputs=words,
            font_paths=fonts, ignore_system_fonts=True,
        )  # fmt: skip
    return bytes(made)


def book_cover(config: Config, title: str) -> Cover:
    """Return the words of the book's cover."""
    try:
        date = date_words(config.brief_date) if config.brief_date else ""
    except DateError:
        date = str(config.brief_date)
    lines = [", ".join(filter(None, (config.brief_edition, date))), ", ".join(author_names(config))]
    return Cover(
        title, config.brief_subtitle, [line for line in lines if line],
        config.brief_handling, labels().right_to_left,
    )  # fmt: skip


def author_names(config: Config) -> list[str]:
    """Return the authors of the book, as their names are written."""
    return [full_name(name) for name in read_names_in_words(_stated(config))]


def author_line(config: Config) -> str:
    """Return the authors in the words of conf.py; braces around a body are not words."""
    return re.sub(r"[{}]", "", _stated(config))


def _stated(config: Config) -> str:
    return "" if config.author == _NO_AUTHOR else str(config.author)
