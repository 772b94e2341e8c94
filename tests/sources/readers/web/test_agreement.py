"""Three readers agree on what a page's article is; where they do not, the editor is told."""

from __future__ import annotations

import pytest

from articles.adding import Adder
from articles.pages import AFTER, BEFORE, TITLE, page, read
from briefbook.sources.readers.alone import READERS
from briefbook.sources.readers.web.extraction.beside import find_beside
from briefbook.sources.readers.web.extraction.gaps import fill_gaps
from briefbook.sources.readers.web.extraction.votes import Votes, ask_readers
from briefbook.sources.readers.web.parsing import body_of, decode_page, parse_page
from briefbook.sources.readers.web.units import page_units
from briefbook.sources.readers.web.walk import Unit

MENU = "<nav><a href='/'>Home</a> <a href='/w'>World</a></nav>"
TEASERS = "".join(
    f"<div class=teaser><a href='/{n}'><h3>Another story {n}</h3></a></div>" for n in range(9)
)
#: One reader leaves it out for its name, the two others take it.
LONG = (
    "The winter before, the company had sold its fourth boat to a museum, which has shown it "
    "since then in a pond, together with the pilot's cap and the old rope of the first ferry. "
) * 3


def test_every_reader_has_its_say() -> None:
    data = page("", around=MENU + TEASERS).encode()
    tree, _warnings = parse_page("p", decode_page("p", data))
    body = body_of(tree)
    units = page_units(body)
    votes = ask_readers(body, units, find_beside(body, units), every=True)
    assert tuple(votes) == READERS
    long = [place for place, unit in enumerate(units) if unit.text in (BEFORE, AFTER)]
    for name, vote in votes.items():
        assert all(vote[place] for place in long), name
        assert sum(vote) <= 4, name


def test_what_stands_around_is_no_part_and_what_stands_among_is_named() -> None:
    inside = (
        "<div class=related><h3>More</h3><ul><li><a href='/1'>A first story</a></li></ul></div>"
    )
    found = read(page(inside, around=MENU + TEASERS))
    assert found.between == []
    assert found.left_out == [("beside the article", "More A first story")]


def test_the_third_reader_is_asked_where_the_first_two_disagree() -> None:
    more = f"<aside><p>{LONG}</p></aside>"
    for inside, asked in ((f"<p>{LONG}</p>", False), (f"<p>{LONG}</p><div>{more * 3}</div>", True)):
        body = body_of(parse_page("p", page(inside))[0])
        units = page_units(body)
        votes = ask_readers(body, units, find_beside(body, units))
        assert ("readability" in votes) is asked


def test_a_disagreement_of_a_paragraph_is_said_and_can_be_followed(adder: Adder) -> None:
    html = page(f"<div class='sidebar-extra promo'><p>{LONG}</p></div>")
    path = adder.file("page.html", html)
    said = adder.run(path, "--key", "k").out
    line = next(line for line in said.splitlines() if "the readers disagree" in line)
    name = line.rpartition("--reader ")[2].split()[0]
    before = adder.record("k")
    taken = LONG.strip() in [block.text for block in read(html).article.blocks]
    alone = [block.text for block in read(html, name).article.blocks]
    assert (LONG.strip() in alone) is not taken
    done = adder.run(adder.file("again.html", html + "\n"), "--key", "k2", "--reader", name)
    assert done.status == 0, done.err
    after = adder.record("k2")
    assert after.file.reader.startswith(f"{name} alone, of trafilatura ")
    assert len(after.blocks) != len(before.blocks)


#: Density takes no paragraph that is a link; the agreement does.
LINKED = "<p><a href='/m'>The pilot of the museum's boat sells tickets at its door.</a></p>"


def test_a_reader_that_is_followed_is_followed_alone() -> None:
    html = page(LINKED)
    assert len(read(html).between) == 1
    tree, _warnings = parse_page("p", decode_page("p", html.encode()))
    body = body_of(tree)
    units = page_units(body)
    for name, vote in ask_readers(body, units, find_beside(body, units), every=True).items():
        takes = {unit.text for unit, is_in in zip(units, vote, strict=True) if is_in}
        blocks = [block for block in read(html, name).article.blocks if block.kind != "headline"]
        assert {block.text for block in blocks} <= takes, name


def test_a_source_is_read_again_by_the_reader_that_was_chosen(adder: Adder) -> None:
    from briefbook.sources.records.texts import find_texts

    html = page(f"<div class='sidebar-extra promo'><p>{LONG}</p></div>")
    numbers = set()
    for name in READERS:
        path = adder.file(f"{name}.html", f"{html}<!-- {name} -->")
        done = adder.run(path, "--key", name, "--reader", name)
        if done.status:
            assert "this text was added already" in done.err
            continue
        record = adder.record(name)
        texts = find_texts({name: record}, [adder.root.parent])
        assert list(texts[name]) == [block.locator for block in record.blocks]
        numbers.add(len(record.blocks))
    assert len(numbers) == 2


POST = (
    "<div class='article-widget'><blockquote class='twitter-tweet'><p>The ferry sails again on "
    "Friday, said the company.</p>— The Ferry (@ferry) May 5, 2024</blockquote></div>"
)


def test_a_post_that_is_quoted_is_the_articles_whatever_holds_it() -> None:
    found = read(page(f"<p>{LONG}</p>{POST}<p>{AFTER} Again.</p>")).between
    assert ("quote", "The ferry sails again on Friday, said the company.") in found


def test_gaps_take_the_heading_above_what_is_taken_and_the_one_piece_between() -> None:
    """Readers that look for sentences take neither."""
    html = page(f"<h3>Setting up</h3><p>{LONG}</p><p>a = b</p><p>{LONG}</p>")
    tree, _warnings = parse_page("p", decode_page("p", html.encode()))
    body = body_of(tree)
    units = page_units(body)
    long = tuple(len(unit.text) > len(TITLE) for unit in units)
    density = tuple(taken or unit.text == "a = b" for unit, taken in zip(units, long, strict=True))
    taken = list(long)
    fill_gaps(
        body,
        units,
        taken,
        {"trafilatura": long, "readability": long, "density": density},
        find_beside(body, units),
    )
    texts = [unit.text for unit, is_in in zip(units, taken, strict=True) if is_in]
    assert texts == [BEFORE, "Setting up", LONG.strip(), "a = b", LONG.strip(), AFTER]


def test_density_takes_no_articles_under_a_heading_that_calls_them_related() -> None:
    cards = "".join(f"<article class=post><p>{n}. {AFTER}</p></article>" for n in range(4))
    related = f"<p>{LONG}</p>" * 6 + f"<h3 class=relatedtitle>You may like</h3>{cards}"
    tree, _warnings = parse_page("p", decode_page("p", page(related).encode()))
    body = body_of(tree)
    units = page_units(body)
    vote = ask_readers(body, units, find_beside(body, units), every=True)["density"]
    taken = [unit.text for unit, is_in in zip(units, vote, strict=True) if is_in]
    assert taken == [TITLE, BEFORE, *[LONG.strip()] * 6, AFTER]


def test_a_paragraph_for_subscribers_is_the_articles() -> None:
    html = page(f"<p class=paywall>{LONG}</p>" * 4).replace("<h1>", "<h1 class=paywall>")
    assert len(read(html, "density").between) == 4


def test_a_line_that_leads_elsewhere_is_left_out_in_the_midst_a_sentence_that_is_a_link_not() -> (
    None
):
    lines = [
        "<p>SEE MORE: <a href='/1'>How the ferry of the northern lake was sold to a museum</a></p>",
        LINKED,
        f"<p>{LONG}</p>" * 5,
    ]
    found = read(page(f"<p>{LONG}</p>" * 5 + "".join(lines)))
    assert [words.partition(":")[0] for _reason, words in found.left_out] == ["SEE MORE"]
    assert any(text.startswith("The pilot") for _kind, text in found.between)


def test_of_readers_that_share_nothing_the_one_with_sentences_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lists = "".join(f"<li>A long name of another story of the lake, {n}</li>" for n in range(30))
    html = page("").replace("</article>", f"</article><ul>{lists}</ul>")

    def differ(_body: object, units: list[Unit], _beside: object, **_keys: object) -> Votes:
        running = tuple(unit.text in (BEFORE, AFTER) for unit in units)
        listed = tuple(unit.text.startswith("A long name") for unit in units)
        return {"readability": running, "density": listed}

    monkeypatch.setattr("briefbook.sources.readers.web.extraction.article.ask_readers", differ)
    assert read(html).between == []
