"""Quotations against a text: what is word for word, and what is not."""

from __future__ import annotations

import pytest

from briefbook.checks.evidence.matches import Result
from briefbook.checks.prose.word_forms import known_words
from briefbook.checks.quotations.matching import Around, match_quotation

TEXT = (
    "“We asked for bread,” she told a crowd of 2,500 -- the ‘old guard’ -- on the quay [in the "
    "bay]. They wouldn’t leave. They should not go, they said, before the ferry of 1974 comes."
)


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("asked for bread", Result.EXACT),
        ("We asked for bread,", Result.EXACT),
        ("we asked for bread.", Result.NORMALISED),
        ("[w]e asked for bread", Result.NORMALISED),
        ("wouldn't leave", Result.NORMALISED),
        ("2,500—the “old guard”—on the quay", Result.NORMALISED),
        ("on the quay [in the bay]", Result.EXACT),
        ("asked … bread", Result.NORMALISED),
        ("asked … on the quay", Result.ALTERED),
        ("asked [...] bread", Result.NORMALISED),
        ("told a [large] crowd", Result.NORMALISED),
        ("the ferry of [that year] comes", Result.ALTERED),
        ("We Asked for bread", Result.FORM),
        ("asked, for bread", Result.FORM),
        ("asked for some bread", Result.NEAR),
        ("begged for bread", Result.NEAR),
        ("they would leave", Result.ALTERED),
        ("They should go", Result.ALTERED),
        ("They should … go", Result.ALTERED),
        ("They should [perhaps] go", Result.ALTERED),
        ("should not go … asked for bread", Result.NOT_FOUND),
        ("a crowd of 2,600", Result.ALTERED),
        ("a crowd of 2", Result.ALTERED),
        ("500", Result.NOT_FOUND),
        ("read", Result.NOT_FOUND),
        ("a pamphlet", Result.NOT_FOUND),
        ("nothing of the kind stands there", Result.NOT_FOUND),
        ("…", Result.NOT_FOUND),
    ],
)
def test_a_quotation_is_compared_word_for_word(words: str, result: Result) -> None:
    assert match_quotation(words, TEXT).result is result


def test_what_the_text_has_instead_is_named() -> None:
    assert match_quotation("We asked for cake", TEXT).nearest == "We asked for bread"


HARBOUR = (
    "The army has not confirmed that 600 soldiers were killed. Brown did not doubt that the "
    "minister would resign by June. Smith called Brown “a man of honour” and denied that she had "
    "ever met him in secret. “The quay is safe, the ferry is safe and the people are safe,” an "
    "engineer said, but the mayor called that “a lie”. Nobody on the ferry was hurt. Smith refused "
    "to sell the quay; the town will never, she said, close the school. “Is the school closed?” "
    "The gap is not a mere nuisance— it costs lives here. He does not think—it sells boats."
)


def verdict(said: str) -> Result:
    """Compare the one quotation of a sentence of a book with the text."""
    before, words, behind = said.split('"')
    return match_quotation(words, HARBOUR, Around(before, behind), known_words(HARBOUR)).result


KOREAN = "군은 병사 7천명 이상을 1천만 번 보냈다고 했다. 우려를 표명한다며 촉구했다. 열이 높다."


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("병사 7천명 이상", True),
        ("우려를 표명한다", True),
        ("병사 7천명 이", False),
        ("이상을 1천", False),
        ("열", False),
        ("우려를 표명했", False),
        ("1천만 번 보냈", True),
    ],
)
def test_a_korean_quotation_may_end_before_a_particle(words: str, stands: bool) -> None:
    assert match_quotation(words, KOREAN).result.verified is stands


@pytest.mark.parametrize(
    "said",
    [
        'The army "confirmed that 600 soldiers were killed".',
        'The army said that "600 soldiers were killed".',
        'Smith had "ever met him in secret".',
        'Smith said she "had ever met him in secret", and she never lied.',
        'Brown doubted that "the minister would resign by June".',
        'Everybody "on the ferry was hurt".',
        'Smith promised to "sell the quay".',
        'Not only Brown but Smith wanted to "sell the quay".',
        'Never shy, Smith said she would "sell the quay".',
        'Brown, who does not trust her, said she would "sell the quay".',
        'The town will "close the school".',
        'Smith denied that Brown was "a man of honour".',
        'Is it "a lie?"',
        'It "sells boats".',
    ],
)
def test_what_negates_a_quotation_may_neither_be_cut_nor_added(said: str) -> None:
    assert not verdict(said).verified


@pytest.mark.parametrize(
    "said",
    [
        'The army would not say that "600 soldiers were killed".',
        'Smith denied having "ever met him in secret".',
        'That "600 soldiers were killed" was not confirmed.',
        'Brown was sure that "the minister would resign by June".',
        'Brown did not doubt that "the minister would resign by June".',
        'According to Smith, Brown was "a man of honour".',
        'Nobody "on the ferry was hurt".',
        'The mayor called it "a lie".',
        'It is asked: "Is the school closed?"',
        'She has not come, but an engineer said that "the people are safe".',
        'Yet to an engineer it seems a fact that "the people are safe".',
        'The gap "costs lives".',
    ],
)
def test_a_negation_that_both_have_or_that_governs_something_else_is_fine(said: str) -> None:
    assert verdict(said).verified


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ('"The quay is safe … and the people are safe"', Result.NORMALISED),
        (
            '"The quay is safe, the ferry is safe and the people … but the mayor called"',
            Result.ALTERED,
        ),
        ('"[Smith] called Brown"', Result.NORMALISED),
        ('"called [him] “a man of honour”"', Result.NORMALISED),
        ('"The quay [and the ferry are] safe"', Result.NORMALISED),
        ('He did not doubt that "the minister would resign [sic]"', Result.NORMALISED),
        ('"the ferry is … a lie"', Result.ALTERED),
        ('"The army has … killed"', Result.ALTERED),
        ('"called Brown … in secret"', Result.ALTERED),
        ('"a man [lacking all] honour"', Result.ALTERED),
        ('"a man [without] honour"', Result.ALTERED),
        ('"The quay is [railway]"', Result.ALTERED),
        ('"The [airport] is safe"', Result.ALTERED),
        ('The army has not confirmed that "[many] soldiers were killed"', Result.ALTERED),
    ],
)
def test_nothing_that_matters_is_hidden_in_a_gap(said: str, result: Result) -> None:
    assert verdict(said) is result


MINE = (
    "“They told us ‘you are the last’,” Quist said, “and we laughed.” She said that she had never "
    "agreed to the plan and that it was “a betrayal”. The owner has yet to say who will pay. If "
    "the mine closes tomorrow, the school goes too. Reportedly, the shaft is flooded; the pump was "
    "allegedly sold to a neighbour. It was called safe for at least another decade. Her spokesman "
    "denied a report that she was “too busy to care”. He would neither confirm nor deny that an "
    "inquiry had begun. It is open whether that mine, or any mine, can long endure; we can not "
    "save it—we can not sell it."
)


@pytest.mark.parametrize(
    "said",
    [
        '"They told us ‘you are the last’, … and we laughed"',
        'Quist called it "a betrayal".',
        'The owner has yet to "say who will pay".',
        'If "the mine closes tomorrow", the school will too.',
        'Should "the mine closes tomorrow" come true, so will the rest.',
        'The pump, reportedly, was "sold to a neighbour".',
        'It was called "safe for at least another decade".',
        'A report said she was "too busy to care"; her spokesman denied it.',
        'He would not say whether "an inquiry had begun".',
        'It is asked whether it "can long endure".',
        'They said: "we can not sell it".',
        'It was not found that "an inquiry had begun".',
    ],
)
def test_a_fair_use_of_words_that_the_text_takes_back_is_fine(said: str) -> None:
    before, words, behind = said.split('"')
    assert match_quotation(words, MINE, Around(before, behind)).result.verified


@pytest.mark.parametrize(
    "said",
    [
        '"They told us … and that it was a betrayal"',
        'Quist had "agreed to the plan".',
        'The owner "has … to say who will pay".',
        'The owner will "say who will pay".',
        'It is said that "the mine closes tomorrow".',
        'The pump was "sold to a neighbour".',
        'It was called "safe for … another decade".',
        'She was "too busy to care".',
        'He would "deny that an inquiry had begun".',
        'He said that "an inquiry had begun".',
        'The mine "can long endure".',
    ],
)
def test_a_condition_a_bound_or_a_denied_report_may_not_be_cut_off(said: str) -> None:
    before, words, behind = said.split('"')
    assert not match_quotation(words, MINE, Around(before, behind)).result.verified


BRACKETED = (
    "“[W]e shall vote [on 1 March] … or never … in ‘good faith’,” she told [the old mayor of "
    "the town] on the quay. Can he name one [of his own friends in the whole town]?"
)


@pytest.mark.parametrize(
    ("words", "verified"),
    [
        ("[W]e shall vote [on 1 March] … or never … in ‘good faith’", True),
        ("We shall vote [sic] [on 1 March] … or never … in ‘good faith’", True),
        ("she told [the old mayor of the town] on [sic] the quay", True),
        ("Can he [perhaps] name one [of his own friends in the whole town]?", False),
        ("Can he [the mayor] name one [of his own friends in the whole town]?", True),
        ("shall vote [on 5 March]", False),
        ("on [the day of] the quay", True),
        ("on [the 12 days of] the quay", False),
        ("his own friend[] in", True),
        ("his own fr[] in", False),
        ("Can[] he [the mayor] name", False),
        ("she told [the quay] … on the quay", False),
    ],
)
def test_dots_and_brackets_of_the_source_are_its_own(words: str, verified: bool) -> None:
    assert match_quotation(words, BRACKETED).result.verified is verified


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("The tax … cost jobs", "The tax could cost jobs."),
        ("cost[s] jobs", "The tax could cost jobs."),
        ("residents", "Only non-residents may park here."),
        ("residents … park here", "Only non-residents may always park here."),
    ],
)
def test_what_limits_the_words_may_not_stand_right_before_them(words: str, text: str) -> None:
    assert not match_quotation(words, text).result.verified
    assert match_quotation("cost[s] jobs", "Taxes cost jobs.").result.verified
    will = match_quotation("He burnt … yesterday", "He burnt his will yesterday.")
    assert will.result.verified


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Der Minister bestritt, dass er den Hafen verkauft habe.", "den Hafen verkauft habe"),
        ("Wir verkaufen den Hafen nicht.", "Wir verkaufen den Hafen"),
        ("Le ministre a nié que le port était vendu.", "le port était vendu"),
        ("El ministro negó que el puerto fuera vendido.", "el puerto fuera vendido"),
        ("Министр отрицал, что порт был продан.", "порт был продан"),
        ("Міністр заперечив, що порт був проданий.", "порт був проданий"),
        ("우리는 항구를 팔지 않을 것이다.", "우리는 항구를 팔지"),
        ("시장은 시가 “항구를 팔았다”는 주장을 부인했다.", "항구를 팔았다"),
        (
            "Der Minister wies den Vorwurf zurück, man habe „den Hafen verkauft“.",
            "den Hafen verkauft",
        ),
        ("The ministry agrees; it has not yet received the plans.", "received the plans"),
        ("Il est « loin d'être convaincu que le pont est sûr ».", "convaincu que le pont est sûr"),
        ("市长说他“不相信大桥是安全的”。", "相信大桥是安全的"),
        ("市长否认该市无视警告。", "无视警告"),
        ("市長は、市が警告を無視したという指摘を否定した。", "警告を無視した"),
        ("قال إنه «غير مقتنع بأن الجسر آمن».", "مقتنع بأن الجسر آمن"),
        ("نفى الوزير أن تكون المدينة قد باعت الجسر.", "قد باعت الجسر"),
    ],
)
def test_negations_are_known_in_several_languages(text: str, words: str) -> None:
    assert match_quotation(words, text, Around()).result is Result.ALTERED
    assert match_quotation(words, text).result.verified


@pytest.mark.parametrize(
    ("text", "words", "around"),
    [
        ("市长否认该市无视警告。", "无视警告", Around("他否认市里“", "”。")),
        ("市長は、市が警告を無視したという指摘を否定した。", "警告を無視した",
         Around("市長は「", "」とは認めなかった。")),
        ("قالت «رأينا الجسر ولا أحد في خطر».", "لا أحد في خطر", Around("قالت: «", "».")),
        ("„Wir haben es rechtzeitig bemerkt, niemand ist krank“, sagte er.",
         "es rechtzeitig bemerkt", Around("Er sagte, man habe „", "“.")),
        ("시장은 시가 “항구를 팔았다”는 주장을 부인했다.", "항구를 팔았다",
         Around("시장은 “", "”는 말을 한 적이 없다고 했다.")),
        ("Эксперты отрицают, что опоры «могли рухнуть».", "могли рухнуть",
         Around("По словам экспертов, неверно, что опоры «", "».")),
        ("Maas bestritt, dass er „mit Klagen gedroht“ habe.", "mit Klagen gedroht",
         Around("Maas weist zurück, „", "“ zu haben.")),
        ("“No vamos a vender la nave a la ciudad”, dijo la ministra, que es de la zona.",
         "a vender la nave a la ciudad", Around("Según López, no van “", "”.")),
    ],
)  # fmt: skip
def test_a_denial_in_other_words_is_the_same_in_several_languages(
    text: str, words: str, around: Around
) -> None:
    assert match_quotation(words, text, around).result.verified


@pytest.mark.parametrize(
    ("text", "words", "verified"),
    [
        (
            "It is hosted by Tommy Little and has two teams of players.",
            "two teams of players",
            True,
        ),
        ("You Don't Know Jack is a party game by two firms.", "party game by two firms", True),
        ("Minister Denies That Harbour Was Sold", "Harbour Was Sold", False),
        ("Never did the minister sell the port of the town.", "sell the port", False),
    ],
)
def test_a_negation_in_a_name_is_none_and_one_in_a_headline_is(
    text: str, words: str, verified: bool
) -> None:
    assert match_quotation(words, text, Around()).result.verified is verified
