"""Numbers and runs of pages as a style prints them."""

from __future__ import annotations

import re

from briefbook.bibliography.csl.styles.locale import Locale

_NUMBER = r"[A-Za-z]{0,3}\d+(?:[.]\d+)*[A-Za-z]{0,3}"
_NUMERIC = re.compile(rf"\s*{_NUMBER}(?:\s*(?:--?|–|—|,|&|;|\band\b)\s*{_NUMBER})*\s*")
#: What is between two numbers; the comma of 1,234 does not.
_SEVERAL = re.compile(
    r"[0-9a-z]\s*(?:--?|–|—|,(?!\d{3}(?!\d))|&|;|\band\b)\s*(?:and\s+)?[A-Za-z]{0,3}\d|\dff?\.?$"
    r"|\b[ivxlc]+\s*(?:-|–)\s*[ivxlc]+\b"
)
_DASH = re.compile(r"(?<=[0-9a-z])\s*(?:--?|–|—)\s*(?=[A-Za-z]?\d|[ivxlc]+\b)")
_RUN = re.compile(r"([A-Za-z.:]*)(\d+)([a-z]?)\s*(?:--?|–|—)\s*([A-Za-z.:]*)(\d+)([a-z]?)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def is_numeric(text: str) -> bool:
    """Return whether a text is a number or several: ``12``, ``2nd``, ``1-3``, ``A4, 6``."""
    return bool(_NUMERIC.fullmatch(text))


def is_plural(text: str, variable: str = "") -> bool:
    """Return whether a text names several numbers; the hyphen of a report's 18-2424 joins none."""
    return bool(_SEVERAL.search(text.replace("-", "") if variable == "number" else text))


def dashed(text: str, variable: str = "") -> str:
    """Put a dash between the ends of a run; a ``number`` names one report, law or patent."""
    return text if variable == "number" else _DASH.sub("–", text)


def number_in(text: str, form: str, locale: Locale, variable: str) -> str:
    """Return the numbers of a text as ``ordinal``, ``long-ordinal`` or ``roman``."""
    if not is_numeric(text):
        return text
    if variable != "number":
        text = re.sub(r"\s*(--?|–|—)\s*", "–", text)
    text = re.sub(r"\s*,\s*", ", ", text)
    if form not in {"ordinal", "long-ordinal", "roman"}:
        return text
    gender = locale.gender(variable)

    def changed(match: re.Match[str]) -> str:
        number = int(match[0])
        if form == "roman":
            return roman(number)
        if form == "long-ordinal" and number <= 10:
            name = f"long-ordinal-{number:02}"
            own = locale.term(f"{name}/{gender}") if gender else None
            word = own or locale.term(name)
            if word:
                return word
        return locale.ordinal(number, gender)

    return re.sub(r"(?<![A-Za-z\d.])\d+(?![A-Za-z\d.])", changed, text)


def roman(number: int) -> str:
    """Return ``xiv`` for 14; a number that has no such form as it is."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def page_range(text: str, form: str, delimiter: str = "–") -> str:
    """Return runs of pages with their ends as ``form`` (``page-range-format``) shortens them."""

    def changed(match: re.Match[str]) -> str:
        before, first, letter, again, last, end = match.groups()
        if letter or end or before != again:
            return f"{before}{first}{letter}{delimiter}{again}{last}{end}"
        if form:
            last = shortened(first, last, form)
            again = "" if form != "expanded" and before else again
        return f"{before}{first}{delimiter}{again}{last}"

    return _DASH.sub(delimiter, _RUN.sub(changed, text))


def shortened(first: str, last: str, form: str) -> str:
    """Return the end of a run: 321–328 is 8 in ``minimal``, 28 in ``minimal-two``."""
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    if form == "expanded" or len(first) != len(last) or int(first) >= int(last):
        return last
    same = next(i for i in range(len(last)) if first[i] != last[i])
    two = last[min(same, max(len(last) - 2, 0)) :]
    if form in {"minimal", "minimal-two"}:
        return last[same:] if form == "minimal" else two
    # Chicago: whole up to 100 and from a hundred on; 101–8, 321–28, 1496–1504.
    number, four = int(first), len(first) == 4 and form != "chicago-16"
    if number < 100 or number % 100 == 0 or (four and len(last) - same >= 3):
        return last
    return last[same:] if number % 100 < 10 else two
