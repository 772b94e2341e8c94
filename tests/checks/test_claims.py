"""Figures and dates as claims: what is one, and what it is the same as."""

from __future__ import annotations

import pytest

from briefbook.checks.figures.claims import find_claims
from briefbook.checks.figures.discourse import refers_back
from briefbook.checks.figures.known import known_claims
from briefbook.checks.figures.probe import FigureProbe
from briefbook.checks.figures.ranks import other_rank, ranks_of


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("11 000", "some eleven thousand men"),
        ("5 July", "published on July 5"),
        ("July 5th", "on 5 July 2025"),
        ("11–13 July", "talks July 11-13"),
        ("in July", "on July 5"),
        ("2½ years", "a 2½-year war"),
        ("$2,000", "2,000 dollars"),
        ("hundreds", "hundreds have died"),
        ("by a third", "down by a third"),
        ("nearly half", "almost half of them"),
        ("Tuesday", "said on Tuesday"),
        ("in May", "since May 2024"),
        ("the 20th", "on January 20"),
        ("700 bridges", "칠백 bridges"),
        ("七百 bridges", "seven hundred bridges"),
        ("XII bridges", "twelve bridges"),
        ("⁷⁰⁰ bridges", "700 bridges"),
        ("⑫ bridges", "twelve bridges"),
        ("7e2 bridges", "700 bridges"),
        ("n700 bridges", "700 bridges"),
        ("siebenhundert bridges", "700 bridges"),
        ("einundzwanzig bridges", "21 bridges"),
        ("two in three of them", "two-thirds of them"),
        ("20 percent left", "one in five left"),
        ("half of them", "50% of them"),
        ("2025-05-02", "on 2 May 2025"),
        ("2.5.2025", "on May 2, 2025"),
        ("05/02/2025", "on May 2, 2025"),
        ("at 06:30", "at 6:30 in the morning"),
        ("at 6.30 a.m.", "at 6:30"),
        ("half past six", "at 18:30"),
        ("at a quarter to eight", "at 7:45 in the evening"),
        ("seven weeks", "seven long weeks"),
        ("fell by 3 points", "dropped by 3 percentage points"),
        ("dropped 8 per cent", "fell by 8 percent to 41 million tonnes"),
        ("41m tonnes", "fell by 8 percent to 41 million tonnes"),
        ("1,100 million euros", "€1,100–1,300 million"),
        ("over a thousand", "more than 1,000 people"),
        ("a dozen miners", "12 miners"),
        ("one household in eight", "one in eight households"),
        ("26%", "19 percent, down from 26"),
        ("about 83 percent", "83.4 percent"),
        ("more than 83 percent", "83.4 percent"),
        ("nearly 84 percent", "83.4 percent"),
        ("1.12 kilometres", "1,120 metres deep"),
        ("ten years ago", "a decade ago"),
        ("a quarter to six in the morning", "at 5:45 a.m."),
        ("three times the budget", "the budget has tripled"),
        ("two times what it was", "twice as much as then"),
        ("more than a billion euros", "€1.1–1.3 billion"),
        ("7 points less", "has lost 7 points"),
        ("after 2025", "will not begin before 2025"),
        ("none before 2025", "will not begin before 2025"),
        ("4 percent more", "rose by 4 percent"),
        ("eighty-seven years", "four score and seven years ago"),
        ("1872", "in 1871–72 the mill paid"),
        ("12,5 Mio. Euro", "für 12,5 Millionen Euro"),
        ("1,3 Mrd. Euro", "1.3 billion euros"),
        ("2,400 litres a week", "2,400 litres of clean water a week"),
        ("a hundred and fifty thousand", "some 150,000 people"),
        ("two hundred and fifty thousand", "250,000 people"),
        ("hundreds of thousands", "several hundred thousand people"),
        ("7½ years", "a term of seven years and six months"),
        ("almost nine years", "8 years and 11 months"),
        ("the 15th", "on 15 March 2017"),
        ("close to 83 percent", "83.4 percent"),
        ("fell by 12 percent", "a 12 percent decrease"),
        ("at most £6,100", "between £4,900 and £6,100"),
        ("under 2%", "the rate is low (<2%)"),
        ("25 percent", "only a quarter said so"),
        ("in the third quarter", "in Q3"),
        ("in the third quarter", "between July and September"),
        ("in the third quarter", "last quarter"),
        ("im 2. Halbjahr und nicht", "im zweiten Halbjahr und nicht"),
        ("since January", "since the beginning of 2023"),
        ("5,500 cases", "87,000 cases and 5,500 deaths"),
    ],
)
def test_a_claim_stands_in_a_text_however_it_is_written(claim: str, text: str) -> None:
    (found,) = find_claims(claim)
    assert FigureProbe(found).match(text).result.verified


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("5 June", "published on July 5"),
        ("in June", "on July 5"),
        ("11–14 July", "talks July 11-13"),
        ("2½ months", "a 2½-year war"),
        ("€2,000", "2,000 dollars"),
        ("thousands", "hundreds have died"),
        ("by a third", "by a quarter"),
        ("Monday", "said on Tuesday"),
        ("seven very long weeks", "seven months"),
        ("at 6:30 in the evening", "at 6:30 in the morning"),
        ("at 18:30", "at 06:30"),
        ("half past six", "at 7:30"),
        ("2025-05-03", "on 2 May 2025"),
        ("03/06/2025", "on May 3, 2025"),
        ("half of them", "three-quarters of the town"),
        ("one in three left", "one in five left"),
        ("rose by 3 points", "fell by 3 points"),
        ("fell to 3 points", "fell by 3 points"),
        ("XIV bridges", "twelve bridges"),
        ("8 million", "fell by 8 percent to 41 million tonnes"),
        ("dozens of miners", "12 miners"),
        ("83 percent", "83.4 percent"),
        ("about 85 percent", "83.4 percent"),
        ("nearly 83 percent", "83.4 percent"),
        ("more than 84 percent", "83.4 percent"),
        ("about 1,000", "1,400 men"),
        ("about 2,000", "in 1998"),
        ("1.12 kilometres", "1,120 feet deep"),
        ("half a percent", "almost half of them"),
        ("gained 7 points", "has lost 7 points"),
        ("more than a billion euros", "€1.8 billion"),
        ("a third less", "nearly a third more than before"),
        ("7 points more", "has lost 7 points"),
        ("before 2025", "will not begin before 2025"),
        ("nearly a third less", "nearly a third more than before"),
        ("1.2 metres below the mark", "1.2 metres above the mark"),
        ("four hours earlier", "four hours later"),
        ("at least 38 degrees", "can reach 38 degrees"),
        ("38 °F", "38 degrees Celsius"),
        ("three times the budget", "one in three is twice the budget"),
        ("2,400 litres a day", "2,400 litres of clean water a week"),
        ("2,400 gallons", "2,400 litres"),
        ("over 12", "under 12 years of age"),
        ("78 years", "four score and seven years ago"),
        ("rose from 9,000", "had risen to 9,000"),
        ("one in 44 children", "one in 45 children"),
        ("12/12/2022", "on 12 December 2023; a draft of June 2022"),
        ("hundreds of people", "hundreds of thousands of people"),
        ("thousands of people", "tens of thousands of people"),
        ("7½ years", "a term of seven years and five months"),
        ("15 years", "on 15 March 2017"),
        ("15 officers", "on 15 March 2017"),
        ("rose by 12 percent", "a 12 percent decrease"),
        ("cut by 606", "cut the town's authorised police strength from 1,515 to 606"),
        ("at most £4,900", "between £4,900 and £6,100"),
        ("at least 13 percent", "growth of 11 to 13 percent"),
        ("over 2%", "the rate is low (<2%)"),
        ("2 votes", "after a second look, by 4 votes"),
        ("9 votes", "on Feb. 9 by 4 votes"),
        ("about eight in 70", "a poll found 9% of them"),
        ("1 bridge", "the first bridge"),
        ("in the third quarter", "in the second quarter, it said in July"),
        ("el segundo semestre de la ciudad", "el primer semestre de la ciudad"),
        ("im zweiten Halbjahr und nicht", "im ersten Halbjahr und nicht"),
        ("33 percent", "he came in a distant third"),
        ("25 percent", "in the second quarter"),
        ("about 30 men", "31 May, with 12 men"),
        ("87,000 deaths", "87,000 cases and 5,500 deaths"),
    ],
)
def test_another_value_date_or_unit_does_not(claim: str, text: str) -> None:
    (found,) = find_claims(claim)
    assert not FigureProbe(found).match(text).result.verified


@pytest.mark.parametrize(
    ("said", "text", "other"),
    [
        ("the sixth cholera pandemic", "an upsurge of the 7th cholera pandemic", "the 7th cholera"),
        (
            "the third appellant",
            "the first appellant; the second appellant",
            "the second appellant",
        ),
        ("the seventh pandemic", "an upsurge of the 7th cholera pandemic", ""),
        ("the second bridge", "the first bridge was closed in May", ""),
        ("the third bridge", "the second bridge was closed, and another in May", ""),
        ("the third ferry", "the second bridge was closed in May", ""),
    ],
)
def test_a_rank_is_reported_where_the_source_has_others(said: str, text: str, other: str) -> None:
    (rank,) = ranks_of(said)
    found = other_rank(rank, {"¶ 1": text})
    assert (found[0] if found else "").startswith(other)
    assert bool(found) is bool(other)


@pytest.mark.parametrize(("second", "stands"), [("5,600", True), ("5,500", False)])
def test_about_holds_for_both_of_two_figures(second: str, stands: bool) -> None:
    _cases, deaths = find_claims(f"about 788,000 cases and {second} deaths")
    found = FigureProbe(deaths).match("787,813 cases and 5,586 deaths").result
    assert found.verified is stands


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The fleet went 15→18 ships", "shrunk from 18 to 15 ships"),
        ("The crew grew to 12; it was 20 before", "had grown from 12 to 20 people"),
        ("Prices fell from 12 to 20", "prices rose from 12 to 20"),
        ("The phase from September to June", "the phase from June to September"),
        ("It begins in March 2025", "from March to September 2024, and not before 2025"),
        ("It fell by 3,590 to 1,240", "It fell from 3,590 to 1,240"),
    ],
)
def test_figures_in_another_order_or_trend_are_turned(claim: str, text: str) -> None:
    probes = [FigureProbe(each) for each in find_claims(claim)]
    assert not all(probe.match(text).result.verified for probe in probes)
    honest = [FigureProbe(each) for each in find_claims(text)]
    assert all(probe.match(text).result.verified for probe in honest)


@pytest.mark.parametrize(
    "text",
    [
        "see ¶ 12 and ¶¶ 3–4",
        "chapter 2, note 3",
        "Section 3",
        "p. 54",
        "one of them",
        "it may March on",
        "No. 7",
        "Louis XIV and his CV",
        "some km² of land",
        "the first of the two reasons",
    ],
)
def test_numbers_of_references_and_words_are_no_claims(text: str) -> None:
    assert find_claims(text) == []


def test_units_are_known_with_their_figures() -> None:
    assert known_claims("seven months and 30 years")["7"].units == {"month"}


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("The two nearly agree.", True),
        ("The first two are of one origin.", True),
        ("Kontur gives all three; Yoon does not.", True),
        ("The two soldiers nearly agree.", False),
        ("In two are none.", False),
        ("The 600 are all dead.", False),
    ],
)
def test_a_number_without_a_noun_means_what_was_named_before(text: str, back: bool) -> None:
    (claim,) = find_claims(text)
    assert refers_back(text, claim.start, claim.end) is back
