"""Lines that say who wrote an article and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefbook.core.words.text import tidy
from briefbook.sources.reading.dates import find_date, without_months

_PARTICLES = "de|da|di|du|van|von|der|den|la|le|el|al|bin|ibn"
_NAME = rf"[^\W\d_][\w.'’-]*(?:[ \u00a0](?:[^\W\d_a-z][\w.'’-]*|{_PARTICLES})){{0,4}}"
_NAMES = rf"{_NAME}(?:(?:, and |, | and | & | und | et | y | и | та ){_NAME}){{0,5}}"
_LABEL = (
    r"by|story by|text by|text|words by|written by|reported by|report by|author|authors|von|par|"
    r"por|автор|авторы|текст|기자|记者|文|作者|بقلم|كتب"
)
_BY = re.compile(rf"(?i:{_LABEL})\s*[:：/]?\s*(?P<names>{_NAMES})(?P<rest>.*)")
# “Dasl Yoon in Seoul”, “Dasl Yoon, Associated Press”: a name of two words or more, then
# where or for whom. Headings can look the same, so these count only above the text.
_NAMED_FIRST = re.compile(
    rf"(?P<names>{_NAME} {_NAMES})(?P<rest>,? (?:in|for) [A-Z][\w .'’-]+(?:, [A-Z][\w .'’-]+)?"
    r"|, (?:[\w .'’-]* )?(?:Press|Reuters|AFP|AP|Times|Post|Journal|News|TASS|Yonhap"
    r"|(?:C|c)orrespondent|(?:R|r)eporter|(?:E|e)ditor))"
)
_KOREAN = re.compile(r"(?P<names>[가-힣]{2,4})\s?(?:특파원|기자|선임기자)(?P<rest>.*)")
_CREDIT = re.compile(
    r"\s*\|.*|\s+[/–—-]\s+.*|,\s*(?:in|for|at|of)\b.*|\s(?:in|for)\s.*", re.IGNORECASE
)
_STAMP = re.compile(
    r"(?:(?:first |last )?(?:published|updated|posted|modified|issued|"
    r"опубликовано|обновлено|发布时间|입력|수정)"
    r"(?: on| at)?\s*[:：]?\s*)?(?P<date>.+)",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|[ap]\.?m\.?\b|\b(?:(?-i:[A-Z]{2,4})|at|on|updated|published|posted"
    r"|uhr|um|le|el|del?|à|mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(?:day)?\b|[+-]\d{4}",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s+([-–—|·•])\s+")
_DAYS = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
_ORGANISATIONS = re.compile(
    r"\b(?:press|reuters|afp|ap|times|post|journal|news|agency|tass)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline or a date line says; empty fields where it does not."""

    authors: tuple[str, ...] = ()
    date: str = ""


def read_byline(text: str, *, above_text: bool = True) -> Byline | None:
    """Read a line that names author or date and nothing else; ``None`` where it is none.

    ``above_text`` tells that it stands above the article's text, where a bare name may too.
    """
    plain = tidy(text)
    if (
        not plain
        or len(plain.split()) > 24
        or re.search(r"[.!?]\s+\w+\s+\w+", _without_stops(plain))
    ):
        return None
    if stamp := _date_line(plain):
        return Byline(date=stamp)
    if byline := _name_and_date(plain):
        return byline
    match = _BY.fullmatch(plain) or _KOREAN.fullmatch(plain)
    if not match and above_text:
        match = _NAMED_FIRST.fullmatch(plain)
    if not match or match["names"][0].islower() or not _ends_like_a_byline(match["rest"]):
        return None
    if _DAYS.match(match["names"]):
        return None  # “By Monday Moscow …” is how a sentence begins
    return Byline(_authors(match["names"]), find_date(match["rest"]))


def _name_and_date(plain: str) -> Byline | None:
    """Read “Dan Goodwin - Apr 16, 2015 8:02 pm UTC”: a name of two words or more and a date."""
    name, mark, rest = _DASH.split(plain, 1) if _DASH.search(plain) else ("", "", "")
    date = _date_line(rest) if mark else ""
    if not date or len(name.split()) < 2 or not re.fullmatch(_NAMES, name) or _DAYS.match(name):
        return None
    return Byline(_authors(name), date) if not _ORGANISATIONS.search(name) else None


def _without_stops(plain: str) -> str:
    return re.sub(r"\b(?:[A-Z]|[A-Za-z]{3,4}|[ap]\.m|\d{1,2})\.", "", plain)


def _date_line(plain: str) -> str:
    """Return the date of a line such as “Updated 5 November 2024, 10:30 am GMT”."""
    match = _STAMP.fullmatch(plain)
    found = find_date(match["date"]) if match else ""
    if not match or not found:
        return ""
    rest = _CLOCK.sub("", re.sub(r"[\d,.:|/()年月日년월일г-]", " ", without_months(match["date"])))
    return found if not re.search(r"\w{2,}", rest) else ""


def _ends_like_a_byline(rest: str) -> bool:
    """Tell whether what follows the names is a place, a paper, a date or nothing."""
    rest = rest.strip(" .|·•,–—-")
    return (
        len(rest.split()) <= 12
        and not re.search(r"[!?]", rest)
        and (
            not rest
            or rest[0].isupper()
            or rest[0].isdigit()
            or bool(re.match(r"(?:in|for|at)\b", rest))
            or not rest[0].isascii()
        )
    )


def _authors(names: str) -> tuple[str, ...]:
    parts = re.split(r",? and |, | & | und | et | y | и | та ", _CREDIT.sub("", names))
    if len(parts) == 2 and ", " in names and re.fullmatch(r"\S+|the .*", parts[1], re.IGNORECASE):
        parts = parts[:1]  # “Ann Bell, Seoul”, “Ann Bell, The Paper”: where or for whom
    found = [_cased(part.strip(" .,|")) for part in parts]
    return tuple(name for name in found if name and not _ORGANISATIONS.search(name))


def _cased(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 4 and name.isascii() else name
