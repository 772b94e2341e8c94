"""Citations and the bibliography: what they print, where each source is cited, and slips."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from books import MakeBook
from chapters import BIB, book, chapter, line_of, words

CITATIONS = [
    ("{cite:p}`kontur2025{¶ 12}`", "(Kontur 2025, ¶ 12)"),
    ("{cite:p}`kontur2025`", "(Kontur 2025)"),
    ("{cite}`kontur2025{¶ 12}`", "(Kontur 2025, ¶ 12)"),
    ("{cite:p}`kontur2025{¶¶ 14, 12-13, 3}`", "(Kontur 2025, ¶¶ 14, 12–13, 3)"),
    ("{cite:p}`kontur2025{¶ 3, 7}`", "(Kontur 2025, ¶¶ 3, 7)"),
    ("{cite:p}`kontur2025{headline}`", "(Kontur 2025, headline)"),
    ("{cite:p}`kontur2025{standfirst}`", "(Kontur 2025, standfirst)"),
    ("{cite:p}`kontur2025{caption 2}`", "(Kontur 2025, caption 2)"),
    ("{cite:p}`kontur2025{p. 54}`", "(Kontur 2025, p. 54)"),
    ("{cite:p}`kontur2025{p. 1,234}`", "(Kontur 2025, p. 1,234)"),
    ("{cite:p}`kontur2025{¶ 4a}`", "(Kontur 2025, ¶ 4a)"),
    ("{cite:p}`kontur2025{§ 4(a)(ii)}`", "(Kontur 2025, § 4(a)(ii))"),
    ("{cite:p}`kontur2025{under the oak}`", "(Kontur 2025, under the oak)"),
    ("{cite:p}`kontur2025{#1234}`", "(Kontur 2025, #1234)"),
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


def test_a_locator_that_can_name_no_block_is_none_that_the_source_has(make_book: MakeBook) -> None:
    digest = "0" * 64
    record = RECORD.format(digest) + "".join(BLOCK.format(*b, digest) for b in BLOCKS)
    a = chapter(
        "alpha", "{#alpha-1}\nA {cite:p}`kontur2025{¶ 0}`.",
        "{#alpha-2}\nB {cite:p}`kontur2025{¶¶ 3–1}`.",
        "{#alpha-3}\nC {cite:p}`kontur2025{§ 3},kontur2025{p. 9},kontur2025{under the oak}`.",
    )  # fmt: skip
    made = make_book({**book(a=a), "sources/kontur2025.toml": record}, clean=False)
    assert [line.partition("WARNING: ")[2].partition(";")[0]
            for line in made.messages.splitlines()] == [
        "kontur2025 has no ¶ 0", "kontur2025 has no ¶¶ 3–1",
    ]  # fmt: skip


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


SOUND = "@book{after, author = {Roe, C.}, title = {T}, publisher = {Q}, date = {2003}}\n"
#: What is wrong in a .bib file, and the one message; the entry `after` is read all the same.
BROKEN = [
    ("@book{x, author = {Dow, A., title = {T}, date = {2001}}\n",
     "references.bib:1: WARNING: x: column 10: no brace closes author before 'title'; write }",
     "bib_entry"),
    ("@book{, author = {Dow, A.}, title = {T}}\n",
     "references.bib:1: WARNING: @book: column 7: it has no key", "bib_entry"),
    ("\n@book{x, title = {T}, title = {U}}\n",
     "references.bib:2: WARNING: x: title is used a second time", "bib_duplicate"),
    ("@book{x, title = {T}, date = {2001},\n  journal = quay_j_it}\n",
     "references.bib:2: WARNING: x: journal = quay_j_it: no @string of this name", "bib_string"),
    ("@book{x, author = {Dow, A, Roe, B, Poe, C}, title = {T}}\n",
     "references.bib:1: WARNING: x: author: 'Dow, A, Roe, B, Poe, C' is more than one name",
     "bib_names"),
    ("@book{x, title = {\\tidemark{T}}}\n",
     "references.bib:1: WARNING: x: title has the TeX command \\tidemark", "bib_tex"),
    ("@book{x, title = {T}, crossref = {y}}\n",
     "references.bib:1: WARNING: x: ", "bib_parent"),
    ("@book{x, title = {T}, date = {the ides}}\n", "references.bib:1: WARNING: x: ", "bib_date"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "code"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_bad_entry_costs_that_entry(
    make_book: MakeBook, text: str, message: str, code: str
) -> None:
    a = chapter("alpha", "{#alpha-1}\n{cite:p}`after`")
    made = make_book({**book(a=a), "references.bib": text + SOUND}, clean=False)
    assert made.messages.startswith(message)
    assert made.messages.endswith(f"[brief.{code}]\n")
    assert made.messages.count("\n") == 1
    assert words(made.page("chapters/a").find(id="alpha-1")) == "1(Roe 2003)"


def test_a_byte_that_is_not_utf8_is_one_message(make_book: MakeBook, tmp_path: Path) -> None:
    files = book(a=chapter("alpha", "{#alpha-1}\n{cite:p}`x`"))
    del files["references.bib"]
    path = tmp_path / "book" / "references.bib"
    path.parent.mkdir()
    path.write_bytes(b"\n@book{x, author = {D\xfcrer, A.}, title = {T}, date = {2001}}\n")
    made = make_book(files, clean=False)
    assert made.messages == (
        "references.bib:2: WARNING: the byte 0xFC is not UTF-8; it was read as Windows-1252, "
        "save the file as UTF-8 [brief.bib_encoding]\n"
    )
    assert words(made.page("chapters/a").find(id="alpha-1")) == "1(Dürer 2001)"


def test_a_key_that_stands_twice_costs_the_second(make_book: MakeBook) -> None:
    a = chapter("alpha", "{#alpha-1}\n{cite:p}`kontur2025,after`")
    again = BIB + "@misc{kontur2025, title = {Again}}\n" + SOUND
    made = make_book({**book(a=a), "references.bib": again}, clean=False)
    assert made.messages == (
        f"references.bib:{line_of(again, 'Again')}: WARNING: kontur2025: the key is used a second "
        "time (first in references.bib:1); this entry is left out; rename or remove one "
        "[brief.bib_duplicate]\n"
    )
    assert words(made.page("chapters/a").find(id="alpha-1")) == "1(Kontur 2025; Roe 2003)"


def test_what_is_wrong_in_a_bib_file_is_said_in_each_build(make_book: MakeBook) -> None:
    files = {**book(a=chapter("alpha", "Words.")), "references.bib": BROKEN[0][0]}
    first = make_book(files, clean=False)
    assert "[brief.bib_entry]" in first.messages
    assert make_book(files, clean=False).messages == first.messages


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


def test_a_field_that_is_printed_nowhere_is_no_matter_of_a_build(make_book: MakeBook) -> None:
    bib = SOUND.replace("title = {T}", "title = {T}, colour = {blue}")
    make_book({**book(a=chapter("alpha", "{#alpha-1}\n{cite:p}`after`")), "references.bib": bib})


RELATED = """\
@book{orig, author = {Zett, Ann}, title = {First print}, publisher = {Quay}, date = {1900}}
@book{again, author = {Rook, R.}, title = {Reprint}, publisher = {Quay}, date = {2000},
  related = {orig}, relatedtype = {reprintof}}
@book{put, author = {Tarn, T.}, title = {Into English}, publisher = {Quay}, date = {2001},
  related = {orig}, relatedtype = {translationof}}
@book{part, author = {Vane, V.}, title = {Part}, publisher = {Quay}, date = {2004},
  related = {orig}, relatedstring = {\\autocap{e}xcerpt in}}
@book{multi, author = {Sloop, S.}, title = {All of it}, publisher = {Quay}, date = {2002},
  related = {orig,again}, relatedtype = {multivolume}}
@misc{heard, author = {Quill, Q.}, note = {A speech}, date = {2003},
  related = {orig}, relatedtype = {reportedin}, relatedlocator = {p. 4}}
"""


def test_each_relation_has_its_own_words(make_book: MakeBook) -> None:
    a = chapter(
        "alpha", "{#alpha-1}\n{cite:p}`again,orig`", "{#alpha-2}\n{cite:p}`heard,orig{p. 4}`",
        "{#alpha-3}\n{cite:p}`put,part,multi`",
    )  # fmt: skip
    made = make_book({**book(a=a), "references.bib": RELATED})
    page = made.page("back/sources")
    known = {key: words(page.select_one(f"#ref-{key} .brief-known"))
             for key in ("again", "put", "part", "multi", "heard")}  # fmt: skip
    assert known == {
        "again": "Reprint of Zett 1900.",
        "put": "Translation of Zett 1900.",
        "part": "Excerpt in Zett 1900.",
        "multi": "Volumes: Zett 1900; Rook 2000.",
        "heard": "Known only through Zett 1900, p. 4.",
    }
    cited = made.page("chapters/a")
    assert words(cited.find(id="alpha-1")) == "1(Rook 2000; Zett 1900)"
    assert words(cited.find(id="alpha-2")) == "2(Quill 2003, in Zett 1900, p. 4)"


LISTS = """\
@article{gA, author = {Gaunt, P.}, title = {First}, journaltitle = {J}, date = {2001-01}}
@book{gB, author = {Gaunt, P.}, title = {Second}, publisher = {Q}, date = {2001-05}}
@book{zett, author = {Zett, Ann}, title = {Last}, publisher = {Q}, date = {1990}}
@book{oerd, author = {Ørn, Hans}, title = {A book}, publisher = {Q}, date = {1991}}
@misc{daily, title = {Three bridges are shut}}
"""


def _lists(second: str) -> dict[str, str]:
    def listed(title: str, rule: str) -> str:
        return f"# {title}\n\n```{{bibliography}}\n:filter: {rule}\n```\n"

    a = chapter("alpha", "{#alpha-1}\n{cite:p}`gA,gB` {cite:p}`daily,zett,oerd`")
    articles = listed("Articles", "type == 'article' and cited")
    return {**book(a=a, back_articles=articles), "references.bib": LISTS,
            "docs/back/sources.md": listed("Books", second)}  # fmt: skip


def test_two_lists_on_two_pages_both_resolve(make_book: MakeBook) -> None:
    made = make_book(_lists("type != 'article' and cited"))
    cited = made.page("chapters/a").select("#alpha-1")[0]
    assert words(cited) == (
        "1(Gaunt 2001a; Gaunt 2001b) (“Three bridges are shut” n.d.; Zett 1990; Ørn 1991)"
    )
    assert [str(a["href"]) for a in cited.find_all("a") if "ref-" in str(a["href"])] == [
        "../back/articles.html#ref-ga", "../back/sources.html#ref-gb",
        "../back/sources.html#ref-daily", "../back/sources.html#ref-zett",
        "../back/sources.html#ref-oerd",
    ]  # fmt: skip
    listed = [e["id"] for e in made.page("back/sources").select(".citation")]
    assert listed == ["ref-gb", "ref-oerd", "ref-daily", "ref-zett"]
    assert "Gaunt, P. 2001b. Second." in words(made.page("back/sources").find(id="ref-gb"))


def test_a_work_in_two_lists_has_its_anchor_in_the_first(make_book: MakeBook) -> None:
    made = make_book(_lists("cited"))
    cited = made.page("chapters/a").select("#alpha-1")[0]
    assert cited.find("a", href="../back/articles.html#ref-ga")
    assert made.page("back/articles").find(id="ref-ga")
    second = made.page("back/sources")
    assert second.find(id="ref-ga") is None
    assert "Gaunt, P. 2001a. “First”." in words(second)


def test_two_lists_stand_on_one_page(make_book: MakeBook) -> None:
    one = "```{{bibliography}}\n:filter: type == {!r}\n```\n"
    lists = "# S\n\n" + "\n".join(map(one.format, ("article", "book")))
    a = chapter("alpha", "{#alpha-1}\n{cite:p}`gA,gB`")
    made = make_book({**book(a=a), "references.bib": LISTS, "docs/back/sources.md": lists})
    assert [e["id"] for e in made.page("back/sources").select(".citation")] == [
        "ref-ga", "ref-gb", "ref-oerd", "ref-zett",
    ]  # fmt: skip


def test_a_filter_reads_names_and_fields(make_book: MakeBook) -> None:
    lists = "# S\n\n```{bibliography}\n:filter: author % 'Ørn' or title == 'Last'\n```\n"
    a = chapter("alpha", "Words.")
    made = make_book({**book(a=a), "references.bib": LISTS, "docs/back/sources.md": lists})
    listed = [e["id"] for e in made.page("back/sources").select(".citation")]
    assert listed == ["ref-oerd", "ref-zett"]


LOOKS = r"""
@book{undine, author = {K{\"u}nneth, Ren{\'e}e and {\O}stby, {\AA}se and others},
  title = {The \emph{Undine} of H\textsubscript{2}O}, publisher = {M{\"u}ller \& S{\"o}hne},
  date = {1931}, doi = {10.1000/xyz_1}}
@video{film, author = {Reel, R.}, title = {Tides}, date = {2020}, url = {https://example.org/f.mp4}}
"""


def test_an_entry_has_its_looks_and_its_links(make_book: MakeBook) -> None:
    a = chapter("alpha", "{#alpha-1}\n{cite:p}`undine`", "{#alpha-2}\n{cite:p}`film{00:12:31}`")
    made = make_book({**book(a=a), "references.bib": LOOKS})
    entry = made.page("back/sources").select("#ref-undine")[0]
    assert words(entry).startswith(
        "[Künneth et al. 1931] Künneth, Renée; Østby, Åse et al. 1931. The Undine of H₂O. "
        "Müller & Söhne. https://doi.org/10.1000/xyz_1."
    )
    assert [words(em) for em in entry.select("p em")] == ["The", "of H₂O"]
    assert entry.find("a", href="https://doi.org/10.1000/xyz_1")
    film = made.page("chapters/a").select("#alpha-2")[0]
    assert words(film) == "2(Reel 2020, 00:12:31)"
    assert film.find("a", href="https://example.org/f.mp4#t=751")


def test_a_filter_that_cannot_be_read_is_reported_once(make_book: MakeBook) -> None:
    sources = "# Sources\n\n```{bibliography}\n:filter: key + 1\n```\n"
    a = chapter("alpha", "{#alpha-1}\n{cite:p}`kontur2025,yoon2024`")
    made = make_book({**book(a=a), "docs/back/sources.md": sources}, clean=False)
    assert made.messages.count("this :filter: has an expression that is not allowed") == 1
    assert made.page("back/sources").find(id="ref-yoon2024")
