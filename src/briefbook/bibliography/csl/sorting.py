"""The order of works in a bibliography or a citation, by the keys of a style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cmp_to_key
from typing import Any

from briefbook.bibliography.csl.dates import sortable
from briefbook.bibliography.csl.rendering import Renderer
from briefbook.bibliography.csl.scene import NUMBERS, Scene
from briefbook.bibliography.csl.styles.elements import Element
from briefbook.bibliography.printing.collation import collation_key
from briefbook.bibliography.rich_text import from_markup, plain

_NAMES = {"name-as-sort-order": "all", "form": "long", "initialize": "true"}
_AS = {"names-min": "et-al-min", "names-use-first": "et-al-use-first"}


@dataclass(frozen=True, slots=True)
class _Key:
    value: Any
    descending: bool


def sort_keys(scene: Scene, sort: Element, renderer: Renderer) -> tuple[_Key, ...]:
    """Return what sorts an item, one value for each key of the style; ``None`` sorts last."""
    return tuple(
        _Key(_value(scene, key, renderer), key.get("sort") == "descending")
        for key in sort.all("key")
    )


def _value(scene: Scene, key: Element, renderer: Renderer) -> Any:
    language = renderer.locale.language
    macro = key.attributes.get("macro")
    if macro:
        override = {_AS[k]: v for k, v in key.attributes.items() if k in _AS}
        fresh = replace(
            scene, sorting=True, spent=set(), printed=set(), shown=[], suffixed=False,
            names_override={**_NAMES, **override}, author_substitute="",
        )  # fmt: skip
        runs = renderer.together(renderer.style.macros[macro].children, fresh).runs
        text = "".join(run.text for run in runs).strip()
        return collation_key(text, language) if text else None
    variable = key.get("variable")
    names = scene.names(variable)
    if names:
        listed = ", ".join(
            name.get("literal") or f"{name.get('family', '')}, {name.get('given', '')}"
            for name in names
        )
        return collation_key(listed, language)
    date = scene.date(variable)
    if date:
        return (sortable(date), str(date.get("literal", "")))
    text = plain(from_markup(scene.text(variable)))
    if variable in NUMBERS and text.isdigit():
        return (f"{int(text):010}", "")
    if variable in NUMBERS:
        return (text, "") if text else None
    return collation_key(text, language) if text else None


def in_order(keyed: Sequence[tuple[tuple[_Key, ...], Any]]) -> list[Any]:
    """Return the second of each pair in the order of the first; what is alike stays as it was."""
    return [each for _, each in sorted(keyed, key=cmp_to_key(_compare))]


def _compare(one: tuple[tuple[_Key, ...], Any], other: tuple[tuple[_Key, ...], Any]) -> int:
    for a, b in zip(one[0], other[0], strict=True):
        if a.value is None or b.value is None:
            # What has no value comes last, in whichever order.
            if (a.value is None) != (b.value is None):
                return 1 if a.value is None else -1
            continue
        if a.value != b.value:
            try:
                less = a.value < b.value
            except TypeError:
                less = repr(a.value) < repr(b.value)
            return (-1 if less else 1) * (-1 if a.descending else 1)
    return 0
