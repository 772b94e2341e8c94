"""A French draft: each honest line passes, and the same line with one thing changed does not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefbook.cli import main

SOURCE = """\
Les finances du port

Le 3 mars 2024, le conseil a voté un budget de 1\u202f250\u202f000 euros, en hausse de 4,5\u202f%.

« C’est une “décision difficile”, mais nous l’assumons », a dit la maire aux commerçants.

Quelque 1\u202f200 habitants ont signé la pétition lancée par une dizaine de commerçants.

Au XXIe siècle, la population du port a grandi ; la commune est la troisième du département.

Le tribunal statuera le 1er juin à 14 h 30 ; une quinzaine d’élus ont déposé un recours.

La dette du port est d’un million et demi d’euros, et le port date du dix-neuvième siècle.
"""
#: What a draft says, and the same with one thing changed.
PAIRS = [
    ("Le budget voté par le conseil est de 1,25 million d’euros.",
     "Le budget voté par le conseil est de 1,52 million d’euros."),
    ("Le conseil a voté le budget le 3 mars dernier.",
     "Le conseil a voté le budget le 13 mars dernier."),
    ("La maire : « C’est une « décision difficile », mais nous l’assumons. »",
     "La maire : « C’est une « décision facile », mais nous l’assumons. »"),
    ("La pétition est lancée par une dizaine de commerçants.",
     "La pétition est lancée par une vingtaine de commerçants."),
    ("Au xxie siècle, la population du port a grandi.",
     "Au xxe siècle, la population du port a grandi."),
    ("La commune est la 3e du département.", "La commune est la 2e du département."),
    ("Le tribunal statuera le 1er juin à 14h30.", "Le tribunal statuera le 1er juin à 14h45."),
    ("Une quinzaine d’élus ont déposé un recours.", "Une trentaine d’élus ont déposé un recours."),
    ("La dette du port est de 1,5 million d’euros.", "La dette du port est d’un million d’euros."),
    ("Le port date du XIXe siècle.", "Le port date du XVIIIe siècle."),
]  # fmt: skip


@pytest.fixture(scope="module")
def verified(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Any], list[Any]]:
    """Return the claims of the honest draft and of the false one; a line each, from line 1."""
    folder = tmp_path_factory.mktemp("french")
    (folder / "sources").mkdir()
    (folder / "sources" / "port.txt").write_text(SOURCE, encoding="utf-8")
    claims = []
    for name, lines in zip(("honest", "false"), zip(*PAIRS, strict=True), strict=True):
        draft, out = folder / f"{name}.md", folder / f"{name}.json"
        draft.write_text("\n\n".join(lines), encoding="utf-8")
        sources = ["--sources", str(folder / "sources")]
        main(["verify", str(draft), *sources, "--format", "json", "--output", str(out)])
        claims.append(json.loads(out.read_text(encoding="utf-8"))["claims"])
    return claims[0], claims[1]


def test_every_honest_line_is_compared_and_exact(verified: tuple[list[Any], list[Any]]) -> None:
    honest, _false = verified
    assert [claim for claim in honest if claim["status"] != "exact"] == []
    assert {claim["line"] for claim in honest} == set(range(1, 2 * len(PAIRS), 2))


def test_every_false_line_is_found_where_it_stands(verified: tuple[list[Any], list[Any]]) -> None:
    _honest, false = verified
    wrong = {claim["line"] for claim in false if claim["status"] != "exact"}
    assert wrong == set(range(1, 2 * len(PAIRS), 2))
