"""The attributes and parts of a ``cs:names``, with those that it inherits from the style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefbook.bibliography.csl.one_name import NameForm
from briefbook.bibliography.csl.scene import Scene
from briefbook.bibliography.csl.styles.elements import Element
from briefbook.bibliography.csl.styles.style import Style

_EMPTY = Element("name", {})
#: Attributes that a style, a citation or a bibliography may set for all names in it.
INHERITED = (
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-use-first",
    "et-al-use-last", "et-al-subsequent-min", "et-al-subsequent-use-first", "initialize",
    "initialize-with", "name-as-sort-order", "sort-separator",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamesSetting:
    """The parts of a ``cs:names`` that its substitutes share."""

    options: Mapping[str, str]
    form: NameForm
    et_al: Element
    label: Element | None
    label_first: bool
    name: Element
    delimiter: str


def names_setting(style: Style, element: Element, like: Element, scene: Scene) -> NamesSetting:
    """Return the setting of ``element``, with the parts that it lacks as in ``like``."""
    area = style.bibliography if scene.bibliography and style.bibliography else style.citation
    name = element.find("name") or like.find("name") or _EMPTY
    options: dict[str, str] = {}
    for outer in (style.root, area):
        options.update({k: v for k, v in outer.attributes.items() if k in INHERITED})
        for own, inherited in (("form", "name-form"), ("delimiter", "name-delimiter")):
            if inherited in outer.attributes:
                options[own] = outer.attributes[inherited]
    options.update(name.attributes)
    options.update(scene.names_override)
    for option in ("demote-non-dropping-particle", "initialize-with-hyphen"):
        options[option] = style.root.get(option)
    own_label = element.find("label")
    labelled = element if own_label or element.find("name") else like
    tags = [child.tag for child in labelled.children]
    label_first = "label" in tags and "name" in tags and tags.index("label") < tags.index("name")
    outer_delimiter = area.get("names-delimiter", style.root.get("names-delimiter"))
    return NamesSetting(
        options, NameForm.of(options, name), element.find("et-al") or like.find("et-al") or
        Element("et-al", {"term": "et-al"}), labelled.find("label"), label_first, name,
        element.attributes.get("delimiter", like.attributes.get("delimiter", outer_delimiter)),
    )  # fmt: skip
