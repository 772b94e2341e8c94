"""The credits of a work, as a reference prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefbook.bibliography.persons import family_of, name_in_list, name_in_text
from briefbook.bibliography.printing.printed_item import PrintedItem, capital, capitalised
from briefbook.bibliography.printing.standing import CONTAINED
from briefbook.bibliography.rich_text import RichText, rich
from briefbook.core.words.labels import semicolon


class CreditedItem(PrintedItem):
    """An item with the people who made it."""

    def names(self) -> str:
        """Return the names under which the work is listed, with their role: ``Low, A (ed.)``."""
        names = semicolon().join(name_in_list(name) for name in self.people)
        short = f" {self.words.and_} ".join(map(family_of, self.custom.get("short-names", ())))
        if names and short and short != names:
            names = f"{names} ({short})"
        if self.role in self.custom.get("et-al", ()):
            names = f"{names} {self.words.et_al}"
        roles = {
            "editor": self.words.editors if len(self.people) > 1 else self.words.editor,
            "translator": self.words.translator,
            "director": self.words.director,
            "compiler": self.words.compiler,
        }
        return f"{names} ({roles[self.role]})" if names and self.role in roles else names

    def others(self, role: str) -> str:
        """Return the names of a role, without those under which the work is listed."""
        names = [name for name in self.item.get(role, ()) if name not in self.people]
        return self._list(names, role in self.custom.get("et-al", ()))

    def _list(self, names: Sequence[Mapping[str, str]], et_al: bool) -> str:
        texts = [name_in_text(name) for name in names]
        if et_al and texts:
            return f"{', '.join(texts)} {self.words.et_al}"
        if len(texts) > 1:
            return f"{', '.join(texts[:-1])} {self.words.and_} {texts[-1]}"
        return "".join(texts)

    def named(self, role: str, words: str) -> Iterator[RichText]:
        """Yield ``edited by A. Sloop``, unless the work is listed under these names."""
        if role != self.role and self.item.get(role):
            names = self._list(self.item[role], role in self.custom.get("et-al", ()))
            yield rich(words.format(names))

    def contributors(self) -> Iterator[RichText]:
        """Yield everybody else who had a part in the work."""
        if self.kind not in CONTAINED:
            yield from map(capitalised, self.named("editor", self.words.edited_by))
        yield from map(capitalised, self.named("translator", self.words.translated_by))
        for role, words in self.words.by_role:
            names = self.item.get(role) or self.custom.get(role)
            if names and role != self.role:
                text = self._list(names, role in self.custom.get("et-al", ()))
                supervises = self.kind == "thesis" and role == "director"
                said = self.words.supervised_by if supervises else words
                yield rich(capital(said.format(text)))
        if self.kind not in CONTAINED and self.others("container-author"):
            yield rich(self.others("container-author"))
