"""The date of an article, where its page states it for machines and where it only shows it."""

from __future__ import annotations

import pytest

from articles.pages import BEFORE, TITLE, page
from briefbook.sources.readers.html import read_html

READ_OFF = "inferred: read off the page"
CHANGED = "inferred: the page was last changed then"


def dated(html: str) -> tuple[str, str]:
    """Return what the page alone says, before the lines of the text are looked at."""
    found = read_html("page.html", html.encode()).metadata
    return found.date, found.date_basis


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("<p class=x7>Riverton, 3. Juli 2018</p>", "2018-07-03"),
        ("<div><span>am 20.06.2018</span></div>", "2018-06-20"),
        ("<p>22/11/2020 - 04:30 - Fonte: A Ponte</p>", "2020-11-22"),
        ("<ul><li><img src=clock.svg>27 juin 2019</li></ul>", "2019-06-27"),
        ("<h5>Miércoles, 15 de abril de 2020, 9:24 a.m.</h5>", "2020-04-15"),
        ("<a href=/archive><span>2020年07月12日</span></a>", "2020-07-12"),
    ],
)
def test_a_line_beside_the_headline_that_holds_little_but_a_date_dates_the_article(
    line: str, date: str
) -> None:
    assert dated(page("").replace("</h1>", f"</h1>{line}")) == (date, READ_OFF)


@pytest.mark.parametrize(
    "said",
    [
        "On 4 February 2022 the ferry was sold to a yard in the north.",
        "Sold on 4 February 2022 to a yard.",
        "Nobody paid. 4 February 2022",
    ],
)
def test_a_sentence_that_names_a_day_does_not_date_the_article(said: str) -> None:
    assert dated(page("").replace("</h1>", f"</h1><p>{said}</p>")) == ("", "")


def test_an_article_element_that_holds_the_headline_alone_does_not_end_what_is_near_it() -> None:
    html = page("").replace("</h1>", "</h1></article><p>Posted 3 July 2018</p><div>")
    assert dated(html) == ("2018-07-03", READ_OFF)


def test_the_headline_is_found_by_its_words_where_the_site_has_the_h1() -> None:
    html = page("").replace(f"<h1>{TITLE}</h1>", f"<div><h3>{TITLE}</h3><p>12.03.2021</p></div>")
    assert dated(html.replace("<article>", "<h1>The Lake Paper</h1><article>"))[0] == "2021-03-12"


def test_the_date_of_blogs_is_stated_for_machines_unless_several_entries_differ() -> None:
    entry = "<abbr class=published title='2016-12-23T05:11:00-05:00'>5:11</abbr>"
    assert dated(page(f"<p>{entry}</p>")) == ("2016-12-23", "stated")
    other = entry.replace("2016-12-23", "2016-11-02")
    assert dated(page(f"<p>{entry}</p><p>{other}</p>"))[1] != "stated"


def test_an_entry_whose_date_is_empty_dates_nothing() -> None:
    assert dated(page("<p><time class=published datetime=''>soon</time></p>")) == ("", "")


def test_of_two_ways_to_state_one_day_the_first_on_the_page_counts() -> None:
    """The set of both would be in another order in each run."""
    head = "<link rel=canonical href='https://lake.example/2023/11/08/ferry/'>"
    ways = ["2023-11-09T02:01:34Z", "2023-11-09", "2023-11-09T02:01", "2023-11-09 02:01"]
    entries = "".join(f"<p><abbr class=published title='{way}'>9</abbr></p>" for way in ways)
    assert dated(page(entries, head=head)) == ("2023-11-08", "stated")


def test_a_work_that_the_page_refers_to_does_not_date_it() -> None:
    work = "<li itemprop=citation itemscope><meta itemprop=datePublished content=1988>Bell</li>"
    head = "<meta name='dc.date' content='2017-01-30'>"
    assert dated(page(f"<ol>{work}</ol>", head=head)) == ("2017-01-30", "stated")
    assert dated(page(f"<ol>{work}</ol>"))[0] == ""


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2023-11-09T02:01:34+00:00", "2023-11-08"),
        ("2023-11-09T02:01:34-05:00", "2023-11-09"),
        ("2023-11-19T02:01:34Z", "2023-11-19"),
    ],
)
def test_an_evening_west_of_greenwich_is_of_the_day_in_the_address(stated: str, date: str) -> None:
    head = (
        f"<meta property='article:published_time' content='{stated}'>"
        "<link rel=canonical href='https://lake.example/2023/11/08/ferry/'>"
    )
    assert dated(page("", head=head)) == (date, "stated")


@pytest.mark.parametrize("path", ["20200428/ferry", "news/2020-04/28/c_1125", "2020/04/28"])
def test_the_address_dates_where_the_page_does_not(path: str) -> None:
    head = f"<link rel=canonical href='https://lake.example/{path}'>"
    assert dated(page("", head=head)) == ("2020-04-28", "inferred: from its address")


def test_the_only_date_of_the_page_dates_it_but_not_one_of_several() -> None:
    line = "<div class=facts><b>Datum</b> 23.05.2011</div>"
    html = page(f"<p>{BEFORE}</p>").replace("</article>", f"</article>{line}")
    assert dated(html) == ("2011-05-23", "inferred: the only date on the page")
    assert dated(html.replace(line, line + line.replace("23.", "24."))) == ("", "")


@pytest.mark.parametrize("about", ["comments", "related", "sidebar"])
def test_dates_beside_the_article_are_of_something_else(about: str) -> None:
    beside = f"<div class={about}><p>23.05.2011</p></div>"
    assert dated(page("").replace("</article>", f"</article>{beside}")) == ("", "")


def test_when_the_page_was_changed_is_said_only_where_nothing_else_is() -> None:
    changed = "<p>Last updated: 9 August 2017</p>"
    html = page("").replace("</h1>", f"</h1>{changed}")
    assert dated(html) == ("2017-08-09", CHANGED)
    assert dated(html.replace(changed, changed + "<p>7 July 2017</p>")) == ("2017-07-07", READ_OFF)
    head = "<meta property='og:updated_time' content='2022-01-28T11:05:37+0100'>"
    assert dated(page("", head=head)) == ("2022-01-28", CHANGED)
