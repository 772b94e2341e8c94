"""What an edition promised: which changes of a book break it."""

from __future__ import annotations

import pytest

from briefbook.anchors.editions.edition import Edition, Standing, make_edition
from briefbook.anchors.editions.promises import Published, check_promises
from briefbook.core.diagnostics import Severity
from briefbook.core.words.text import text_sha256

ONE = "The minister said that eleven thousand soldiers had arrived in the border region by May."
TWO = "A retired colonel doubts whether the new units can hold their ground against drones."
THREE = "Prices for rice doubled in the capital while the harvest was brought in late this year."


def par(id_: str, text: str, page: str = "a", *, withdrawn: bool = False) -> Standing:
    return Standing(id_, "paragraph", page, text, line=4, withdrawn=withdrawn)


def edition(*anchors: Standing, name: str = "first", number: int = 1) -> Edition:
    return make_edition(name, number, "A book", "2026-01-01", anchors)


def found(
    *anchors: Standing, editions: tuple[Edition, ...] = (), confirmed: str = ""
) -> list[tuple[str, str]]:
    before = editions or (edition(par("a-1", ONE), par("a-2", TWO), par("a-3", THREE)),)
    now = {each.id: each for each in anchors}
    return [
        (each.code, str(each))
        for each in check_promises(
            Published(before, confirmed), now, lambda page: f"docs/{page}.md", lambda *_: 9
        )
    ]


KEPT = (par("a-1", ONE), par("a-2", TWO), par("a-3", THREE))


@pytest.mark.parametrize(
    "now",
    [
        KEPT,
        (*KEPT, par("a-4", "New.")),
        (par("a-1", ONE), par("a-3", THREE, page="b"), par("a-2", TWO)),
        (par("a-1", ONE), par("a-2", "Withdrawn: wrong.", withdrawn=True), par("a-3", THREE)),
        (par("a-1", ONE.replace("minister", "president")), *KEPT[1:]),
        (par("a-1", ONE.replace(" ", "  ").replace("that", "“that”")[:-1] + "!"), *KEPT[1:]),
    ],
    ids=["nothing", "new", "moved", "withdrawn", "small edit", "punctuation"],
)
def test_what_keeps_a_promise(now: tuple[Standing, ...]) -> None:
    assert found(*now) == []


def test_an_id_that_is_gone_is_reported_where_it_was_promised() -> None:
    ((code, message),) = found(*KEPT[:2])
    assert code == "anchor_missing"
    assert message.startswith("editions/first.json:9: the edition 'first' promised a-3 (“Prices")
    assert "{withdrawn} a-3" in message


def test_two_paragraphs_that_swapped_their_ids_are_both_reported() -> None:
    first, second = found(par("a-1", TWO), par("a-2", ONE), KEPT[2])
    assert (first[0], second[0]) == ("anchor_reused", "anchor_reused")
    assert first[1].startswith("docs/a.md:4: a-1 now says what a-2 said in the edition 'first'")
    assert second[1].startswith("docs/a.md:4: a-2 now says what a-1 said")


def test_a_renumbering_is_found_although_every_paragraph_was_edited_too() -> None:
    def edited(text: str) -> str:
        return text.replace("The", "A").replace("the", "that") + " So it says."

    new = "A new paragraph that somebody put in front, after which the rest was numbered anew."
    now = (par("a-1", new), par("a-2", edited(ONE)), par("a-3", edited(TWO)), par("a-4", THREE))
    assert [code for code, _ in found(*now)] == ["anchor_edited", *["anchor_reused"] * 2]


def test_a_heavy_edit_is_a_warning_until_it_is_confirmed() -> None:
    other = "By May, so the ministry, the number of those who had come stood at 11,000."
    now = (par("a-1", other), *KEPT[1:])
    ((code, message),) = found(*now)
    assert code == "anchor_edited"
    digest = text_sha256(other)[:12]
    assert f"add the line 'a-1 {digest} <why>' to editions/confirmed.txt" in message
    assert found(*now, confirmed=f"# heavy edits\na-1 {digest} shorter, same figures\n") == []
    # A confirmation is of this text alone.
    assert found(par("a-1", other + " Or not."), *KEPT[1:], confirmed=f"a-1 {digest} why")
    assert found(par("a-1", other), *KEPT[1:], confirmed=f"a-2 {digest} why")


def test_a_confirmation_that_confirms_nothing_is_reported() -> None:
    ((code, message),) = found(*KEPT, confirmed="\n# fine\na-1 abc\n")
    assert code == "confirmation_malformed"
    assert message.startswith("editions/confirmed.txt:3: 'a-1 abc' confirms nothing")


def test_an_id_does_not_change_its_kind() -> None:
    ((code, message),) = found(Standing("a-1", "section", "a", ONE, line=2), *KEPT[1:])
    assert code == "anchor_reused"
    assert "a-1 is a section now" in message


def test_each_edition_binds_and_the_last_text_counts() -> None:
    rewritten = "By May, so the ministry, the number of those who had come stood at 11,000."
    first = edition(par("a-1", ONE), par("a-2", TWO))
    second = edition(par("a-1", rewritten), par("a-3", THREE), name="second", number=2)
    editions = (second, first)
    assert found(par("a-1", rewritten), KEPT[1], KEPT[2], editions=editions) == []
    ((code, message),) = found(par("a-1", rewritten), KEPT[2], editions=editions)
    assert code == "anchor_missing"
    assert "'first' promised a-2" in message
    ((code, _),) = found(*KEPT, editions=editions)
    assert code == "anchor_edited"


def test_a_number_that_was_withdrawn_is_not_given_to_another_text() -> None:
    first = edition(par("a-1", ONE))
    second = edition(par("a-1", "Withdrawn: wrong.", withdrawn=True), name="second", number=2)
    ((code, _),) = found(par("a-1", TWO), editions=(first, second))
    assert code == "anchor_edited"
    # Its own text may come back.
    assert found(par("a-1", ONE), editions=(first, second)) == []


def test_a_heading_may_be_put_in_other_words() -> None:
    before = edition(Standing("a-losses", "section", "a", "How many have died"))
    now = Standing("a-losses", "section", "a", "Losses")
    assert found(now, editions=(before,)) == []


def test_a_missing_id_is_an_error_and_a_heavy_edit_a_warning() -> None:
    before = edition(*KEPT)
    now = {"a-1": par("a-1", "Something else altogether."), "a-2": KEPT[1]}
    severities = {
        each.code: each.severity
        for each in check_promises(Published((before,)), now, str, lambda *_: 1)
    }
    assert severities == {
        "anchor_missing": Severity.ERROR,
        "anchor_edited": Severity.WARNING,
    }
