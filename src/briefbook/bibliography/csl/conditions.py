"""``cs:choose``: conditions on the position, the locator and the variables of a scene."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefbook.bibliography.csl.numbers import is_numeric
from briefbook.bibliography.csl.scene import Scene
from briefbook.bibliography.csl.styles.elements import Element

#: A test of one condition: the word of its attribute, and the scene.
_Test = Callable[[str, Scene], bool]


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


_TESTS: dict[str, _Test] = {
    "variable": lambda name, scene: scene.has(name),
    "type": lambda name, scene: scene.item.get("type") == name,
    "is-numeric": lambda name, scene: is_numeric(scene.text(name)),
    "is-uncertain-date": _is_uncertain,
    "locator": _is_locator,
    "position": _is_position,
    "disambiguate": lambda _wanted, scene: scene.apart.flag,
}


class Conditions:
    """Chooses branches of ``cs:choose``; the tests of each branch are parsed once."""

    def __init__(self) -> None:
        self._tests: dict[Element, tuple[tuple[_Test, str], ...]] = {}

    def chosen(self, choose: Element, scene: Scene) -> Sequence[Element]:
        """Return the children of the first branch whose condition holds; none if none does."""
        for branch in choose.children:
            if branch.tag == "else" or self._holds(branch, scene):
                return branch.children
        return ()

    def _holds(self, branch: Element, scene: Scene) -> bool:
        tests = self._tests.get(branch)
        if tests is None:
            tests = self._tests[branch] = tuple(
                (_TESTS[name], word)
                for name, value in branch.attributes.items()
                if name in _TESTS
                for word in value.split()
            )
        match = branch.attributes.get("match", "all")
        if match == "any":
            return any(test(word, scene) for test, word in tests)
        if match == "none":
            return not any(test(word, scene) for test, word in tests)
        return bool(tests) and all(test(word, scene) for test, word in tests)
