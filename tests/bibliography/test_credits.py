"""People of every role are printed, and a list begins with those under whom a work is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefbook.bibliography.csl.bibliographer import Bibliographer
from briefbook.bibliography.csl.styles.find_style import find_style
from briefbook.bibliography.csl.unprinted import unprinted_fields_of
from briefbook.bibliography.inheritance import inherit
from briefbook.bibliography.items.conversion import to_csl
from briefbook.bibliography.printing.formatting import format_entry
from briefbook.bibliography.printing.labels import label_items
from briefbook.bibliography.reading import read_bib
from briefbook.bibliography.rich_text import plain
from printed_works import items


def reference(source: str) -> str:
    (item,) = items(source)
    return plain(format_entry(item, label_items([item])["a"]))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            (
                "@music{a, author={Low, Ann}, title={Tides}, editor={Moor, B}, "
                "editortype={conductor}, editora={{Quay Orchestra}}, editoratype={none}, "
                "date={1999}}"
            ),
            "Low, Ann. 1999. Tides. B. Moor (conductor). Quay Orchestra.",
        ),
        (
            (
                "@performance{a, title={Tides}, editor={Low, Ann}, editortype={music by},"
                " editora={Moor, B}, editoratype={director}, options={useeditor=false},"
                " date={1999}}"
            ),
            "Tides. 1999. Directed by B. Moor. Music by A. Low.",
        ),
        (
            (
                "@music{a, author={Low, Ann}, title={Tides}, editor={Moor, Bo},"
                " editortype={oboist}, options={useauthor=false}, date={1999}}"
            ),
            "Moor, Bo (oboist). 1999. Tides. A. Low.",
        ),
        (
            "@book{a, editor={Low, Ann and others}, title={Tides}, date={1999}}",
            "Low, Ann et al. (eds.). 1999. Tides.",
        ),
        (
            (
                "@incollection{a, author={柴, 跃廷}, editor={李, 初梨}, title={潮}, booktitle={集},"
                " date={1999}}"
            ),
            "柴, 跃廷. 1999. “潮”. In 集, edited by 李初梨.",
        ),
    ],
)
def test_everybody_is_named_by_the_word_of_the_file(source: str, expected: str) -> None:
    assert reference(source) == expected


def test_a_style_initialises_no_eastern_name_and_counts_others_as_editors() -> None:
    source = (
        "@book{a, editor={Low, Ann and others}, title={Tides}, date={1999}}\n"
        "@book{b, author={柴, 跃廷}, title={潮}, date={1999}}"
    )
    found = {str(item["id"]): item for item in items(source)}
    works = Bibliographer(find_style("apa", Path()), "en-US", found, list(found))
    assert plain(works.entry("a", "")) == "Low, A. et al. (Eds.). (1999). Tides."
    assert plain(works.entry("b", "")) == "柴跃廷. (1999). 潮."


def test_a_style_that_has_no_word_for_a_role_is_said_to_leave_its_people_out() -> None:
    (entry,) = inherit(
        read_bib(
            b"@music{a, author={Low, A}, title={T}, editor={Moor, B}, editortype={conductor}}", "x"
        )
    ).entries
    assert unprinted_fields_of(entry, to_csl(entry).item, lambda item: str(sorted(item)), {}) == [
        "editor"
    ]
