"""What stands around a figure in any language: unit, bound, direction; dates told by a day."""

from __future__ import annotations

import pytest

from briefbook.checks.evidence.matches import Result
from briefbook.checks.figures.claims import find_claims
from briefbook.checks.figures.probe import FigureProbe

#: Of each language: what a source says, what says the same, and what does not.
SENSES: dict[str, list[tuple[str, tuple[str, ...], tuple[str, ...]]]] = {
    "de": [
        ("Das Bad schließt für zwei Jahre.",
         ("Das Bad schließt für 24 Monate.",), ("Das Bad schließt für zwei Monate.",)),
        ("Das Land zahlt mindestens 40 Prozent, der Rest kommt frühestens 2028.",
         ("Das Land zahlt wenigstens 40 % davon.",),
         ("Das Land zahlt höchstens 40 Prozent.", "Der Rest kommt spätestens 2028.")),
        ("Es kamen ein Drittel weniger als 2015 in die Stadt.",
         ("Es kamen rund 33 Prozent weniger.", "Es kamen 33,3 Prozent weniger."),
         ("Es kamen ein Viertel weniger.", "Es kamen rund 38 Prozent weniger.")),
        ("Die Zahl der Boote stieg von 8 auf 12 in der Stadt.", ("Die Zahl stieg auf 12.",),
         ("Die Zahl der Boote fiel von 12 auf 8.",)),
        ("Die Sitzung der Stadt begann um 19:45 Uhr.", ("Sie begann um 7.45 Uhr abends.",),
         ("Sie begann um 7.45 Uhr am Morgen.",)),
        ("Der Umsatz stieg um 17 Prozent auf 331,1 Millionen Euro.",
         ("Der Umsatz wuchs auf rund 331 Millionen Euro.", "Der Umsatz stieg um 17 Prozent."),
         ("Der Umsatz stieg um 331,1 Millionen Euro.", "Der Umsatz stieg auf 17 Prozent.")),
        ("Die Aktie begann mit einem Minus von 1,86 Prozent, 14 Prozent mehr als im Mai.",
         ("Die Aktie verlor knapp 1,9 Prozent.", "Das ist 14 Prozent mehr als im Mai."),
         ("Die Aktie begann mit einem Plus von 1,86 Prozent.", "Es waren 14 Prozent weniger.")),
        ("Das war am 5. August 2017 und nicht später.", ("Das war am 5.8.2017 in der Stadt.",),
         ("Das war am 5. April 2017.",)),
    ],
    "fr": [
        ("Le pont est fermé pour au moins deux semaines.",
         ("Il est fermé pour 14 jours.",), ("Il est fermé pour au plus deux semaines.",)),
        ("Un tiers des bateaux sont dans le port.", ("On compte 33 % des bateaux.",),
         ("Un quart des bateaux sont là.",)),
        ("Un quart des marchands partent, la halle vaut 2,3 millions d’euros.",
         ("Le quart des marchands refusent de partir.", "Elle vaut 2,3 M€ pour la ville."),
         ("Un tiers des marchands refusent de partir.", "Elle vaut 2,3 Md€ pour la ville.")),
        ("Le nombre est passé de 12 à 8 dans le port.", (), ("Le nombre est passé de 8 à 12.",)),
    ],
    "es": [
        ("El sector solo creció 1,5% y la ciudad cuenta 650.000 vecinos.",
         ("El sector creció solo un 1,5 por ciento.", "En la ciudad hay 650 mil vecinos."),
         ("El sector cayó un 1,5 por ciento.", "En la ciudad hay 560 mil vecinos.")),
        ("Las exportaciones están creciendo un 4% y la economía un 3,1%.",
         ("Las exportaciones crecen 4 % este año.", "La economía creció cerca de 3%."),
         ("Las exportaciones caen 4% este año.", "La economía creció casi 3%.")),
        ("El puente costó al menos 12 millones de euros en la ciudad.",
         ("El puente costó 12 millones de euros.",),
         ("El puente costó como máximo 12 millones de euros.",)),
        ("Más de 5.000 vecinos firmaron en contra, dos tercios de ellos mujeres.",
         ("El 67 % de los firmantes",), ("La mitad de los firmantes",)),
        ("Las dos terceras partes de los barcos se hundieron.", ("El 67 % de los barcos",),
         ("Una cuarta parte de los barcos se hundió.",)),
    ],
    "ru": [
        ("Ремонт займёт не более трёх месяцев.", ("Ремонт займёт до трёх месяцев.",),
         ("Ремонт займёт не менее трёх месяцев.", "Ремонт займёт три недели.")),
        ("Треть жителей против.", ("Против 33% жителей.",), ("Против половина жителей.",)),
    ],
    "uk": [
        ("Завод переробляв би до 250 тонн, щонайменше 60 відсотків — на тепло.",
         ("Не менше 60 % ішло б на тепло.",),
         ("Щонайбільше 60 % ішло б на тепло.", "Завод переробляв би не менше 250 тонн.")),
        ("Підписалися 8600 мешканців, тобто чверть населення.", ("Це 25 % населення.",),
         ("Це третина населення.",)),
        ("Засідання почнеться о 10:30.", ("Засідання о 10:30 ранку.",),
         ("Засідання о 10:30 вечора.",)),
        ("Завод коштує 1,4 мільярда гривень, хоча оцінювали його в 900 мільйонів.",
         ("Його оцінювали в 0,9 млрд гривень.",), ("Його оцінювали в 0,8 млрд гривень.",)),
    ],
    "ar": [
        ("استمرت الأعمال ستة أشهر على الأقل.", ("استمرت ستة أشهر.",),
         ("استمرت ستة أسابيع.", "استمرت ستة أشهر على الأكثر.")),
        ("رفض ثلث السكان الخطة.", ("رفض 33% من السكان الخطة.",), ("رفض ربع السكان الخطة.",)),
    ],
    "he": [
        ("העבודות יימשכו לפחות שישה חודשים.", ("העבודות יימשכו שישה חודשים.",),
         ("העבודות יימשכו שישה שבועות.", "העבודות יימשכו לכל היותר שישה חודשים.")),
        ("שליש מהתושבים התנגדו.", ("33% מהתושבים התנגדו.",), ("רבע מהתושבים התנגדו.",)),
    ],
    "ko": [
        ("공사는 적어도 6년이 걸린다.", ("공사는 6년 이상 걸린다.",),
         ("공사는 길어야 6년이 걸린다.", "공사는 6개월이 걸린다.")),
        ("직원 5명 미만인 곳은 300명을 초과하는 곳보다 많다.",
         ("5명 이하인 곳이 많다.", "300명 이상인 곳이 있다.", "약 300명이 일한다."),
         ("5명 이상인 곳이 많다.", "300명 이하인 곳이 있다.", "300명 미만인 곳이 있다.")),
        ("노선은 길이 48㎞이고 주민의 3분의 1이 반대했다.",
         ("노선은 48킬로미터다.", "주민의 33%가 반대했다."),
         ("노선의 길이는 48m이다.", "주민의 절반이 반대했다.")),
        ("사업비는 3조 2천억 원으로, 2조 5천억 원에서 늘었다.", ("사업비는 3.2조 원이다.",),
         ("사업비는 3조 2천만 원이다.",)),
        ("공사는 빨라야 내년 3월에 시작된다.", ("공사는 3월에 시작된다.",),
         ("공사는 늦어도 3월에 시작된다.",)),
        ("회의는 오후 7시 30분에 시작했다.", ("회의는 19:30에 시작했다.",),
         ("회의는 오전 7시 30분에 시작했다.",)),
    ],
    "ja": [
        ("工事は少なくとも6年かかる。", ("工事は6年以上かかる。",),
         ("工事は長くとも、6年以下かかる。", "工事は6カ月かかる。")),
        ("住民の三分の一が反対した。", ("住民の33%が反対した。",), ("住民の半数が反対した。",)),
    ],
    "zh": [
        ("工程至少需要6年。", ("工程需要6年以上。",), ("工程最多需要6年。", "工程需要6个月。")),
        ("三分之一的居民反对。", ("33%的居民反对。",), ("一半的居民反对。",)),
    ],
    "en": [
        ("27 of 90 houses would be flooded.",
         ("Just under a third of the houses would be flooded.",
          "30 percent of the houses would be flooded."),
         ("Nearly half of the houses would be flooded.",)),
        ("It would cost $310 million, up from $245 million.",
         ("It would cost 310 million US dollars.",), ("It would cost 310 billion US dollars.",)),
        ("Work could begin as early as September.", ("Work could begin in September.",),
         ("Work could begin no later than September.",)),
    ],
}  # fmt: skip
#: A source, its date, what is surely of it, what may be, what is not.
TOLD = [
    ("Im vergangenen Jahr kamen 500 Besucher in die Stadt.", "2024-06-12",
     ("Es war im Jahr 2023.",), (), ("Es war im Jahr 2022.",)),
    ("Die Risse wurden am 3. März in der Stadt entdeckt.", "2024-06-12",
     ("Es war im März 2024.",), ("Es war im März 2025.",), ("Es war im März 2023.",)),
    ("지난달 태풍으로 방파제가 무너졌다.", "2024-11-05",
     ("2024년 10월 태풍",), (), ("2024년 9월 태풍", "2023년 10월 태풍")),
    ("Минулого місяця поліція затримала сімох.", "2025-01-18",
     ("Це було у грудні 2024 року.",), (), ("Це було у січні.",)),
    ("В прошлом месяце полиция задержала семерых.", "2025-02-18",
     ("Это было в январе 2025 года.",), (), ("Это было в марте.",)),
    ("Le mois dernier, la police est venue dans le port.", "2025-02-18",
     ("C’était en janvier dans le port.",), (), ("C’était en février dans le port.",)),
    ("El mes pasado la policía entró en la ciudad.", "2025-02-18",
     ("Fue en enero de 2025 en la ciudad.",), (), ("Fue en marzo en la ciudad.",)),
    ("كان ذلك الشهر الماضي.", "2025-02-18", ("كان ذلك في يناير 2025.",), (), ("كان ذلك في مايو.",)),
    ("זה היה בחודש שעבר.", "2025-02-18", ("זה היה בינואר 2025.",), (), ("זה היה ביולי.",)),
    ("先月の台風。", "2025-02-18", ("2025年1月の台風。",), (), ("3月の台風。",)),
    ("上个月的台风。", "2025-02-18", ("2025年1月的台风。",), (), ("3月的台风。",)),
    ("The board approved it on Tuesday.", "2025-04-09",
     ("It was on 8 April 2025.",), ("It was on 15 April.",), ("It was on 7 April.",)),
    ("The board met at 9:30 on Tuesday.", "2025-04-09",
     ("It met at half past nine on 8 April.",), (), ("It met at 7:15 in the morning.",)),
    ("The board approved it last month.", "2025",
     (), (), ("It was in March.",)),
    ("Засідання призначено на 14 травня.", "2025-02-18",
     (), ("Засідання 14.05.2025.",), ("Засідання 15.05.2025.",)),
    ("كان ذلك في ١٥ رمضان ١٤٤٥ هـ.", "",
     ("It was on 25 March 2024.", "كان ذلك في مارس 2024."), (),
     ("It was on 29 March.", "It was in 2022.")),
]  # fmt: skip


def said(claim: str, source: str, date: str = "") -> set[Result]:
    """Return what comes out for the figures and dates of a claim."""
    claims = find_claims(claim)
    assert claims, claim
    return {FigureProbe(each).match_dated(source, date).result for each in claims}


def stands(results: set[Result]) -> bool:
    return all(result.verified for result in results)


@pytest.mark.parametrize("language", SENSES)
def test_unit_bound_part_and_direction_are_compared_in_every_language(language: str) -> None:
    for source, same, other in SENSES[language]:
        assert [claim for claim in same if not stands(said(claim, source))] == []
        assert [claim for claim in other if stands(said(claim, source))] == []


#: What a source says, how else it is said, and what it does not say.
MORE = (
    ("Gegen halb sieben am Morgen kamen 1.250 Boote.", ("um 6.30 Uhr wurden sie gezählt",),
     ("um halb acht am Morgen wurden sie gezählt",)),
    ("À six heures et demie du matin les bateaux sont partis.", ("à 6 h 30 les bateaux",),
     ("à sept heures et demie du matin les bateaux",)),
    ("A las seis y media de la mañana salieron los barcos.", ("a las 6:30 salieron los barcos",),
     ("a las siete y media salieron los barcos",)),
    ("О пів на сьому ранку пішли човни, сімнадцятеро спали.", ("О 6:30 ранку", "17 людей спали"),
     ("О пів на восьму ранку", "сімдесятеро спали")),
    ("В половине седьмого утра ушли лодки.", ("В 6:30 утра ушли лодки",),
     ("В половине восьмого утра ушли лодки",)),
    ("غادرت القوارب في الساعة السادسة والنصف صباحا وعددها ٩٫٨ في المئة", ("في الساعة 6:30", "9.8%"),
     ("في الساعة السابعة والنصف", "8.9%")),
    ("船只上午六点半离港，占百分之9.8，共十一处。", ("上午6:30离港", "占9.8%", "有11处"),
     ("上午七点半离港", "占8.9%", "有十二处")),
    ("船は約2300世帯と246ページに書かれた。", ("2000世帯以上", "250ページ近い"), ("3000世帯以上",)),
    ("배는 약 2천300가구와 246쪽에 적혔고 3,800만 유로였다.",
     ("2천 가구 이상", "250쪽에 가깝다", "3천800만 유로다"), ("3천 가구 이상", "3천900만 유로다")),
    ("Der Anteil liegt bei 9,8 Prozent, und 17 waren älter als 80 Jahre.",
     ("weniger als zehn Prozent", "siebzehn waren über 80 Jahre alt"),
     ("weniger als neun Prozent", "sie waren jünger als 80 Jahre")),
    ("La part est passée de 12,5 % en 2023 à 9,8 % en 2024.", ("moins de 10 % de la part",),
     ("la part est passée de 9,8 % à 12,5 %",)),
    ("Un Dutzend Boote lag dort.", ("12 Boote",), ("elf Boote waren dort",)),
    ("La obra costará 38,5 millones de euros.", ("Costará 38,5 M€",), ("Costará 35,8 M€",)),
)  # fmt: skip


@pytest.mark.parametrize(("source", "same", "other"), MORE)
def test_times_shares_and_sides_of_a_value_in_words(
    source: str, same: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert [claim for claim in same if not stands(said(claim, source))] == []
    assert [claim for claim in other if stands(said(claim, source))] == []


@pytest.mark.parametrize(("source", "date", "sure", "perhaps", "wrong"), TOLD)
def test_a_time_is_told_by_the_day_on_which_an_article_appeared(
    source: str, date: str, sure: tuple[str, ...], perhaps: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    assert [claim for claim in sure if not stands(said(claim, source, date))] == []
    for claim in perhaps:
        assert Result.NOT_COMPARED in said(claim, source, date), claim
        assert Result.NOT_FOUND not in said(claim, source, date), claim
    assert [c for c in wrong if Result.NOT_FOUND not in said(c, source, date)] == []
