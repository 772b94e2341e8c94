"""One name as a style prints it: inverted or not, with initials, with its particles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefbook.bibliography.csl.styles.elements import Element
from briefbook.bibliography.csl.text.text_case import with_case
from briefbook.bibliography.persons import is_east_asian
from briefbook.bibliography.rich_text import Run

if TYPE_CHECKING:
    from briefbook.bibliography.csl.rendering import Renderer

_PLAIN = Element("name-part", {})
_WORD = re.compile(r"[^\s\-‐.]+\.?|[-‐]")


@dataclass(frozen=True, slots=True)
class NameForm:
    """How names are printed; ``initials`` is what follows an initial, ``None``: whole names."""

    short: bool
    order: str
    separator: str
    initials: str | None
    only_given_initials: bool
    hyphen: bool
    demote: str
    family: Element
    given: Element

    @classmethod
    def of(cls, options: Mapping[str, str], name: Element) -> NameForm:
        """Return the form that the attributes say."""
        parts = {part.get("name"): part for part in name.all("name-part")}
        return cls(
            short=options.get("form") == "short",
            order=options.get("name-as-sort-order", ""),
            separator=options.get("sort-separator", ", "),
            initials=options.get("initialize-with"),
            only_given_initials=options.get("initialize") == "false",
            hyphen=options.get("initialize-with-hyphen") != "false",
            demote=options.get("demote-non-dropping-particle") or "display-and-sort",
            family=parts.get("family", _PLAIN),
            given=parts.get("given", _PLAIN),
        )


def render_name(
    name: Mapping[str, str], form: NameForm, first: bool, more: int, renderer: Renderer
) -> list[Run]:
    """Return one name; ``more`` adds to a short one its initials (1) or given names (2)."""
    literal = name.get("literal")
    family, given = name.get("family", ""), name.get("given", "")
    if literal or not family:
        return _part([literal or given], form.family, renderer)
    particle, dropping = name.get("non-dropping-particle", ""), name.get("dropping-particle", "")
    suffix = name.get("suffix", "")
    if form.short and not more:
        return _part([particle, family], form.family, renderer)
    eastern = is_east_asian(name)
    shown = given if eastern or (more == 2 and form.short) else initialised(given, form)
    if eastern:
        return [*_part([family], form.family, renderer), *_part([shown], form.given, renderer)]
    inverted = not form.short and (form.order == "all" or (form.order == "first" and first))
    if not inverted:
        before = _part([shown, dropping], form.given, renderer)
        after = _part([particle, family], form.family, renderer)
        end = [Run(f" {suffix}")] if suffix else []
        return [*before, *_blank(before, after), *after, *end]
    demoted = form.demote == "display-and-sort"
    head = _part(["" if demoted else particle, family], form.family, renderer)
    tail = _part([shown, dropping, particle if demoted else ""], form.given, renderer)
    runs = [*head, Run(form.separator), *tail] if tail else head
    return [*runs, Run(f"{form.separator}{suffix}")] if suffix else runs


def _blank(before: list[Run], after: list[Run]) -> list[Run]:
    """Return what is between given name and family name."""
    if not before or not after or after[0].text.startswith(("’", "'")):
        return []
    return [Run(" ")]


def _part(words: list[str], element: Element, renderer: Renderer) -> list[Run]:
    text = ""
    for word in words:
        # d’Alembert, al-Biruni: some particles end in what joins them.
        joint = "" if not text or text[-1] in "’'-" else " "
        text += joint + word if word else ""
    if not text:
        return []
    runs = [Run(text)]
    case = element.attributes.get("text-case")
    return renderer.finished(with_case(runs, case) if case else runs, element)


def initialised(given: str, form: NameForm, sign: str | None = None) -> str:
    """Return given names as initials: ``Jean-Luc Ann`` is ``J.-L. A.``."""
    sign = form.initials if sign is None else sign
    if sign is None:
        return given
    if form.only_given_initials:
        return _spaced_initials(given, sign)
    text = ""
    hyphen = False
    for word in _WORD.findall(given):
        if word in "-‐":
            hyphen = True
            continue
        small = word[0].isalpha() and word[0].islower() and word[0].upper() != word[0]
        if small and not hyphen:
            # A small word of the name: Ann de la R.; but L.-a. of Lee-ann.
            text = f"{text.rstrip()} {word} "
        else:
            bare = word.rstrip(".")
            whole = len(bare) > 1 and bare.isupper() and word.endswith(".")
            initial = bare if whole else bare[0]
            initial = initial if form.hyphen else initial.upper()
            joint = "-" if hyphen and form.hyphen else ""
            text = (text.rstrip() if hyphen and form.hyphen else text) + joint + initial + sign
        hyphen = False
    return text.strip()


def _spaced_initials(given: str, sign: str) -> str:
    """Return given names with the initials that are among them set alike: ``G. E. R.``."""
    text, after_initial = "", False
    for word in re.findall(r"[^\s.]+\.?", given):
        bare = word.rstrip(".")
        initial = len(bare) == 1 and bare.isupper()
        if text and not (initial and after_initial):
            text = f"{text.rstrip()} "
        text += f"{bare}{sign}" if initial else word
        after_initial = initial
    return text.strip()
