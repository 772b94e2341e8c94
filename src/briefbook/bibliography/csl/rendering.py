"""The elements of a style, rendered for one item: text, numbers, labels, groups, conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from briefbook.bibliography.csl.conditions import Conditions
from briefbook.bibliography.csl.dates import DateRenderer
from briefbook.bibliography.csl.locator_words import LocatorWords
from briefbook.bibliography.csl.names import NamesRenderer
from briefbook.bibliography.csl.numbers import (
    dashed,
    is_numeric,
    is_plural,
    number_in,
    page_range,
)
from briefbook.bibliography.csl.scene import NUMBERS, Rendered, Scene, joined_parts
from briefbook.bibliography.csl.styles.elements import Element
from briefbook.bibliography.csl.styles.locale import Locale
from briefbook.bibliography.csl.styles.style import Style
from briefbook.bibliography.csl.text.looks import LINKED, looking, with_address
from briefbook.bibliography.csl.text.punctuation import marked, quoted
from briefbook.bibliography.csl.text.text_case import with_case
from briefbook.bibliography.rich_text import Run, from_markup

#: Parts of a reference that a style sets below or beside the others.
_ON_A_LINE = frozenset(("block", "indent", "right-inline"))
_SHORT = {"title": "title-short", "container-title": "container-title-short"}
_FORMATS = ("font-style", "font-weight", "font-variant", "vertical-align")


class Renderer:
    """Renders the elements of one style in one language."""

    def __init__(self, style: Style, locale: Locale) -> None:
        self.style, self.locale = style, locale
        #: Whether the style itself places the letter of the year.
        self.places_suffix = style.uses("year-suffix")
        self._locators = LocatorWords.of(style)
        #: The branches of ``cs:choose``.
        self.chosen = Conditions().chosen
        self._names = NamesRenderer(self)
        self._dates = DateRenderer(self)
        self._by_tag: dict[str, Callable[[Element, Scene], Rendered]] = {
            "text": self._text, "number": self._number, "label": self._label,
            "group": self._group, "names": self._names.render, "date": self._dates.render,
        }  # fmt: skip

    def render(self, element: Element, scene: Scene) -> Rendered:
        """Render one element; an unknown one gives nothing."""
        by_tag = self._by_tag.get(element.tag)
        done = by_tag(element, scene) if by_tag else Rendered()
        return replace(done, apart=True) if element.get("display") in _ON_A_LINE else done

    def parts(self, elements: Iterable[Element], scene: Scene) -> list[Rendered]:
        """Render elements in order; a ``cs:choose`` gives the parts of the branch that holds."""
        done: list[Rendered] = []
        for element in elements:
            if element.tag == "choose":
                done += self.parts(self.chosen(element, scene), scene)
            else:
                done.append(self.render(element, scene))
        return done

    def together(self, elements: Iterable[Element], scene: Scene, delimiter: str = "") -> Rendered:
        """Render elements and join those that print anything, with a delimiter between."""
        parts = self.parts(elements, scene)
        return Rendered(
            joined_parts(parts, delimiter),
            any(part.tried for part in parts),
            any(part.found for part in parts),
        )

    # Formatting and affixes, which every element may have.

    def finished(self, runs: list[Run], element: Element) -> list[Run]:
        """Return pieces with the formatting, quotation marks and affixes of an element."""
        if not runs:
            return runs
        for name in _FORMATS:
            value = element.attributes.get(name)
            if value:
                runs = [looking(run, value) for run in runs]
        if element.get("text-decoration") == "underline":
            runs = [run._replace(italic=not run.italic) for run in runs]
        if element.get("quotes") == "true":
            runs = quoted(runs, self.locale)
        return self.affixed(runs, element)

    def affixed(self, runs: list[Run], element: Element) -> list[Run]:
        """Return pieces within the prefix and suffix of an element."""
        prefix, suffix = element.get("prefix"), element.get("suffix")
        if prefix:
            runs = [Run(prefix), *runs]
        return [*runs, Run(suffix)] if suffix else runs

    def cased(
        self, runs: list[Run], element: Element, scene: Scene, *, word: bool = False
    ) -> list[Run]:
        """Return pieces in the ``text-case`` of an element; a ``word`` is a term of the locale."""
        if element.get("strip-periods") == "true":
            runs = [run._replace(text=run.text.replace(".", "")) for run in runs]
        case = element.attributes.get("text-case")
        if not case:
            return runs
        language = (not word and scene.language) or self.locale.language
        return with_case(runs, case, english=language.lower().startswith("en"))

    # Text.

    def _text(self, element: Element, scene: Scene) -> Rendered:
        macro = element.attributes.get("macro")
        if macro:
            inside = self.together(self.style.macros[macro].children, scene)
            runs = self.cased(inside.runs, element, scene)
            return Rendered(self.finished(runs, element), inside.tried, inside.found)
        variable = element.attributes.get("variable")
        if variable:
            return self._variable(variable, element, scene)
        term = element.attributes.get("term")
        if term and not self._locators.is_wrong(element, scene):
            plural = element.get("plural") == "true"
            word = self.locale.term(term, element.get("form", "long"), plural=plural) or ""
            runs = self.cased([Run(word)] if word else [], element, scene, word=True)
            return Rendered(self.finished(runs, element))
        value = element.get("value")
        runs = self.cased([Run(value)] if value else [], element, scene)
        return Rendered(self.finished(runs, element))

    def _variable(self, variable: str, element: Element, scene: Scene) -> Rendered:
        value = ""
        if element.get("form") == "short" and variable in _SHORT:
            value = scene.text(_SHORT[variable])
        value = value or scene.text(variable)
        if not value:
            # The letter of a year is not a variable of the work.
            return Rendered(tried=variable != "year-suffix")
        scene.printed.add(variable)
        if scene.substituting:
            scene.spent.add(variable)
        runs = self._value(variable, value, scene)
        runs = self.cased(runs, element, scene)
        runs = self._finished_locator(runs, element, scene) if variable == "locator" else (
            self.finished(runs, element)
        )  # fmt: skip
        if variable in LINKED:
            runs = with_address(runs, variable, value)
        if scene.sorting and variable == "citation-number":
            runs = [Run(f"{scene.number:08}")]
        return Rendered(runs, tried=True, found=True)

    def _finished_locator(self, runs: list[Run], element: Element, scene: Scene) -> list[Run]:
        """Finish a locator, and add the word of its kind where the style prints none."""
        word = self._locators.word(element, scene, self.locale)
        named = [Run(word, href=scene.locator_href), *runs] if word else runs
        return self.finished(named, self._locators.prefix(element, scene))

    def _value(self, variable: str, value: str, scene: Scene) -> list[Run]:
        if variable == "locator":
            return [Run(self._located(value, scene), href=scene.locator_href)]
        if variable == "page":
            return [Run(self._pages(value))]
        if variable == "citation-label" and scene.apart.suffix and not self.places_suffix:
            scene.suffixed = True
            return [Run(value + scene.apart.suffix)]
        if variable in LINKED:
            return [Run(value, nocase=True)]
        if variable in NUMBERS:
            value = dashed(value, variable) if is_numeric(value) else value
            return marked(from_markup(value), self.locale)
        return marked(from_markup(value), self.locale)

    def _pages(self, value: str) -> str:
        delimiter = self.locale.term("page-range-delimiter") or "–"
        return page_range(value, self.style.root.get("page-range-format"), delimiter)

    def _located(self, value: str, scene: Scene) -> str:
        if scene.locator_label == "page":
            return self._pages(value)
        return value if scene.locator_label in {"custom", "timestamp"} else dashed(value)

    # Numbers and labels.

    def _number(self, element: Element, scene: Scene) -> Rendered:
        variable = element.get("variable")
        value = scene.text(variable)
        if not value:
            return Rendered(tried=True)
        scene.printed.add(variable)
        if variable == "locator" and scene.locator_label == "custom":
            text = value
        elif variable == "page":
            text = self._pages(value)
        else:
            text = number_in(value, element.get("form"), self.locale, variable)
        runs = self.cased(from_markup(text) or [Run(text)], element, scene)  # type: ignore[arg-type]
        done = self._finished_locator if variable == "locator" else self._finished_number
        return Rendered(done(list(runs), element, scene), tried=True, found=True)

    def _finished_number(self, runs: list[Run], element: Element, _scene: Scene) -> list[Run]:
        return self.finished(runs, element)

    def _label(self, element: Element, scene: Scene) -> Rendered:
        variable = element.get("variable")
        value = scene.text(variable)
        term = scene.locator_label if variable == "locator" else variable
        if not value or term in {"", "custom"}:
            return Rendered()
        word = self.locale.term(
            term, element.get("form", "long"), plural=self.plural(element, variable, value)
        )
        scene.locator_labelled |= variable == "locator" and bool(word)
        runs = self.cased([Run(word)] if word else [], element, scene, word=True)
        return Rendered(self.finished(runs, element))

    def plural(self, element: Element, variable: str, value: str) -> bool:
        """Return whether a label is in the plural."""
        wanted = element.get("plural", "contextual")
        if wanted != "contextual":
            return wanted == "always"
        if variable in {"number-of-pages", "number-of-volumes"}:
            return value.strip() not in {"1", "0"}
        return is_plural(value, variable)

    # Groups.

    def _group(self, element: Element, scene: Scene) -> Rendered:
        inside = self.together(element.children, scene, element.get("delimiter"))
        if inside.hidden or not inside.runs:
            # An empty group of variables counts as a variable without a value.
            return Rendered(tried=inside.tried)
        return Rendered(
            self.finished(self.cased(inside.runs, element, scene), element),
            inside.tried, inside.found,
        )  # fmt: skip
