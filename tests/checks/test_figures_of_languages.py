"""Figures and dates of other languages: generated sentences, each with one digit changed too."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator

import pytest
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from briefbook.checks.evidence.matches import Result
from briefbook.checks.figures.claims import find_claims
from briefbook.checks.figures.probe import FigureProbe
from briefbook.core.figures.find import figure_keys, find_figures

#: Of each language: a sentence about a number, with a scale and a currency, and with a date.
SENTENCES = {
    "de": ("In der Stadt wurden {} Boote gezählt.", "Der Bau hat {} {} Euro gekostet.",
           "Das war am {} in der Stadt.", ("Millionen", "Milliarden")),
    "fr": ("On a compté {} bateaux dans le port.", "Le pont a coûté {} {} d’euros.",
           "C’était le {} dans la ville.", ("millions", "milliards")),
    "es": ("En el puerto había {} barcos.", "El puente costó {} {} de euros.",
           "Fue el {} en la ciudad.", ("millones", "mil millones")),
    "ru": ("В гавани насчитали {} лодок.", "Мост обошёлся в {} {} евро.",
           "Это было {} в городе.", ("миллионов", "миллиардов")),
    "uk": ("У гавані нарахували {} човнів.", "Міст коштував {} {} євро.",
           "Це було {} у місті.", ("мільйонів", "мільярдів")),
    "ar": ("عدّ المكتب {} قاربا في الميناء.", "كلف الجسر {} {} يورو.",
           "كان ذلك في {} في المدينة.", ("مليون", "مليار")),
    "he": ("בנמל נספרו {} סירות.", "הגשר עלה {} {} אירו.",
           "זה היה ב־{} בעיר.", ("מיליון", "מיליארד")),
    "ko": ("항구에서 배 {}척을 세었다.", "다리에 {}{} 유로가 들었다.",
           "그것은 {}의 일이었다.", ("만", "억")),
    "ja": ("港で船を{}隻数えた。", "橋に{}{}ユーロかかった。",
           "それは{}のことだった。", ("万", "億")),
    "zh": ("港口有{}艘船。", "这座桥花了{}{}欧元。", "那是{}的事。", ("万", "亿")),
    "en": ("They counted {} boats in the port.", "The bridge has cost {} {} euros.",
           "It was on {} in the town.", ("million", "billion")),
}  # fmt: skip
_SCALES = {
    "Millionen": 10**6, "millions": 10**6, "millones": 10**6, "миллионов": 10**6,
    "мільйонів": 10**6, "مليون": 10**6, "מיליון": 10**6, "million": 10**6, "만": 10**4,
    "万": 10**4, "억": 10**8, "億": 10**8, "亿": 10**8,
}  # fmt: skip
#: Of each language: something of the month before, and of the same thing in its month.
TOLD = {
    "de": ("Im letzten Monat sank das Boot in der Stadt.", "Im {} sank das Boot in der Stadt."),
    "fr": ("Le mois dernier, le bateau est dans le port.", "En {}, le bateau est dans le port."),
    "es": (
        "El mes pasado se hundió el barco en el puerto.",
        "En {} el barco se hundió en el puerto.",
    ),
    "ru": ("В прошлом месяце лодка утонула.", "Это было: {}."),
    "uk": ("Минулого місяця човен потонув.", "Це було: {}."),
    "ar": ("غرق القارب الشهر الماضي.", "غرق القارب في {}."),
    "he": ("הסירה טבעה בחודש שעבר.", "הסירה טבעה ב{}."),
    "ko": ("지난달 배가 가라앉았다.", "{}에 배가 가라앉았다."),
    "ja": ("先月、船が沈んだ。", "{}に船が沈んだ。"),
    "zh": ("上个月船沉了。", "{}船沉了。"),
    "en": ("The boat sank last month.", "The boat sank in {}."),
}
SPELLED = {
    "de": {"Elf Risse hatte der Damm nicht": 11, "der Damm hat achtunddreißig Risse": 38,
           "es gab zwei Millionen Euro": 2_000_000, "die siebenhunderteins Boote der Stadt": 701},
    "fr": {"il y a quatre-vingt-dix-sept hommes dans le port": 97,
           "deux cent vingt et un bateaux sont dans le port": 221,
           "il y a dix-huit mille hommes": 18_000},
    "es": {"había treinta y ocho barcos en el puerto": 38,
           "los doscientos veinte mil soldados de la ciudad": 220_000},
    "ru": {"тридцать восемь лодок": 38, "двухсот пятидесяти человек": 250,
           "две тысячи триста сорок пять": 2345},
    "uk": {"двадцять одна лодка": 21, "сто п’ятдесят тисяч людей": 150_000,
           "одинадцять тріщин": 11},
    "ar": {"خمسة وعشرون قاربا": 25, "ثلاثمئة وثمانية عشر رجلا": 318, "أحد عشر شرخا": 11,
           "واحد وتسعون قاربا": 91, "أربعون ألفاً وثلاثة قوارب": 40_003, "أربعة وعشرون قاربا": 24},
    "he": {"שלושים ושמונה סירות": 38, "שלוש מאות איש": 300, "אחת עשרה סירות": 11,
           "מאתיים ושתים עשרה סירות": 212},
    "ko": {"서른여덟 명이 왔다": 38, "배 두 척이 왔다": 2, "열한 개의 금": 11,
           "배 팔만 구천구백육 척": 89_906, "배 만 이천 척": 12_000},
    "ja": {"三百八十隻の船": 380, "令和3年の港": 2021},
    "zh": {"三百八十艘船": 380, "民國113年": 2024, "发现了十一条裂缝": 11, "有三座桥": 3,
           "一九五〇年的桥": 1950},
}  # fmt: skip
_SENTENCES_A_LANGUAGE = 200


def locale_of(language: str) -> str:
    return {"zh": "zh_CN"}.get(language, language)


def sentences(language: str) -> Iterator[tuple[str, str]]:
    """Yield sentences of a language, each with another in which one digit is changed."""
    random_ = random.Random(f"briefbook {language}")  # noqa: S311  # the same sentences each time
    counted, priced, dated, scales = SENTENCES[language]
    locale = locale_of(language)

    def number(value: float) -> str:
        return str(format_decimal(value, locale=locale))

    def changed(value: int) -> int:
        digits = list(str(value))
        place = random_.randrange(len(digits))
        others = [d for d in "123456789" if d != digits[place]]
        digits[place] = random_.choice(others)
        return int("".join(digits))

    def count() -> tuple[str, str]:
        value = random_.choice((random_.randrange(11, 1000), random_.randrange(10_000, 999_999)))
        return counted.format(number(value)), counted.format(number(changed(value)))

    def price() -> tuple[str, str]:
        value, scale = random_.randrange(11, 999), random_.choice(scales)
        other, tenths = (
            changed(value),
            0 if language in ("ko", "ja", "zh") else random_.randrange(10),
        )
        said = (number(each + tenths / 10) for each in (value, other))
        one, two = (priced.format(each, scale) for each in said)
        return one, two

    def day() -> tuple[str, str]:
        date = dt.date(2000, 1, 1) + dt.timedelta(random_.randrange(9000))
        other = date.replace(year=changed(date.year))
        one, two = (str(format_date(each, "long", locale=locale)) for each in (date, other))
        return dated.format(one), dated.format(two)

    kinds: tuple[Callable[[], tuple[str, str]], ...] = (count, price, day)
    for place in range(_SENTENCES_A_LANGUAGE):
        yield kinds[place % 3]()


def told(language: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield sentences that tell a month by the day of their article, that day, and two others.

    The one names the month and its year, the other another month.
    """
    random_ = random.Random(f"briefbook {language}")  # noqa: S311  # the same sentences each time
    source, dated = TOLD[language]
    for _ in range(_SENTENCES_A_LANGUAGE):
        today = dt.date(2001, 1, 1) + dt.timedelta(random_.randrange(8000))
        before = today.replace(day=1) - dt.timedelta(1)
        other = before.replace(day=1) - dt.timedelta(random_.randrange(1, 300))
        true, false = (
            dated.format(format_skeleton("yMMMM", each, locale=locale_of(language)))
            for each in (before, other)
        )
        yield source, today.isoformat(), true, false


def stands(sentence: str, source: str, date: str = "") -> bool:
    """Tell whether every figure and date of a sentence stands in a source of a date."""
    claims = find_claims(sentence)
    assert claims, sentence
    return all(FigureProbe(claim).match_dated(source, date).result.verified for claim in claims)


@pytest.mark.parametrize("language", SENTENCES)
def test_figures_stand_in_the_sentence_that_they_are_from_and_no_changed_one_does(
    language: str,
) -> None:
    pairs = list(sentences(language))
    false_errors = [true for true, _changed in pairs if not stands(true, true)]
    missed = [(true, changed) for true, changed in pairs if stands(changed, true)]
    assert not false_errors
    assert len(missed) <= len(pairs) // 100, missed[:5]


@pytest.mark.parametrize("language", TOLD)
def test_last_month_is_that_before_the_article_and_no_other(language: str) -> None:
    cases = list(told(language))
    assert [case for case in cases if not stands(case[2], case[0], case[1])] == []
    missed = [case for case in cases if stands(case[3], case[0], case[1])]
    assert len(missed) <= len(cases) // 100, missed[:5]


@pytest.mark.parametrize("language", [code for code in SENTENCES if code != "en"])
def test_an_english_sentence_is_found_in_a_source_of_another_language(language: str) -> None:
    _counted, priced, dated, scales = SENTENCES[language]
    value = 38 * _SCALES[scales[0]]
    source = f"{priced.format('38', scales[0])} {dated.format(long_date(language))}"
    english = f"It has cost €{value:,} on 3 March 2021."
    assert stands(english, source)
    assert not stands("It has cost €39 million.", source)
    assert not stands("It was on 4 March 2021.", source)


def long_date(language: str) -> str:
    return str(format_date(dt.date(2021, 3, 3), "long", locale=locale_of(language)))


@pytest.mark.parametrize(
    ("text", "value"), [pair for found in SPELLED.values() for pair in found.items()]
)
def test_numbers_spelt_out_are_read(text: str, value: int) -> None:
    assert value in [figure.value for figure in find_figures(text)], figure_keys(text)


def test_words_that_are_numbers_in_another_language_are_none_in_english() -> None:
    assert figure_keys("The elf once saw six of the dos and the once was mil in the port.") == (
        "6",
    )


def test_a_name_in_another_script_does_not_change_the_language() -> None:
    assert figure_keys("Der Minister (장관) hat elf Boote in der Stadt gesehen.") == ("11",)


def test_separators_follow_the_language_of_the_text() -> None:
    assert figure_keys("Das sind 1.234,5 Tonnen und 3.500 Boote in der Stadt.") == (
        "1234.5",
        "3500",
    )
    assert figure_keys("There were 1,234.5 tons and 3.500 of the boats.") == ("1234.5", "3.5")


@pytest.mark.parametrize(
    "source",
    [
        "ท่าเรือมีเรือสามสิบแปดลำ และไม่มีใครนับอีกเลย",
        (
            "Il porto contava trentotto barche, ma nessuno contò le altre quando tutte tornarono "
            "stanche verso sera senza alcuna luce accesa."
        ),
        "De haven telt achtendertig boten, zei het bestuur van de stad op een dag.",
        "O porto tem trinta e oito barcos e não se sabe de quem são.",
    ],
)
def test_what_no_language_here_can_read_is_not_compared(source: str) -> None:
    (claim,) = find_claims("The port had 38 boats.")
    assert FigureProbe(claim).match(source).result is Result.NOT_COMPARED
    for english in (
        "The port counted its boats, and nobody has counted the others since that evening.",
        "At a fair in town, a boat was put onto a stage, a flag onto a mast, a light onto a roof.",
    ):
        assert FigureProbe(claim).match(english).result is Result.NOT_FOUND


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("북한 육군 병사 7천명 이상을 배치했다.", Result.EXACT),
        ("Не менее 7 тысяч военных.", Result.EXACT),
        ("They sent 7,000 men to the front.", Result.ALTERED),
    ],
)
def test_a_bound_is_compared_where_bounds_are_read(source: str, result: Result) -> None:
    claim = find_claims("at least 7,000")[0]
    assert FigureProbe(claim, strict=True).match(source).result is result


@pytest.mark.parametrize(
    ("source", "claim", "result"),
    [
        ("1조는 다섯 명이다.", "Team 1 left.", Result.NOT_COMPARED),
        ("Team 1 left.", "1조가 떠났다.", Result.NOT_COMPARED),
        ("근로기준법 23조에 있다.", "It is in Article 23.", Result.NOT_COMPARED),
        ("3조 2교대로 일한다.", "They work in 3 groups.", Result.NOT_COMPARED),
        ("예산은 3조다.", "The budget is 3 trillion.", Result.EXACT),
        ("예산은 3조다.", "예산은 3조 원이다.", Result.NOT_COMPARED),
        ("예산은 3조 원이다.", "The budget is 4 trillion won.", Result.NOT_FOUND),
        ("예산은 3조 5천억 원이다.", "There were 3 of them.", Result.NOT_FOUND),
        ("23조에 있다.", "It is in Article 24.", Result.NOT_FOUND),
    ],
)
def test_what_may_be_trillions_an_article_or_a_group_is_no_error(
    source: str, claim: str, result: Result
) -> None:
    (found,) = find_claims(claim)
    probe = FigureProbe(found)
    assert probe.match(source).result is result
    # The record, without the text, says no more.
    assert not probe.refuted_by(figure_keys(source)) or result is Result.NOT_FOUND


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Elf Risse wurden in der Stadt gezählt.", 11),
        ("Zwölf Boote wurden in der Stadt gezählt.", 12),
        ("Zweihundert Leute kamen in die Stadt.", 200),
        ("Onze bateaux sont dans le port.", 11),
        ("Vingt et un bateaux sont dans le port.", 21),
        ("Once barcos están en el puerto.", 11),
        ("Одиннадцать лодок стоят в порту.", 11),
        ("Дванадцять човнів стоять у порту.", 12),
        ("Twenty-two boats are in the port.", 22),
    ],
)
def test_a_number_that_begins_a_sentence_is_read_as_within_it(sentence: str, number: int) -> None:
    for said in (sentence, sentence[0].lower() + sentence[1:], f"„{sentence}“"):
        (claim,) = find_claims(said)
        assert claim.keys == (str(number),)
        assert FigureProbe(claim).match(f"There were {number} of them.").result.verified
        assert not FigureProbe(claim).match("There were 13 of them.").result.verified
