"""Books in other languages: no label outside the catalogue, their direction, runs in other scripts.

The book whose labels are marked is in Greek, and so is all that Sphinx, CSL and Babel say in it:
Latin letters outside the marks are a label that is in no catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from books import SmallBook, maker
from briefbook.core.words import labels as words
from briefbook.core.words import script_fonts
from briefbook.core.words.catalogue import Catalogue
from reading_back.pdf_reader import read_only_pdf, read_pdf

CONF = """\
html_theme = "sphinx_book_theme"
nitpicky = False
"""
BIB = """\
@online{nefeli, author = {{Νεφέλη}}, title = {Ομίχλη}, date = {2021-03-03}, urldate = {2021-04-01}}
@misc{allo, author = {{Άλλος}}, title = {Λόγος}, date = {2020}, related = {nefeli},
  relatedtype = {reportedin}, relatedlocator = {¶ 2}}
"""
MARKED = {
    "conf.py": 'project = "Λιμάνι"\nauthor = "Γραφείο"\nextensions = ["briefbook"]\n'
    'bibtex_bibfiles = ["references.bib"]\nlanguage = "el"\nbrief_date = "2026-11-22"\n'
    'brief_url = "https://example.org/"\nbrief_data = "data"\n',
    "references.bib": BIB,
    "docs/index.md": "# Λιμάνι\n\nΛόγια.\n\n```{toctree}\n:numbered:\na\nb\n```\n"
    "```{toctree}\ng\nw\n```\n",
    "docs/a.md": "---\nprefix: a\nsource: nefeli\n---\n\n{#a}\n# Καιρός\n\n```{source}\n```\n\n"
    "{#a-1}\nΟμίχλη[^n] ήρθε, βλ. [](#b-1), [](#b-2) και [](#b-n-m) "
    "{cite:p}`allo,nefeli{¶¶ 2–3}`.\n\n"
    "{#a-2}\nΞανά[^n] το {term}`Κάτι` {cite:p}`nefeli{headline, p. 4}`.\n\n"
    "```{withdrawn} a-3\n:see: a-1\nΛάθος.\n```\n\n[^n]: Context: ελαφριά.\n",
    "docs/b.md": "---\nprefix: b\n---\n\n{#b}\n# Πλοία\n\n"
    "{#b-1}\nΈνα[^m] πλοίο.\n\n{#b-2}\nΔύο.\n\n"
    ":::{judgement} 1\n:likelihood: likely\n:confidence: moderate\n:rests-on: a-1\n:against: a-2\n"
    ":would-change: Άλλο.\n:alternative: Όχι.\n\nΊσως.\n:::\n\n[^m]: Comment: σχόλιο.\n",
    "docs/g.md": "# Τόποι\n\n:::{glossary} places\n\nΚάτι | κάτι άλλο\n: Ένα.\n:::\n\n"
    "```{notes}\n```\n\n"
    "```{readings}\n```\n\n```{timeline}\n```\n\n```{timeline-plot}\n```\n\n```{verification}\n```\n",
    "docs/w.md": "# Έργα\n\n```{bibliography}\n```\n",
    "docs/data/measures.csv": "measure,title,unit\nboats,Πλοία,πλοία\n",
    "docs/data/origins.csv": "origin,name,named,interest\nport,Λιμένας,yes,\n",
    "docs/data/readings.csv": "id,measure,low,high,qualifier,as_of,reported,says,relayed_by,origin,"
    "source,locator,paragraph,note\nr1,boats,12,,at least,2021-03-01,,Α,Β,port,nefeli,¶ 2,a-1,\n"
    "r2,boats,14,,,2021-03~,,Α,,port,nefeli,¶ 2,a-1,\n",
    "docs/data/events.csv": "id,date,basis,title,topics,source,locator,paragraph\n"
    "e1,2021-03-01,inferred: λόγος,Ομίχλη,weather,nefeli,¶ 2,a-1\n",
}  # fmt: skip
_MARK = re.compile("⟦[^⟦⟧]*⟧")
_LATIN = re.compile(r"[A-Za-z]{2,}[^\n⟦⟧<>]*")
#: Ids, formats and names that no language translates, and the author's own.
_NO_LABEL = re.compile(
    r"\b(?:BibTeX|RIS|CSL-JSON|CITATION\.cff|JavaScript|weather|places|nefeli|allo|SHA-256|TLP|"
    r"[abg]-[0-9n][a-z0-9-]*|https?://\S*|example\.org\S*|docs/\S*|briefbook)"
)


class Marked(dict[str, tuple[str, ...]]):
    """A catalogue that has every text, in marks."""

    def get(self, key: str, default: Any = None) -> Any:
        del default
        return (f"⟦{key.rpartition('|')[2]}⟧",)


def unmarked(text: str) -> list[str]:
    """Return the Latin words outside the marks."""
    before = ""
    while text != before:
        before, text = text, _MARK.sub("", text)
    return _LATIN.findall(_NO_LABEL.sub("", text))


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, SmallBook]:
    make = maker(tmp_path_factory.mktemp("marked"))
    with pytest.MonkeyPatch.context() as patch:
        catalogue = Catalogue("el", Marked(), lambda _number: 0)
        patch.setattr(words, "read_catalogue", lambda _language: catalogue)
        made = {name: make(MARKED, name, clean=False) for name in ("html", "epub", "briefpdf")}
    words.use_labels("en")
    return made


def seen(page: BeautifulSoup) -> str:
    """Return what a page shows and says: its text and the attributes that are read out."""
    for code in page(["script", "style", "code"]):
        code.decompose()
    # The words of Sphinx and of the theme, which have none in Greek for these.
    for link in page.select(".headerlink, .skip-link, [aria-label='Version warning']"):
        link.decompose()
    names = ("title", "aria-label", "alt", "placeholder", "data-label")
    said = [str(e[name]) for e in page.find_all(True) for name in names if e.has_attr(name)]
    body = page.body
    return "\n".join([body.get_text("\n") if body else "", *said])


def test_no_label_of_the_site_is_outside_the_catalogue(marked: Mapping[str, SmallBook]) -> None:
    site = marked["html"]
    pages = sorted(site.out.rglob("*.html"))
    assert len(pages) > 6
    found = {
        page.name: left
        for page in pages
        if (left := unmarked(seen(BeautifulSoup(page.read_text("utf-8"), "lxml"))))
    }
    assert not found
    assert "⟦Copied⟧" in site.text("_brief/labels.js")


def test_no_label_of_the_epub_is_outside_the_catalogue(marked: Mapping[str, SmallBook]) -> None:
    out = marked["epub"].out
    found = [
        (name, unmarked(seen(BeautifulSoup((out / name).read_text("utf-8"), "lxml"))))
        for name in ("a.xhtml", "b.xhtml", "g.xhtml", "w.xhtml")
    ]
    assert not [each for each in found if each[1]]


def test_no_label_of_the_pdf_is_outside_the_catalogue(marked: Mapping[str, SmallBook]) -> None:
    (file,) = marked["briefpdf"].out.glob("*.pdf")
    assert file.name == "limani.pdf"  # of its Greek title
    pdf = read_pdf(file)
    text = "\n".join(page.extract_text() for page in pdf.structure.pages)
    # A label goes on in the next line.
    assert not unmarked(text.replace("\n", " "))
    assert "⟦Contents⟧" in text
    assert "⟦p.\u00a0" in text


def test_scripts_show_no_text_that_is_not_looked_up() -> None:
    static = Path(words.__file__).parents[2] / "html" / "static" / "scripts"
    shown = re.compile(
        r'(?:textContent = |ariaLabel: |title = |say\(|\}, )(?:"[A-Z][^"]*"|`[A-Z][^`]*`)'
    )
    for script in static.glob("*.js"):
        assert not shown.findall(script.read_text("utf-8")), script.name


ARABIC = {
    "docs/0.md": "# هندي\n\nहिन्दी\n",
    "docs/a.md": "---\nprefix: a\n---\n\n{#a}\n# الميناء\n\n{#a-1}\nعدّ المكتب القوارب مع 김정은، "
    "وبقي الدفتر في الخزانة سنين طويلة، ثم أغلق الميناء في الشتاء ولم يفتح بعد ذلك أبدا.\n\n"
    "{#a-2}\nانظر [](#a-1) {cite:p}`haddad{ص 4},bell`.\n\n```{bibliography}\n```\n",
    "references.bib": "@misc{haddad, author = {الحداد, سامي}, title = {الميناء}, date = {2025}}\n"
    "@misc{bell, author = {Bell, Ann}, title = {The Harbour}, date = {2024}}\n",
}


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, SmallBook]:
    make = maker(tmp_path_factory.mktemp("arabic"))
    conf = f'{CONF}language = "ar"\n'
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(script_fonts, "PACKAGES", {"no_such_package": "*"})
        made = {name: make(ARABIC, name, conf=conf, clean=False) for name in ("html", "briefpdf")}
    words.use_labels("en")
    return made


def test_a_page_says_its_direction_and_that_of_other_runs(
    arabic: Mapping[str, SmallBook],
) -> None:
    page = arabic["html"].page("a")
    html = page.html
    assert html is not None
    assert (html["lang"], html["dir"]) == ("ar", "rtl")
    (run,) = page.select("#a-1 [lang=ko]")
    assert (run.name, run.get_text(), run["dir"]) == ("bdi", "김정은", "ltr")
    assert "الفقرة\u00a01" in page.get_text()


def test_stops_beside_arabic_words_are_arabic(arabic: Mapping[str, SmallBook]) -> None:
    text = " ".join(arabic["html"].page("a").get_text().split())
    assert "(الحداد 2025، ص 4؛ Bell 2024)" in text
    assert "الحداد، سامي. 2025." in text
    assert "Bell, Ann. 2024." in text
    found = (arabic["html"].out / "_brief/pages/a.js").read_text(encoding="utf-8")
    assert "الحداد، سامي. 2025." in found
    assert read_only_pdf(arabic["briefpdf"].out).text().count(",") == 1  # of “Bell, Ann”


def test_what_is_found_begins_at_the_right_edge(
    arabic: Mapping[str, SmallBook], browser: Browser
) -> None:
    tab = browser.new_page()
    tab.goto((arabic["html"].out / "search.html").as_uri() + "?q=الميناء")
    hit, heading = tab.locator(".brief-hits li").first, tab.locator("h1").first
    hit.wait_for()
    edges = [place.evaluate("it => it.getBoundingClientRect().right") for place in (hit, heading)]
    tab.close()
    assert edges[0] == pytest.approx(edges[1])


def test_paragraph_numbers_stand_in_the_right_margin(arabic: Mapping[str, SmallBook]) -> None:
    pdf = read_only_pdf(arabic["briefpdf"].out)
    page = next(p for p in pdf.structure.pages if "الميناء" in p.extract_text())
    width = float(page.mediabox.width)
    last = pdf.drawn[len(pdf.structure.pages) - 1]
    text = last.get_textpage()
    letters = [(text.get_text_range(i, 1), *text.get_charbox(i)) for i in range(text.count_chars())]
    ends = max(right for sign, _l, _b, right, _t in letters if "\u0600" <= sign < "\u0700")
    numbers = [left for sign, left, *_rest in letters if sign in "12" and left > ends]
    assert len(numbers) == 2
    assert all(ends < left < width - 20 for left in numbers)


def test_letters_are_set_in_fonts_that_are_meant_for_them_or_named(
    arabic: Mapping[str, SmallBook],
) -> None:
    # Typst's font of formulas has them too, unjoined.
    assert "6 letters of the script Devanagari" in arabic["briefpdf"].messages
    assert "script Arabic" not in arabic["briefpdf"].messages


def test_note_kinds_are_read_in_the_books_language(tmp_path: Path) -> None:
    chapter = (
        "---\nprefix: a\n---\n\n{#a}\n# Wetter\n\n{#a-1}\nNebel[^n], Regen[^m], Wind[^o].\n\n"
        "[^n]: Kontext: dicht.\n[^m]: Comment: leicht.\n[^o]: Bemerkung: keine.\n"
    )
    made = maker(tmp_path)({"docs/a.md": chapter}, conf=f'{CONF}language = "de"\n', clean=False)
    notes = [note["class"][-1] for note in made.page("a").select("aside.brief-note")]
    assert notes[:2] == ["brief-kind-context", "brief-kind-comment"]
    leads = [lead.get_text() for lead in made.page("a").select(".brief-note-kind")]
    assert leads == ["Kontext:", "Kommentar:"]


@pytest.mark.parametrize("language", ["pl", "english"])
def test_what_a_book_has_no_words_for_is_named(tmp_path: Path, language: str) -> None:
    conf = f'{CONF}language = "{language}"\nbrief_labels = {{"Used in": "Użyto w:"}}\n'
    made = maker(tmp_path)({"docs/a.md": "# A\n"}, conf=conf, clean=False)
    assert f"there are no labels in {language!r}, so they are in English" in made.messages
    assert "brief_labels: there is no label 'Used in'; did you mean 'Used in:'?" in made.messages
