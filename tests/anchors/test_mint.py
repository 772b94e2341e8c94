"""Minting: new paragraphs and headings get ids, nothing that stands is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.anchors.ids.markdown_blocks import make_parser
from briefbook.anchors.ids.mint import Minted, given_ids, mint

PARSER = make_parser(["dollarmath", "substitution"])


def minted(text: str, *taken: str) -> Minted:
    return mint(text, "alpha", taken, PARSER)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # The next free number, in the order of the text.
        ("One.\n\nTwo.\n", "{#alpha-1}\nOne.\n\n{#alpha-2}\nTwo.\n"),
        ("{#alpha-7}\nSeven.\n\nNew.", "{#alpha-7}\nSeven.\n\n{#alpha-8}\nNew."),
        # A link behind a brace that was left open is no id.
        (
            "{cite:p}`k{¶ 3`. See [](#alpha-99).\n",
            "{#alpha-1}\n{cite:p}`k{¶ 3`. See [](#alpha-99).\n",
        ),
        # Between two numbers: letters, after those that were given already.
        (
            "{#alpha-7}\nA.\n\nB.\n\nC.\n\n{#alpha-8}\nD.",
            "{#alpha-7}\nA.\n\n{#alpha-7a}\nB.\n\n{#alpha-7b}\nC.\n\n{#alpha-8}\nD.",
        ),
        (
            "{#alpha-7}\nA.\n\nB.\n\n{#alpha-7a}\nC.\n\n{#alpha-8}\nD.",
            "{#alpha-7}\nA.\n\n{#alpha-7b}\nB.\n\n{#alpha-7a}\nC.\n\n{#alpha-8}\nD.",
        ),
        # A withdrawn number counts as a number.
        (
            "{#alpha-1}\nA.\n\nB.\n\n```{withdrawn} alpha-2\n```\n\nC.",
            "{#alpha-1}\nA.\n\n{#alpha-1a}\nB.\n\n```{withdrawn} alpha-2\n```\n\n{#alpha-3}\nC.",
        ),
        # So do several that share a reason.
        (
            "```{withdrawn} alpha-1 alpha-n-x alpha-3\n```\n\nA.\n\n{#alpha-4}\nB.",
            "```{withdrawn} alpha-1 alpha-n-x alpha-3\n```\n\n{#alpha-3a}\nA.\n\n{#alpha-4}\nB.",
        ),
        # Nothing comes before 1.
        ("New.\n\n{#alpha-1}\nA.", "{#alpha-2}\nNew.\n\n{#alpha-1}\nA."),
        # A paragraph from another chapter keeps its id and does not count here.
        (
            "{#alpha-1}\nA.\n\n{#beta-9}\nMoved.\n\nB.",
            "{#alpha-1}\nA.\n\n{#beta-9}\nMoved.\n\n{#alpha-2}\nB.",
        ),
        # Attributes that stand there stay.
        ("{.lead}\nWords.", "{.lead}\n{#alpha-1}\nWords."),
        # The title, and sections by their own words.
        ("# Title\n", "{#alpha}\n# Title\n"),
        (
            "# T\n\n## “Blood for *leverage*”\n",
            "{#alpha}\n# T\n\n{#alpha-blood-for-leverage}\n## “Blood for *leverage*”\n",
        ),
        (
            "{#alpha}\n# T\n\nHow {term}`it <the war>` goes\n---\n",
            "{#alpha}\n# T\n\n{#alpha-how-it-goes}\nHow {term}`it <the war>` goes\n---\n",
        ),
        ("{#alpha}\n# T\n\n## 2025\n", "{#alpha}\n# T\n\n{#alpha-section-2025}\n## 2025\n"),
        ("{#alpha-1}\nA.\n## B\n", "{#alpha-1}\nA.\n\n{#alpha-b}\n## B\n"),
        # Line ends stay what they are.
        ("One.\r\n\r\nTwo.\r\n", "{#alpha-1}\r\nOne.\r\n\r\n{#alpha-2}\r\nTwo.\r\n"),
    ],
)
def test_what_is_missing_is_minted(before: str, after: str) -> None:
    assert minted(before).text == after


@pytest.mark.parametrize(
    "text",
    [
        "- a list\n- of two\n",
        "> a quotation\n",
        "| a |\n|---|\n| b |\n",
        "[^drones]: Comment: words.\n\n    More of it.\n",
        "```{note}\nWords.\n```\n",
        ":::{admonition} In brief\n:class: in-brief\n\nWords.\n\n- One\n:::\n",
        ":::{glossary} people\n\nKim\n: Words.\n\n:::\n",
        "% a comment\n",
        "<!-- a comment -->\n",
        "Term\n: Definition.\n",
        "    code\n",
        "![A picture](a.png)\n",
        "$$\nx = 1\n$$\n",
        "{{ block }}\n",
        "(target)=\n",
        "[ref]: https://example.org\n",
        "",
    ],
)
def test_what_is_no_paragraph_gets_no_number(text: str) -> None:
    assert minted(f"{{#alpha-1}}\nWords.\n\n{text}").ids == ()


def test_a_number_of_another_time_or_place_is_not_given_again() -> None:
    assert minted("New.", "alpha-4", "beta-9").ids == ("alpha-5",)
    assert minted("{#alpha-1}\nA.\n\nB.\n\n{#alpha-2}\nC.", "alpha-1a").ids == ("alpha-1b",)
    assert minted("{#alpha-1}\nA.\n\nB.\n\n{#alpha-2}\nC.", "alpha-1z").ids == ("alpha-1aa",)


def test_ids_inside_directives_are_seen() -> None:
    text = "```{figure} a.png\n:name: alpha-3\n```\n\n(alpha-4)=\nA.\n\n- {#alpha-5 .wide}\n  B.\n"
    assert given_ids(text) == {"alpha-3", "alpha-4", "alpha-5"}
    assert minted(f"{text}\nNew.").ids == ("alpha-6",)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("## Курск\n", (1, "the heading has no Latin letter or digit")),
        ("## A\n\n## B\n\n## A\n", (5, "the id 'alpha-a' is taken")),
        ("{#mine}\nWords.\n", (2, "the id 'mine' is not a number")),
    ],
)
def test_what_an_author_must_decide_is_said(text: str, remark: tuple[int, str]) -> None:
    (found,) = minted(text).remarks
    assert found[0] == remark[0]
    assert found[1].startswith(remark[1])


_PIECES = st.sampled_from(
    [
        "Words here.",
        "More words,\nover two lines.",
        "{#alpha-3}\nThree.",
        "{#alpha-3a}\nThree a.",
        "{#alpha-9}\nNine.",
        "{.lead}\nLead.",
        "# A title",
        "## A heading",
        "{#alpha-own}\n## Another",
        "- item\n\n  more",
        "> quoted",
        "[^n]: Comment: note.\n    More.",
        "```{withdrawn} alpha-5\nWhy.\n```",
        ":::{note}\nInside.\n\nInside too.\n:::",
        "% comment",
        "Term\n: Definition",
        "[r]: https://example.org",
        "| a |\n|---|\n| b |",
        "(t)=\n## Target",
        "+++",
    ]
)


@given(st.lists(st.tuples(_PIECES, st.sampled_from(["\n", "\n\n", "\n\n\n"])), max_size=12))
def test_only_id_lines_are_added_and_a_second_run_adds_none(
    pieces: list[tuple[str, str]],
) -> None:
    text = "".join(piece + end for piece, end in pieces)
    first = minted(text)
    added = {f"{{#{id_}}}" for id_ in first.ids}
    left = [line for line in first.text.split("\n") if line and line not in added]
    assert left == [line for line in text.split("\n") if line]
    assert len(added) == len(first.ids)
    assert not given_ids(text) & set(first.ids)
    assert minted(first.text).ids == ()
