"""Pairs: a true sentence that one rule makes false is caught, one that stays true is not flagged.

``PAIRS=10000 .venv/bin/python -m pytest tests/checks/test_pairs.py`` tries that many a language.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from briefbook.checks.figures.claims import find_claims
from briefbook.checks.figures.probe import FigureProbe
from briefbook.checks.prose.languages.language import language
from briefbook.checks.prose.word_forms import source_words
from briefbook.checks.quotations.matching import Around, find_quotation
from changes import FALSE, SAME

PAIRS = int(os.environ.get("PAIRS", "150"))


@dataclass(frozen=True, slots=True)
class Tongue:
    """Frames that assert and deny a clause, clauses, and how thousands are set apart."""

    code: str
    names: tuple[str, ...]
    asserts: tuple[str, ...]
    denies: tuple[str, ...]
    clauses: tuple[str, ...]
    thousands: tuple[str, ...]


TONGUES = {
    "English": Tongue(
        "en",
        ("Ada Moore", "the mayor", "General Okafor", "the ministry's spokesman"),
        ("{who} said that {what}.", "According to {who}, {what}.",
         "{who} has confirmed that {what}.", "{who} did not doubt that {what}."),
        ("{who} denied that {what}.", "{who} has not confirmed that {what}.",
         "{who} never said that {what}.", "{who} refused to say that {what}.",
         "There is no evidence, {who} said, that {what}."),
        ("{n} ferries were held in Port Alder while the northern bridge is being rebuilt",
         "the old company had paid {n} workers in Calder “a fair wage” before June",
         "the council will sell {n} houses to families from Port Alder and Calder",
         "about {n} soldiers were moved to the border — most of them by train",
         "the harbour has {n} cranes, which is more than the whole of Calder can use",
         "nobody in Port Alder was told that {n} barrels of oil were lost near the old quay"),
        (",", "", "\u00a0", "\u202f"),
    ),
    "German": Tongue(
        "de",
        ("Ada Moor", "der Bürgermeister", "General Okafor", "die Sprecherin"),
        ("{who} sagte, dass {what}.", "{who} bestätigte, dass {what}."),
        ("{who} bestritt, dass {what}.", "{who} dementierte, dass {what}.",
         "{who} hat nie gesagt, dass {what}."),
        ("{n} Fähren in Altenhafen liegen, während die nördliche Brücke gebaut wird",
         "die alte Firma {n} Arbeitern in Kalden „einen gerechten Lohn“ bezahlt hat",
         "etwa {n} Soldaten an die Grenze gebracht wurden – die meisten mit dem Zug",
         "der Hafen {n} Kräne hat und damit mehr, als ganz Kalden gebrauchen kann",
         "niemand in Altenhafen erfahren hat, dass {n} Fässer am alten Kai verloren gingen"),
        (".", "", "\u00a0", "\u202f"),
    ),
    "French": Tongue(
        "fr",
        ("Ada Moreau", "le maire", "le général Okafor", "la porte-parole"),
        ("{who} a dit que {what}.", "Selon {who}, {what}.", "{who} a confirmé que {what}."),
        ("{who} a nié que {what}.", "{who} a démenti que {what}.",
         "{who} n'a jamais dit que {what}."),
        ("{n} navires sont restés à Port-Alder tandis que le pont du nord est en travaux",
         "la vieille compagnie avait payé {n} ouvriers de Calder « un juste salaire » avant juin",
         "environ {n} soldats ont été conduits à la frontière – la plupart en train",
         "le port a {n} grues, plus que toute la région de Calder ne peut en utiliser",
         "les {n} tonneaux perdus près du vieux quai ne sont jamais revenus au port"),
        ("\u202f", "\u00a0", ""),
    ),
    "Russian": Tongue(
        "ru",
        ("Ада Мур", "мэр города", "генерал Окафор", "пресс-секретарь"),
        ("{who} сказал, что {what}.", "По словам мэра, {what}.", "{who} подтвердил, что {what}."),
        ("{who} отрицал, что {what}.", "{who} опроверг, что {what}.",
         "{who} никогда не говорил, что {what}."),
        ("{n} паромов стояли в порту Алдер, пока северный мост был закрыт",
         "старая компания заплатила {n} рабочим из Калдера «честную цену» за работу",
         "около {n} солдат были отправлены к границе — большинство из них поездом",
         "в порту есть {n} кранов, и это больше, чем нужно всему городу Калдер",
         "никто в порту Алдер не знал, что {n} бочек нефти были потеряны у старой пристани"),
        ("\u00a0", "\u202f", ""),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A block, the clause in it, the words before the clause in the book, and whether they deny."""

    block: str
    clause: str
    number: str
    before: str
    denied: bool
    book_denies: bool


def examples(tongue: Tongue, count: int) -> Iterator[tuple[Example, random.Random]]:
    """Yield blocks of three sentences, the middle one with a clause that is quoted."""
    dice = random.Random(7)  # noqa: S311  # no secret: the same pairs each time
    for _ in range(count):
        number = f"{dice.randint(1, 99)}{dice.choice(tongue.thousands)}{dice.randint(101, 989)}"
        clause = dice.choice(tongue.clauses).format(n=number)
        denied, book_denies = dice.random() < 0.5, dice.random() < 0.5
        said = [
            dice.choice(tongue.denies if deny else tongue.asserts).format(
                who=dice.choice(tongue.names), what="@"
            )
            for deny in (denied, book_denies)
        ]
        others = [
            dice.choice(tongue.asserts).format(
                who=dice.choice(tongue.names), what=dice.choice(tongue.clauses).format(n=other)
            )
            for other in ("17", "31")
        ]
        sentences = (others[0], said[0].replace("@", clause), others[1])
        block = " ".join(each[0].upper() + each[1:] for each in sentences)
        yield (
            Example(block, clause, number, said[1].partition("@")[0], denied, book_denies),
            dice,
        )


@pytest.mark.parametrize("name", TONGUES)
def test_a_changed_quotation_is_caught_and_one_that_is_the_same_is_not(name: str) -> None:
    tongue = TONGUES[name]
    wrong, tried = [], set()
    for example, dice in examples(tongue, PAIRS):
        source = source_words([example.block])
        for kind in (*FALSE, *SAME):
            changed = kind.rule(example.clause, language(tongue.code), dice)
            if changed is not None:
                tried.add(kind.name)
                result = find_quotation(changed, example.block, None, source).result
                if result.verified is kind.is_false:
                    wrong.append((kind.name, example.clause, changed))
    assert wrong[:5] == []
    assert name != "English" or tried == {kind.name for kind in (*FALSE, *SAME)}


@pytest.mark.parametrize("name", TONGUES)
def test_what_is_denied_is_not_said_and_the_other_way_round(name: str) -> None:
    wrong = [
        (example.denied, example.before, example.block)
        for example, _dice in examples(TONGUES[name], PAIRS)
        if find_quotation(example.clause, example.block, Around(example.before)).result.verified
        is not (example.denied is example.book_denies)
    ]
    assert wrong[:5] == []


@pytest.mark.parametrize("name", TONGUES)
def test_a_changed_figure_is_caught_and_one_written_otherwise_is_not(name: str) -> None:
    tongue = TONGUES[name]
    wrong = []
    for example, dice in examples(tongue, PAIRS):
        digits = "".join(filter(str.isdigit, example.number))
        at = dice.randrange(len(digits))
        other = dice.choice("123456789".replace(digits[at], ""))
        changed = digits[:at] + other + digits[at + 1 :]
        for figure, same in ((digits, True), (changed, False)):
            separator = dice.choice(tongue.thousands)
            written = f"{figure[:-3]}{separator}{figure[-3:]}"
            said = example.before + example.clause.replace(example.number, written)
            found = [c for c in find_claims(said) if written in said[c.start : c.end]]
            verified = [FigureProbe(claim).match(example.block).result.verified for claim in found]
            if verified != [same]:
                wrong.append((example.number, written, verified, said))
    assert wrong[:5] == []
