"""Citations and the bibliography: what they print, where each source is cited, and slips."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from books import MakeBook
from briefbook.domain.reporting.refusal import BookRefusedError
from chapters import BIB, book, chapter, line_of, words

CITATIONS = [
    ("{cite:p}`kontur2025{¶ 12}`", "(Kontur 2025, ¶ 12)"),
    ("{cite:p}`kontur2025`", "(Kontur 2025)"),
    ("{cite}`kontur2025{¶ 12}`", "(Kontur 2025, ¶ 12)"),
    ("{cite:p}`kontur2025{¶¶ 14, 12-13, 3}`", "(Kontur 2025, ¶¶ 3, 12–14)"),
    ("{cite:p}`kontur2025{¶ 3, 7}`", "(Kontur 2025, ¶¶ 3, 7)"),
    ("{cite:p}`kontur2025{headline}`", "(Kontur 2025, headline)"),
    ("{cite:p}`kontur2025{standfirst}`", "(Kontur 2025, standfirst)"),
    ("{cite:p}`kontur2025{caption 2}`", "(Kontur 2025, caption 2)"),
    ("{cite:p}`kontur2025{p. 54}`", "(Kontur 2025, p. 54)"),
    ("{cite:p}`kontur2025{¶ 12},yoon2024{¶¶ 3–4}`", "(Kontur 2025, ¶ 12; Yoon 2024, ¶¶ 3–4)"),
    ("{cite:p}`{as in}kontur2025{¶ 1}`", "(as in Kontur 2025, ¶ 1)"),
    ("{cite:p}`cnn2025,kontur2025{¶ 8}`", "(CNN 2025, in Kontur 2025, ¶ 8)"),
    ("{cite:p}`cnn2025,yoon2024{¶ 8}`", "(CNN 2025; Yoon 2024, ¶ 8)"),
    ("{cite:t}`yoon2024`", "Yoon (2024)"),
    ("{cite:t}`yoon2024{¶ 2}`", "Yoon (2024, ¶ 2)"),
    ("{cite:author}`yoon2024`", "Yoon"),
    ("{cite:year}`yoon2024`", "2024"),
]


@pytest.fixture(scope="module")
def cited_pages(make_shared_book: MakeBook) -> dict[str, BeautifulSoup]:
    """Return the page of a chapter for each citation, by what was typed in its paragraph."""
    names = {typed: f"c{number}" for number, (typed, _printed) in enumerate(CITATIONS)}
    made = make_shared_book(
        book(**{name: chapter(name, f"{{#{name}-1}}\n{typed}") for typed, name in names.items()})
    )
    return {typed: made.page(f"chapters/{name}") for typed, name in names.items()}


@pytest.mark.parametrize(("typed", "printed"), CITATIONS)
def test_a_citation_prints(cited_pages: dict[str, BeautifulSoup], typed: str, printed: str) -> None:
    cited = cited_pages[typed].select_one("p[id] .brief-cite")
    assert cited is not None
    assert words(cited) == printed
    links = {str(a["href"]).split("#")[0] for a in cited.find_all("a")}
    assert links == {"../back/sources.html"}


def test_an_entry_lists_where_it_is_cited(make_book: MakeBook) -> None:
    a = chapter(
        "alpha", *(f"{{#alpha-{n}}}\nWords{{cite:p}}`kontur2025{{¶ {n}}}`." for n in (1, 2)),
        "{#alpha-3}\nWords[^m] and[^n].",
        "[^m]: Comment: no source.", "[^n]: Comment: {cite:p}`kontur2025{¶ 2}`.",
    )  # fmt: skip
    b = chapter("beta", "{#beta-7}\nTwice {cite:p}`kontur2025{¶ 1},kontur2025{¶ 9}`.")
    things = "# Things\n\n:::{glossary} things\nDrone\n: A thing {cite:p}`kontur2025`.\n:::\n"
    made = make_book(
        book(a=a, b=b + "\n{term}`Drone`\n", back_things=things),
        conf='suppress_warnings = ["brief.term_unused"]\n',
    )
    entry = made.page("back/sources").find(id="ref-kontur2025")
    assert entry is not None
    assert words(entry.select_one(".brief-used")) == (
        "Cited in: chapter 1 ¶ 1, 2; note 2 · chapter 2 ¶ 7 · “Things”: Drone"
    )
    assert [a["href"] for a in entry.select(".brief-used a")] == [
        "../chapters/a.html#alpha-1", "../chapters/a.html#alpha-2", "../chapters/a.html#alpha-n-n",
        "../chapters/b.html#beta-7", "things.html#term-things-drone",
    ]  # fmt: skip


def test_a_work_known_through_an_article_says_so(make_book: MakeBook) -> None:
    a = chapter("alpha", "{#alpha-1}\n{cite:p}`cnn2025,kontur2025{¶ 8}`.")
    entry = make_book(book(a=a)).page("back/sources").find(id="ref-cnn2025")
    assert entry is not None
    assert words(entry.select_one(".brief-known")) == "Known only through Kontur 2025, ¶ 8."
    link = entry.select_one(".brief-known a")
    assert link is not None
    assert link["href"] == "#ref-kontur2025"


SLIPS = [
    ("{cite}`kontur2025, p. 5`", "'kontur2025, p. 5' is not a citation", "citation_malformed"),
    ("{cite:p}`kontur2025{¶ 12`", "is not a citation; write key{¶ 12}", "citation_malformed"),
    ("{cite:p}`kontur2025{§ 5}`", "'§ 5' is not a locator; expected", "locator_malformed"),
    ("{cite:p}`kontur2025{¶ 9–3}`", "runs from 9 to 3", "locator_malformed"),
    ("{cite:p}`kontur2025{¶ 0}`", "'¶ 0' is not a locator", "locator_malformed"),
    ("{cite:p}`kontur2026{¶ 1}`", "no source has the key 'kontur2026'; did you mean 'kontur2025'?",
     "source_unknown"),
    ("{cite:p}`zzz`", "no source has the key 'zzz'; add it to the .bib file", "source_unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "message", "code"), SLIPS, ids=[slip[0] for slip in SLIPS])
def test_a_slip_in_a_citation_is_reported_at_its_line(
    make_book: MakeBook, typed: str, message: str, code: str
) -> None:
    a = chapter("alpha", f"{{#alpha-1}}\nFirst line,\nthen {typed} here.",
                "{#alpha-2}\n{cite:p}`kontur2025,yoon2024`")  # fmt: skip
    made = make_book(book(a=a), clean=False)
    # What MyST cannot read is known by its paragraph, a key by the line that it stands in.
    place = line_of(a, "then" if code == "source_unknown" else "First line")
    assert made.messages.startswith(f"docs/chapters/a.md:{place}: WARNING: ")
    assert message in made.messages
    assert f"[brief.{code}]" in made.messages
    assert made.messages.count("\n") == 1
    shown = made.page("chapters/a").find(id="alpha-1")
    assert "here." in words(shown)


RECORD = """\
key = "kontur2025"
title = "A headline"
rights = "restricted"
words = 10
text_sha256 = "{0}"
[file]
name = "x.txt"
sha256 = "{0}"
size = 10
media_type = "text/plain"
reader = "text"
"""
BLOCK = '[[blocks]]\nlocator = "{}"\nkind = "{}"\nwords = 2\nsha256 = "{}"\n'
BLOCKS = [("headline", "headline"), ("caption 1", "caption")]
BLOCKS += [(f"¶ {n}", "paragraph") for n in range(1, 4)]


def test_a_locator_of_a_block_that_the_source_lacks_is_reported(make_book: MakeBook) -> None:
    digest = "0" * 64
    record = RECORD.format(digest) + "".join(BLOCK.format(*b, digest) for b in BLOCKS)
    a = chapter(
        "alpha", "{#alpha-1}\nGood {cite:p}`kontur2025{headline, caption 1, ¶¶ 1–3}`.",
        "{#alpha-2}\nBad {cite:p}`kontur2025{¶¶ 3–4}`.",
        "{#alpha-3}\nNote[^n] {cite:p}`kontur2025{p. 9},yoon2024{¶ 99}`.",
        "[^n]: Comment: bad {cite:p}`kontur2025{caption 2}`.",
    )  # fmt: skip
    made = make_book({**book(a=a), "sources/kontur2025.toml": record}, clean=False)
    has = "it has headline, caption 1, ¶¶ 1–3. Fix the locator, or the record"
    assert made.messages.splitlines() == [
        f"docs/chapters/a.md:{line_of(a, typed)}: WARNING: kontur2025 has no {block}; {has} "
        "[brief.locator_unknown]"
        for typed, block in (("Bad", "¶ 4"), ("Comment", "caption 2"))
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@article{x, title={a}\n\n@misc{y, title={b}}\n", "references.bib:3: '}' expected"),
        ("@article{x, title = {never closed\n", "references.bib:"),
        ("@article{x,\n  title {a},\n}\n", "references.bib:2: '=' expected"),
    ],
)
def test_a_malformed_bib_file_is_one_line(make_book: MakeBook, text: str, message: str) -> None:
    with pytest.raises(BookRefusedError) as caught:
        make_book({**book(a=chapter("alpha", "Words.")), "references.bib": text})
    assert str(caught.value).startswith(message)
    assert "fix the entry" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_key_that_stands_twice_is_reported(make_book: MakeBook) -> None:
    a = chapter("alpha", "{#alpha-1}\n{cite:p}`kontur2025`")
    again = BIB + "@misc{kontur2025, title = {Again}}\n"
    made = make_book({**book(a=a), "references.bib": again}, clean=False)
    assert "repeated bibliography entry: kontur2025" in made.messages


def test_a_related_work_without_its_article_is_reported(make_book: MakeBook) -> None:
    a = chapter("alpha", "{#alpha-1}\n{cite:p}`cnn2025`")
    made = make_book(book(a=a), clean=False)
    assert "the entry 'cnn2025' is known through 'kontur2025', which is not in" in made.messages


def test_a_source_that_no_bibliography_lists_is_reported(make_book: MakeBook) -> None:
    a = chapter("alpha", "{#alpha-1}\n{cite:p}`kontur2025`")
    made = make_book({**book(a=a), "docs/back/sources.md": "# None\n"}, clean=False)
    assert "'kontur2025'; it has an entry, but no {bibliography}" in made.messages


def test_sources_that_would_read_the_same_are_told_apart(make_book: MakeBook) -> None:
    bib = "".join(f"@misc{{{key}, author={{Lee, A.}}, title={{{key}}}, date={{2024}}}}\n"
                  for key in ("one", "two"))  # fmt: skip
    a = chapter("alpha", "{#alpha-1}\n{cite:p}`two` and {cite:t}`one`")
    made = make_book({**book(a=a), "references.bib": bib})
    assert words(made.page("chapters/a").find(id="alpha-1")) == "1(Lee 2024b) and Lee (2024a)"


def test_a_filter_that_cannot_be_read_is_reported_once(make_book: MakeBook) -> None:
    sources = "# Sources\n\n```{bibliography}\n:filter: key + 1\n```\n"
    a = chapter("alpha", "{#alpha-1}\n{cite:p}`kontur2025,yoon2024`")
    made = make_book({**book(a=a), "docs/back/sources.md": sources}, clean=False)
    assert made.messages.count("this :filter: uses what a filter cannot hold") == 1
    assert made.page("back/sources").find(id="ref-yoon2024")
