"""Lines that say who wrote an article and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefbook.core.figures.language_tables import OTHER_WEEKDAYS
from briefbook.core.figures.numerals import any_of
from briefbook.core.words.text import tidy
from briefbook.sources.reading.dates import MONTH_NAMES, find_date, part_date

_PARTICLES = "de|da|di|du|van|von|der|den|la|le|el|al|bin|ibn"
_NAME = rf"[^\W\d_][\w.'’-]*(?:[ \u00a0](?:[^\W\d_a-z][\w.'’-]*|{_PARTICLES})){{0,4}}"
_AND = ",? and |, | AND | & | und | et | y | e | og | och | ve | и | та "
_NAMES = rf"{_NAME}(?:(?: , |{_AND}){_NAME}){{0,5}}"
_LABEL = (
    r"by|story by|text by|text|words by|written by|reported by|report by|author|authors|von|par|"
    r"posted by|published by|por|автор|авторы|текст|기자|记者|文|作者|بقلم|كتب"
)
_BY = re.compile(rf"(?i:{_LABEL})\s*[:：/]?\s*(?P<names>{_NAMES})(?P<rest>.*)")
#: “He wrote” begins a sentence of many languages.
_SENTENCE_IN_ARABIC = re.compile(r"كتب\s[^:：/]*[.،؟!]")
# “Dasl Yoon in Seoul”, “Dasl Yoon, Associated Press”: a name of two words or more, then
# where or for whom. Headings can look the same, so these count only above the text.
_NAMED_FIRST = re.compile(
    rf"(?P<names>{_NAME} {_NAMES})(?P<rest>,? (?:in|for) [A-Z][\w .'’-]+(?:, [A-Z][\w .'’-]+)?"
    r"|, (?:[\w .'’-]* )?(?:Press|Reuters|AFP|AP|Times|Post|Journal|News|TASS|Yonhap"
    r"|(?:C|c)orrespondent|(?:R|r)eporter|(?:E|e)ditor))"
)
# A day after a name is no part of it: “By Ann Bell March 11”, “By Ann Bell on Monday, March 11”.
_DAY_AFTER = re.compile(
    rf"(?<=[^\W\d_]) (?:(?:on|at) )?(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    rf"|{any_of(OTHER_WEEKDAYS)}),? )?(?=(?:{MONTH_NAMES})\.? \d)",
    re.IGNORECASE,
)
#: “By Ann Bell, Lake Paper staff writer”
_OF_STAFF = re.compile(
    r", (?:[A-Z][\w.'’-]*,? ){0,4}(?:staff |senior |chief |special |political |science )*"
    r"(?:writer|reporter|correspondent|editor|columnist|contributor)s?$",
)
_KOREAN_ROLE = r"(?:선임\s?|수습\s?|인턴\s?|전문\s?)?(?:특파원|기자|논설위원)"
_KOREAN = re.compile(rf"(?P<names>[가-힣]{{2,4}})\s?{_KOREAN_ROLE}(?P<rest>(?![가-힣]).*)")
_ROLE_BEHIND = re.compile(rf"(?<=[가-힣])\s+{_KOREAN_ROLE}$")
_MAIL = re.compile(r"\s*[(\[<]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)\]>]?")
_KOREAN_PARTS = re.compile(r"\s*[|·/]\s*|\s+(?=(?:(?:기사|최종)\s?)?(?:입력|수정|등록|승인)\s)")
_HANGUL = re.compile("[가-힣]")
_CREDIT = re.compile(
    r"\s*\|.*|\s+[/–—-]\s+.*|,\s*(?:in|for|at|of)\b.*|\s(?:in|for|with|avec|mit|con|com)\s.*",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?P<label>(?:first |last )?(?:published|updated|posted|modified|issued|"
    r"veröffentlicht|aktualisiert|stand|erschienen|publié|mis à jour|publicado|actualizado|"
    r"atualizado|pubblicato|aggiornato|publicerad|uppdaterad|publisert|oppdatert|udgivet|opdateret|"
    r"gepubliceerd|bijgewerkt|opublikowano|aktualizacja|publikováno|aktualizováno|yayınlanma|güncelleme|"
    r"julkaistu|päivitetty|опубликовано|обновлено|опубліковано|оновлено|发布时间|(?:기사|최종)?\s?(?:입력|수정|등록|승인))"
    r"(?: on| at| am| le| el| il| em)?\s*[:：]?\s*)?(?P<date>.+)",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|오전|오후|[ap]\.?m\.?\b|\b(?:(?-i:[A-Z]{2,4})|at|on|updated|published|posted|mis|jour|aktualisiert|actualizado|aggiornato|atualizado|um|uhr|kl|alle|ore|às"
    r"|le|el|del?|à"
    r"|mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(?:day)?\b|[+-]\d{4}",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s+[-–—|·•]\s+")
_IN_FIGURES = re.compile(r"\d{1,2}/\d{1,2}/(?:19|20)?\d\d(?!\d)")
_ROMANCE_DAYS = (
    "segunda terça quarta quinta sexta feira domingo "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica"
).split()
_WEEKDAYS = re.compile(rf"\b(?:{any_of((*OTHER_WEEKDAYS, *_ROMANCE_DAYS))})\b", re.IGNORECASE)
_DAYS = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
_ORGANISATIONS = re.compile(
    r"\b(?:press|reuters|afp|ap|times|post|journal|news|agency|tass)\b", re.IGNORECASE
)
#: What a date has beside the name of its month: “18 лютого 2025 року”.
_OF_YEAR = re.compile(r"[\d,.:|/()年月日년월일г-]|\b(?:року|года)\b")
#: What follows the names of a paper's authors.
_MARKS = re.compile(r"[∗*†‡§¶⁰¹²³⁴-⁹]")
#: In words, and in letters.
_LONGEST_LINE = 24
_VOWEL = re.compile("[AEIOUYÀ-ÖØ-Ý]")
_SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline or a date line says; empty fields where it does not."""

    authors: tuple[str, ...] = ()
    date: str = ""


def read_byline(text: str, *, above_text: bool = True) -> Byline | None:
    """Read a line that names author or date and nothing else; ``None`` if it is not one.

    ``above_text`` says that it is above the article's text, where a bare name may too.
    """
    plain = tidy(text)
    short = 0 < len(plain.split()) <= _LONGEST_LINE
    korean = _korean(plain) if short else None
    sentences = re.search(r"[.!?]\s+\w+\s+\w+", _without_stops(plain))
    if korean or not short or sentences or _SENTENCE_IN_ARABIC.match(plain):
        return korean
    if (stamp := date_of_line(plain)) is not None:
        return Byline(date=stamp)
    plain = _OF_STAFF.sub("", plain)
    match = _BY.fullmatch(_DAY_AFTER.sub(" | ", plain)) or _KOREAN.fullmatch(plain)
    if not match and above_text:
        match = _NAMED_FIRST.fullmatch(plain)
    if not match:
        return _name_and_date(plain)
    if match["names"][0].islower() or not _ends_like_a_byline(match["rest"]):
        return None
    if _DAYS.match(match["names"]):
        return None  # “By Monday Moscow …” is how a sentence begins
    return Byline(_authors(match["names"]), find_date(match["rest"]))


def _korean(plain: str) -> Byline | None:
    """Read “입력 2024-11-03 10:22 수정 2024.11.03 11:05 | 김민수 기자 min@example.kr”."""
    names, dates = [], []
    if not _HANGUL.search(plain):
        return None
    for part in filter(None, _KOREAN_PARTS.split(_MAIL.sub("", plain))):
        if (named := _KOREAN.fullmatch(part)) and not named["rest"]:
            names.append(named["names"])
        elif date := date_of_line(part):
            dates.append(date)
        else:
            return None
    return Byline(tuple(names), dates[0] if dates else "") if names or dates else None


def without_role(name: str) -> str:
    """Return a Korean name without what its bearer is: “김민수” of “김민수 기자”."""
    return _ROLE_BEHIND.sub("", name)


def _without_stops(plain: str) -> str:
    return re.sub(r"\b(?:[A-Z]|[A-Za-z]{3,4}|[ap]\.m|\d{1,2})\.", "", plain)


def date_of_line(plain: str) -> str | None:
    """Return the date of a line such as “Updated 5 November 2024, 10:30 am GMT”.

    It is empty where the line says that it is a date, in figures that can be read two ways.
    """
    match = _STAMP.fullmatch(plain)
    if not match:
        return None
    found, rest = part_date(match["date"])
    if not found and not (match["label"] and _IN_FIGURES.search(rest)):
        return None
    again = found
    while again:
        again, rest = part_date(rest)
    rest = _WEEKDAYS.sub("", _CLOCK.sub("", _OF_YEAR.sub(" ", rest)))
    return None if re.search(r"\w{2,}", rest) else found


def stands_for_authors(text: str, authors: Sequence[str], most: int = 6) -> Byline | None:
    """Read a line that has names of the article's known authors and little else.

    It may have a date and ``most`` words besides, where or for whom they write perhaps.
    """
    rest = _MARKS.sub("", tidy(text))
    if len(rest.split()) > _LONGEST_LINE or re.search(r"[.!?]$|[!?:]", _without_stops(rest)):
        return None
    named = []
    for author in authors:
        without = re.sub(rf"(?<!\w){re.escape(author)}(?!\w)", " ", rest, flags=re.IGNORECASE)
        if without != rest and len(author) >= _SHORTEST_NAME:
            named.append(author)
            rest = without
    date, rest = part_date(rest)
    besides = re.findall(r"[^\W\d_]{2,}", _CLOCK.sub(" ", rest))
    return Byline(tuple(named), date) if named and len(besides) <= most else None


def is_bare_date(text: str) -> bool:
    """Return whether a line is a date and nothing else: it may head what happened on that day."""
    plain = tidy(text)
    if len(plain.split()) > _LONGEST_LINE:
        return False
    match = _STAMP.fullmatch(plain)
    bare = match is not None and not match["label"] and not re.search(r"\d[:.]\d\d(?!\d)", plain)
    return bare and bool(date_of_line(plain))


def _name_and_date(plain: str) -> Byline | None:
    """Read “Dan Goodwin - Apr 16, 2015 8:02 pm UTC”: a name of two words or more and a date."""
    name, *rest = _DASH.split(plain, maxsplit=1)
    date = date_of_line(rest[0]) if rest else None
    if not date or len(name.split()) < 2 or not re.fullmatch(_NAMES, name) or _DAYS.match(name):
        return None
    if _BY.match(name):
        return None  # read with its “By”
    return Byline(_authors(name), date) if not _ORGANISATIONS.search(name) else None


def _ends_like_a_byline(rest: str) -> bool:
    """Return whether what follows the names is a place, a paper, a date or nothing."""
    rest = rest.strip(" .|·•,–—-")
    return (
        len(rest.split()) <= 12
        and not re.search(r"[!?]", rest)
        and (
            not rest
            or rest[0].isupper()
            or rest[0].isdigit()
            or bool(re.match(r"(?:in|for|at|with|avec|mit|con|com)\b", rest))
            or not rest[0].isascii()
        )
    )


def _authors(names: str) -> tuple[str, ...]:
    parts = re.split(
        r",? and |, | AND | & | und | et | y | e | og | och | ve | и | та ", _CREDIT.sub("", names)
    )
    placed = len(parts) > 1 and f", {parts[-1]}" in names and all(" " in one for one in parts[:-1])
    if placed and re.fullmatch(r"\S+|the .*", parts[-1], re.IGNORECASE):
        parts = parts[:-1]  # “Ann Bell, Seoul”, “Ann Bell, The Paper”: where or for whom
    found = [cased(part.strip(" .,|")) for part in parts]
    return tuple(name for name in found if name and not _ORGANISATIONS.search(name))


def cased(name: str) -> str:
    """Return a name that is set in capitals as it is written; initials of a house stay."""
    words = [word for word in re.split(r"[\s.]+", name) if len(word) > 1]
    spoken = all(_VOWEL.search(word) for word in words)
    return name.title() if name.isupper() and len(name) > 4 and spoken else name
