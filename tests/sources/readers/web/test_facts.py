"""What a page says of itself, wherever and in whatever order it does."""

from __future__ import annotations

import json

import pytest

from articles.pages import AFTER, BEFORE, TITLE, page, read
from briefbook.sources.reading.article import Metadata


def ld(data: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


ARTICLE = {
    "@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-05-05T23:30:00-05:00",
    "dateModified": "2025-01-01", "author": [{"name": "Ann Bell"}, "Li Wei"],
    "publisher": {"@type": "Organization", "name": "The Lake Paper"},
}  # fmt: skip
DEEP = {"@graph": [{"@type": "WebPage", "mainEntity": {"@type": "Thing", "about": [ARTICLE]}}]}


def facts(head: str, **keys: str) -> Metadata:
    return read(page("", head=head, **keys)).article.metadata


@pytest.mark.parametrize("data", [ARTICLE, [ARTICLE], DEEP])
def test_json_ld_is_read_at_any_depth(data: object) -> None:
    found = facts(ld(data))
    assert (found.date, found.date_basis) == ("2024-05-05", "stated")
    assert found.authors == ("Ann Bell", "Li Wei")
    assert found.publisher == "The Lake Paper"


def test_the_dates_of_comments_and_other_works_are_not_the_articles() -> None:
    other = {"@type": "Comment", "datePublished": "2020-01-01"}
    assert facts(ld({"@type": "WebPage", "comment": [other]})).date == ""


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("<meta content='2024-06-06T10:00:00Z' property='article:published_time'>", "2024-06-06"),
        ("<meta name=date content='2024'>", "2024"),
        ("<meta name=citation_year content='2024'>", "2024"),
        ("<meta name='dc.date' content='2024-06'>", "2024-06"),
        ("<meta name=date content='soon'>", ""),
        ("<meta name=date content='2024-17-40'>", ""),
    ],
)
def test_a_stated_date_is_as_exact_as_it_is(head: str, date: str) -> None:
    assert facts(head).date == date


def test_a_date_beside_the_headline_is_read_off_the_page() -> None:
    html = page("").replace("</h1>", "</h1><div class=dateline>5 November 2024</div>")
    found = read(html).article.metadata
    assert found.date == "2024-11-05"


def test_a_year_of_copyright_is_no_date() -> None:
    html = page("").replace("</body>", "<footer>Copyright 2024 The Lake Paper</footer></body>")
    assert read(html).article.metadata.date == ""


@pytest.mark.parametrize(
    ("title", "head"),
    [
        (f"{TITLE} | The Lake Paper", ld({**ARTICLE, "headline": TITLE})),
        (f"The Lake Paper: {TITLE}", "<meta property='og:site_name' content='The Lake Paper'>"),
        (f"{TITLE} - lake.example", "<link rel=canonical href='https://www.lake.example/f'>"),
    ],
)
def test_the_name_of_the_site_is_cut_from_the_title_and_named(title: str, head: str) -> None:
    found = read(page("", head=head, title=title))
    assert found.article.metadata.title == TITLE
    assert found.article.blocks[0].text == TITLE
    ((reason, words),) = found.left_out
    assert reason == "name of the site"
    assert words in title


def test_the_title_is_the_heading_that_another_place_states() -> None:
    head = f"<meta property='og:title' content='{TITLE}'>"
    html = page("", head=head).replace("<article>", "<h1>The Lake Paper</h1><article>")
    assert read(html).article.metadata.title == TITLE


@pytest.mark.parametrize("heading", ["Boating Health Center", "Hi, I am Nick"])
def test_a_heading_that_the_title_does_not_know_is_that_of_its_section(heading: str) -> None:
    html = page("", around=f"<header><h1>{heading}</h1></header>").replace(f"<h1>{TITLE}</h1>", "")
    html = html.replace("</title>", " | Nick Reed</title>")
    assert read(html).article.metadata.title == TITLE


def test_the_language_is_the_pages_without_its_country() -> None:
    html = page("").replace("lang='en'", "lang='pt-BR'")
    assert read(html).article.metadata.language == "pt"


def test_json_ld_names_others_by_their_ids_and_may_have_a_comma_too_many() -> None:
    graph = {
        "@graph": [
            {**ARTICLE, "author": {"@id": "#a"}, "publisher": {"@id": "#p"}},
            {"@type": "Person", "@id": "#a", "name": "Ann Bell"},
            {"@type": "Organization", "@id": "#p", "name": "The Lake Paper"},
        ]
    }
    found = facts(ld(graph).replace("]}", ",]}"))
    assert (found.authors, found.publisher) == (("Ann Bell",), "The Lake Paper")


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Ann Bell, Li Wei", ("Ann Bell", "Li Wei")),
        ("Bell, Ann", ("Bell, Ann",)),
        ("Ann Bell, Staff Writer", ("Ann Bell",)),
        ("김철수 기자", ("김철수",)),
    ],
)
def test_names_in_one_field_are_parted_where_all_are_names(
    names: str, authors: tuple[str, ...]
) -> None:
    assert facts(f"<meta name=author content='{names}'>").authors == authors


def test_a_second_paragraph_is_no_standfirst_whatever_the_page_says_of_it() -> None:
    second = "The islands answered that they had waited for a road since the spring of that year."
    found = read(page(f"<p>{second}</p>", head=f"<meta name=description content='{second}'>"))
    assert found.between == [("paragraph", second)]


def test_a_heading_can_be_the_name_of_the_site() -> None:
    html = page("", title=f"{TITLE} | The Lake Paper")
    html = html.replace(f"<h1>{TITLE} | The Lake Paper</h1>", f"<h2>{TITLE}</h2>")
    found = read(html.replace("<article>", "<h1>The Lake Paper</h1><article>")).article
    assert (found.metadata.title, found.metadata.publisher) == (TITLE, "The Lake Paper")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Veröffentlicht am 5. Mai 2024, 10:30 Uhr", "2024-05-05"),
        ("Publié le 1er mai 2024 à 10h30", "2024-05-01"),
        ("domingo, 5 de mayo de 2024", "2024-05-05"),
        ("5 maggio 2024", "2024-05-05"),
        ("05.06.2024", "2024-06-05"),
        ("Published: 25/06/2024", "2024-06-25"),
        ("Published: 05/06/2024 10:30", ""),
        ("Ann Bell | 5 May 2024", "2024-05-05"),
    ],
)
def test_a_date_line_is_read_in_many_languages_and_guessed_in_none(line: str, date: str) -> None:
    found = read(page("").replace("</h1>", f"</h1><p>{line}</p>"))
    assert found.article.metadata.date == date
    assert found.between == []


def test_a_day_in_the_articles_language_and_the_author_whom_the_byline_names() -> None:
    """The headline is no h1, and the house names itself as the author."""
    head = (
        "<meta name=author content='The Lake Paper Ltd, Riverton'>"
        "<meta property='og:site_name' content='The Lake Paper'>"
    )
    html = page("<p>Von Berta Falk, Berlin</p>", head=head).replace("h1>", "h2>")
    stamp = "<header><time>15. Mai 2019, 05:28 Uhr</time></header>"
    found = read(html.replace("<article>", f"<article>{stamp}"))
    metadata = found.article.metadata
    assert (metadata.date, metadata.authors) == ("2019-05-15", ("Berta Falk",))


TWO = ("Ann Bell", "Li Wu")


@pytest.mark.parametrize(
    ("beside", "authors"),
    [
        ("<cite>By <span>ANN BELL</span> March 11, 2015 3:46 PM</cite>", ("Ann Bell",)),
        ("<p>By <a>Ann Bell</a> , <a>Li Wu</a> on Monday, May 11th, 2019</p>", TWO),
        ("<span class='byline__author'>Ann Bell</span>", ("Ann Bell",)),
        ("<span class='author'>Follow Author</span>", ()),
        ("<span class='author'>Staff Writer</span>", ()),
    ],
)  # fmt: skip
def test_a_byline_beside_the_headline_names_the_author(
    beside: str, authors: tuple[str, ...]
) -> None:
    head = f"<header><div><h1>{TITLE}</h1></div>{beside}</header>"
    html = page("", around=head).replace(f"<article><h1>{TITLE}</h1>", "<article>")
    assert read(html).article.metadata.authors == authors


def test_of_several_bylines_away_from_the_headline_none_is_the_articles() -> None:
    cards = [f"<section><p class='byline'>{name}</p></section>" for name in ("Ann Bell", "Li Wei")]
    assert read(page("", around=cards[0])).article.metadata.authors == ("Ann Bell",)
    assert read(page("", around="".join(cards))).article.metadata.authors == ()


def test_a_date_far_down_in_the_text_is_not_the_articles() -> None:
    """An encyclopedia names no day of its own, but those on which it saw its references."""
    running = f"<p>{BEFORE}</p>" * 3
    cited = "<p>As was said. <span class='accessdate'>28 February 1998</span></p>"
    html = page(running + cited).replace("article>", "div>")
    assert read(html).article.metadata.date == ""


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("JANIE HAR", "Janie Har"),
        ("SEÁN O'BRIEN", "Seán O'Brien"),
        ("BBC NEWS", "BBC NEWS"),
        ("NASA", "NASA"),
        ("Ann McKay", "Ann McKay"),
    ],
)
def test_an_author_in_capitals_is_written_as_names_are(stated: str, author: str) -> None:
    assert facts(f'<meta name="author" content="{stated}">').authors == (author,)


def test_the_title_is_the_heading_that_ends_with_it_not_a_hidden_name_of_the_house() -> None:
    head = "<title>TB - Statistics - Tides in November 2021</title>"
    head += "<meta name=twitter:title content='Tides in November 2021'>"
    html = f"""<html lang="en"><head>{head}</head><body><h1>Tide Board of the Lake</h1>
    <div><h1><span>27.01.2022</span>Tides in November 2021</h1>
    <p>{BEFORE}</p><p>{BEFORE}</p></div></body></html>"""
    assert read(html).article.metadata.title.endswith("Tides in November 2021")


def test_an_hour_set_as_a_heading_and_the_word_of_an_advert_are_no_parts() -> None:
    advert = "<figure><img src=a.png alt=''><figcaption>Advertisement:</figcaption></figure>"
    html = page(f"{advert}<p>{BEFORE}</p>").replace(
        "</h1>", "</h1><h3>January 10, 2020 9:00AM (UTC)</h3>"
    )
    found = read(html).article
    kinds = {block.kind for block in found.blocks}
    assert not kinds & {"heading", "caption"}, found.blocks
    assert {"date line", "advertisement"} <= {each.reason for each in found.left_out}
    assert found.metadata.date == "2020-01-10"


def test_the_hours_of_a_live_blog_stay_its_headings() -> None:
    entries = "".join(
        f"<h3>January 10, 2020 {hour}:00AM (UTC)</h3><p>{BEFORE}</p>" for hour in (9, 8)
    )
    found = read(page(entries)).article
    assert [block.text for block in found.blocks if block.kind == "heading"] == [
        "January 10, 2020 9:00AM (UTC)", "January 10, 2020 8:00AM (UTC)",
    ]  # fmt: skip


BY_LINE = "<p class=byline>By Ann Bell</p>"
HOUSE = "<meta name=author content='Lake Holding'>"
PERSON = "<meta name='article:author' content='Ann Bell'>"
SITE = "<meta property='og:site_name' content='The Lake Paper'>"
LABELLED = "<meta name='twitter:label1' content='Written by'>"


@pytest.mark.parametrize(
    ("head", "below"),
    [
        (HOUSE + PERSON, BY_LINE),
        ("<meta name=author content='admin'>", BY_LINE),
        ("<meta name=author content='annbell'>", BY_LINE),
        ("<meta name=author content='Lake Paper Staff'>", BY_LINE),
        (SITE + "<meta name=author content='Ann Bell, The Lake Paper'>", ""),
        (LABELLED + "<meta name='twitter:data1' content='Ann Bell'>", ""),
        ("", "<div><a href='/authors/ann-bell/'>Ann Bell</a> · 3 min</div>"),
        ("", "<span class=authorText>Ann Bell</span>"),
    ],
)  # fmt: skip
def test_of_several_stated_authors_that_of_the_headline_counts(head: str, below: str) -> None:
    html = page("", head=head).replace("</h1>", f"</h1>{below}")
    assert read(html).article.metadata.authors == ("Ann Bell",)


def test_nobody_is_called_admin() -> None:
    assert facts("<meta name=author content='admin'>").authors == ()


@pytest.mark.parametrize(
    "named",
    [f"{TITLE} - The Lake Paper - Boats", f"{TITLE} (The Lake Paper)"],
)
def test_the_sites_name_is_cut_wherever_it_stands(named: str) -> None:
    html = page("", head=SITE).replace(f"<title>{TITLE}", f"<title>{named}")
    assert read(html.replace(f"<h1>{TITLE}</h1>", "")).article.metadata.title == TITLE


def test_the_headline_counts_more_than_what_is_stated_for_search_engines() -> None:
    head = "<meta property='og:title' content='Ferry news: why no boat leaves'>"
    html = page("", head=head).replace(f"<title>{TITLE}", "<title>Ferry news: why no boat leaves")
    lead = f"<p>{AFTER.replace('mayor', 'pilot')}</p>"
    assert read(html.replace("<h1>", f"{lead}<h1>")).article.metadata.title == TITLE


def test_dates_that_head_what_happened_then_are_not_the_articles() -> None:
    days = "".join(
        f"<dt><time datetime='2019-06-0{day}'>{day} June 2019</time></dt><dd>It rained.</dd>"
        for day in (7, 9)
    )
    assert read(page(f"<dl>{days}</dl>")).article.metadata.date == ""


def test_a_date_that_says_first_when_it_was_posted_counts() -> None:
    line = "<time datetime='2022-10-14'>Posted: Oct 14, 2022 | Last Updated: Oct 15, 2022</time>"
    html = page("").replace("</h1>", f"</h1>{line}")
    assert read(html).article.metadata.date == "2022-10-14"


@pytest.mark.parametrize(("days", "date"), [((5, 5), "2024-05-05"), ((5, 6), "")])
def test_the_only_day_of_a_page_is_its_date(days: tuple[int, ...], date: str) -> None:
    times = "".join(f"<p><time datetime='2024-05-0{day}T10:00'>then</time></p>" for day in days)
    html = page("").replace("</article>", f"</article><div><div>{times}</div></div>")
    assert read(html).article.metadata.date == date


def test_a_house_that_names_itself_as_the_author_gives_way_to_whom_the_page_shows() -> None:
    head = SITE + "<meta name=author content='The Lake Paper'>"
    html = page("", head=head).replace("</h1>", "</h1><span class=authorText>Ann Bell</span>")
    assert read(html).article.metadata.authors == ("Ann Bell",)


def test_of_linked_names_those_beside_the_first_are_the_authors() -> None:
    link = "<a href='/authors/{}/'>{}</a>"
    at_headline = (
        f"<div>{link.format('ann-bell', 'Ann Bell')}, {link.format('li-wei', 'Li Wei')}</div>"
    )
    elsewhere = f"<section><ul><li>{link.format('jo-lee', 'Jo Lee')}</li></ul></section>"
    html = page(elsewhere).replace("</h1>", f"</h1><div>{at_headline}</div>")
    assert read(html).article.metadata.authors == ("Ann Bell", "Li Wei")


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        ("Lake Paper", ()),
        ("LakePaper.com", ()),
        ("Par lakepaper.org", ()),
        ("Local desk - News.lakepaper.org", ()),
        ("No Author", ()),
        ("Ann Bell | The Lake Paper", ("Ann Bell",)),
        ("Ann Bell for The Lake Paper", ("Ann Bell",)),
        ("The Lake Paper - Ann Bell", ("Ann Bell",)),
        ("Propos recueillis par Ann Bell.", ("Ann Bell",)),
        ("View all posts by Ann Bell", ("Ann Bell",)),
        ("Par Ann Bell", ("Ann Bell",)),
        ("Von Ann Bell", ("Ann Bell",)),
        ("Von Bell", ("Von Bell",)),
        ("Malcolm Lake", ("Malcolm Lake",)),
    ],
)
def test_an_author_is_a_person_not_the_house_and_not_the_words_around_a_name(
    stated: str, authors: tuple[str, ...]
) -> None:
    url = "<link rel=canonical href='https://news.lakepaper.org/a/locks'>"
    head = f"{SITE}{url}<meta name=author content='{stated}'>"
    assert facts(head).authors == authors


def test_a_persons_own_site_does_not_hide_the_person() -> None:
    url = "<link rel=canonical href='https://annbell.example/a/locks'>"
    assert facts(f"{url}<meta name=author content='Ann Bell'>").authors == ("Ann Bell",)


@pytest.mark.parametrize(
    ("stated", "publisher"),
    [
        (["Lake Paper - Laketown, Norland"], "Lake Paper"),
        (["Lake Paper©"], "Lake Paper"),
        (["Ediciones Lake Paper S.L.", "Lake Paper"], "Lake Paper"),
        (["U.S."], ""),
        (["Board of Tides - LAKEPAPER"], "Board of Tides - LAKEPAPER"),
    ],
)
def test_the_publisher_is_what_readers_know_it_by(stated: list[str], publisher: str) -> None:
    named = dict(zip(("og:site_name", "application-name"), stated, strict=False))
    head = "".join(f"<meta name='{name}' content='{said}'>" for name, said in named.items())
    url = "<link rel=canonical href='https://www.lakepaper.example/a/locks'>"
    assert facts(url + head).publisher == publisher


@pytest.mark.parametrize(
    ("shared", "address"),
    [
        ("https://harbour.example/a/locks", "https://harbour.example/a/locks"),
        ("https://harbour.example/", "https://lake.example/2024/locks"),
        ("https://m.lake.example/2024/locks?x", "https://lake.example/2024/locks"),
        ("http://10.0.0.1/a/locks", "https://lake.example/2024/locks"),
    ],
)
def test_an_article_taken_over_from_another_house_has_the_address_where_it_was_read(
    shared: str, address: str
) -> None:
    canonical = "<link rel=canonical href='https://lake.example/2024/locks'>"
    assert facts(f"{canonical}<meta property='og:url' content='{shared}'>").url == address
