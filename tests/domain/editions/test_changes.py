"""``{changes}``: what has changed since an edition, printed in the book."""

from __future__ import annotations

from books import MakeBook, run_briefbook
from chapters import book, chapter

ONE = "The minister said that eleven thousand soldiers had arrived in the border region by May."
TEN = ONE.replace("eleven", "ten")
A = chapter("alpha", f"{{#alpha-1}}\n{ONE}", "{#alpha-2}\nThis one will move to another chapter.")
B = chapter("beta", "{#beta-1}\nThe second chapter.")
NEWS = "# Changes\n\n```{changes} first\n```\n"


def test_changes_are_printed_with_links_and_follow_the_book(make_book: MakeBook) -> None:
    made = make_book(book(a=A, b=B))
    assert (
        run_briefbook(made.root, "edition", "first", "--despite", "it cites nothing").returncode
        == 0
    )
    made = make_book({"docs/back/news.md": NEWS})
    assert "Nothing has changed since the edition first." in made.page("back/news").get_text()
    made = make_book(
        {
            "docs/chapters/a.md": chapter("alpha", f"{{#alpha-1}}\n{TEN}", "{#alpha-3}\nNew."),
            "docs/chapters/b.md": B + "\n{#alpha-2}\nThis one will move to another chapter.\n",
        }
    )
    page = made.page("back/news")
    titles = [title.get_text() for title in page.select("p.rubric")]
    assert titles == ["New (1)", "Changed (1)", "Moved (1)"]
    lines = [line.get_text().replace("\N{NO-BREAK SPACE}", " ") for line in page.select("li > p")]
    assert lines == [
        "chapter 1, ¶ 3: New.",
        f"chapter 1, ¶ 1 (7 % of its words): {' '.join(TEN.split()[:12])} …",
        "chapter 2, ¶ alpha-2 (was in chapter 1): This one will move to another chapter.",
    ]
    links = [link["href"] for link in page.select("li > p > a")]
    assert links == [
        "../chapters/a.html#alpha-3",
        "../chapters/a.html#alpha-1",
        "../chapters/b.html#alpha-2",
    ]


def test_an_unknown_edition_is_reported_at_its_line(make_book: MakeBook) -> None:
    made = make_book(book(a=A, b=B, back_news=NEWS), clean=False)
    assert made.messages.startswith("docs/back/news.md:3: ERROR: ")
    assert "there is no edition 'first' in editions/" in made.messages


def test_changes_are_text_in_other_builders(make_book: MakeBook) -> None:
    made = make_book(book(a=A, b=B))
    assert (
        run_briefbook(made.root, "edition", "first", "--despite", "it cites nothing").returncode
        == 0
    )
    made = make_book(
        {"docs/back/news.md": NEWS, "docs/chapters/a.md": A + "\n{#alpha-3}\nNew.\n"}, "text"
    )
    assert "New (1)" in made.text("back/news.txt")
