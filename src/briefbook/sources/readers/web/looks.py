"""What an element looks like, whatever its tag: by its style, class or role."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from briefbook.core.words.text import tidy
from briefbook.sources.readers.web.elements import is_element, is_hidden, names, seen_text

_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_NAMED_RAISED = {"sup": "sup", "superscript": "sup", "sub": "sub", "subscript": "sub"}
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_LINE_NUMBERS = re.compile(
    r"(?:^|[\s_-])(?:linenos?|lineno(?:div|s)|line-?numbers?|blob-num|gutter)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DRAWN_FORMULA = re.compile(r"\b(?:MathJax|katex-html|MJX)", re.IGNORECASE)
_ROLES = {"table": "table", "heading": "h2"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Longer than a raised figure, or a formula, ever is.
_LONGEST_RAISED, _LONGEST_FORMULA = 12, 500

#: With so much of the page's text, what says that it is hidden is shown by a script.
_MAIN = 0.7
#: In letters: a paragraph of text, and the least that an article has of them.
_LONG, _PROSE = 80, 500


def looks_like(element: Any) -> str:
    """Return the tag of what an element is to a reader: a span may be a raised figure."""
    tag: str = element.tag
    if tag.endswith(":math"):
        return "math"
    if (role := element.get("role")) in _ROLES:
        level = element.get("aria-level") or ""
        return f"h{level}" if role == "heading" and level in set("123456") else _ROLES[role]
    if tag == "span" and element.attrib and (found := _raised(element)):
        return found
    return tag


def _raised(element: Any) -> str:
    style, said = element.get("style"), element.get("class")
    match = _RAISED.search(style) if style else None
    found = match[1].lower() if match else ""
    found = {"super": "sup"}.get(found, found) or (_named_raised(said) if said else "")
    return found if found and len(seen_text(element)) <= _LONGEST_RAISED else ""


@lru_cache(maxsize=4096)
def _named_raised(said: str) -> str:
    return next((_NAMED_RAISED[name] for name in said.split() if name in _NAMED_RAISED), "")


def is_struck(element: Any) -> bool:
    """Tell whether the words of an element are struck out."""
    if element.tag in {"del", "s", "strike"}:
        return True
    style = element.get("style")
    return bool(style and _STRUCK.search(style))


def is_out_of_sight(element: Any) -> bool:
    """Tell whether an element is hidden, and not only to show a picture of its formula."""
    return is_hidden(element) and not (
        next(element.iter("math"), None) is not None and len(seen_text(element)) <= _LONGEST_FORMULA
    )


def is_said_otherwise(element: Any) -> str:
    """Return why an element only repeats or counts what stands beside it; else nothing."""
    if not element.attrib:
        return ""
    if numbers_lines(element):
        return "line numbers"
    if _is_tooltip(element):
        return "tooltip"
    return "formula as it is drawn" if _draws_formula(element) else ""


def _is_tooltip(element: Any) -> bool:
    """Tell whether an element holds what an abbreviation shows when one points at it."""
    if element.get("role") == "tooltip":
        return True
    if element.tag != "span" or element.get("aria-hidden") != "true":
        return False
    above = next(element.iterancestors("abbr", "acronym", "dfn"), None)
    title = tidy(above.get("title") or "") if above is not None else ""
    return bool(title) and tidy(seen_text(element)) == title


def _draws_formula(element: Any) -> bool:
    """Tell whether an element draws the formula that stands beside it as MathML or TeX."""
    following, parent = element.getnext(), element.getparent()
    hidden = element.get("aria-hidden") == "true" and parent is not None
    if not hidden and (following is None or following.tag != "script"):
        return False
    if next(element.iter("math"), None) is not None:
        return False
    if following is not None and following.tag == "script":
        said = following.get("type") or ""
        if said.startswith("math/tex") and _DRAWN_FORMULA.search(names(element)):
            return True
    if not hidden:
        return False
    beside = next(parent.iter("math"), None) is not None
    return beside and len(seen_text(parent)) <= _LONGEST_FORMULA


def numbers_lines(element: Any) -> bool:
    """Tell whether an element holds nothing but the numbers of lines of code."""
    said = names(element)
    if not said or not _LINE_NUMBERS.search(said):
        return False
    return bool(re.fullmatch(r"[\d\s]+", seen_text(element)))


def is_of_heading(button: Any) -> bool:
    """Tell whether a button is a heading: it unfolds what stands under it."""
    if button.tag != "button":
        return False
    within = (above for above in button.iterancestors() if above.tag in (*_HEADINGS, "summary"))
    return next(within, None) is not None or next(button.iter(*_HEADINGS), None) is not None


def tex_of(element: Any) -> str:
    """Return the TeX of a formula that a script holds, or a picture is drawn from."""
    if element.tag == "script":
        kind = element.get("type") or ""
        text = element.text or "" if kind.startswith("math/tex") else ""
        before = element.getprevious()
        if text and before is not None and next(before.iter("math"), None) is not None:
            return ""
    else:
        text = element.get("alt") or "" if _is_formula(element) else ""
    return f"\\({tidy(text)}\\)" if text.strip() else ""


def _is_formula(picture: Any) -> bool:
    return bool(re.search(r"\b(?:latex|tex|mwe-math-fallback)", picture.get("class") or ""))


def shown_though_hidden(root: Any) -> frozenset[Any]:
    """Return elements that say they are hidden and hold most of the text: a script shows them.

    Menus may have more words than an article; then its paragraphs tell.
    """
    hidden = [element for element in root.iter() if is_element(element) and is_hidden(element)]
    if not hidden:
        return frozenset()
    whole, running = len(seen_text(root)), _running_size(root)
    return frozenset(
        element
        for element in hidden
        if (size := len(seen_text(element))) > _MAIN * whole
        or (size >= _MAIN * running > _PROSE and _running_size(element) > _MAIN * running)
    )


def _running_size(root: Any) -> int:
    """Return how many letters stand in paragraphs of some length."""
    sizes = (len(seen_text(each)) for each in root.iter("p"))
    return sum(size for size in sizes if size >= _LONG)
