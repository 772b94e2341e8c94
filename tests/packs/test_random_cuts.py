"""Random packs of random pages have no word of what is cut."""

from __future__ import annotations

import os
import random
from pathlib import Path

from briefbook.anchors.ids.markdown_blocks import make_parser
from briefbook.core.ids import typed_ids
from briefbook.packs.cutting.page import read_page
from briefbook.packs.scanning.scan import scan
from packing.cutting import cut
from packing.pack_book import (
    words_of,
    write_book,
)

TRIES = int(os.environ.get("PACKS", "25"))


def test_random_cuts_leave_no_word_of_what_is_cut(tmp_path: Path) -> None:
    """Each part has a word of its own, so that the tree alone tells what is in it."""
    for seed in range(TRIES):
        chance = random.Random(seed)  # noqa: S311  # no secret rests on it
        parts = _random_parts(chance)
        river = _random_page(parts)
        packs = 'unmarked = "TLP:CLEAR"\n[public]\nmark = "TLP:GREEN"\nleaning = "cut"\n'
        book = write_book(tmp_path / str(seed), packs, river=river)
        made, tree = cut(book)
        said = words_of(tree)
        secret = [word for word, (_form, mark) in parts.items() if mark in {"AMBER", "RED"}]
        assert [word for word in secret if word in said] == [], (seed, river)
        plain = [word for word in _certain(parts) if word not in said]
        assert plain == [], (seed, river, made.cut)
        if not (tree / "docs/chapters/river.md").exists():
            continue  # Nothing was left of it.
        # What is kept is still parted from what stands before it.
        page = read_page(tree / "docs/chapters/river.md", "", "", make_parser())
        carried = {id_ for block in page.walk() for id_ in block.ids}
        typed = {id_ for id_, _line in typed_ids("".join(page.lines))}
        assert typed <= carried, (seed, typed - carried)
        # The scanner, which knows no marks, says the same of the tree itself.
        assert scan(book, tree, tree).hits == (), seed


def _random_parts(chance: random.Random) -> dict[str, tuple[str, str]]:
    forms = ("plain", "item", "quote", "note", "box", "table", "ordered", "nested", "section")
    marks = ("", "", "CLEAR", "AMBER", "RED")
    letters = "bdfghjklmn"
    return {
        chance.choice(_BEGINNINGS) + "".join(chance.choices(letters, k=8)): (
            chance.choice(forms), chance.choice(marks),
        )
        for _ in range(chance.randint(4, 14))
    }  # fmt: skip


def _certain(parts: dict[str, tuple[str, str]]) -> list[str]:
    """Return the words of parts that nothing around them may have taken away."""
    found, inherited = [], False
    for word, (form, mark) in parts.items():
        if form == "section":
            inherited = mark in {"AMBER", "RED"}
        elif form == "plain" and mark in {"", "CLEAR"} and not inherited:
            found.append(word)
    return found


_BEGINNINGS = ("Xq", "Žq", "Ö", "O’q", "김정", "Їж", "Q_", "İ", "ß")
_FORMS = {
    "plain": "{above}The word is {word}, said “{word} of old”.",
    "item": "- {inner}The item {word}\n  runs on.\n- Another item.",
    "quote": "> {inner}\n> A quotation of {word}.\n>\n> It goes on.",
    "note": "Some words.[^{word}]\n\n{above}[^{word}]: Comment: noted {word}\n    and more.",
    "box": "{above}:::{{admonition}} Title {word}\nInside it.\n\n- {word}\n:::",
    "table": "{above}| {word} | b |\n| --- | --- |\n| c | {word} |",
    "ordered": "{above}1. First {word}\n2. Second\n   - third {word}",
    "section": "{above}## Part {word}\n\nUnder the heading.",
    "nested": ":::{{note}}\n{above}Inside {word}.\n\nMore inside.\n:::",
}


def _random_page(parts: dict[str, tuple[str, str]]) -> str:
    page = ["---\nprefix: river\n---\n\n{#river}\n# The river\n"]
    for number, (word, (form, mark)) in enumerate(parts.items()):
        attributes = f"#river-{number}" + (f' handling="TLP:{mark}"' if mark else "")
        # In lists and quotes a mark stands in the first line of the item, or of the quotation.
        above = f"{{{attributes}}}\n"
        inner = {"item": f"{{{attributes}}}\n  ", "quote": f"{{{attributes}}}"}.get(form, "")
        page.append(_FORMS[form].format(word=word, above=above, inner=inner) + "\n")
    return "\n".join(page)
