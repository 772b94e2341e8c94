"""English names that keep their capitals: of countries, cities, languages, months, persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from babel import Locale
from babel.core import get_global

from briefbook.bibliography.items.parts import CslItem

#: Names that are words, too.
_WORDS_TOO = frozenset(
    "may march world old middle center easter midway wake troll resolute reunion phoenix "
    "christmas casey nome turkey chad".split()
)


@cache
def names_of_places() -> frozenset[str]:
    """Return names of countries, cities, official languages, months and days, in lower case."""
    english = Locale("en")
    official = {
        code.split("_")[0]
        for languages in get_global("territory_languages").values()
        for code, told in languages.items()
        if told.get("official_status")
    }
    languages = [name for code, name in english.languages.items() if code in official]
    # British, American, Canadian: as in “American English”.
    languages += [name.split()[0] for name in english.languages.values() if " English" in name]
    times = [*english.months["format"]["wide"].values(), *english.days["format"]["wide"].values()]
    # Time zones are called by cities: Asia/Pyongyang.
    cities = [
        zone.rpartition("/")[2].replace("_", " ")
        for zone, territory in get_global("zone_territories").items() if territory != "001"
    ]  # fmt: skip
    names = (*english.territories.values(), *languages, *times, *cities)
    return frozenset({name.lower() for name in names} - _WORDS_TOO)


def names_of_persons(items: Iterable[CslItem]) -> Iterator[str]:
    """Yield the full names of persons and bodies who made works, and where these appeared."""
    for item in items:
        for value in item.values():
            for person in value if isinstance(value, list) else ():
                if not isinstance(person, dict):
                    continue
                name = person.get("literal") or (
                    f"{person.get('given', '')} {person.get('family', '')}"
                )
                if " " in name.strip():
                    yield name.strip().lower()
        if item.get("publisher-place"):
            yield str(item["publisher-place"]).lower()
