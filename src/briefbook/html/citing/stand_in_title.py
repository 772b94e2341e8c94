"""One citation for many titles: formatted once with a stand-in, then filled in for each.

citeproc takes 40 milliseconds for the citations of a chapter, and from chapter to chapter nothing
differs but the title. The letters of the stand-in show which case a style has given it; citeproc
then gives the title the same case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

#: Each case makes something else of it: a word of small letters first, then one that no title
#: begins with a capital, then one with another inside, then one with a capital.
_STAND_IN = "qzaxj of qzbxj.k Qzcxj"
_SIGN = "qz"
_CASES = (
    "", "lowercase", "uppercase", "capitalize-first", "capitalize-all", "title", "sentence",
)  # fmt: skip
#: Of these citeproc leaves out one that follows itself, so that they must stand where they are
#: in the title.
_MARKS = frozenset(".,;:!?")
_AT_EDGES = _MARKS | {" "}


def with_title(title: str, write: Callable[[str], str]) -> str:
    """Return ``write(title)``, the same to the byte; ``write`` is mostly called with a stand-in.

    ``write`` returns what citeproc makes of an item with this title, and remembers it. It is
    called with the title itself where the stand-in could not show what becomes of it.
    """
    stand_in = f"{_STAND_IN}{title[-1:] if title[-1:] in _MARKS else ''}"
    text, forms = write(stand_in), _forms(stand_in)
    pattern = re.compile("|".join(map(re.escape, forms)))
    if _SIGN in pattern.sub("", text).casefold():
        return write(title)  # The style has done something else with it.
    titles = {form: _in_case(title, forms[form]) for form in set(pattern.findall(text))}
    if not all(map(_is_plain, titles.values(), [stand_in] * len(titles))):
        return write(title)
    return pattern.sub(lambda found: titles[found[0]], text)


def _is_plain(title: str, stand_in: str) -> bool:
    """Return whether a title joins the text before and after it as the stand-in does."""
    same_end = title[-1:] == stand_in[-1] if stand_in[-1] in _MARKS else title[-1:] not in _AT_EDGES
    return bool(title) and title[0] not in _AT_EDGES and same_end


@cache
def _forms(stand_in: str) -> Mapping[str, str]:
    """Return the case that each form of the stand-in shows."""
    return {_in_case(stand_in, case): case for case in _CASES}


def _in_case(title: str, case: str) -> str:
    from citeproc.source.json import CiteProcJSON

    item: Any = CiteProcJSON([{"id": "x", "type": "chapter", "title": title}])
    # In other languages than English, "title" leaves a title as it is, and so shows as no case.
    return str(_cased(case).case(item["x"]["title"], "en"))


@cache
def _cased(case: str) -> Any:
    from citeproc.model import TextCased

    class Cased(TextCased):  # type: ignore[misc]  # citeproc has no types
        def get(self, _attribute: str) -> str | None:
            return case or None

    return Cased()
