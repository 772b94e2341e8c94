"""A book in another language, by Sphinx's gettext: its ids are those of the original."""

from __future__ import annotations

import pytest

from books import MakeBook, SmallBook
from chapters import chapter, words

PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: de\\n"

"""
GERMAN = {
    "a": {
        "Weather": "Wetter",
        "Low *water*": "Niedrig*wasser*",
        "The {term}`Fog` came in, {term}`mist` too. See [](#a-top).":
            "Der {term}`Nebel <Fog>` kam, {term}`Dunst <mist>` auch. Siehe [](#a-top).",
    },
    "g": {"Words": "Wörter", "Fog | mist": "Nebel | Dunst", "Low cloud.": "Tiefe Wolke."},
}  # fmt: skip
FILES = {
    "docs/a.md": "---\nprefix: a\n---\n\n{#a-top}\n# Weather\n\n{#a-1}\n"
    "The {term}`Fog` came in, {term}`mist` too. See [](#a-top).\n\n## Low *water*\n",
    "docs/g.md": chapter("g", ":::{glossary} words\nFog | mist\n: Low cloud.\n:::"),
    **{
        f"locale/de/LC_MESSAGES/{name}.po": PO
        + "\n".join(f'msgid "{en}"\nmsgstr "{de}"\n' for en, de in messages.items())
        for name, messages in GERMAN.items()
    },
}
CONF = 'language = "de"\nlocale_dirs = ["../locale"]\ngettext_compact = False\n'


@pytest.fixture(scope="module")
def german(make_shared_book: MakeBook) -> SmallBook:
    return make_shared_book(FILES, conf=CONF)


def test_a_translated_heading_keeps_its_id(german: SmallBook) -> None:
    page = german.page("a")
    assert words(page.select_one("#a-top h1")).startswith("Wetter")
    assert page.select_one("#a-1 a[href='#a-top']")
    assert words(page.select_one("#a-low-water h2")).startswith("Niedrigwasser")


def test_a_translated_term_has_its_forms_and_the_id_of_the_original(german: SmallBook) -> None:
    head = german.page("g").select_one("dt#term-words-fog")
    assert words(head).startswith("Nebel (auch Dunst)")
    assert "|" not in words(head)
    # By the forms of the original, which a translation keeps as the targets.
    links = german.page("a").select("#a-1 a[href='g.html#term-words-fog']")
    assert [words(link) for link in links] == ["Nebel", "Dunst"]
