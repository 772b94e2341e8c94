"""The catalogues of labels, ``locale/LANGUAGE.po``, read by Babel as they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages import Message

_SEPARATOR = "|"


def key_of(text: str, context: str = "") -> str:
    """Return how ``brief_labels`` names a text: ``Figures``, or ``pictures|Figures``."""
    return f"{context}{_SEPARATOR}{text}" if context else text


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of one language, each with its plural forms."""

    language: str
    texts: Mapping[str, tuple[str, ...]]
    form_of: Callable[[int], int]


@cache
def read_catalogue(language: str) -> Catalogue | None:
    """Read the catalogue of a language, or of its base: ``de`` for ``de_AT``."""
    from babel.messages.pofile import read_po

    for name in (language, language.partition("_")[0]):
        file = files("briefbook").joinpath("locale", f"{name}.po")
        if file.is_file():
            with file.open("rb") as opened:
                read = read_po(opened, locale=name)
            texts = {
                key: forms
                for each in read
                for key, forms in [_texts(each)]
                if each.id and all(forms)
            }
            return Catalogue(name, texts, c2py(read.plural_expr))
    return None


def known_messages() -> frozenset[str]:
    """Return the keys of all texts of the catalogue, as ``brief_labels`` names them."""
    from babel.messages.pofile import read_po

    with files("briefbook").joinpath("locale", "briefbook.pot").open("rb") as opened:
        return frozenset(_texts(each)[0] for each in read_po(opened) if each.id)


def languages() -> tuple[str, ...]:
    """Return the languages that there are catalogues of, sorted."""
    names = (file.name for file in files("briefbook").joinpath("locale").iterdir())
    return tuple(sorted(name.removesuffix(".po") for name in names if name.endswith(".po")))


def _texts(each: Message) -> tuple[str, tuple[str, ...]]:
    first = each.id[0] if isinstance(each.id, (list, tuple)) else each.id
    said = each.string if isinstance(each.string, (list, tuple)) else (each.string,)
    return key_of(str(first), each.context or ""), tuple(map(str, said))
