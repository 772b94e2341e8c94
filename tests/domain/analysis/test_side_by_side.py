"""Readings, timeline, judgements and register, as a reader sees them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from books import MakeBook
from briefbook.core.dates import day_number
from briefbook.core.tables.events import Event, read_events
from briefbook.domain.analysis.charts import STYLE, draw_events
from reading_back.pdf_reader import dense, read_only_pdf

BIB = """\
@online{k, author = {{Kontur}}, title = {A report}, date = {2025-07}}
@online{w, author = {{Weekly}}, title = {Another}, date = {2024-11}}
"""
CHAPTER = """\
---
prefix: m
---
{#m}
# Chapter

{#m-1}
Some say many were sent {cite:p}`k{¶ 6}`.

{#m-2}
Others say few were {cite:p}`w{¶ 5}`.

{#m-3}
This cites nothing.

```{bibliography}
```
"""
MEASURES = "measure,title,unit\nsent,Troops sent,people\n"
ORIGINS = "origin,name,named,interest\nnis,Service,no,\nmod,Ministry,no,\n"
READINGS = (
    "id,measure,low,high,qualifier,as_of,reported,says,relayed_by,origin,source,locator,"
    "paragraph,note\n"
    "first,sent,11000,,,2024-10,2025-06,Lee,AFP,nis,k,¶ 6,m-1,year inferred\n"
    "second,sent,2000,,,2024-10,2024-11,Kim,,mod,w,¶ 5,m-2,\n"
)
EVENTS = (
    "id,date,basis,title,topics,source,locator,paragraph\n"
    "concert,2025-06,,A concert takes place.,ceremony,k,¶ 1,m-1\n"
    'pilots,196X?,"inferred: a war",Pilots <b>fly</b>.,history;combat,w,¶ 24,m-2\n'
)
JUDGEMENT = """\
:::{judgement} 1
:likelihood: likely
:confidence: moderate
:rests-on: m-1 m-2
:would-change: A count.
:alternative: None came.

More were sent than *before*.
:::
"""


def files(page: str, **data: str) -> dict[str, str]:
    tables = {
        "measures": MEASURES,
        "origins": ORIGINS,
        "readings": READINGS,
        "events": EVENTS,
    } | data
    return {
        "references.bib": BIB,
        "docs/m.md": CHAPTER,
        "docs/page.md": f"# Page\n\n{page}\n",
        **{f"docs/data/{name}.csv": text for name, text in tables.items()},
    }


def test_readings_stand_side_by_side(make_book: MakeBook) -> None:
    page = make_book(files("```{readings}\n```")).page("page")
    rows = [[td.get_text(" ", strip=True) for td in tr("td")] for tr in page.select("tbody tr")]
    assert rows[0] == ["Troops sent (people) 2 reports, 2 origins; the marked figures conflict."]
    assert rows[1] == [
        "11,000 ≠ in conflict", "October 2024", "Lee, relayed by AFP (year inferred)",
        "( Kontur 2025, ¶\N{NO-BREAK SPACE}6 )", "“Chapter”, ¶\N{NO-BREAK SPACE}1",
    ]  # fmt: skip
    row = page.find(id="reading-first")
    assert row is not None
    links = [a["href"] for a in row("a")]
    assert links == ["m.html#ref-k", "m.html#m-1"]


def test_all_measures_stand_in_one_table_under_one_head(make_book: MakeBook) -> None:
    measures = MEASURES + "killed,Killed,people\n"
    more = READINGS + "third,killed,600,,at least,2025-07,2025-07,Kim,,mod,w,¶ 9,m-2,\n"
    page = make_book(files("```{readings}\n```", readings=more, measures=measures)).page("page")
    (table,) = page.select("table")
    assert len(table.select("thead tr")) == 1
    heads = table.select("td[colspan='5']")
    titles = [head.get_text(" ", strip=True) for head in heads]
    # Of one report nothing is counted.
    assert titles[1:] == ["Killed (people)"]
    assert [head.get("data-label") for head in heads] == [None, None]


def test_reports_of_one_origin_count_once_and_what_agrees_is_not_marked(
    make_book: MakeBook,
) -> None:
    more = READINGS + "third,sent,11500,,about,2024-10,2025-07,Bae,,nis,w,¶ 9,m-2,\n"
    page = make_book(files("```{readings}\n```", readings=more)).page("page")
    assert page.find(string=" 3 reports, 2 origins; the marked figures conflict.")
    alike = more.replace(",2000,", ",11000,")
    page = make_book(files("```{readings}\n```", readings=alike)).page("page")
    assert page.find(string=" 3 reports, 2 origins.")
    assert "conflict" not in page.text


def test_figures_in_conflict_are_marked_in_words_on_paper_too(make_book: MakeBook) -> None:
    book = make_book(files("```{readings}\n```"), "briefpdf")
    printed = read_only_pdf(book.out).text()
    assert dense("2 reports, 2 origins; the marked figures conflict.") in printed
    assert printed.count(dense("000 ≠ in conflict")) == 2


def test_the_figures_can_be_downloaded(make_book: MakeBook) -> None:
    book = make_book(files("```{readings}\n```"))
    link = book.page("page").select_one("a.download")
    assert link is not None
    assert (book.out / str(link["href"])).read_text("utf-8") == READINGS


def test_a_slip_in_a_table_is_reported_at_its_line_and_the_rest_is_built(
    make_book: MakeBook,
) -> None:
    bad = READINGS.replace(",2024-10,2024-11,", ",2024-31,2024-11,")
    book = make_book(files("```{readings}\n```", readings=bad), clean=False)
    assert "docs/data/readings.csv:3: WARNING: column 'as_of': '2024-31'" in book.messages
    assert book.page("page").find(id="reading-first")


def test_a_reading_leads_to_a_paragraph_that_exists_and_cites_its_source(
    make_book: MakeBook,
) -> None:
    bad = READINGS.replace("m-1", "m-9").replace(",m-2,", ",m-3,")
    book = make_book(files("```{readings}\n```", readings=bad), clean=False)
    assert (
        "readings.csv:2: WARNING: 'myst' cross-reference target not found: 'm-9'" in book.messages
    )
    assert "readings.csv:3: WARNING: second: m-3 does not cite w" in book.messages


def test_a_table_of_an_author_can_stand_one_row_below_the_other_too(make_book: MakeBook) -> None:
    typed = (
        ":::{list-table}\n:class: brief-data\n:header-rows: 1\n\n"
        "* - On\n  - Then\n* - Price\n  - high\n:::\n\n"
        ":::{list-table}\n:class: brief-data\n\n* - No\n  - head\n:::"
    )
    page = make_book(files(typed)).page("page")
    labels = [(td.get_text(strip=True), td.get("data-label")) for td in page.select("td")]
    assert labels == [("Price", None), ("high", "Then"), ("No", None), ("head", None)]


def test_a_chart_carries_its_words(make_book: MakeBook) -> None:
    undated = READINGS + "third,sent,500,,,,2024-11,Roe,,mod,w,¶ 5,m-2,\n"
    book = make_book(files("```{readings-plot}\n:measures: sent\n```", readings=undated))
    image = book.page("page").select_one("figure img")
    assert image is not None
    assert "Troops sent: 11,000, October 2024, Lee; 2,000, October 2024, Kim" in str(image["alt"])
    assert "500, not stated, Roe" in str(image["alt"])
    assert (book.out / str(image["src"])).read_text("utf-8").startswith("<?xml")


def test_a_chart_of_an_unknown_measure_says_which_there_are(make_book: MakeBook) -> None:
    book = make_book(files("```{readings-plot}\n:measures: snet\n```"), clean=False)
    assert "the measure 'snet' is unknown; measures.csv has sent" in book.messages


def test_the_timeline_is_in_the_order_of_time(make_book: MakeBook) -> None:
    page = make_book(files("```{timeline}\n```")).page("page")
    dates = [dt.get_text(strip=True).rstrip("¶#") for dt in page.select("dl.brief-timeline > dt")]
    assert dates == ["Perhaps the 1960s", "June 2025"]
    event = page.find(id="event-pilots")
    assert event is not None
    assert page.find(string="Pilots <b>fly</b>. ")  # data, never markup


def test_a_timeline_of_one_topic(make_book: MakeBook) -> None:
    page = make_book(files("```{timeline}\n:topic: ceremony\n```")).page("page")
    assert page.find(id="event-concert")
    assert not page.find(id="event-pilots")


def test_a_drawing_of_the_timeline_carries_its_words_and_begins_where_it_says(
    make_book: MakeBook,
) -> None:
    book = make_book(files("```{timeline-plot}\n:title: Concerts are held.\n:from: 2000\n```"))
    image = book.page("page").select_one("figure img")
    assert image is not None
    assert image["alt"] == "Timeline. June 2025: A concert takes place."
    caption = book.page("page").select_one("figcaption")
    assert caption is not None
    words = " ".join(caption.get_text(" ", strip=True).replace("¶", "").split())
    assert words.startswith("Concerts are held. Events since 2000. Source: ")
    assert (book.out / str(image["src"])).read_text("utf-8").startswith("<?xml")


def test_a_check_draws_nothing_and_leaves_no_page_without_its_drawing(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BRIEFBOOK_CACHE", str(tmp_path / "cache"))
    page = files("```{timeline-plot}\n:from: 2000\n```")
    drawn = []
    draw = draw_events

    def noted(events: Sequence[Event], *, narrow: bool) -> Figure:
        drawn.append(narrow)
        return draw(events, narrow=narrow)

    monkeypatch.setattr("briefbook.domain.analysis.plots.draw_events", noted)
    make_book(page, "briefcheck")
    assert drawn == []
    # In the same doctrees.
    book = make_book(page)
    assert set(drawn) == {False, True}
    image = book.page("page").select_one("figure img")
    assert image is not None
    assert "<path" in (book.out / str(image["src"])).read_text("utf-8")


def test_a_day_is_a_dot_in_the_drawing_and_a_longer_time_is_a_bar(tmp_path: Path) -> None:
    days = "id,date,basis,title,topics,source,locator,paragraph\n" + "".join(
        f"e{place},{date},,It happens.,combat,k,¶ 1,m-1\n"
        for place, date in enumerate(("2025-06-14", "2025-06", "2025-07-01/2025-07-02"))
    )
    (tmp_path / "events.csv").write_text(days, "utf-8")
    events = read_events(tmp_path, "data").on("")
    drawing = draw_events(list(events))
    lines: list[Any] = [
        line for line in drawing.axes[0].lines if str(line.get_label()).startswith("_")
    ]
    (dot,) = (line for line in lines if line.get_marker() == "o")
    at: Any = dot.get_xdata()
    assert list(at) == [day_number("2025-06-14")[0]]
    bars = [line for line in lines if line.get_marker() != "o"]
    assert len(bars) == 2
    # A mark, its row's words and its date are in one drawing, none of them cut.
    assert {text.get_text() for text in drawing.axes[0].texts} == {
        "14 June 2025", "June 2025", "1 – 2 July 2025",
    }  # fmt: skip


def test_letters_of_charts_are_large_enough_in_print_and_on_a_telephone(tmp_path: Path) -> None:
    events = "id,date,basis,title,topics,source,locator,paragraph\n" + "".join(
        f"e{n},2025-0{n},,{'It happens for a long while in many a place. ' * n},combat,k,¶ 1,m-1\n"
        for n in (1, 2, 3)
    )
    (tmp_path / "events.csv").write_text(events, "utf-8")
    found = list(read_events(tmp_path, "data").on(""))
    # Inches of a line of print, and of what a screen of 360 pixels has for a drawing of 3.6.
    for narrow, width, least in ((False, 124 / 25.4, 7.5), (True, 328 / 96, 8.5)):
        with mpl.rc_context(STYLE):
            drawing = draw_events(found, narrow=narrow)
            drawing.draw_without_rendering()
        scale = width / drawing.get_size_inches()[0]
        axes = drawing.axes[0]
        words = [*axes.texts, *axes.get_yticklabels(), *axes.get_xticklabels()]
        assert min(text.get_fontsize() for text in words if text.get_text()) * scale >= least
        edges = [text.get_window_extent() for text in words if text.get_text()]
        assert min(edge.x0 for edge in edges) >= -1
        assert max(edge.x1 for edge in edges) <= drawing.bbox.x1 + 1


@pytest.mark.parametrize("option", [":from: 2030", ":topic: sport"])
def test_a_drawing_of_no_event_is_refused(make_book: MakeBook, option: str) -> None:
    book = make_book(files(f"```{{timeline-plot}}\n{option}\n```"), clean=False)
    assert "no event is left to draw; fix :from: or :topic:" in book.messages


def test_a_timeline_of_an_unknown_topic_says_which_there_are(make_book: MakeBook) -> None:
    book = make_book(files("```{timeline}\n:topic: sport\n```"), clean=False)
    assert "no event has the topic 'sport'; events.csv has ceremony, combat, hist" in book.messages


def test_every_slip_of_all_tables_is_told_in_one_run_at_its_row(make_book: MakeBook) -> None:
    row = READINGS.splitlines()[1] + "\n"
    slips = {
        (",sent,", ",snet,"): "column 'measure': 'snet' is unknown; measures.csv has sent",
        ("2024-10", "10/2024"): "column 'as_of': '10/2024' is not a date; expected e.g. 2024,",
        ("11000,,", "11000,10,"): "column 'high': 10 is below low, 11000; swap them",
        (",m-1,", ",m-9,"): "'myst' cross-reference target not found: 'm-9'",
        (",nis,", ",nsi,"): "column 'origin': 'nsi' is unknown; origins.csv has nis, mod",
        ("row,", "first,"): "column 'id': 'first' is used a second time; first in line 2",
        (",year inferred", ""): "13 cells, expected 14; mind commas inside a cell",
        (",k,", ",zz,"): "no source has the key 'zz'; add it to the .bib file",
    }
    rows = [
        row.replace("first,", f"row-{place},").replace(*slip).replace("row-5,", "first,")
        for place, slip in enumerate(slips)
    ]
    book = make_book(
        files(
            "```{readings}\n```\n\n```{timeline}\n```\n\n```{readings}\n:measures: sent\n```",
            readings=READINGS + "".join(rows),
            events=EVENTS.replace("2025-06,", "2025-06-31,"),
        )
        | {"docs/other.md": "# Other\n\n[](#nowhere)\n"},
        clean=False,
    )
    told = book.messages.splitlines()
    for line, says in enumerate(slips.values(), start=4):
        (found,) = {said for said in told if f"readings.csv:{line}: WARNING: " in said}
        assert says in found
    assert any(
        "docs/data/events.csv:2: WARNING: column 'date': '2025-06-31': there" in s for s in told
    )
    assert any("other.md:3: WARNING: 'myst' cross-reference target not found" in s for s in told)
    assert book.page("page").find(id="reading-first")


def test_a_judgement_shows_its_band_and_leads_to_its_support(make_book: MakeBook) -> None:
    page = make_book(files(JUDGEMENT)).page("page")
    box = page.find(id="judgement-1")
    assert box is not None
    words = box.get_text(" ", strip=True)
    assert "likely (55–80\N{NO-BREAK SPACE}%)" in words
    assert "Confidence : moderate" in words
    assert [a["href"] for a in box.select("dd a")] == ["m.html#m-1", "m.html#m-2"]
    assert box.find("a", class_="brief-number") is None


def test_a_judgement_says_what_weighs_against_it_and_why_its_confidence(
    make_book: MakeBook,
) -> None:
    more = ":against: m-3\n:basis: one origin, *unnamed*\n:confidence"
    page = make_book(files(JUDGEMENT.replace(":confidence", more, 1))).page("page")
    box = page.find(id="judgement-1")
    assert box is not None
    said = {
        dt.get_text(strip=True).rstrip(":"): dt.find_next("dd").get_text(" ", strip=True)  # type: ignore[union-attr]
        for dt in box("dt")
    }
    assert said["Confidence"] == "moderate: one origin, unnamed"
    assert said["Rests on"] == "“Chapter”, ¶¶\N{NO-BREAK SPACE}1 , 2"
    assert said["Against it"] == "“Chapter”, ¶\N{NO-BREAK SPACE}3"
    assert list(said) == [
        "Likelihood", "Confidence", "Rests on", "Against it", "Alternative view",
        "Would change it",
    ]  # fmt: skip


def test_a_book_is_written_in_the_words_of_its_language(make_book: MakeBook) -> None:
    german = JUDGEMENT.replace("likely", "wahrscheinlich").replace("moderate", "mittel")
    hedged = READINGS.replace("11000,,,", "11000,,etwa,")
    page = make_book(
        files(f"{german}\n```{{readings}}\n```", readings=hedged), conf='language = "de"\n'
    ).page("page")
    said = page.get_text(" ", strip=True)
    assert "wahrscheinlich (55–80" in said
    assert "etwa 11.000" in said


def test_measures_of_other_units_have_a_chart_of_their_own(make_book: MakeBook) -> None:
    measures = MEASURES + "spent,Money spent,dollars\n"
    more = READINGS + "third,spent,600,,,2025-07,2025-07,Kim,,mod,w,¶ 9,m-2,\n"
    plot = "```{readings-plot}\n:title: Few were sent.\n```"
    page = make_book(files(plot, readings=more, measures=measures)).page("page")
    charts = [figure.select_one("img.brief-wide") for figure in page.select("figure")]
    told = [str(chart["alt"]) for chart in charts if chart]
    assert ["Troops sent" in alt for alt in told] == [True, False]
    assert ["Money spent" in alt for alt in told] == [False, True]
    assert page.get_text().count("Few were sent.") == 1


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (":rests-on: m-1 m-2\n:would-change: A count.\n", "",
         "a judgement needs :rests-on: and :would-change:"),
        ("m-1 m-2", "m-1 m-3", "judgement-1: rests on m-3, which cites no source"),
        ("m-1 m-2", "m-1 ref-k", "judgement-1: rests on 'ref-k', which is not a paragraph"),
        (":likelihood: likely", ":likelihood: probable", "likelihood"),
        (":alternative: None came.\n", "", "a judgement needs :alternative:"),
    ],
)  # fmt: skip
def test_a_judgement_that_does_not_hold_is_reported(
    make_book: MakeBook, old: str, new: str, says: str
) -> None:
    assert says in make_book(files(JUDGEMENT.replace(old, new)), clean=False).messages


@pytest.mark.parametrize(
    ("label", "says"),
    [
        ("TLP:AMBER", "this page is TLP:AMBER but the book has none"),
        ("tlp:clear", "'tlp:clear' is not one of TLP:CLEAR"),
    ],
)
def test_the_book_carries_the_highest_label_of_its_parts(
    make_book: MakeBook, label: str, says: str
) -> None:
    page = {"docs/m.md": CHAPTER.replace("prefix: m\n", f"prefix: m\nhandling: {label}\n")}
    assert says in make_book(files("Words.") | page, clean=False).messages


def test_a_book_may_be_marked_above_its_parts(make_book: MakeBook) -> None:
    page = {"docs/m.md": CHAPTER.replace("prefix: m\n", "prefix: m\nhandling: TLP:GREEN\n")}
    make_book(files("Words.") | page, conf='brief_handling = "TLP:AMBER"\n')


def test_touching_a_table_rewrites_its_page(make_book: MakeBook, tmp_path: Path) -> None:
    make_book(files("```{readings}\n```"))
    book = make_book(files("```{readings}\n```", readings=READINGS.replace("2000", "3000")))
    assert "3,000" in book.text("page.html")
    assert tmp_path in book.root.parents
