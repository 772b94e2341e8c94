"""Figures and dates that an earlier check has found are not looked for again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from briefbook.checks.evidence.kept_claims import MEMO, kept_claims
from briefbook.checks.figures import claims
from briefbook.checks.figures.claim import Claim
from briefbook.checks.figures.claims import all_claims, find_claims

SHIPS = "About 40 ships were counted in March 2024."
BOATS = "At least 12 boats sank on 3 May 2021."
Look = Callable[..., list[str]]


@pytest.fixture
def look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Return a check of some texts, which names those in which it had to look for claims."""
    find, looked = claims._all_claims, list[str]()

    def note(text: str, known: bool) -> Sequence[Claim]:
        looked.append(f"{text[:2]} known" if known else text[:2])
        return find(text, known)

    monkeypatch.setattr(claims, "_all_claims", note)

    def check(*texts: str, current: bool = True, whole: bool = True) -> list[str]:
        looked.clear()
        with kept_claims(tmp_path / "claims", current=current, whole=whole):
            for text in texts:
                assert [*find_claims(text)] == find(text, False)
                assert [*all_claims(text, known=True)] == find(text, True)
        return list(looked)

    return check


def test_only_a_text_that_has_changed_is_looked_through(look: Look) -> None:
    assert look(SHIPS, BOATS, SHIPS) == ["Ab", "Ab known", "At", "At known"]
    assert look(SHIPS, BOATS) == []
    assert look(SHIPS, BOATS.replace("2021", "2022")) == ["At", "At known"]
    assert look(SHIPS, BOATS) == ["At", "At known"]


def test_what_other_code_has_found_does_not_count(look: Look) -> None:
    look(SHIPS)
    assert look(SHIPS, current=False) == ["Ab", "Ab known"]
    assert look(SHIPS) == []


def test_a_check_of_one_page_keeps_what_is_known_of_others(look: Look) -> None:
    look(SHIPS)
    look(BOATS, whole=False)
    assert look(SHIPS, BOATS) == []


@pytest.mark.parametrize("spoilt", [b"", b"\0" * 99, None], ids=["emptied", "zeros", "cut short"])
def test_what_a_crash_has_spoilt_is_found_anew(
    look: Look, tmp_path: Path, spoilt: bytes | None
) -> None:
    look(SHIPS)
    file = tmp_path / "claims"
    file.write_bytes(file.read_bytes()[:-3] if spoilt is None else spoilt)
    assert look(SHIPS) == ["Ab", "Ab known"]
    assert look(SHIPS) == []


def test_nothing_is_kept_outside_a_check(look: Look, tmp_path: Path) -> None:
    find_claims(SHIPS)
    assert not (tmp_path / "claims").exists()
    assert look(SHIPS) == ["Ab", "Ab known"]
    assert MEMO.get() is None
