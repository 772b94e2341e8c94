"""The licence of the book, from what ``brief_licence`` says: an SPDX identifier, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from briefbook.core.words.labels import colon, label

_CREATIVE_COMMONS = re.compile(r"CC[ -](BY(?:[ -](?:NC|ND|SA)){0,2})[ -](\d\.\d)", re.IGNORECASE)
_ZERO = re.compile(r"CC0(?:[ -](1\.0))?", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[\w.+-]+")


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: what readers call it, its SPDX identifier, its address; each may be empty."""

    name: str = ""
    spdx: str = ""
    address: str = ""

    @property
    def words(self) -> str:
        """The name and the address, for print."""
        other = self.address if self.address != self.name else ""
        return f"{self.name} ({other})" if other else self.name


def read_licence(stated: str) -> Licence:
    """Return the licence that a text names; words that are not an identifier stay words.

    >>> read_licence("CC-BY-SA-4.0").name
    'CC BY-SA 4.0'
    """
    text = " ".join(stated.split())
    if match := _CREATIVE_COMMONS.fullmatch(text):
        kind, version = match[1].upper().replace(" ", "-"), match[2]
        address = f"https://creativecommons.org/licenses/{kind.lower()}/{version}/"
        return Licence(f"CC {kind} {version}", f"CC-{kind}-{version}", address)
    if _ZERO.fullmatch(text):
        address = "https://creativecommons.org/publicdomain/zero/1.0/"
        return Licence("CC0 1.0", "CC0-1.0", address)
    if text.startswith(("https://", "http://")):
        return Licence(text, "", text)
    if _IDENTIFIER.fullmatch(text):
        try:
            spdx = str(canonicalize_license_expression(text))
        except InvalidLicenseExpression:
            return Licence(text)
        return Licence(spdx, spdx, f"https://spdx.org/licenses/{spdx}.html")
    return Licence(text)


def rights_words(copyright_: str, licence: Licence) -> str:
    """Return whose the book is and what may be done with it, in one line; empty: nothing is said.

    ``copyright_`` is as conf.py has it, without the sign.
    """
    owned = f"© {copyright_}" if copyright_ else ""
    allowed = f"{label('Licence')}{colon()}{licence.words}" if licence.name else ""
    return ". ".join(filter(None, (owned.rstrip("."), allowed)))
