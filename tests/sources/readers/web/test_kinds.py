"""Every kind of element of a page comes out as what it is, once and in its place."""

from __future__ import annotations

import pytest

from articles.pages import AFTER, BEFORE, TITLE, page, read

LINE = "The pilot counted the waves, one after the other, until the evening came over the lake."

KINDS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "points that were typed": (
        ("<p>Three things:<br>• mend the <a href='https://net.example/'>net</a><br>• sell the "
        "rope<br>&bull; sleep</p><p>▪ Then wake</p>"),
        [("paragraph", "Three things:"), ("item", "mend the net"), ("item", "sell the rope"),
         ("item", "sleep"), ("item", "Then wake")],
    ),
    "points of Word's filtered page": (
        ("<p class=MsoListParagraphCxSpFirst><span>·<span>&nbsp;&nbsp; </span></span>Mend the "
        "net</p>"),
        [("item", "Mend the net")],
    ),
    "what is said is no point": (
        "<p>— Where is the boat?<br>— It sank.</p>",
        [("paragraph", "— Where is the boat? — It sank.")],
    ),
    "quotation marks within others": (
        "<p>The pilot cried <q>he wrote <q>no fuel</q> there</q> and sat down on the quay.</p>",
        [("paragraph",
          "The pilot cried “he wrote ‘no fuel’ there” and sat down on the quay.")],
    ),
    "a picture and its caption in a table": (
        ("<table class=tr-caption-container><tr><td><img src=a.png></td></tr><tr><td "
        "class=tr-caption>A boat rests at low tide</td></tr></table>"),
        [("caption", "A boat rests at low tide")],
    ),
    "a list in a list": (
        "<ul><li>Boats<ul><li>of wood</li><li>of iron</li></ul></li><li>Ropes</li></ul>",
        [("item", "Boats"), ("item", "of wood"), ("item", "of iron"), ("item", "Ropes")],
    ),
    "a list with paragraphs": (
        "<ul><li><p>Boats of wood</p><p>These are old.</p></li><li>Ropes</li></ul>",
        [("item", "Boats of wood"), ("paragraph", "These are old."), ("item", "Ropes")],
    ),
    "definitions": (
        "<dl><dt>Bow</dt><dd>The front of it.</dd><dt>Stern:</dt><dd>The back of it.</dd></dl>",
        [("item", "Bow: The front of it."), ("item", "Stern: The back of it.")],
    ),
    "a quotation with loose words, a list and its source": (
        ("<blockquote>He began. <p>It rained.</p><ul><li>Snow too.</li></ul>He ended."
        "<footer>— Li Wei, <cite>Notes</cite></footer></blockquote>"),
        [("quote", text) for text in
         ("He began.", "It rained.", "Snow too.", "He ended.", "— Li Wei, Notes")],
    ),
    "words between quotation marks": (
        "<p>The pilot cried <q>there is no more fuel</q> and sat down on the quay again.</p>",
        [("paragraph",
          "The pilot cried “there is no more fuel” and sat down on the quay again.")],
    ),
    "raised and lowered figures": (
        "<p>It held 10<sup>4</sup> litres of H<sub>2</sub>O on the 1<sup>st</sup> of May.</p>",
        [("paragraph", "It held 10⁴ litres of H₂O on the 1st of May.")],
    ),
    "a formula": (
        ("<p>The load is <math><mfrac><mi>a</mi><mn>2</mn></mfrac><mo>+</mo><msup><mi>y</mi>"
        "<mn>3</mn></msup></math> tonnes, the pilot wrote.</p>"),
        [("paragraph", "The load is a/2 + y³ tonnes, the pilot wrote.")],
    ),
    "a reading above a word": (
        "<p>The sign says <ruby>湖<rp>(</rp><rt>mizuumi</rt><rp>)</rp></ruby>, the pilot said.</p>",
        [("paragraph", "The sign says 湖, the pilot said.")],
    ),
    "two breaks part paragraphs": (
        f"<div>{LINE}<br><br>{LINE.replace('pilot', 'cook')}</div>",
        [("paragraph", LINE), ("paragraph", LINE.replace("pilot", "cook"))],
    ),
    "levels of headings": (
        f"<h2>Boats</h2><p>{LINE}</p><h3>Of iron</h3><p>{LINE.replace('pilot', 'cook')}</p>",
        [("heading", "Boats"), ("paragraph", LINE), ("heading", "Of iron"),
         ("paragraph", LINE.replace("pilot", "cook"))],
    ),
    "merged cells and a caption": (
        ("<table><caption>Boats by year</caption><tr><th>Year</th><th colspan=2>Boats</th></tr>"
        "<tr><td rowspan=2>2021</td><td>iron</td><td>7</td></tr><tr><td>wood</td><td>9</td></tr>"
        "</table>"),
        [("caption", "Boats by year"), ("table", "Year, Boats; 2021, iron, 7; wood, 9")],
    ),
    "a list in a cell": (
        ("<table><tr><th>Who</th><th>Does</th></tr><tr><td>Pilot</td><td><ul><li>steers</li>"
        "<li>sings</li></ul></td></tr></table>"),
        [("table", "Who, Does; Pilot, steers; sings")],
    ),
    "a picture with its caption": (
        ("<figure><img src=a.png alt='A boat at the quay'><figcaption>A boat rests. "
        "<span>Photo: Li Wei</span></figcaption></figure>"),
        [("caption", "A boat rests. Photo: Li Wei")],
    ),
    "a fold": (
        f"<details><summary>How they were counted</summary><p>{LINE}</p></details>",
        [("paragraph", "How they were counted"), ("paragraph", LINE)],
    ),
    "posts of a live page": (
        ("<section><time>10:15</time><h3>A boat leaves</h3><p>It is the first that leaves.</p>"
        "</section><section><time>10:40</time><h3>A boat returns</h3><p>It forgot its cook.</p>"
        "</section>"),
        [("heading", "10:15"), ("heading", "A boat leaves"),
         ("paragraph", "It is the first that leaves."),
         ("heading", "10:40"), ("heading", "A boat returns"), ("paragraph", "It forgot its cook.")],
    ),
    "an embedded post": (
        ("<div class='social-embed'><blockquote class='twitter-tweet'><p>No boats today.</p>"
        "&mdash; Ferry Office (@ferry) <a href='https://x.example/1'>May 5, 2024</a></blockquote>"
        "</div>"),
        [("quote", "No boats today."), ("quote", "— Ferry Office (@ferry) May 5, 2024")],
    ),
    "a sentence that comes twice": (
        f"<p>{LINE}</p><p>And so they waited for another week.</p><p>{LINE}</p>",
        [("paragraph", LINE), ("paragraph", "And so they waited for another week."),
         ("paragraph", LINE)],
    ),
    "a paragraph that is one link": (
        f"<p><a href='https://a.example'>{LINE}</a></p>", [("paragraph", LINE)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_of_element(name: str) -> None:
    middle, wanted = KINDS[name]
    found = read(page(middle))
    assert found.between == wanted
    texts = [block.text for block in found.article.blocks]
    assert texts[1] == BEFORE
    assert texts[-1] == AFTER
    assert found.article.warnings == ()


@pytest.mark.parametrize(
    ("middle", "between", "left_out"),
    [
        ("<p>It cost <del>200</del> <ins>300</ins> crowns in all.</p>",
         "It cost 300 crowns in all.", ("deleted words", "200")),
        ("<p style='display: none'>Nobody sees this sentence.</p><p>It cost 3 crowns.</p>",
         "It cost 3 crowns.", ("hidden text", "Nobody sees this sentence.")),
        ("<aside class='pull-quote'><p>They had waited</p></aside><p>It cost 3 crowns.</p>",
         "It cost 3 crowns.", ("pull quote", "They had waited")),
        ("<p><img src=a.png alt='Chart: boats fell to 3'></p><p>It cost 3 crowns.</p>",
         "It cost 3 crowns.", ("description of a picture", "Chart: boats fell to 3")),
        ("<p>It cost 3 crowns.</p><form><button>Sign up now</button></form>",
         "It cost 3 crowns.", ("form", "Sign up now")),
        ("<p>It cost 30<sup>[2]</sup> crowns.</p>", "It cost 30 crowns.", ("note mark", "[2]")),
    ],
)  # fmt: skip
def test_what_is_left_out_is_named(middle: str, between: str, left_out: tuple[str, str]) -> None:
    found = read(page(middle))
    assert [text for _kind, text in found.between] == [between]
    assert found.left_out == [left_out]


def test_lines_of_a_poem_and_of_code_are_kept() -> None:
    poem = "<p>The boats go out<br>the boats come in<br>the lake is old</p>"
    code = "<pre><code>for boat in boats:\n    sink(boat)</code></pre>"
    blocks = [block for block in read(page(poem + code)).article.blocks if block.lines]
    assert [(block.kind, block.lines) for block in blocks] == [
        ("paragraph", ("The boats go out", "the boats come in", "the lake is old")),
        ("code", ("for boat in boats:", "    sink(boat)")),
    ]


NOTED = (
    "<p>The crew was 20<sup><a href='#n1' id=r1>1</a></sup> in March.</p>"
    "<p>They left.<a href='#n2' class=footnote-ref id=r2>[2]</a></p>"
    "<section class=footnotes><ol><li id=n1>Counted by hand. <a href='#r1'>↩</a></li>"
    "<li id=n2><p>In the rain. <a href='#r2'>Back</a></p></li></ol></section>"
)


def test_marks_of_notes_lead_to_the_notes_and_are_glued_to_nothing() -> None:
    found = read(page(NOTED))
    assert found.between == [
        ("paragraph", "The crew was 20 in March."),
        ("paragraph", "They left."),
        ("note", "Counted by hand."),
        ("note", "In the rain."),
    ]
    blocks = {block.text: block for block in found.article.blocks}
    assert blocks["The crew was 20 in March."].runs[1].target == blocks["Counted by hand."].label
    assert [block.locator for block in blocks.values() if block.kind == "note"] == [
        "note 1", "note 2",
    ]  # fmt: skip


def test_a_page_that_is_set_in_a_table_has_no_table() -> None:
    html = page("").replace("<article>", "<table><tr><td>Menu</td><td>")
    found = read(html.replace("</article>", "</td></tr></table>"))
    assert [block.kind for block in found.article.blocks] == ["headline", *["paragraph"] * 2]


def test_captions_of_other_articles_are_not_taken() -> None:
    teaser = "<figure><img src=c.png><figcaption>Ten cakes to bake</figcaption></figure>"
    found = read(page("").replace("</body>", f"<footer>{teaser}</footer></body>"))
    assert found.between == []


def test_a_lead_above_the_headline_is_the_standfirst() -> None:
    lead = "Nobody knows when the ferries will run again, says the mayor of the islands."
    found = read(page("").replace("<h1>", f"<p>{lead}</p><h1>"))
    assert found.between == [("standfirst", lead)]


HONEST = [
    "Share by share, the company sold its boats to the town.",
    "All rights reserved for the lords were ended by the act of 1811.",
    "Sponsored by the county, the plan failed within a year.",
    "Read more letters, the mayor told the pilots.",
    "Related: the cook is a cousin of the pilot.",
    "Copyright 2024 was painted on the hull of the boat.",
    "Photo: none exists of the quay before the war.",
    "Subscribe to no paper, the captain told his men that night.",
]


def test_honest_sentences_stand_whatever_they_begin_with() -> None:
    found = read(page("".join(f"<p>{sentence}</p>" for sentence in HONEST)))
    assert found.between == [("paragraph", sentence) for sentence in HONEST]


def test_labels_at_the_end_are_left_out_by_name() -> None:
    html = page("").replace("</article>", "<p>Share this article</p></article>")
    found = read(html)
    assert found.between == []
    assert ("sharing line", "Share this article") in found.left_out


def test_headings_are_headings_whatever_they_say() -> None:
    heads = ["Video", "Live", "Topics", "Summary", "5 November 2024", "March 2025"]
    middle = "".join(
        f"<h2>{head}</h2><p>{LINE.replace('waves', f'{number} waves')}</p>"
        for number, head in enumerate(heads)
    )
    found = read(page(middle))
    assert [text for kind, text in found.between if kind == "heading"] == heads
    assert found.article.metadata.date == ""


def test_an_article_has_one_byline_whatever_else_begins_with_by() -> None:
    lines = ["By Anna Bell", "By Monday Moscow Station", "By Carl Dorn"]
    found = read(page("".join(f"<p>{line}</p>" for line in lines)))
    assert found.article.metadata.authors == ("Anna Bell",)
    assert [text for _kind, text in found.between if text in lines] == lines[1:]
    assert ("byline", "By Anna Bell") in found.left_out


def test_a_page_that_is_one_table_has_no_table() -> None:
    menu = "<td><a href=a>Home</a><br><a href=b>Mail</a></td>"
    html = (
        f"<html><title>{TITLE}</title><body><table><tr><td colspan=2><b>{TITLE}</b></td></tr>"
        f"<tr>{menu}<td><p>{BEFORE}<p>{LINE}<p>{AFTER}</td></tr></table></body></html>"
    )
    blocks = [(block.kind, block.text) for block in read(html).article.blocks]
    assert blocks[-3:] == [("paragraph", text) for text in (BEFORE, LINE, AFTER)]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ann Bell, Lake Paper staff writer", "Ann Bell"),
        ("Posted by Ann Bell on April 2, 2023", "Ann Bell"),
        ("كتب البحار رسالة طويلة في يوم واحد.", ""),
    ],
)
def test_a_line_above_the_text_is_a_byline_or_stays(line: str, author: str) -> None:
    article = read(page("").replace("</h1>", f"</h1><p>{line}</p>")).article
    assert " ".join(article.metadata.authors) == author
    assert (line in [block.text for block in article.blocks]) is not bool(author)
