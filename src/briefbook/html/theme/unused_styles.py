"""Remove from a style sheet the rules that can apply to nothing on a site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import tinycss2

from briefbook.core.files.cache import cached

_NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")
_NEGATED = re.compile(r":not\([^()]*\)")
_NESTED = frozenset({"media", "supports", "layer"})
#: Drawn by fonts that the site does not carry.
_LEFT_OUT = frozenset({"font-face", "charset", "import"})


@dataclass(frozen=True, slots=True)
class _Style:
    """A style rule: each of its selectors with the classes and ids that it requires."""

    selectors: tuple[tuple[str, frozenset[str]], ...]
    content: str


@dataclass(frozen=True, slots=True)
class _Condition:
    """A conditional rule, such as one for a width of the screen."""

    opening: str
    rules: tuple[_Rule, ...]


#: The last is a rule that stays as it is.
_Rule: TypeAlias = "_Style | _Condition | str"


def remove_unused_rules(text: str, used: frozenset[str], cache: Path) -> str:
    """Return the style sheet without rules whose selectors name a class or id not in ``used``.

    Comments go too. A name inside ``:not()`` does not count, as its absence matches. ``cache`` is
    the folder that keeps the parsed rules: parsing is most of the work, and a theme's sheet is the
    same in every book.
    """
    return "".join(_used(_kept_rules(text, cache), used))


@lru_cache(maxsize=4)
def _kept_rules(text: str, cache: Path) -> tuple[_Rule, ...]:
    code = Path(__file__).read_text(encoding="utf-8")
    kept = cached(cache, "styles.json", [code, text], lambda: _to_json(parsed(text)))
    return _from_json(json.loads(kept))


def _to_json(rules: Sequence[_Rule]) -> bytes:
    return json.dumps([_plain(rule) for rule in rules], ensure_ascii=False).encode()


def _plain(rule: _Rule) -> object:
    if isinstance(rule, _Style):
        return {"": rule.content, **{text: sorted(names) for text, names in rule.selectors}}
    if isinstance(rule, _Condition):
        return [rule.opening, *map(_plain, rule.rules)]
    return rule


def _from_json(rules: Sequence[Any]) -> tuple[_Rule, ...]:
    return tuple(map(_rule, rules))


def _rule(plain: Any) -> _Rule:
    if isinstance(plain, dict):
        content = plain.pop("")
        return _Style(tuple((text, frozenset(names)) for text, names in plain.items()), content)
    if isinstance(plain, list):
        return _Condition(plain[0], _from_json(plain[1:]))
    return str(plain)


def _used(rules: Sequence[_Rule], used: frozenset[str]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, _Style):
            selectors = [text for text, names in rule.selectors if names <= used]
            if selectors:
                yield f"{','.join(selectors)}{{{rule.content}}}\n"
        elif isinstance(rule, _Condition):
            inner = "".join(_used(rule.rules, used))
            if inner:
                yield f"{rule.opening}{{\n{inner}}}\n"
        else:
            yield rule


def parsed(text: str) -> tuple[_Rule, ...]:
    """Return the rules of a style sheet, with the names that each of their selectors requires."""
    return tuple(_read(tinycss2.parse_stylesheet(text, skip_comments=True)))


def _read(rules: list[Any]) -> Iterator[_Rule]:
    for rule in rules:
        if rule.type == "qualified-rule":
            content = " ".join(tinycss2.serialize(rule.content).split())
            yield _Style(tuple((s, _asked_for(s)) for s in _selectors(rule.prelude)), content)
        elif rule.type == "at-rule" and rule.lower_at_keyword in _NESTED and rule.content:
            inner = tinycss2.parse_rule_list(rule.content, True, True)
            prelude = tinycss2.serialize(rule.prelude).strip()
            yield _Condition(f"@{rule.at_keyword} {prelude}", tuple(_read(inner)))
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


def _asked_for(selector: str) -> frozenset[str]:
    return frozenset(name.replace("\\", "") for name in _NAME.findall(_NEGATED.sub("", selector)))
