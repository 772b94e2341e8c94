"""A book in German with sources in three languages: what is a name there, what is not compared."""

from __future__ import annotations

import pytest

from books import SMALL_CONF, call_briefbook, run_briefbook, write_files
from briefbook.checks.engine.run import sort_findings
from briefbook.checks.evidence.matches import Result
from briefbook.checks.names.check import NameProbe
from briefbook.core.diagnostics import Diagnostic
from briefbook.sources.adding.names import names_in
from chapters import chapter

GERMAN = """\
Brücke wird gesperrt

Die Stadt sperrt die Brücke am Hafen für Lastwagen, sagte Bürgermeisterin Karin Vogt. Elf Risse
wurden in den Pfeilern gefunden, und niemand hatte sie gesehen.

Die Kosten werden auf 38 Millionen Euro geschätzt. Das Geld ist nach Angaben der Verwaltung da.
"""
KOREAN = """\
다리가 닫혔다

카린 포크트 시장은 다리에 금이 열한 개 있다고 말했다. 돈은 3800만 유로가 든다고 한다.
"""
DUTCH = """\
De brug gaat dicht

De kosten van een nieuwe brug worden geschat op achtendertig miljoen euro, zei het bestuur van de
stad, en dat is meer dan er voor het hele jaar in de kas van de haven was.
"""
#: Each paragraph, and what the check says of it; nothing where it is right.
CASES = (
    ("Die Stadt sperrt sie, sagt Bürgermeisterin {term}`Karin Vogt` {cite:p}`de{¶ 1}`.", ""),
    ("Ende Mai beginnt nach Angaben der Verwaltung eine Prüfung {cite:p}`de{¶ 2}`.", ""),
    ("Kritiker zweifeln an Stadträtin Vogts Plan und der Länge der Brücke {cite:p}`de{¶ 1}`.", ""),
    ("Das Geld sei da, sagte Klaus Meyer von der Verwaltung {cite:p}`de{¶ 2}`.",
     "the name Klaus Meyer stands in no block"),
    ("Die Kosten nannte die Bürgermeisterin Vogt hoch {cite:p}`de{¶ 2}`.",
     "the name Vogt stands in no block"),
    ("In der Zeitung nannte {term}`Karin Vogt` elf Risse {cite:p}`ko{¶ 1}`.", ""),
    ("Auch Klaus Meyer hat davon gesprochen {cite:p}`ko{¶ 1}`.", ""),
    ("Der Bau soll 38 Millionen Euro kosten {cite:p}`nl{¶ 1}`.", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return what `briefbook check` says of the book, line by line."""
    root = tmp_path_factory.mktemp("names")
    conf = SMALL_CONF + 'language = "de"\n'
    articles = {"de.txt": GERMAN, "ko.txt": KOREAN, "nl.txt": DUTCH}
    write_files(root, {"conf.py": conf, "references.bib": "", **articles})
    for name in articles:
        done = call_briefbook(
            root, "add", name, "--key", name[:2], "--title", "Haus", "--rights", "open",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    paragraphs = (f"{{#a-{n}}}\n{text}" for n, (text, _) in enumerate(CASES, 1))
    pages = {
        "docs/index.md": "# T\n\n```{toctree}\nchapters/a\npeople\n```\n\n```{bibliography}\n```\n",
        "docs/chapters/a.md": chapter("a", *paragraphs),
        "docs/people.md": "# Personen\n\n:::{glossary} people\n\nKarin Vogt | ko: 카린 포크트\n"
        ": Sie leitet die Stadt. {cite:p}`de{¶ 1}`\n:::\n",
    }
    tables = {
        "measures": "measure,title,unit\nkosten,Geschätzte Kosten,Euro Baukosten\n",
        "origins": "origin,name,named,interest\nstadt,Die Stadt,yes,\n",
        "readings": "id,measure,low,high,qualifier,as_of,reported,says,relayed_by,origin,source,"
        "locator,paragraph,note\nr,kosten,38000000,,etwa,2025,2025,Verwaltung,,stadt,de,¶ 2,a-1,\n",
    }
    pages |= {f"docs/data/{name}.csv": text for name, text in tables.items()}
    write_files(root, pages)
    return run_briefbook(root, "check").stdout.splitlines()


@pytest.mark.parametrize("number", range(1, len(CASES) + 1))
def test_a_name_among_nouns_is_found_and_compared(said: list[str], number: int) -> None:
    line = 9 + 3 * (number - 1)
    here = [each for each in said if each.startswith(f"docs/chapters/a.md:{line}: ")]
    expected = CASES[number - 1][1]
    assert len(here) == (1 if expected else 0), here
    assert not expected or expected in here[0]


@pytest.mark.parametrize(
    ("name", "text", "result"),
    [
        ("Zelenskyy", "Das hat Präsident Selenskyj am Montag gesagt.", Result.NORMALISED),
        ("Volodymyr Zelenskyy", "Про це сказав Володимир Зеленський.", Result.NORMALISED),
        ("Zelenskyy", "Это заявили у Зеленского.", Result.NORMALISED),
        ("Kharkiv", "Die Stadt Charkiw ist nicht gefallen.", Result.NORMALISED),
        ("Yeltsin", "C’est Eltsine qui était dans la ville.", Result.NORMALISED),
        ("Zelenskyy", "It was said by Zelensky in the town.", Result.EXACT),
        ("Zelenskyy", "Das hat Präsident Selenski am Montag gesagt.", Result.NORMALISED),
        ("Zelenskyy", "Das hat Präsident Sobjanin am Montag gesagt.", Result.NOT_FOUND),
        ("Olena Zelenska", "Das hat Präsident Selenskyj am Montag gesagt.", Result.NOT_FOUND),
        ("ZelеnskyІ", "Das hat Präsident Selenskyj am Montag gesagt.", Result.NOT_FOUND),
        ("Meyer", "It was said by Maier in the town.", Result.NOT_FOUND),
        ("Zelenskyy", "Про це сказав Володимир Кличко.", Result.NOT_COMPARED),
    ],
)
def test_a_name_is_known_as_other_languages_spell_it(name: str, text: str, result: Result) -> None:
    assert NameProbe((tuple(name.split()),)).match(text).result is result


def test_a_form_of_the_glossary_names_it_in_any_script() -> None:
    probe = NameProbe((("Kim", "Jong", "Un"), ("Kim", "Jong-un")), ("김정은", "金正恩"))
    for text in ("Das sagte Kim Jong-un in der Stadt.", "김정은은 말했다.", "金正恩说。"):
        assert probe.match(text).result is Result.EXACT
    assert probe.match("문재인은 말했다.").result is Result.NOT_FOUND


def test_the_unit_of_a_figure_in_a_table_is_no_name(said: list[str]) -> None:
    assert [each for each in said if each.startswith("docs/data/")] == []


def test_what_cannot_be_compared_is_counted_apart(said: list[str]) -> None:
    assert "; 2 claims not compared, because the source’s language is not read" in said[-2]


def test_findings_come_in_the_order_of_the_paragraphs() -> None:
    found = [Diagnostic("sources/de.toml", 0, "x", f"de ¶ {number}") for number in (36, 4, 12)]
    assert [each.message for each in sort_findings(found)] == ["de ¶ 4", "de ¶ 12", "de ¶ 36"]


def test_a_worksheet_lists_no_german_nouns() -> None:
    text = "Im Hafen sah Berta Falk am Montag drei Boote der IMO und den Plan der Stadt."
    assert names_in(text, "de") == ("Berta Falk", "IMO")
    assert names_in("The mayor of Riverton met Ann Bell.", "en") == ("Riverton", "Ann Bell")


def test_a_worksheet_lists_a_name_without_the_script_around_it() -> None:
    assert names_in("谷歌的DeepMind开发了DNC系统。") == ("DeepMind", "DNC")
    # Nothing of the sentence round them comes along.
    said = "【AFP】ボルノ（Borno）州で16日夜、DPA。記者は「IMO」・「WHO」と言う。"
    assert names_in(said) == ("AFP", "Borno", "DPA", "IMO", "WHO")
    assert names_in("구글의 DeepMind가 만들었다.") == ("DeepMind",)
    assert names_in("نقلت الوكالة (KCNA)، وقالت TASS؛ ثم AFP، Reuters.") == (
        "KCNA",
        "TASS",
        "AFP",
        "Reuters",
    )
