"""The SVG files of charts: drawn once, cached, and named by what they show."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefbook.core.files.cache import cache_folder, cached, write_once
from briefbook.core.files.writing import write_if_changed
from briefbook.core.words.labels import labels
from briefbook.domain.analysis.chart_fonts import drop_edges, set_in_book_type

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from sphinx.application import Sphinx

_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)pt" height="([\d.]+)pt"')


def chart_file(
    doctrees: str | os.PathLike[str],
    name: str,
    draw: Callable[[bool], Figure],
    inputs: Sequence[object],
    *,
    narrow: bool,
) -> Path:
    """Return the SVG, beside the doctrees; what was drawn from the same ``inputs`` is kept.

    ``inputs`` are the style and all that ``draw`` shows, compared by ``repr``. A wide drawing has a
    second file for print, with its words as text: Typst sets them in the book's font, which
    matplotlib does not have.
    """
    style, *shown = inputs
    drawing = _Drawing(lambda: draw(narrow), style)
    keys = [*_drawing_code(), repr(labels()), str(narrow), repr(style), *map(repr, shown)]

    def drawn(file: str, make: Callable[[], bytes]) -> bytes:
        return cached(cache_folder(doctrees), file, keys, make)

    svg = drawn(f"{name}.svg", drawing.svg)
    # Its address stays while its look does, whatever version of the code has drawn it. The cache
    # may be outside the book, from where nothing is published.
    digest = hashlib.sha256(svg).hexdigest()[:12]
    path = Path(doctrees, "briefbook", f"{name}-{digest}.svg")
    _put(path, svg)
    if not narrow:
        _put(printed_form(path), drawn(f"{name}.print.svg", drawing.printed_svg))
    return path


def _put(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        write_once(path, content)


def write_undrawn(doctrees: str | os.PathLike[str]) -> Path:
    """Return an empty picture, for builders that show none; see :func:`forget_undrawn`."""
    path = undrawn(doctrees)
    write_if_changed(path, '<svg xmlns="http://www.w3.org/2000/svg"/>')
    return path


class _Drawing:
    """A drawing that is made when the first of its forms is asked for, and laid out once."""

    def __init__(self, draw: Callable[[], Figure], style: Any) -> None:
        self._draw, self._style = draw, style

    @cached_property
    def _figure(self) -> Figure:
        import matplotlib as mpl

        with mpl.rc_context(self._style):
            return self._draw()

    def svg(self) -> bytes:
        """Return it for the site; not after :meth:`printed_svg`, which takes edges away."""
        return self._saved(self._style)

    def printed_svg(self) -> bytes:
        """Return it for print."""
        drop_edges(self._figure)
        style = {**self._style, "svg.fonttype": "none"}
        return set_in_book_type(self._saved(style).decode("utf-8")).encode("utf-8")

    def _saved(self, style: Any) -> bytes:
        import matplotlib as mpl

        written = BytesIO()
        with mpl.rc_context(style):
            self._figure.savefig(
                written, format="svg", metadata={"Date": None, "Creator": "briefbook"}
            )
        # Everything is in its place now; laying it out takes as long as drawing it.
        self._figure.set_layout_engine("none")
        return written.getvalue()


@cache
def _drawing_code() -> tuple[str, ...]:
    """Return what a drawing depends on besides its data: the versions of what draws it."""
    here = Path(__file__).parent
    code = [path.read_text(encoding="utf-8") for path in sorted(here.glob("*.py"))]
    return (version("matplotlib"), version("briefbook"), *code)


def size_of(svg: Path) -> list[int]:
    """Return the width and the height that an SVG states, in points."""
    head = svg.read_bytes()[:4096].decode("utf-8", "replace")
    found = _SIZE.search(head)
    return [round(float(points)) for points in found.groups()] if found else [0, 0]


def printed_form(chart: Path) -> Path:
    """Return the file of a chart as it is printed, beside that of the site."""
    return chart.with_suffix(".print.svg")


def undrawn(doctrees: str | os.PathLike[str]) -> Path:
    """Return the file of the empty picture that replaces every chart in a check."""
    return Path(doctrees, "briefbook", "undrawn.svg")


def forget_undrawn(app: Sphinx, _exception: Exception | None) -> None:
    """Remove that file, so that a builder that shows charts reads their documents again.

    Sphinx reads a document again if one of its pictures is missing.
    """
    undrawn(app.doctreedir).unlink(missing_ok=True)
