"""Text as the value of a .bib field, so that pybtex reads it back as it was."""

from __future__ import annotations

import re

#: BibTeX has no way to write a single brace that its readers agree on.
_BRACES = str.maketrans("{}", "()")
_WRITTEN = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
}
#: Pairs that TeX makes one sign of; an empty group keeps them apart.
_PAIRS = re.compile(r"-(?=-)|`(?=`)|'(?=')|[?!](?=`)|,(?=,)|<(?=<)|>(?=>)")


def to_latex(text: str) -> str:
    """Return the value between braces that reads as ``text``; braces become parentheses."""
    parted = _PAIRS.sub(lambda match: f"{match[0]}\0", " ".join(text.translate(_BRACES).split()))
    return "".join(_WRITTEN.get(char, char) for char in parted).replace("\0", "{}")


def name_to_latex(name: str) -> str:
    """Return a person's or a body's name for an ``author`` field.

    Two or more plain words are a person, as BibTeX reads “First Last”; all else stands in
    braces and stays whole.
    """
    person = re.fullmatch(r"(?:[^\W\d_][\w.’-]*)(?: [^\W\d_][\w.’-]*)+", name)
    if person and not re.search(r"\b(?:and|et|und|und|of|the|for)\b", name, re.IGNORECASE):
        return to_latex(name)
    return f"{{{to_latex(name)}}}"
