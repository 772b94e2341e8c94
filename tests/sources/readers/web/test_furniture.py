"""Lines that a page sets between paragraphs, and who wrote it, are told from the text."""

from __future__ import annotations

import pytest

from articles.pages import AFTER, BEFORE, TITLE, page, read


def headed(meta: str, head: str = "", after: str = "") -> str:
    """Return a page with what its head states, and lines under its headline and at its end."""
    text = f"<p>{BEFORE}</p><p>{AFTER}</p>{after}"
    return (
        f"<!doctype html><html><head><title>{TITLE}</title>{meta}</head>"
        f"<body><article><h1>{TITLE}</h1>{head}{text}</article></body></html>"
    )


LINES = {
    "Advert": "advertisement",
    "Advertisement": "advertisement",
    "Anzeige": "advertisement",
    "Story continues below": "advertisement",
    "This advertisement has not loaded yet, but your text continues.": "note of what was not shown",
    "Externer Inhalt nicht verfügbar": "note of what was not shown",
    "Media playback is unsupported on your device": "note of what was not shown",
    "Please enable JavaScript to watch it.": "note of what was not shown",
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_between_paragraphs_is_left_out_by_name(line: str) -> None:
    found = read(page(f"<p>{line}</p>"))
    assert found.between == []
    assert (LINES[line], line) in found.left_out


@pytest.mark.parametrize(
    "line",
    [
        "Need more boats? Subscribe to our sister title for news of every lake, every month.",
        "Sign up for our free daily newsletter and never miss a boat again.",
        "Follow The Harbour Paper on Facebook, Twitter and Instagram.",
        "Like this story? Share it with a friend!",
        "Get the Harbour app",
    ],
)
def test_a_line_at_the_end_that_asks_for_something_is_left_out(line: str) -> None:
    found = read(headed("", after=f"<p>{line}</p>"))
    assert line not in [block.text for block in found.article.blocks]
    assert line in [text for _reason, text in found.left_out]


@pytest.mark.parametrize(
    "line",
    [
        "Sign up they did, all of them, for the newsletter of the harbour.",
        "Advertisement pays for the boats, the pilot said.",
        "Get the boat to the quay, the pilot told his crew that evening.",
    ],
)
def test_a_sentence_that_begins_like_one_stays(line: str) -> None:
    found = read(headed("", after=f"<p>{line}</p>"))
    assert [block.text for block in found.article.blocks if block.text == line] == [line]


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("<h3>By Ann Bell</h3>", ("Ann Bell",)),
        ("<p>November 5, 2024 Ann Bell</p>", ("Ann Bell",)),
        ("<p>Ann Bell, Harbour political writer</p>", ("Ann Bell",)),
        ("<h4>Ann Bell</h4>", ("Ann Bell",)),
    ],
)
def test_a_line_of_the_known_author_is_no_part_of_the_text(
    head: str, authors: tuple[str, ...]
) -> None:
    found = read(headed("<meta name=author content='Ann Bell'>", head))
    assert found.article.metadata.authors == authors
    assert not [block for block in found.article.blocks if "Bell" in block.text]
    assert "byline" in dict(found.left_out)


@pytest.mark.parametrize(
    ("content", "authors"),
    [
        ("Ann Bell (abl.)", ("Ann Bell",)),
        ("Ann Bell und Bob Cody, Genf", ("Ann Bell", "Bob Cody")),
        ("Ann Bell og Bob Cody", ("Ann Bell", "Bob Cody")),
        ("105092", ()),
    ],
)
def test_names_of_authors_are_names_alone(content: str, authors: tuple[str, ...]) -> None:
    found = read(headed(f"<meta name=author content='{content}'>"))
    assert found.article.metadata.authors == authors


def test_a_house_that_names_itself_gives_way_to_the_byline() -> None:
    meta = (
        "<meta name=author content='Harbour Paper'>"
        "<meta property='og:site_name' content='Harbour Paper'>"
    )
    found = read(headed(meta, "<p class=byline>Ann Bell</p>"))
    assert found.article.metadata.authors == ("Ann Bell",)


def test_the_path_to_an_article_is_no_standfirst() -> None:
    path = f"Front page > All the news of the lake > Boats and other ships > {TITLE}"
    found = read(page("").replace("<h1>", f"<div>{path}</div><h1>"))
    assert found.between == []
    assert ("section label", path) in found.left_out


def test_a_day_that_is_called_a_subtitle_is_a_date() -> None:
    line = "<p class=subtitle>Published May 5, 2024</p>"
    found = read(page("").replace("</h1>", f"</h1>{line}"))
    assert (found.between, found.article.metadata.date) == ([], "2024-05-05")


@pytest.mark.parametrize(
    "shown",
    [
        "<span aria-hidden=true><span>Lake Transport Board</span></span>",
        "<span role=tooltip>Lake Transport Board</span>",
    ],
)
def test_what_an_abbreviation_shows_when_pointed_at_is_no_word_of_the_line(shown: str) -> None:
    line = (
        f"<p>The <abbr title='Lake Transport Board'>LTB{shown}</abbr> closed the three locks.</p>"
    )
    found = read(page(line))
    assert found.between == [("paragraph", "The LTB closed the three locks.")]
    assert ("tooltip", "Lake Transport Board") in found.left_out
