"""Leave out of a style sheet the rules that can apply to nothing on a site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import tinycss2

_NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")
_NEGATED = re.compile(r":not\([^()]*\)")
_NESTED = frozenset({"media", "supports", "layer"})
#: Drawn by fonts that the site does not carry.
_LEFT_OUT = frozenset({"font-face", "charset", "import"})


def remove_unused_rules(text: str, used: frozenset[str]) -> str:
    """Return the style sheet without rules whose selectors name a class or id not in ``used``.

    Comments go too. A name inside ``:not()`` does not count, as its absence matches.
    """
    return "".join(_rules(tinycss2.parse_stylesheet(text, skip_comments=True), used))


def _rules(rules: list[Any], used: frozenset[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [s for s in _selectors(rule.prelude) if _applies(s, used)]
            if selectors:
                content = " ".join(tinycss2.serialize(rule.content).split())
                yield f"{','.join(selectors)}{{{content}}}\n"
        elif rule.type == "at-rule" and rule.lower_at_keyword in _NESTED and rule.content:
            inner = "".join(_rules(tinycss2.parse_rule_list(rule.content, True, True), used))
            if inner:
                prelude = tinycss2.serialize(rule.prelude).strip()
                yield f"@{rule.at_keyword} {prelude}{{\n{inner}}}\n"
        elif rule.type == "at-rule" and rule.lower_at_keyword not in _LEFT_OUT:
            yield f"{rule.serialize()}\n"


def _selectors(prelude: list[Any]) -> Iterator[str]:
    """Split a selector list at its outer commas; brackets are one token to the parser."""
    part: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield tinycss2.serialize(part).strip()
            part = []
        else:
            part.append(token)
    yield tinycss2.serialize(part).strip()


def _applies(selector: str, used: frozenset[str]) -> bool:
    names = _NAME.findall(_NEGATED.sub("", selector))
    return all(name.replace("\\", "") in used for name in names)
