"""Other scripts in Latin letters, for names of files that people type and send."""

from __future__ import annotations

import unicodedata

from briefbook.core.ids import slug


def romanised(text: str) -> str:
    """Return a text in which letters, vowel signs and digits of other scripts are Latin.

    Sign by sign, as anyascii spells them: Chinese characters as in Mandarin, Arabic and Hebrew
    without the vowels that are not written. What has a Latin letter in it stays.
    """
    return "".join(map(_romanise, unicodedata.normalize("NFC", text)))


def latin_slug(text: str) -> str:
    """Return the :func:`slug` of a text in any script; empty where it has no letter or digit."""
    return slug(romanised(text))


def _romanise(sign: str) -> str:
    if slug(sign) or unicodedata.category(sign)[0] not in "LMN":
        return sign
    from anyascii import anyascii  # Late: a command that names nothing does not need it.

    return anyascii(sign).strip("'`\"")
