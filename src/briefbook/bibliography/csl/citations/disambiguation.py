"""Works that would be cited alike, told apart as the style asks.

More names, then initials or given names, then the style's own way, then letters of years.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from briefbook.bibliography.csl.one_name import NameForm, initialised
from briefbook.bibliography.csl.scene import Apart
from briefbook.bibliography.csl.styles.elements import Element
from briefbook.bibliography.csl.styles.style import Style
from briefbook.bibliography.year_letters import year_letter

#: Renders a work as it is cited, and returns it with the names that are printed in it.
RenderCite = Callable[[str, Apart], tuple[str, Sequence[Mapping[str, str]]]]


def tell_apart(keys: Sequence[str], style: Style, cite: RenderCite) -> dict[str, Apart]:
    """Return what tells each work from the others; ``keys`` are in the order of the list."""
    told = _Telling(style, cite, keys)
    citation = style.citation
    if citation.get("disambiguate-add-givenname") == "true":
        rule = citation.get("givenname-disambiguation-rule", "by-cite")
        if rule != "by-cite":
            told.all_given_names(rule)
    if citation.get("disambiguate-add-names") == "true":
        told.more_names()
    if (
        citation.get("disambiguate-add-givenname") == "true"
        and citation.get("givenname-disambiguation-rule", "by-cite") == "by-cite"
    ):
        told.given_names_by_cite()
    told.own_way()
    if citation.get("disambiguate-add-year-suffix") == "true":
        told.letters()
    return told.apart


class _Telling:
    def __init__(self, style: Style, cite: RenderCite, keys: Sequence[str]) -> None:
        self._cite, self._keys = cite, keys
        self.apart: dict[str, Apart] = {key: Apart() for key in keys}
        self._texts: dict[str, str] = {}
        self._names: dict[str, Sequence[Mapping[str, str]]] = {}
        for key in keys:
            self._render(key)
        self._has_initials = any("initialize-with" in each.attributes for each in style.root.walk())
        self._form = NameForm.of({"initialize-with": "."}, Element("name", {}))

    def _render(self, key: str) -> None:
        self._texts[key], self._names[key] = self._cite(key, self.apart[key])

    def _alike(self) -> list[list[str]]:
        """Return the groups of works that read alike."""
        groups: dict[str, list[str]] = defaultdict(list)
        for key in self._keys:
            groups[self._texts[key]].append(key)
        return [group for group in groups.values() if len(group) > 1]

    def more_names(self) -> None:
        """Print as many names as it takes, where that helps."""
        for group in self._alike():
            shown = {key: len(self._names[key]) for key in group}
            self._widen(group, shown)

    def _widen(self, group: list[str], shown: Mapping[str, int]) -> None:
        waiting, before = list(group), {key: self._texts[key] for key in group}
        best, told = 0, len({self._texts[key] for key in group})
        for extra in range(1, 100):
            for key in waiting:
                self.apart[key].names = shown[key] + extra
                self._render(key)
            if all(self._texts[key] == before[key] for key in waiting):
                break
            before = {key: self._texts[key] for key in waiting}
            distinct = len({self._texts[key] for key in group})
            best, told = (extra, distinct) if distinct > told else (best, told)
            counts = Counter(self._texts[key] for key in group)
            waiting = [key for key in waiting if counts[self._texts[key]] > 1]
            if not waiting:
                return
        for key in waiting:
            # More names than these tell nothing more.
            self.apart[key].names = shown[key] + best if best else 0
            self._render(key)

    def all_given_names(self, rule: str) -> None:
        """Print initials or given names wherever two persons share a family name."""
        primary = rule.startswith("primary")
        persons: dict[str, set[str]] = defaultdict(set)
        for key in self._keys:
            for name in self._names[key][: 1 if primary else None]:
                if name.get("family") and name.get("given"):
                    persons[_family(name)].add(name["given"])
        for key in self._keys:
            changed = False
            for place, name in enumerate(self._names[key][: 1 if primary else None]):
                given = persons.get(_family(name), set())
                if name.get("given") and len(given) > 1:
                    level = self._level(name["given"], given, rule)
                    if level:
                        self.apart[key].given[place] = level
                        changed = True
            if changed:
                self._render(key)

    def _level(self, given: str, all_given: Iterable[str], rule: str) -> int:
        if not self._has_initials:
            return 2
        own = initialised(given, self._form)
        same = [
            other for other in all_given if other != given and initialised(other, self._form) == own
        ]
        if not same:
            return 1
        differ = any(initialised(other, self._form) != own for other in all_given)
        if rule.endswith("with-initials"):
            return 1 if differ else 0
        return 2

    def given_names_by_cite(self) -> None:
        """Print initials, then given names, in citations that read alike, where that helps."""
        for group in self._alike():
            for level in (1, 2) if self._has_initials else (2,):
                for place in range(max(len(self._names[key]) for key in group)):
                    if len({self._texts[key] for key in group}) == len(group):
                        break
                    self._try(group, place, level)

    def _try(self, group: list[str], place: int, level: int) -> None:
        before = len({self._texts[key] for key in group})
        kept = {key: self.apart[key].given.get(place, 0) for key in group}
        for key in group:
            self.apart[key].given[place] = level
            self._render(key)
        if len({self._texts[key] for key in group}) == before:
            for key in group:
                self.apart[key].given[place] = kept[key]
                self._render(key)

    def own_way(self) -> None:
        """Let the style's conditions on ``disambiguate`` hold where works still read alike."""
        for group in self._alike():
            for key in group:
                self.apart[key].flag = True
                self._render(key)
            if len({self._texts[key] for key in group}) == 1:
                for key in group:
                    self.apart[key].flag = False
                    self._render(key)

    def letters(self) -> None:
        """Give letters to the years of works that still read alike."""
        for group in self._alike():
            for number, key in enumerate(group, 1):
                self.apart[key].suffix = year_letter(number)
                self._render(key)


def _family(name: Mapping[str, str]) -> str:
    return f"{name.get('non-dropping-particle', '')} {name.get('family', '')}".strip()
