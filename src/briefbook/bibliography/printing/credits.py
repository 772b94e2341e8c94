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
        more = self.role in self.custom.get("et-al", ())
        several = len(self.people) > 1 or more
        if more:
            names = f"{names} {self.words.et_al}"
        roles = {
            "editor": self.words.editors if several else self.words.editor,
            "translator": self.words.translator,
            "director": self.words.director,
            "compiler": self.words.compiler,
        }
        own = self.role if self.role in self.custom.get("credits", {}) else ""
        said = roles.get(self.role, own)
        return f"{names} ({said})" if names and said else names

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
        yield from self._credits()
        if "author" in self.custom.get("not-first", ()):
            yield rich(self.others("author"))
        if self.kind not in CONTAINED and self.others("container-author"):
            yield rich(self.others("container-author"))

    def _credits(self) -> Iterator[RichText]:
        """Yield the people of roles that only the file has a word for: ``A. Low (conductor)``."""
        for role, names in self.custom.get("credits", {}).items():
            text = self._list(names, role in self.custom.get("et-al", ()))
            if role == self.role:
                continue
            before = role.rsplit(" ", 1)[-1].lower() in {"by", "featuring", "with", "feat."}
            said = f"{role} {text}" if before else f"{text} ({role})" if role else text
            yield rich(capital(said))
