"""Topic glossaries: names, aliases and native forms; ambiguous, unknown, unused, unlinked."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from books import MakeBook, SmallBook
from chapters import book, chapter, line_of, words

PEOPLE = """\
# People

:::{glossary} people
Kim Jong Un | Kim Jong-un | ko: 김정은
: The leader {cite:p}`kontur2025{¶ 3}`; see {term}`places:Hub`.

Hub
: A person called so.
:::
"""
PLACES = """\
# Places

:::{glossary} places
Hub
: A place, home of {term}`people:Hub`.

Kursk | ru: Курск
: A region.
:::
"""


def make(make_book: MakeBook, *blocks: str, clean: bool = True, conf: str = "") -> SmallBook:
    files = book(a=chapter("alpha", *blocks), back_people=PEOPLE, back_places=PLACES)
    return make_book(files, clean=clean, conf=conf)


ALL = "{term}`Kim Jong Un` {term}`Kursk` {term}`people:Hub` {term}`places:Hub`"


FORMS = (
    ("{term}`Kim Jong Un`", "Kim Jong Un", "people.html#term-people-kim-jong-un"),
    ("{term}`kim jong un`", "kim jong un", "people.html#term-people-kim-jong-un"),
    ("{term}`Kim Jong-un`", "Kim Jong-un", "people.html#term-people-kim-jong-un"),
    ("{term}`김정은`", "김정은", "people.html#term-people-kim-jong-un"),
    ("{term}`the leader <Kim Jong Un>`", "the leader", "people.html#term-people-kim-jong-un"),
    ("{term}`people:Kim Jong Un`", "Kim Jong Un", "people.html#term-people-kim-jong-un"),
    ("{term}`places:hub`", "hub", "places.html#term-places-hub"),
    ("{term}`a hub <people:Hub>`", "a hub", "people.html#term-people-hub"),
)


@pytest.fixture(scope="module")
def used(make_shared_book: MakeBook) -> BeautifulSoup:
    """Return the page of a chapter with a paragraph for each form, numbered from 1."""
    typed = [f"{{#alpha-{number}}}\n{form[0]}" for number, form in enumerate(FORMS, 1)]
    return make(make_shared_book, *typed, f"{{#alpha-99}}\n{ALL}").page("chapters/a")


@pytest.mark.parametrize(
    ("number", "form"), [*enumerate(FORMS, 1)], ids=[form[0] for form in FORMS]
)
def test_a_term_is_found_by_any_of_its_forms(
    used: BeautifulSoup, number: int, form: tuple[str, str, str]
) -> None:
    _typed, printed, leads = form
    link = used.select_one(f"#alpha-{number} a.brief-term")
    assert link is not None
    assert words(link) == printed
    assert link["href"] == f"../back/{leads}"


def test_an_entry_shows_its_forms_and_where_it_is_used(make_book: MakeBook) -> None:
    made = make(make_book, f"{{#alpha-1}}\n{ALL}", "{#alpha-2}\n{term}`Kim Jong Un`[^n].",
                "[^n]: Comment: on {term}`김정은`.")  # fmt: skip
    entry = made.page("back/people").find(id="term-people-kim-jong-un")
    assert entry is not None
    assert words(entry).startswith("Kim Jong Un 김정은 (also Kim Jong-un)")
    native = entry.select_one(".brief-native")
    assert native is not None
    assert native["lang"] == "ko"
    uses = entry.find_next("div", class_="brief-used")
    assert uses is not None
    assert words(uses) == "Used in: chapter 1 ¶ 1, 2; note 1"
    assert [a["href"] for a in uses.find_all("a")] == [
        f"../chapters/a.html#alpha-{end}" for end in ("1", "2", "n-n")
    ]


def test_an_entry_is_used_where_it_is_named_linked_or_not(make_book: MakeBook) -> None:
    made = make(
        make_book,
        f"{{#alpha-1}}\n{ALL}",
        "{#alpha-2}\nOf Kim Jong-un nothing is linked here, nor of the Kurskaya road.",
        "{#alpha-3}\n“Kursk” is quoted, which names nothing; a Hub could be either.[^n]",
        "[^n]: Comment: Курск is named in a note.",
    )
    uses = {
        name: words(made.page(f"back/{page}").find(id=id_).find_next(class_="brief-used"))  # type: ignore[union-attr]
        for name, page, id_ in (
            ("Kim", "people", "term-people-kim-jong-un"),
            ("Kursk", "places", "term-places-kursk"),
            ("Hub", "places", "term-places-hub"),
            ("a Hub", "people", "term-people-hub"),
        )
    }
    assert uses == {
        "Kim": "Used in: chapter 1 ¶ 1, 2",
        "Kursk": "Used in: chapter 1 ¶ 1; note 1",
        "Hub": "Used in: chapter 1 ¶ 1 · “People”: Kim Jong Un",
        "a Hub": "Used in: chapter 1 ¶ 1 · “Places”: Hub",
    }


def test_an_entry_that_most_paragraphs_name_is_used_throughout(make_book: MakeBook) -> None:
    named = [f"{{#alpha-{n}}}\nOn Kursk." for n in range(2, 14)]
    others = [f"{{#alpha-{n}}}\nOn nothing." for n in range(14, 25)]
    made = make(make_book, f"{{#alpha-1}}\n{ALL}", *named, *others)
    (link,) = made.page("back/places").select("#term-places-kursk + dd .brief-used a")
    assert words(link) == "chapter 1 throughout"
    assert link["href"] == "../chapters/a.html#alpha"
    # Where as many say nothing of it, each place is told.
    more = [f"{{#alpha-{n}}}\nOn nothing." for n in range(25, 28)]
    made = make(make_book, f"{{#alpha-1}}\n{ALL}", *named, *others, *more)
    (uses,) = made.page("back/places").select("#term-places-kursk + dd .brief-used")
    assert words(uses).endswith("¶ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13")


def test_an_entry_page_is_written_anew_where_a_chapter_names_the_entry(make_book: MakeBook) -> None:
    make(make_book, f"{{#alpha-1}}\n{ALL}", "{#alpha-2}\nNothing.")
    made = make(make_book, f"{{#alpha-1}}\n{ALL}", "{#alpha-2}\nOn to Kursk.")
    entry = made.page("back/places").find(id="term-places-kursk")
    assert words(entry.find_next(class_="brief-used")) == "Used in: chapter 1 ¶ 1, 2"  # type: ignore[union-attr]


def test_entries_use_each_other(make_book: MakeBook) -> None:
    made = make(make_book, f"{{#alpha-1}}\n{ALL}")
    entry = made.page("back/places").find(id="term-places-hub")
    assert entry is not None
    assert words(entry.find_next("div", class_="brief-used")) == (
        "Used in: chapter 1 ¶ 1 · “People”: Kim Jong Un"
    )


def test_an_ambiguous_term_lists_the_choices(make_book: MakeBook) -> None:
    text = chapter("alpha", f"{{#alpha-1}}\nA {{term}}`Hub`. {ALL}")
    files = book(a=text, back_people=PEOPLE, back_places=PLACES)
    made = make_book(files, clean=False)
    assert made.messages == (
        f"docs/chapters/a.md:{line_of(text, 'Hub')}: WARNING: the term 'Hub' is in several "
        "glossaries; write one of people:Hub, places:Hub [brief.term_ambiguous]\n"
    )
    assert "A Hub." in words(made.page("chapters/a").find(id="alpha-1"))


def test_an_unknown_term_suggests_a_near_one(make_book: MakeBook) -> None:
    made = make(
        make_book, f"{{#alpha-1}}\n{{term}}`Kim Jung Un` {{term}}`Xyzzy` {ALL}", clean=False
    )
    near, far = made.messages.splitlines()
    assert "no glossary has the term 'Kim Jung Un'; did you mean 'Kim Jong Un'?" in near
    assert "no glossary has the term 'Xyzzy'; add an entry or fix the spelling" in far


def test_an_unused_entry_is_reported_at_its_line(make_book: MakeBook) -> None:
    made = make(make_book, "{#alpha-1}\n{term}`Kim Jong Un`.", clean=False)
    assert made.messages == (
        f"docs/back/places.md:{line_of(PLACES, 'Kursk')}: WARNING: nothing uses the entry 'Kursk'; "
        "link it with {term}`places:Kursk`, or remove it [brief.term_unused]\n"
    )


def test_a_first_mention_without_a_link_is_reported_once(make_book: MakeBook) -> None:
    blocks = (
        "{#alpha-1}\nOf “Kursk”, quoted, and nothing else.",
        "{#alpha-2}\nThe Kursk region and Kim Jong-un.",
        "{#alpha-3}\nKursk again, and Kim Jong Un.",
        f"{{#alpha-4}}\n{ALL}",
    )
    made = make(make_book, *blocks, clean=False)
    line = line_of(chapter("alpha", *blocks), "The Kursk region")
    assert made.messages.splitlines() == [
        f"docs/chapters/a.md:{line}: WARNING: the chapter's first {form!r} is not linked to the "
        f"glossary; write {{term}}`{form}` [brief.term_not_linked]"
        for form in ("Kim Jong-un", "Kursk")
    ]


def test_a_first_mention_is_linked_by_any_link_of_its_paragraph(make_book: MakeBook) -> None:
    make(
        make_book,
        "{#alpha-1}\nKursk, or {term}`the region <Kursk>`; {term}`Kim Jong Un`; {term}`people:Hub`",
        "{#alpha-2}\nKursk, the {term}`places:Hub`; HUBS are no Hub.",
    )


def test_glossary_warnings_can_be_switched_off(make_book: MakeBook) -> None:
    off = 'suppress_warnings = ["brief.term_unused", "brief.term_not_linked"]\n'
    make(make_book, "{#alpha-1}\nKursk.", conf=off)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            ":::{glossary}\nWord\n: Text.\n:::",
            "this glossary has no topic",
        ),
        (":::{glossary} !!\nWord\n: Text.\n:::", "'!!' is not a topic"),
        (":::{glossary} things\nOnly words.\n:::", "a glossary holds entries"),
        (":::{glossary} things\n | alias\n: Text.\n:::", "an entry has no name"),
    ],
)
def test_a_malformed_glossary_is_reported(make_book: MakeBook, typed: str, message: str) -> None:
    text = f"# Things\n\n{typed}\n"
    made = make_book(book(a=chapter("alpha", "Words."), back_things=text), clean=False)
    assert made.messages.startswith("docs/back/things.md:3: ")
    assert message in made.messages


def test_the_same_entry_twice_is_reported(make_book: MakeBook) -> None:
    again = "# More\n\n:::{glossary} places\nKursk\n: Again.\n:::\n"
    files = book(a=chapter("alpha", f"{{#alpha-1}}\n{ALL}"), back_people=PEOPLE,
                 back_places=PLACES, back_more=again)  # fmt: skip
    made = make_book(files, clean=False)
    assert "the id 'term-places-kursk' is used a second time" in made.messages


def test_persons_are_looked_up_by_their_family_names(make_book: MakeBook) -> None:
    """In the glossary, its letters and the index; `sort:` is no form and is not shown."""
    named = [f"Person {letter} | sort: {letter}" for letter in "ABCDEFG"]
    heads = ["Ada Zeller | Zeller | sort: Zeller", "Kim Jong Un | ko: 김정은", *named]
    heads += ["Zoë de Ávila | sort: Ávila, Zoë de"]
    entries = "\n\n".join(f"{head}\n: What is known." for head in heads)
    people = f"# People\n\n:::{{glossary}} people\n{entries}\n:::\n"
    text = "{#alpha-1}\n{term}`Ada Zeller`, {term}`Zoë de Ávila` and {term}`Kim Jong Un`."
    index = "# Index\n\n```{index-of} people\n```\n"
    files = book(a=chapter("alpha", text), back_people=people, back_index=index)
    made = make_book(files, conf='suppress_warnings = ["brief.term_unused"]\n')
    page = made.page("back/people")
    order = [words(name) for name in page.select("dt .brief-term-name")]
    assert order[0] == "Person A"
    assert order[1] == "Zoë de Ávila"
    assert order[-2:] == ["Kim Jong Un", "Ada Zeller"]
    letters = {words(link): str(link["href"]) for link in page.select(".brief-letters a")}
    assert letters["Z"] == "#term-people-ada-zeller"
    assert list(letters) == [*"ABCDEFGKZ"]
    assert "sort" not in page.get_text()
    listed = [words(term) for term in made.page("back/index").select("dl.brief-index > dt")]
    assert listed == ["Zoë de Ávila", "Kim Jong Un", "Ada Zeller"]
