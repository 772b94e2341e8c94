"""The conditions of a style on a scene: its position, its locator, its variables."""

from __future__ import annotations

from collections.abc import Callable

from briefbook.bibliography.csl.numbers import is_numeric
from briefbook.bibliography.csl.scene import Scene

#: A condition: what it asks for, and of what.
ItemCondition = Callable[[str, Scene], bool]


def _is_position(wanted: str, scene: Scene) -> bool:
    here = scene.position
    if scene.bibliography:
        return False
    if wanted == "near-note":
        return scene.near
    if wanted == "subsequent":
        return here != "first"
    if wanted == "ibid":
        return here.startswith("ibid")
    return here == wanted


def _is_locator(wanted: str, scene: Scene) -> bool:
    return bool(scene.locator) and scene.locator_label.replace("-", " ") == wanted.replace("-", " ")


def _is_uncertain(variable: str, scene: Scene) -> bool:
    return bool(scene.date(variable).get("circa"))


CONDITIONS: dict[str, ItemCondition] = {
    "variable": lambda name, scene: scene.has(name),
    "type": lambda name, scene: scene.item.get("type") == name,
    "is-numeric": lambda name, scene: is_numeric(scene.text(name)),
    "is-uncertain-date": _is_uncertain,
    "locator": _is_locator,
    "position": _is_position,
    "disambiguate": lambda _wanted, scene: scene.apart.flag,
}
