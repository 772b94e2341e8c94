"""Leave out static files that no page of the book uses.

The theme's style sheets are 450 kB, 65 kB compressed; a book uses a fifth of their rules. All
classes and ids of the built pages and of our scripts are collected, and rules that can apply to
none of them are left out. The names on each page are cached, so that a rebuild reads only the
pages that changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefbook.core.files.cache import cache_folder
from briefbook.core.files.writing import write_if_changed
from briefbook.html.theme.script_fonts import script_letters, write_script_fonts
from briefbook.html.theme.theme import (
    EPUB_STYLE,
    FOUNDATION,
    OTHERS_STYLE,
    STATIC,
    STYLES,
    uses_theme,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: One file for the page, from these of Sphinx and the theme, in the order of the cascade.
BUNDLE = "brief-theme.css"
_BUNDLED = ("basic.css", "styles/pydata-sphinx-theme.css", "styles/sphinx-book-theme.css")
_PRUNED = ("sphinx-design.min.css",)

#: What the theme brings and nothing of ours looks at; not even copied.
_NOT_COPIED = ("file.png", "images", "locales", "minus.png", "plus.png", "scripts", "vendor")
#: What the theme copies and no page of ours loads.
_UNUSED = (
    *_NOT_COPIED, "base-stemmer.js", "doctools.js", "documentation_options.js",
    "english-stemmer.js", "language_data.js", "sbt-webpack-macros.html", "searchtools.js",
    "sphinx_highlight.js", "styles", "webpack-macros.html", "basic.css",
)  # fmt: skip

_NAMES = re.compile(r"""\b(?:class|id)=["']([^"']*)["']""")
_IN_STYLES = re.compile(r"[.#]((?:[\w-]|\\.)+)")
_WORDS = re.compile(r"[A-Za-z][\w-]*")


def is_copied(path: str) -> bool:
    """Return whether a static file of the theme is copied, by its path in the theme (``./a``)."""
    return path.removeprefix("./") not in _NOT_COPIED


def remove_unused_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the one style sheet and remove what it replaces; connected to the build's end."""
    if exception is not None or not uses_theme(app):
        return
    static, memory = Path(app.outdir) / "_static", Path(app.doctreedir)
    cache = cache_folder(memory)
    used, letters = used_names(Path(app.outdir), memory / "brief-names.json")
    sources = [static / name for name in _BUNDLED]
    if all(source.is_file() for source in sources):
        text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
        ours = "\n".join((static / name).read_text(encoding="utf-8") for name in STYLES)
        ours += write_script_fonts(letters, app.config.language, static, cache)
        _write_pruned(static / BUNDLE, memory / BUNDLE, text, used, cache, ours)
        if not app.config.html_copy_source:
            # Sphinx makes it even to leave it empty.
            shutil.rmtree(Path(app.outdir) / "_sources", ignore_errors=True)
        kept = {*_files_of_others(app), *(Path(name) for name in FOUNDATION if name in used)}
        _remove(static, (name for name in (*_UNUSED, *STYLES, OTHERS_STYLE, EPUB_STYLE)), kept)
    for name in _PRUNED:
        if (static / name).is_file():
            text = (static / name).read_text(encoding="utf-8")
            _write_pruned(static / name, memory / f"brief-{name}", text, used, cache)


def used_names(outdir: Path, memory: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Return every class and id that a page or a script of the site can have, and the letters.

    Among the names are those of the scripts of Sphinx that a page loads; the letters are those that
    the site's own fonts have not.

    ``memory`` is the cache of each page's names with its time and size, as JSON.
    """
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        known = {}
    found: dict[str, Any] = {}
    for name, stamp in sorted(_page_stamps(str(outdir))):
        entry = known.get(name)
        if entry is None or entry[0] != stamp or len(entry) != 3:
            text = (outdir / name).read_text(encoding="utf-8")
            entry = [stamp, sorted(_page_names(text)), "".join(sorted(script_letters(text)))]
        found[name] = entry
    if found != known:
        write_if_changed(memory, json.dumps(found))
    names = {name for _stamp, page, _letters in found.values() for name in page}
    letters = frozenset(letter for _stamp, _names, page in found.values() for letter in page)
    for words in sorted((outdir / "_brief").glob("labels.js")):
        letters |= script_letters(words.read_text(encoding="utf-8"))
    for script in sorted((outdir / "_static").glob("*.js")):
        names.update(_WORDS.findall(script.read_text(encoding="utf-8")))
    return frozenset(names), letters


def _page_stamps(folder: str, above: str = "") -> Iterator[tuple[str, list[int]]]:
    """Yield each page below a folder: its path from there, its time and size.

    As a thousand pages are looked at in each build, without pathlib.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _page_stamps(entry.path, f"{above}{entry.name}/")
            elif entry.name.endswith(".html"):
                stat = entry.stat()
                yield f"{above}{entry.name}", [stat.st_mtime_ns, stat.st_size]


def _page_names(text: str) -> set[str]:
    names = {name for group in set(_NAMES.findall(text)) for name in group.split()}
    return names | {name for name in FOUNDATION if f"_static/{name}" in text}


def _write_pruned(
    target: Path, kept: Path, text: str, used: frozenset[str], cache: Path, whole: str = ""
) -> None:
    """Write the used part of a style sheet, and the ``whole`` of ours; ``kept`` is the cache.

    Sphinx copies the sheets of extensions anew in each build, over what was written here.
    """
    # Each paragraph has an id, and nearly none of them is in a style sheet.
    named = sorted(used & names_in(text))
    digest = hashlib.sha256("\n".join([text, whole, *named]).encode()).hexdigest()[:16]
    mark = f"/* {digest} */\n"
    made = kept.read_text(encoding="utf-8") if kept.is_file() else ""
    if not made.startswith(mark):
        from briefbook.html.theme.unused_styles import remove_unused_rules

        made = mark + remove_unused_rules(text, used, cache) + whole
        write_if_changed(kept, made)
    write_if_changed(target, made)


@lru_cache(maxsize=4)
def names_in(text: str) -> frozenset[str]:
    """Return all that can be a class or an id in a style sheet, and more: decimals of numbers."""
    return frozenset(name.replace("\\", "") for name in _IN_STYLES.findall(text))


def _files_of_others(app: Sphinx) -> set[Path]:
    """Return the static files of the author and of other extensions, by their path in _static.

    Their folders may have any name, such as that of a folder of the theme.
    """
    found: set[Path] = set()
    for entry in app.config.html_static_path:
        folder = Path(app.confdir) / entry
        if folder in STATIC or not folder.exists():
            continue
        if folder.is_file():
            found.add(Path(folder.name))
        found.update(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return found


def _remove(static: Path, names: Iterable[str], kept: AbstractSet[Path]) -> None:
    """Remove static files and folders, except those that are kept."""
    for name in names:
        path = static / name
        inside = sorted(path.rglob("*"), reverse=True) if path.is_dir() else []
        for each in (*inside, path):
            if each.is_dir():
                with suppress(OSError):  # It holds what is kept.
                    each.rmdir()
            elif each.relative_to(static) not in kept:
                each.unlink(missing_ok=True)
