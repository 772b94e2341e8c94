"""``cs:names``: the persons of a role with their label, or a substitute for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from briefbook.bibliography.csl.names_setting import NamesSetting, names_setting
from briefbook.bibliography.csl.one_name import render_name
from briefbook.bibliography.csl.scene import Rendered, Scene
from briefbook.bibliography.csl.styles.elements import Element
from briefbook.bibliography.rich_text import Run

if TYPE_CHECKING:
    from briefbook.bibliography.csl.rendering import Renderer


class NamesRenderer:
    """Renders ``cs:names``."""

    def __init__(self, renderer: Renderer) -> None:
        self._r = renderer
        self._settings: dict[tuple[int, bool, int], NamesSetting] = {}

    def render(self, element: Element, scene: Scene) -> Rendered:
        """Render the first variables that hold names, or a substitute."""
        done = self._render(element, element, scene)
        if scene.principal is None and done.runs and not scene.sorting:
            scene.principal = done.runs
            if scene.without_principal:
                return Rendered(tried=True, found=True)
        return done

    def _render(self, element: Element, like: Element, scene: Scene) -> Rendered:
        """Render ``element``; parts that it lacks are those of ``like``."""
        setting = self._setting(element, like, scene)
        variables = element.get("variable").split()
        given = {name: scene.names(name) for name in variables}
        known = [name for name in variables if given[name]]
        if not known:
            return self._substitute(element, scene)
        if setting.options.get("form") == "count":
            number = sum(
                min(len(given[name]), self._limit(setting, given[name], scene, name))
                for name in known
            )
            return Rendered(self._r.finished([Run(str(number))], element), True, True)
        runs: list[Run] = []
        scene.printed.update(known)
        for name, role in self._roles(known, given):
            piece = self._persons(given[name], name, role, setting, scene)
            if runs and piece:
                runs.append(Run(setting.delimiter))
            runs += piece
        return Rendered(self._r.finished(runs, element), tried=True, found=True)

    def _roles(
        self, known: list[str], given: Mapping[str, Sequence[Mapping[str, str]]]
    ) -> list[tuple[str, str]]:
        """Return variables with the terms of their labels; editor and translator may share one."""
        pair = {"editor", "translator"}
        if pair <= set(known) and given["editor"] == given["translator"]:
            word = self._r.locale.term("editortranslator", "verb")
            rest = [(name, name) for name in known if name not in pair]
            both = "editortranslator" if word is not None else "editor"
            return [("editor", both), *rest]
        return [(name, name) for name in known]

    # Substitutes for names that are not given.

    def _substitute(self, element: Element, scene: Scene) -> Rendered:
        substitute = element.find("substitute")
        outside, scene.printed = scene.printed, set()
        before, scene.substituting = scene.substituting, True
        found = Rendered()
        for other in self._offered(substitute.children if substitute else (), scene):
            if other.tag == "names" and not any(c.tag != "substitute" for c in other.children):
                found = self._render(other, element, scene)
            else:
                found = self._r.together((other,), scene)
            if found.runs:
                scene.spent |= scene.printed
                break
        scene.printed |= outside
        scene.substituting = before
        affixes = {k: v for k, v in element.attributes.items() if k in {"prefix", "suffix"}}
        runs = self._r.finished(found.runs, Element("names", affixes))
        return Rendered(runs, tried=True, found=bool(runs))

    def _offered(self, elements: Sequence[Element], scene: Scene) -> Iterator[Element]:
        """Yield the possible substitutes for the names, one after the other."""
        for element in elements:
            if element.tag == "choose":
                yield from self._offered(self._r.chosen(element, scene), scene)
            else:
                yield element

    # Settings.

    def _setting(self, element: Element, like: Element, scene: Scene) -> NamesSetting:
        key = (id(element), scene.bibliography, id(like))
        if not scene.names_override and key in self._settings:
            return self._settings[key]
        made = names_setting(self._r.style, element, like, scene)
        if not scene.names_override:
            self._settings[key] = made
        return made

    # Persons.

    def _persons(
        self, names: Sequence[Mapping[str, str]], variable: str, role: str, setting: NamesSetting,
        scene: Scene,
    ) -> list[Run]:  # fmt: skip
        pieces = self._listed(names, variable, setting, scene)
        if scene.first_names is None and not scene.sorting:
            scene.first_names = "".join(run.text for run in pieces)
            if scene.author_substitute:
                pieces = [Run(scene.author_substitute)]
        pieces = self._r.finished(pieces, _affixes(setting.name))
        label = setting.label
        if label is None or scene.sorting:
            return pieces
        plural = label.get("plural", "contextual")
        more = len(names) > 1 or variable in scene.item.get("custom", {}).get("et-al", ())
        several = more if plural == "contextual" else plural == "always"
        word = self._r.locale.term(role, label.get("form", "long"), plural=several)
        inside = self._r.cased([Run(word)] if word else [], label, scene, word=True)
        labelled = self._r.finished(inside, label)
        return [*labelled, *pieces] if setting.label_first else [*pieces, *labelled]

    def _limit(
        self, setting: NamesSetting, names: Sequence[Mapping[str, str]], scene: Scene, variable: str
    ) -> int:
        """Return how many names are printed before “et al.”; all, if it is not used."""
        options, subsequent = setting.options, scene.position != "first"
        minimum = int(options.get("et-al-min", "0") or 0)
        first = int(options.get("et-al-use-first", "1") or 1)
        if subsequent and options.get("et-al-subsequent-min"):
            minimum = int(options["et-al-subsequent-min"])
        if subsequent and options.get("et-al-subsequent-use-first"):
            first = int(options["et-al-subsequent-use-first"])
        first = max(first, scene.apart.names) if not scene.bibliography else first
        others = variable in scene.item.get("custom", {}).get("et-al", ())
        if others and not (minimum and len(names) >= minimum):
            return len(names)
        return min(first, len(names)) if minimum and len(names) >= minimum else len(names)

    def _listed(
        self, names: Sequence[Mapping[str, str]], variable: str, setting: NamesSetting, scene: Scene
    ) -> list[Run]:
        shown = self._limit(setting, names, scene, variable)
        others = variable in scene.item.get("custom", {}).get("et-al", ())
        printed = []
        for place, name in enumerate(names[:shown]):
            more = scene.apart.given.get(place, 0) if not scene.bibliography else 0
            printed.append(render_name(name, setting.form, place == 0, more, self._r))
            scene.shown.append(name)
        cut = shown < len(names)
        if cut and setting.options.get("et-al-use-last") == "true" and len(names) - shown > 1:
            last = render_name(names[-1], setting.form, False, 0, self._r)
            delimiter = setting.options.get("delimiter", ", ")
            return [*_between(printed, delimiter), Run(f"{delimiter}… "), *last]
        return self._joined(printed, setting, self._et_al(setting) if cut or others else None)

    def _et_al(self, setting: NamesSetting) -> list[Run]:
        word = self._r.locale.term(setting.et_al.get("term", "et-al") or "et-al") or "et al."
        return self._r.finished([Run(word)], setting.et_al)

    def _joined(
        self, printed: list[list[Run]], setting: NamesSetting, et_al: list[Run] | None
    ) -> list[Run]:
        options = setting.options
        delimiter = options.get("delimiter", ", ")
        if et_al is not None:
            precedes = options.get("delimiter-precedes-et-al", "contextual")
            with_delimiter = self._precedes(precedes, len(printed) > 1, len(printed), options)
            runs = _between(printed, delimiter)
            return [*runs, Run(delimiter if with_delimiter else " "), *et_al]
        sign = options.get("and", "")
        if not sign or len(printed) < 2:
            return _between(printed, delimiter)
        word = "&" if sign == "symbol" else self._r.locale.term("and") or "and"
        precedes = options.get("delimiter-precedes-last", "contextual")
        with_delimiter = self._precedes(precedes, len(printed) > 2, len(printed) - 1, options)
        before = delimiter if with_delimiter else " "
        joint = f"{before}{'' if before.endswith(' ') else ' '}{word} "
        return [*_between(printed[:-1], delimiter), Run(joint), *printed[-1]]

    @staticmethod
    def _precedes(option: str, several: bool, last: int, options: Mapping[str, str]) -> bool:
        if option == "after-inverted-name":
            order = options.get("name-as-sort-order", "")
            return order == "all" or (order == "first" and last == 1)
        return option == "always" or (option == "contextual" and several)


def _affixes(name: Element) -> Element:
    wanted = {"prefix", "suffix", "font-style", "font-weight", "font-variant", "vertical-align"}
    return Element("name", {k: v for k, v in name.attributes.items() if k in wanted})


def _between(pieces: Sequence[list[Run]], delimiter: str) -> list[Run]:
    runs: list[Run] = []
    for piece in pieces:
        if runs and delimiter:
            runs.append(Run(delimiter))
        runs += piece
    return runs
