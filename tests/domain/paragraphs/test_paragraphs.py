"""``{#martyrs-7}``: a permanent number, whatever it stands above, in every builder."""

from __future__ import annotations

import base64

import pytest

from books import MakeBook, SmallBook
from chapters import book, chapter, line_of, words

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
#: What can be numbered, the element that carries the id, and the text beside the number.
NUMBERED = {
    "paragraph": ("{#alpha-1}\nWords.", "p", "1Words."),
    "later paragraph": ("{#alpha-1a}\nWords.", "p", "1aWords."),
    "list item": ("- {#alpha-1}\n  Words.\n- more", "p", "1Words."),
    "list": ("{#alpha-1}\n- Words.\n- more", "ul", "Words.more"),
    "ordered list": ("{#alpha-1}\n1. Words.\n2. more", "ol", "Words.more"),
    "quote": ("{#alpha-1}\n> Words.", "blockquote", "1Words."),
    "table": ("{#alpha-1}\n| Words | b |\n|---|---|\n| c | d |", "table", "Wordsbcd"),
    "figure": ("```{figure} x.png\n:name: alpha-1\n:alt: dot\n\nWords.\n```", "figure", "Words."),
    "admonition": ("```{note}\n:name: alpha-1\nWords.\n```", "div", "NoteWords."),
    "markdown figure": (":::{list-table}\n:name: alpha-1\n* - Words\n:::", "table", "Words"),
}


@pytest.fixture
def picture(make_book: MakeBook) -> MakeBook:
    """Make books whose chapters have a picture beside them."""

    def make(files: dict[str, str], builder: str = "html", **options: object) -> SmallBook:
        made = make_book(
            {
                "docs/index.md": "# Empty\n",
            },
            builder,
            clean=False,
        )
        (made.root / "docs/chapters").mkdir(exist_ok=True)
        (made.root / "docs/chapters/x.png").write_bytes(PNG)
        return make_book(files, builder, **options)  # type: ignore[arg-type]

    return make  # type: ignore[return-value]


@pytest.mark.parametrize("kind", NUMBERED)
def test_what_carries_a_number(picture: MakeBook, kind: str) -> None:
    typed, tag, text = NUMBERED[kind]
    made = picture(book(a=chapter("alpha", typed, "{#alpha-2}\nWords.")))
    page = made.page("chapters/a")
    number = page.select_one("a.brief-number")
    assert number is not None
    assert str(number["href"]).startswith("#alpha-1")
    (numbered,) = page.find_all(id=str(number["href"])[1:])
    assert numbered.name == tag
    assert "".join(numbered.get_text().replace("¶", "").split()) == text
    assert number.get_text() == ("1a" if "1a" in typed else "1")


def test_a_number_is_a_link_to_itself_with_a_name_for_screen_readers(make_book: MakeBook) -> None:
    made = make_book(book(a=chapter("alpha", "{#alpha-7}\nWords.")))
    number = made.page("chapters/a").select_one("a.brief-number")
    assert number is not None
    assert (number["href"], number["aria-label"]) == ("#alpha-7", "Paragraph 7")


def test_a_withdrawn_paragraph_keeps_its_number(make_book: MakeBook) -> None:
    a = chapter(
        "alpha",
        "{#alpha-1}\nWords.",
        "```{withdrawn} alpha-2\n:see: alpha-1\n\nThe *figure* was wrong.\n```",
    )
    made = make_book(book(a=a, b=chapter("beta", "{#beta-1}\nAs in [](#alpha-2).")))
    gone = made.page("chapters/a").find(id="alpha-2")
    assert words(gone) == "2Withdrawn: The figure was wrong. See ¶ 1."
    link = made.page("chapters/b").select_one("a.brief-xref")
    assert link is not None
    assert link["href"] == "a.html#alpha-2"


def test_what_is_withdrawn_for_one_reason_shares_it(make_book: MakeBook) -> None:
    gone = "```{withdrawn} alpha-2 alpha-n-old alpha-old alpha-3\nTold elsewhere.\n```"
    a = chapter("alpha", "{#alpha-1}\nWords.", gone)
    b = chapter("beta", "{#beta-1}\nAs in [x](#alpha-2), [x](#alpha-n-old), [x](#alpha-old).")
    made = make_book(book(a=a, b=b))
    page = made.page("chapters/a")
    assert words(page.find(id="alpha-2")) == "2Withdrawn: Told elsewhere."
    assert words(page.find(id="alpha-3")) == "3Withdrawn: Told elsewhere."
    # A number is printed for each; what has none says it once.
    assert page.text.count("Withdrawn:") == 3
    assert page.find(id="alpha-old") is not None
    links = [a["href"] for a in made.page("chapters/b").select("#beta-1 a[href^=a]")]
    assert links == [f"a.html#alpha-{name}" for name in ("2", "n-old", "old")]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("```{withdrawn} alpha-2\n```", "say why alpha-2 was withdrawn"),
        ("```{withdrawn} alpha-2 alpha-3\n```", "say why alpha-2, alpha-3 were withdrawn"),
        ("```{withdrawn} Alpha 2\nWhy.\n```", "'Alpha' is not an id"),
        ("```{withdrawn} alpha-2\n:see: alpha-99\n\nWhy.\n```", "alpha-99"),
    ],
)
def test_a_bad_withdrawal_is_reported(make_book: MakeBook, typed: str, message: str) -> None:
    a = chapter("alpha", "{#alpha-1}\nWords.", typed)
    made = make_book(book(a=a), clean=False)
    assert made.messages.startswith(f"docs/chapters/a.md:{line_of(a, 'withdrawn')}: ")
    assert message in made.messages


def test_an_id_that_stands_twice_is_reported_with_both_places(make_book: MakeBook) -> None:
    a = chapter("alpha", "{#alpha-1}\nWords.")
    b = chapter("beta", "Words.", "{#alpha-1}\nOther words.")
    made = make_book(book(a=a, b=b), clean=False)
    assert made.messages == (
        f"docs/chapters/b.md:{line_of(b, 'Other')}: WARNING: the id 'alpha-1' is used a second "
        f"time; the first is at docs/chapters/a.md:{line_of(a, 'Words')}. "
        "Give this one another id [brief.id_duplicate]\n"
    )


def test_an_id_that_stands_twice_on_one_page_is_reported(make_book: MakeBook) -> None:
    a = chapter("alpha", "{#alpha-1}\nWords.", "{#alpha-1}\nOther words.")
    made = make_book(book(a=a), clean=False)
    assert (
        f"docs/chapters/a.md:{line_of(a, 'Other') - 1}: WARNING: the id 'alpha-1' is used a second "
        f"time; the first is at line {line_of(a, 'Words') - 1}." in made.messages
    )


@pytest.mark.parametrize(
    "typed",
    [
        "{#alpha-1}\n```{note}\nWords.\n```",
        "{#alpha-1}\n:::{note}\nWords.\n:::",
        "{#alpha-1}\n```{figure} x.png\n:alt: dot\n\nWords.\n```",
        "{#alpha-1}",
    ],
)
def test_an_id_that_nothing_carries_is_reported(picture: MakeBook, typed: str) -> None:
    a = chapter("alpha", typed)
    made = picture(book(a=a), clean=False)
    line = line_of(a, "{#alpha-1}")
    assert f"docs/chapters/a.md:{line}: WARNING: nothing carries the id 'alpha-1'" in made.messages


def test_an_id_that_is_only_shown_is_no_id(make_book: MakeBook) -> None:
    shown = "````md\n{#alpha-1}\nWords.\n````"
    make_book(book(a=chapter("alpha", shown, "Write `{#alpha-2}` above it.")))


def test_a_malformed_id_is_reported(make_book: MakeBook) -> None:
    a = chapter("alpha", "{#Alpha-1}\nWords.", "{#alpha_2}\nWords.")
    made = make_book(book(a=a), clean=False)
    assert "'Alpha-1' is not an id; use a-z, 0-9 and -, beginning with a letter" in made.messages
    assert "'alpha_2' is not an id" in made.messages
