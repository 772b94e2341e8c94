"""The theme's files on a site: what nothing uses is neither copied nor looked at again."""

from __future__ import annotations

from importlib.metadata import files
from pathlib import Path
from typing import Any

import pytest

from books import MakeBook
from briefbook.html.theme import unused_files, unused_styles

CONF = 'html_theme = "sphinx_book_theme"\n'
STYLE = "_static/brief-theme.css"
CARDS = "_static/sphinx-design.min.css"
PAGE = "---\nprefix: page\n---\n\n# A page\n\n{#page-1}\nOne paragraph.\n"
SHEETS = [
    Path(str(file.locate()))
    for name in ("pydata-sphinx-theme", "sphinx-book-theme", "sphinx-design")
    for file in files(name) or ()
    if file.suffix == ".css" and "vendor" not in file.parts
]


def test_a_new_paragraph_has_no_style_sheet_made_again(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_book({"docs/page.md": PAGE}, conf=CONF)
    style, cards = first.text(STYLE), first.text(CARDS)
    made = []
    remove_unused_rules = unused_styles.remove_unused_rules

    def noted(text: str, *arguments: Any) -> str:
        made.append(text)
        return remove_unused_rules(text, *arguments)

    monkeypatch.setattr(unused_styles, "remove_unused_rules", noted)
    more = make_book({"docs/page.md": f"{PAGE}\n{{#page-2}}\nAnother paragraph.\n"}, conf=CONF)
    assert 'id="page-2"' in more.text("page.html")
    for book in (more, make_book({}, conf=CONF)):
        assert (book.text(STYLE), book.text(CARDS)) == (style, cards)
    assert made == []
    assert ".display-1" not in style
    # What has a class of the style sheet takes its rules along.
    large = PAGE.replace("{#page-1}", "{#page-1 .display-1}")
    assert ".display-1" in make_book({"docs/page.md": large}, conf=CONF).text(STYLE)
    assert len(made) == 1


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_whatever_a_rule_asks_for_is_known_before_it_is_parsed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    def asked(rules: tuple[object, ...]) -> set[str]:
        names: set[str] = set()
        for rule in rules:
            for _selector, needed in getattr(rule, "selectors", ()):
                names |= needed
            names |= asked(getattr(rule, "rules", ()))
        return names

    found = asked(unused_styles.parsed(text))
    assert found or path.name == "theme.css"
    assert found <= unused_files.names_in(text)


def test_what_would_be_removed_is_not_copied(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unused_files, "_remove", lambda *_: None)
    static = make_book({"docs/page.md": PAGE}, conf=CONF).out / "_static"
    assert (static / "styles" / "pydata-sphinx-theme.css").is_file()
    for folder in ("locales", "scripts", "vendor"):
        assert not (static / folder).exists()
