"""What a page states of its article in JSON-LD, at whatever depth."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_ARTICLE = re.compile(r"Article|Posting|Report|Story|Column|LiveBlog|Analysis|Thesis|Recipe")
#: What stands under these is another work than the page's.
_OTHERS = frozenset(
    (
        "comment comments review reviews isPartOf hasPart mentions citation itemListElement "
        "relatedLink isBasedOn video image associatedMedia liveBlogUpdate breadcrumb"
    ).split()
)
_DEEPEST = 12
#: A comma before a bracket: no JSON, but often seen.
_LAST_COMMA = re.compile(r",(?=\s*[}\]])")
_COMMENTED = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\]\]>)\s*$", re.DOTALL)


def stated_article(tree: Any) -> dict[str, Any]:
    """Return what describes the article: its ``headline``, ``datePublished``, ``author``."""
    found: list[dict[str, Any]] = []
    named: dict[str, Any] = {}
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            data = _parsed(_COMMENTED.sub("", script.text))
            found += _works(data, 0)
            _note_named(data, named, 0)
    ranked = sorted(found, key=_rank, reverse=True)
    return {key: _resolved(value, named) for key, value in ranked[0].items()} if ranked else {}


def _parsed(text: str) -> Any:
    for form in (text, _LAST_COMMA.sub("", text)):
        try:
            return json.loads(form, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _note_named(data: Any, named: dict[str, Any], depth: int) -> None:
    """Note what has a name and an ``@id``, by which others may call it."""
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        if isinstance(key := data.get("@id"), str) and data.get("name"):
            named.setdefault(key, data)
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            _note_named(each, named, depth + 1)


def _resolved(value: Any, named: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_resolved(each, named) for each in value]
    if isinstance(value, dict) and not value.get("name") and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value


def _works(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for each in data:
            yield from _works(each, depth + 1)
    elif isinstance(data, dict):
        if "datePublished" in data or "headline" in data:
            yield data
        for key, value in data.items():
            if key not in _OTHERS and isinstance(value, dict | list):
                yield from _works(value, depth + 1)


def _rank(work: dict[str, Any]) -> tuple[bool, int]:
    kinds = str(work.get("@type", ""))
    facts = ("headline", "datePublished", "author", "publisher")
    return bool(_ARTICLE.search(kinds)), sum(bool(work.get(fact)) for fact in facts)


def stated_names(value: Any) -> tuple[str, ...]:
    """Return the names of persons or organisations: a text, an object, or a list of them."""
    if isinstance(value, str):
        # Nothing is no name: what the page says elsewhere would not be asked for.
        return () if not value.strip() or value.startswith(("http://", "https://")) else (value,)
    if isinstance(value, dict):
        return stated_names(value.get("name", ""))
    if isinstance(value, list):
        return tuple(name for each in value for name in stated_names(each))
    return ()


def stated_text(value: Any) -> str:
    """Return a text, the first of a list of them, or nothing."""
    if isinstance(value, list):
        return stated_text(value[0]) if value else ""
    return value if isinstance(value, str) else ""
