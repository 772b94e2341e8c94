"""HTML, PDF, Word and Markdown become the same blocks that a person would count."""

from __future__ import annotations

import io
import json

import docx
import pytest
import typst

from articles.adding import Adder, blocks_of
from briefbook.sources.reading.boilerplate import boilerplate_reason

TITLE = "Convoys on the northern road"
STANDFIRST = "What is known of the transports, and what is not."
BODY = [
    f"Paragraph number {number} says that around {number},000 soldiers were seen on the road, "
    "under considerable difficulties, according to two international representatives. "
    "A second sentence follows here, with efficient offices and a well-known bridge in it."
    for number in range(1, 13)
]
HEADING = "Numbers and names"


def page(body: str, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>{TITLE} | The Paper</title>{head}</head>'
        f"<body><nav><a href='/'>Home</a> <a href='/world'>World</a></nav>{body}"
        "<footer>© 2024 The Paper. All rights reserved.</footer>"
        "<div>We use cookies to give you the best experience.</div></body></html>"
    )


ARTICLE = (
    f"<article><h1>{TITLE}</h1><p class='standfirst'>{STANDFIRST}</p><p>By Ann Bell</p>"
    f"<p>{BODY[0]}</p><figure><img src='page_files/a.jpg'><figcaption>A convoy near the bridge."
    f"</figcaption></figure><p>{BODY[1]}</p><h2>{HEADING}</h2><p>{BODY[2]}</p>"
    "<ul><li>One point of the list, said the first</li><li>Another point of the list</li></ul>"
    "<blockquote><p>We saw them with our own eyes, said the man.</p></blockquote>"
    "<table><tr><th>Month</th><th>Sent</th></tr><tr><td>May</td><td>1,000</td></tr></table>"
    f"<p>{BODY[3]}</p></article>"
)
JSON_LD = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-11-05T10:00:00Z",
            "author": [{"@type": "Person", "name": "Ann Bell"}],
            "publisher": {"@type": "Organization", "name": "The Paper"},
        }
    ],
}


def test_a_saved_page_gives_its_blocks_and_not_what_stands_around(adder: Adder) -> None:
    blocks = blocks_of(adder, page(ARTICLE), "page.html")
    assert blocks == [
        ("headline", TITLE),
        ("standfirst", STANDFIRST),
        ("¶ 1", BODY[0]),
        ("caption 1", "A convoy near the bridge."),
        ("¶ 2", BODY[1]),
        ("heading 1", HEADING),
        ("¶ 3", BODY[2]),
        ("¶ 4", "One point of the list, said the first"),
        ("¶ 5", "Another point of the list"),
        ("¶ 6", "We saw them with our own eyes, said the man."),
        ("table 1", "Month, Sent; May, 1,000"),
        ("¶ 7", BODY[3]),
    ]


@pytest.mark.parametrize(
    "head",
    [
        f"<script type='application/ld+json'>{json.dumps(JSON_LD)}</script>",
        f"""<meta property='og:title' content='{TITLE}'>
        <meta property='og:site_name' content='The Paper'>
        <meta name='author' content='Ann Bell'>
        <meta property='article:published_time' content='2024-11-05T10:00:00Z'>""",
    ],
)
def test_metadata_come_from_the_page(adder: Adder, head: str) -> None:
    link = "<link rel='canonical' href='https://paper.example/a'>"
    record = adder.add(page(ARTICLE, head + link), name="page.html")
    assert (record.title, record.authors) == (TITLE, ("Ann Bell",))
    assert (record.date, record.date_basis) == ("2024-11-05", "stated")
    assert (record.publisher, record.language) == ("The Paper", "en")
    assert record.url == "https://paper.example/a"
    assert record.file.media_type == "text/html"
    assert record.file.reader.startswith("trafilatura ")


def test_broken_metadata_do_no_harm(adder: Adder) -> None:
    head = (
        "<script type='application/ld+json'>{broken</script>"
        "<link rel='canonical' href='javascript:alert(1)'>"
    )
    record = adder.add(page(ARTICLE, head), name="page.html")
    assert record.title == TITLE
    assert record.url == ""


def test_a_page_in_an_old_encoding_is_read_by_what_it_declares(adder: Adder) -> None:
    russian = "На прошлой неделе одиннадцать тысяч солдат были отправлены на север, сказал он. "
    body = f"<article><h1>Колонны на дороге</h1><p>{russian * 3}</p><p>{russian * 2}</p></article>"
    html = page(body, "<meta charset='windows-1251'>").replace("©", "").encode("windows-1251")
    blocks = blocks_of(adder, html, "page.html")
    assert ("¶ 1", (russian * 3).strip()) in blocks


def pdf(source: str) -> bytes:
    data = typst.compile(source.encode(), ignore_system_fonts=True)
    assert isinstance(data, bytes)
    return data


def pdf_article(*, columns: int) -> bytes:
    paragraphs = "\n\n".join([*BODY[:5], f"#text(size: 13pt)[*{HEADING}*]", *BODY[5:]])
    return pdf(
        "#set page(width: 16cm, height: 14cm, header: [The Daily Test — Monday edition],\n"
        "  footer: context [Page #counter(page).display()])\n"
        '#set text(size: 10pt, hyphenate: true, lang: "en")\n#set par(justify: true)\n'
        f"#align(center, text(size: 20pt)[*{TITLE}*])\n\nBy Ann Bell\n\n"
        f"#show: columns.with({columns})\n\n{paragraphs}\n"
    )


@pytest.mark.parametrize("columns", [1, 2])
def test_a_pdf_is_read_in_order_without_heads_feet_and_hyphens(adder: Adder, columns: int) -> None:
    blocks = blocks_of(adder, pdf_article(columns=columns), "a.pdf")
    assert blocks[0] == ("headline", TITLE)
    assert [text for locator, text in blocks if locator.startswith("¶")] == BODY
    assert [text for locator, text in blocks if locator.startswith("heading")] == [HEADING]


def test_what_a_pdf_repeats_on_each_page_is_left_out_with_its_reason(adder: Adder) -> None:
    done = adder.run(adder.file("a.pdf", pdf_article(columns=2)), "--key", "k")
    assert "left out, page header: 'The Daily Test — Monday edition'" in done.out
    assert "left out, page footer: 'Page 1'" in done.out
    assert adder.record("k").authors == ("Ann Bell",)
    assert adder.record("k").file.reader.startswith("PDFium ")


def test_a_pdf_with_ligatures_reads_as_letters(adder: Adder) -> None:
    source = (
        f"= A title for it\n\n{BODY[0]} The first officer’s efficient affiliation.\n\n{BODY[1]}"
    )
    text = " ".join(text for _locator, text in blocks_of(adder, pdf(source), "a.pdf"))
    assert "first officer’s efficient affiliation" in text


def word_file() -> bytes:
    document = docx.Document()
    document.core_properties.author = "Ann Bell"
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(STANDFIRST, style="Subtitle")
    document.add_paragraph(BODY[0])
    document.add_paragraph(HEADING, style="Heading 1")
    paragraph = document.add_paragraph("A line")
    paragraph.add_run().add_break()
    paragraph.add_run("broken in two, and bold").bold = True
    document.add_paragraph("One point of the list", style="List Bullet")
    document.add_paragraph("The first step", style="List Number")
    document.add_paragraph("What the man said.", style="Quote")
    document.add_paragraph("A convoy near the bridge", style="Caption")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Month", "Sent", "May", "1,000"), strict=True):
        cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_document_gives_its_blocks(adder: Adder) -> None:
    blocks = blocks_of(adder, word_file(), "a.docx")
    assert blocks == [
        ("headline", TITLE),
        ("standfirst", STANDFIRST),
        ("¶ 1", BODY[0]),
        ("heading 1", HEADING),
        ("¶ 2", "A line broken in two, and bold"),
        ("¶ 3", "One point of the list"),
        ("¶ 4", "The first step"),
        ("¶ 5", "What the man said."),
        ("caption 1", "A convoy near the bridge"),
        ("table 1", "Month, Sent; May, 1,000"),
    ]
    adder.add(word_file(), name="b.docx")
    assert adder.record("k").authors == ("Ann Bell",)
    assert adder.record("k").file.media_type.endswith("wordprocessingml.document")


def test_markdown_is_read_as_its_reader_sees_it(adder: Adder) -> None:
    text = (
        f"---\ntitle: {TITLE}\nauthor: Ann Bell\ndate: 2024-11-05\n---\n\n# {TITLE}\n\n"
        f"{BODY[0]} With *emphasis*, [a link](http://x.example) and `code`.\n\n"
        f"## {HEADING}\n\n- one point\n- another\n\n> A quotation\n> over lines.\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n<!-- hidden -->\n\n<script>alert(1)</script>\n"
    )
    record = adder.add(text, name="a.md")
    assert (record.authors, record.date) == (("Ann Bell",), "2024-11-05")
    assert blocks_of(adder, text, "b.md") == [
        ("headline", TITLE),
        ("¶ 1", f"{BODY[0]} With emphasis, a link and code."),
        ("heading 1", HEADING),
        ("¶ 2", "one point"),
        ("¶ 3", "another"),
        ("¶ 4", "A quotation over lines."),
        ("table 1", "a, b; c, d"),
    ]


def test_lines_above_a_text_name_its_title_and_where_it_is_from(adder: Adder) -> None:
    head = (
        f"Title: {TITLE}\nAuthor: Ann Bell and Li Wei\nDate: 5 November 2024\n"
        "Source: The Road Paper\nURL: https://road.example/a\n"
    )
    text = f"{head}\n{BODY[0]}\n\n{BODY[1]}\n"
    record = adder.add(text)
    assert (record.title, record.authors) == (TITLE, ("Ann Bell", "Li Wei"))
    assert (record.date, record.publisher) == ("2024-11-05", "The Road Paper")
    assert record.url == "https://road.example/a"
    assert blocks_of(adder, text, "b.txt") == [
        ("headline", TITLE), ("¶ 1", BODY[0]), ("¶ 2", BODY[1]),
    ]  # fmt: skip


def test_a_text_may_begin_with_a_word_and_a_colon(adder: Adder) -> None:
    text = f"{TITLE}\n\nSource: nobody knows it.\n\n{BODY[0]}\n"
    assert ("¶ 1", "Source: nobody knows it.") in blocks_of(adder, text)


def test_the_markdown_of_note_takers_is_read_as_its_page(adder: Adder) -> None:
    text = (
        f"---\ntitle: {TITLE}\nauthors:\n  - Ann Bell\n  - name: Li Wei\ndate: 2024-11-05\n"
        f"url: https://road.example/a\nsource: The Road Paper\n---\n\n# {HEADING}\n\n"
        f"{BODY[0]} The crew was 20[^a] of 10^6^, and drank H~2~O, ~~not~~ only.\n\n"
        "Keel\n: The spine of it.\n\n```\na = 1\n  b = 2\n```\n\n"
        "[^a]: Counted by hand.\n"
    )
    record = adder.add(text, name="a.md")
    assert (record.authors, record.date) == (("Ann Bell", "Li Wei"), "2024-11-05")
    assert (record.publisher, record.url) == ("The Road Paper", "https://road.example/a")
    assert blocks_of(adder, text, "b.md") == [
        ("headline", TITLE),
        ("heading 1", HEADING),
        ("¶ 1", f"{BODY[0]} The crew was 20 of 10⁶, and drank H₂O, only."),
        ("¶ 2", "Keel: The spine of it."),
        ("¶ 3", "a = 1 b = 2"),
        ("note 1", "Counted by hand."),
    ]


def test_the_same_article_in_another_format_is_known(adder: Adder) -> None:
    text = "\n\n".join([TITLE, *BODY[:3]])
    adder.add(text)
    html = page(f"<article><h1>{TITLE}</h1>{''.join(f'<p>{p}</p>' for p in BODY[:3])}</article>")
    done = adder.run(adder.file("page.html", html))
    assert done.status == 2
    assert "this text was added already, as k" in done.err


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to give you the best experience.",
        "Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten. Mehr erfahren Sie hier.",
        "Alle akzeptieren",
        "Nous utilisons des cookies pour mesurer l’audience.",
        "Utilizamos cookies propias y de terceros.",
    ],
)
def test_a_line_on_cookies_is_not_the_articles(line: str) -> None:
    assert boilerplate_reason(line) == "cookie line"
    assert not boilerplate_reason(f"Die Stadt schreibt: {line}")
