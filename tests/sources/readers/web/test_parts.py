"""An article is read whole, in however many parts its page has it, and nothing longer beside it."""

from __future__ import annotations

import pytest

from articles.pages import read
from briefbook.sources.readers.web.extraction.beside import Beside, find_beside
from briefbook.sources.readers.web.extraction.parts import take_other_parts
from briefbook.sources.readers.web.parsing import body_of, parse_page
from briefbook.sources.readers.web.units import page_units
from briefbook.sources.readers.web.walk import Unit

HEAD = "<html><head><title>A ferry at rest</title></head><body>"


def text(word: str, count: int = 3) -> str:
    """Return paragraphs of some length, each with a word of its own."""
    return "".join(
        f"<p>In year {number} the {word} carried {number}3 passengers over the wide lake, and its "
        "crew counted the waves, the birds and the other boats until the evening came.</p>"
        for number in range(1, count + 1)
    )


def said(html: str) -> str:
    """Return what is read of a page, in one text."""
    return " ".join(block.text for block in read(HEAD + html + "</body></html>").article.blocks)


def units_and_beside(html: str) -> tuple[list[Unit], Beside]:
    """Return the units of a page, and which of them it calls beside the article."""
    body = body_of(parse_page("p", f"{HEAD}{html}</body></html>")[0])
    units = page_units(body)
    return units, find_beside(body, units)


def words_taken(html: str, first: str) -> set[str]:
    """Return whose parts are taken where two readers stop behind the first, and one does not."""
    units, beside = units_and_beside(html)
    taken = [first in unit.text for unit in units]
    votes = {
        "trafilatura": tuple(taken),
        "readability": tuple(taken),
        "density": tuple(unit.piece is not None for unit in units),
    }
    take_other_parts(units, taken, votes, beside)
    return {
        unit.text.split()[4]
        for unit, is_in in zip(units, taken, strict=True)
        if is_in and unit.text.startswith("In year")
    }


ADVERT = "<div class='ad'><p>Advertisement</p></div>"


def in_parts(*words: str) -> str:
    """Return an article in parts that have advertisements between them."""
    return ADVERT.join(
        f"<div class='row'><div class='body__inner'>{text(word, 4)}</div></div>" for word in words
    )


def test_the_parts_behind_an_advertisement_are_taken() -> None:
    assert words_taken(in_parts("ferry", "barge"), "ferry") == {"ferry", "barge"}


@pytest.mark.parametrize(
    "behind",
    [
        f"<div id='answers'>{in_parts('yacht')}</div>",
        f"<h1>Another story</h1>{in_parts('yacht')}",
        f"<article><h2>Another story</h2>{in_parts('yacht')}</article>",
        f"<div class='other'><div class='list'>{text('yacht')}</div></div>",
    ],
)
def test_replies_and_other_articles_are_no_parts(behind: str) -> None:
    assert words_taken(f"<h1>A ferry</h1>{in_parts('ferry')}{behind}", "ferry") == {"ferry"}


@pytest.mark.parametrize(
    ("names", "beside"),
    [(("sidebar-grid", "sidebar-grid"), False), (("paywalled", "sidebar"), True)],
)
def test_an_article_in_parts_is_not_beside_itself(names: tuple[str, str], beside: bool) -> None:
    parts = zip(("main", *names), ("ferry", "barge", "launch"), strict=True)
    html = "".join(f"<div class='{name}'>{text(word, 4)}</div>" for name, word in parts)
    units, found = units_and_beside(html)
    away = {u.text.split()[4] for u, out in zip(units, found.units, strict=True) if out}
    assert away == ({"barge", "launch"} if beside else set())


def test_what_a_page_hides_until_a_script_has_seen_who_reads_it_is_read() -> None:
    menu = "<li><a href=/m>A long menu of many things to see and to do</a></li>" * 60
    hidden = f"<div class='paywall' style='display:none'>{text('barge', 8)}</div>"
    whole = said(f"<ul>{menu}</ul><article><h1>A ferry at rest</h1>{text('ferry', 1)}{hidden}")
    assert "ferry carried" in whole
    assert "barge carried" in whole


PICTURES = "".join(
    f"<li><h2>{place}/40 The boat of the year</h2><p>The yacht number {place} was built for a man "
    "who never sailed on it, and lies at the quay of another country to this day.</p></li>"
    for place in range(1, 41)
)
POSTS = "".join(
    f"<li class='comment'><p>I remember the yacht number {place} very well, as my own father "
    "painted it twice, and nobody has ever thanked him for that.</p></li>"
    for place in range(1, 41)
)


@pytest.mark.parametrize(
    "others",
    [
        f"<div class='full-gallery'><ul>{PICTURES}</ul></div>",
        f"<div id='comments'><ol>{POSTS}</ol></div>",
    ],
)
def test_what_others_wrote_is_no_part_though_it_is_longer(others: str) -> None:
    body = f"<div class='story'>{text('ferry', 5)}{others}{text('barge', 4)}</div>"
    whole = said(f"<article><h1>A ferry at rest</h1>{body}</article>")
    assert "yacht" not in whole
    assert "ferry carried" in whole
    assert "barge carried" in whole


def test_what_a_framework_hides_is_named() -> None:
    plan = "<div class='plan hidden'><p>The dearest plan has every story of the yacht.</p></div>"
    wide = "<div class='hidden md:block'><p>It is shown to all who have a wide screen.</p></div>"
    found = read(
        f"{HEAD}<h1>A ferry at rest</h1><div>{text('ferry')}{plan}{wide}{text('launch')}</div>"
    )
    assert ("hidden text", "The dearest plan has every story of the yacht.") in found.left_out
    assert "wide screen" in " ".join(block.text for block in found.article.blocks)
