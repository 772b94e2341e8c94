"""`briefbook check` as a person runs it: reports, exit status, receipts, formats, one document."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Protocol

import pytest

from books import call_briefbook, run_briefbook
from briefbook.checks.evidence.items import RULES
from briefbook.checks.evidence.receipts import read_receipts, receipts_text
from harbour import copy_harbour, run_check

CHAPTER = "docs/chapters/strike.md"
RECEIPTS = "sources/receipts.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    book = tmp_path / "book"
    copy_harbour(book)
    return book


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str


class Check(Protocol):
    """Run the builder in this process; ``run`` is the command itself, in its own."""

    def __call__(self, root: Path, *, texts: bool = True, **settings: object) -> Done: ...


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    def checking(root: Path, *, texts: bool = True, **settings: object) -> Done:
        monkeypatch.setenv("BRIEFBOOK_TEXTS", "sources/texts" if texts else "nowhere")
        capsys.readouterr()
        status = run_check(root, {f"brief_check_{name}": v for name, v in settings.items()})
        return Done(status, capsys.readouterr().out)

    return checking


def run(root: Path, *arguments: str, cold: bool = False) -> CompletedProcess[str]:
    texts = {"BRIEFBOOK_TEXTS": "sources/texts"}
    return run_briefbook(root, "check", *arguments, environment=texts, cold=cold)


def edit(root: Path, old: str, new: str, name: str = CHAPTER) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_clean_book_passes_with_the_texts_then_by_receipts(check: Check, root: Path) -> None:
    done = run(root, cold=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("no errors, no warnings; verified against the texts of 3 of 3")
    assert "receipts.json was refreshed: commit it" in done.stdout
    kept = (root / RECEIPTS).read_text(encoding="utf-8")
    again = check(root, texts=False, strict=True)
    assert again.returncode == 0, again.stdout
    assert "by receipts: no source's text is on this disk: 12 quotations" in again.stdout
    assert (root / RECEIPTS).read_text(encoding="utf-8") == kept
    checks = json.loads((root / "build/check/checks.json").read_text(encoding="utf-8"))
    assert checks["totals"]["quotation"]["verified"] == 12
    assert checks["unverified"] == []


def test_receipts_hold_one_line_each_and_no_words_of_a_source(check: Check, root: Path) -> None:
    check(root)
    text = (root / RECEIPTS).read_text(encoding="utf-8")
    head, *lines, tail = text.splitlines()
    assert (head, tail) == ('{"version": 1, "receipts": [', "]}")
    assert lines == sorted(lines, key=lambda line: list(json.loads(line.rstrip(",")).values()))
    assert set(json.loads(lines[0].rstrip(","))) == {
        "source", "place", "kind", "sha256", "block", "result", "source_sha256", "rules",
    }  # fmt: skip
    assert "bread" not in text


def test_without_the_texts_what_is_new_or_edited_is_not_verified(check: Check, root: Path) -> None:
    check(root)
    edit(root, '"asked for bread"', '"asked for cake"')
    edit(root, "2,500", "85")
    edit(root, "Before a crowd", "There, before a crowd")
    done = check(root, texts=False)
    assert done.returncode == 1
    assert (
        f"{CHAPTER}:20: not verified: the text of quill2025 is not on this disk, and no receipt "
        "has the quotation “asked for cake” in quill2025 ¶ 3" in done.stdout
    )
    # A figure that no cited block has is wrong, text or not: the record knows the figures.
    assert f"{CHAPTER}:20: the figure “85” does not stand in quill2025 ¶ 3" in done.stdout
    assert done.stdout.count("[brief.not_verified]") == 1


def test_a_receipt_that_nothing_needs_is_removed(check: Check, root: Path) -> None:
    check(root)
    before = read_receipts(root / RECEIPTS).all()
    edit(root, '"asked for bread"', "wanted bread")
    check(root)
    after = read_receipts(root / RECEIPTS).all()
    assert [r.kind for r in before if r not in after and r.place == "strike-2"] == ["quotation"]
    # Without the texts nobody knows what is needed: the file is left alone.
    edit(root, '"a brochure"', "a leaflet")
    check(root, texts=False)
    assert read_receipts(root / RECEIPTS).all() == after


def test_a_changed_source_file_invalidates_its_receipts(check: Check, root: Path) -> None:
    check(root)
    record = root / "sources" / "brand2025.toml"
    old = read_receipts(root / RECEIPTS).all()
    sha256 = next(r.source_sha256 for r in old if r.source == "brand2025")
    record.write_text(record.read_text(encoding="utf-8").replace(sha256, "f" * 64), "utf-8")
    done = check(root, texts=False)
    assert done.returncode == 1
    assert "not verified: the text of brand2025" in done.stdout
    assert "not verified: the text of quill2025" not in done.stdout


def test_receipts_of_other_rules_do_not_count(check: Check, root: Path) -> None:
    check(root)
    path = root / RECEIPTS
    older = [replace(receipt, rules=0) for receipt in read_receipts(path).all()]
    path.write_text(receipts_text(older), encoding="utf-8")
    assert check(root, texts=False).returncode == 1
    assert check(root).returncode == 0
    assert {receipt.rules for receipt in read_receipts(path).all()} == {RULES}


def test_damaged_receipts_are_one_line_and_are_made_anew_from_the_texts(
    check: Check, root: Path
) -> None:
    check(root)
    path = root / RECEIPTS
    path.write_text("<<<<<<< ours", encoding="utf-8")
    done = check(root, texts=False)
    assert done.returncode == 1
    assert "sources/receipts.json:1: " in done.stdout
    assert path.read_text(encoding="utf-8") == "<<<<<<< ours"
    assert check(root).returncode == 0
    assert read_receipts(path).all()


def test_a_text_that_is_not_the_recorded_one_is_reported(check: Check, root: Path) -> None:
    record = root / "sources" / "quill2025.toml"
    text = record.read_text(encoding="utf-8")
    first = text.index('sha256 = "', text.index("[[blocks]]")) + len('sha256 = "')
    record.write_text(f"{text[:first]}{'a' * 64}{text[first + 64 :]}", encoding="utf-8")
    done = check(root)
    assert done.returncode == 1
    assert "the text of quill2025 on this disk has other blocks than the record" in done.stdout


def test_warnings_pass_unless_strict(check: Check, root: Path) -> None:
    edit(root, "no money left", "no Money left")
    done = check(root)
    assert done.returncode == 0
    assert "[brief.quote_form]" in done.stdout
    assert "no errors, 1 warning" in done.stdout
    assert check(root, strict=True).returncode == 1


def test_a_field_that_is_printed_nowhere_is_a_warning(check: Check, root: Path) -> None:
    date = "  date         = {2025-03-11},"
    edit(root, date, f"{date}\n  colour       = {{blue}},", "references.bib")
    done = check(root)
    assert done.returncode == 0
    assert done.stdout.startswith(
        "references.bib:8: quill2025: colour is printed nowhere; put it into a field that is, e.g. "
        "note, or remove it [brief.bib_unprinted]\n"
    )
    assert check(root, strict=True).returncode == 1
    # However many entries have it, the field is told once.
    other = "  datebasis   = {stated},"
    edit(root, other, f"  colour       = {{red}},\n{other}", "references.bib")
    said = check(root).stdout
    assert said.count("colour is printed nowhere") == 1
    assert "or remove it (1 more entry has it) [brief.bib_unprinted]\n" in said


def test_a_library_of_which_a_few_works_are_cited_is_one_warning(check: Check, root: Path) -> None:
    works = "".join(
        # An address without a day, no publisher, no basis of the date: as a manager exports it.
        f"@book{{w{n}, author={{{{A}}}}, title={{B}}, date={{2020}}, url={{https://b.example}}}}\n"
        for n in range(100)
    )
    with (root / "references.bib").open("a", encoding="utf-8") as file:
        file.write(works)
    lines = check(root).stdout.splitlines()
    said = [line for line in lines if "source_unused" in line]
    assert len(said) == 1
    assert [line for line in lines if line.startswith("references.bib") and line not in said] == []
    assert "w0: no page of the book cites it, nor 99 others of this file (w0, w1, w2, " in said[0]


def test_what_nothing_was_compared_of_is_counted_shown_and_ticked_off(root: Path) -> None:
    before = run(root).stdout
    assert "; 2 statements without a figure, name or quotation: read them" in before
    shown = run(root, "--show").stdout
    assert "strike-6  docs/chapters/strike.md:" in shown
    assert "  · A mediator" not in shown
    assert "      | The strike is the longest in Marrow Bay since 1974" in shown
    page = (root / "build/check/show.html").read_text(encoding="utf-8")
    assert "<mark>On that Tuesday" not in page
    assert '<section id="strike-6">' in page
    ticked = run(root, "--tick", "strike-7", "--tick", "strike-8", "--by", "Ada Low")
    assert ticked.returncode == 0
    assert re.search(r"strike-7  \S+:\d+  read by Ada Low on 20", run(root, "--show").stdout)


def test_a_tick_falls_when_its_paragraph_changes(check: Check, root: Path) -> None:
    assert check(root, tick=["strike-7", "strike-8"], by="Ada Low").returncode == 0
    assert "[brief.review_fallen]" not in check(root).stdout
    edit(root, "He adds for himself", "He says for himself")
    said = check(root).stdout
    assert said.count("[brief.review_fallen]") == 1
    assert "strike-7 was read beside its sources by Ada Low on 20" in said
    assert "and it has changed since" in said


def test_a_tick_falls_when_a_block_of_its_source_changes(check: Check, root: Path) -> None:
    assert check(root, tick=["strike-6", "strike-7"], by="Ada Low").returncode == 0
    edit(root, "a crane driver", "a tall crane driver", "sources/texts/quill.txt")
    done = call_briefbook(root, "add", "sources/texts/quill.txt", "--key", "quill2025", "--update")
    assert done.returncode == 0, done.stderr
    said = check(root).stdout
    assert said.count("[brief.review_fallen]") == 1
    assert "strike-7 was read beside its sources by Ada Low on 20" in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--tick", "strike-7"), "briefbook: --tick needs the name of who has read it"),
        (("--tick", "nope-1", "--by", "A"), "briefbook: nope-1: no paragraph of a chapter that"),
    ],
)
def test_a_tick_that_cannot_be_made_is_one_line(
    root: Path, arguments: tuple[str, ...], says: str
) -> None:
    done = run(root, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_damaged_ticks_are_one_line(check: Check, root: Path) -> None:
    (root / "sources/reviewed.toml").write_text("[[reviewed]]\nplace = \n", encoding="utf-8")
    done = check(root)
    assert done.returncode == 1
    assert "sources/reviewed.toml:2: " in done.stdout


def test_one_quotation_of_twelve_words_is_always_allowed(check: Check, root: Path) -> None:
    edit(root, "quote_percent = 15", "quote_percent = 1", "sources/brand2025.toml")
    over = check(root)
    assert "15 words of brand2025 are quoted in 3 quotations" in over.stdout
    edit(root, '"called the hiring"', "spoke of the hiring")
    assert check(root).returncode == 0


def test_a_basis_can_be_stated_for_all_dates_at_once(check: Check, root: Path) -> None:
    edit(root, "  datebasis   = {stated},\n", "", "references.bib")
    done = check(root)
    assert "datebasis = '' is not a basis of the date" in done.stdout
    edit(root, 'brief_date = "2026-01-01"', 'brief_date_basis = "stated"', "conf.py")
    assert check(root).returncode == 0


def test_what_is_known_by_its_title_needs_no_author_and_what_has_no_date_may_say_so(
    check: Check, root: Path
) -> None:
    works = (
        "@legislation{act, title={The Harbour Act}, number={12}, date={2020}, datebasis={stated}}\n"
        "@article{leader, title={A leader}, journaltitle={The Post}, year={n.d.}}\n"
        "@book{bare, title={Bare}, publisher={Quay}}\n"
    )
    with (root / "references.bib").open("a", encoding="utf-8") as file:
        file.write(works)
    said = [line.partition(": ")[2] for line in check(root).stdout.splitlines()]
    assert not [line for line in said if line.startswith(("act: it names", "leader: it "))]
    (undated,) = [line for line in said if line.startswith("bare: it has no date")]
    assert "year = {n.d.}" in undated


def test_what_no_text_can_vouch_for_is_counted_and_no_error(check: Check, root: Path) -> None:
    before = check(root).stdout
    assert ", 40 locators" in before
    edit(root, "quill2025{¶ 3}", "quill2025{¶ 3, p. 7, under the oak}")
    done = check(root)
    assert done.returncode == 0
    assert "[brief." not in done.stdout
    assert ", 40 of 42 locators" in done.stdout
    summary = json.loads((root / "build/check/checks.json").read_text(encoding="utf-8"))
    assert [(each["claim"], each["why"]) for each in summary["unverified"]] == [
        ("quill2025 p. 7", "names no block of the source's text"),
        ("quill2025 under the oak", "names no block of the source's text"),
    ]


def test_findings_come_most_serious_first(check: Check, root: Path) -> None:
    edit(root, "no money left", "no Money left")
    edit(root, "nine days", "ten days")
    lines = check(root).stdout.splitlines()
    assert [line.rpartition("[")[2] for line in lines[:2]] == [
        "brief.figure_not_found]",
        "brief.quote_form]",
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{term}`Ivo Marsh`", "{term}`Ivan Marsh`", "term_unknown"),
        ("quill2025{¶ 14}", "quil2025{¶ 14}", "source_unknown"),
        ('brochure" {cite:p}`quill2025{¶ 3}`', 'brochure" {cite:p}`quill2025{¶ 33}`',
         "locator_unknown"),
        ("[](#ferry-4)", "[](#ferry-14)", "link_unknown"),
        ("is likely to", "is likely, with high confidence, to", "judgement_mixed"),
    ],
)  # fmt: skip
def test_a_slip_is_one_line(check: Check, root: Path, old: str, new: str, code: str) -> None:
    edit(root, old, new)
    assert check(root).stdout.count(f"[brief.{code}]") == 1


def test_it_runs_in_full_when_nothing_changed(check: Check, root: Path) -> None:
    edit(root, ".[^count]", ".[^counts]")
    first, second = check(root), check(root)
    assert "[brief.note_undefined]" in first.stdout
    assert second.stdout.count("[brief.note_undefined]") == 1


def test_one_document_is_checked_alone(check: Check, root: Path) -> None:
    check(root)
    edit(root, "nine days", "ten days")
    edit(root, "120 deckhands", "121 deckhands", "docs/chapters/ferry.md")
    done = run(root, "ferry")
    assert done.returncode == 1
    assert "121" in done.stdout
    assert CHAPTER not in done.stdout
    kept = {r.place for r in read_receipts(root / RECEIPTS).all()}
    assert {"strike-2", "ferry-2"} <= kept


def test_sarif_has_a_rule_and_a_place_for_each_result(check: Check, root: Path) -> None:
    edit(root, "nine days", "ten days")
    done = check(root, format="sarif")
    assert done.returncode == 1
    (run,) = json.loads(done.stdout)["runs"]
    (result,) = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] == "brief.figure_not_found"
    place = result["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": CHAPTER}, "region": {"startLine": 29}}


def test_github_annotations_escape_what_they_quote(check: Check, root: Path) -> None:
    edit(root, "nine days", "ten days, 100% of them")
    lines = check(root, format="github").stdout.splitlines()
    assert lines[0].startswith(f"::error file={CHAPTER},line=29,title=brief.figure_not_found::")
    assert "100%25" in "".join(lines)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nope",), "briefbook: nope: not a document of the book; name it as"),
        (("conf.py",), "briefbook: conf.py: not a document of the book; name it as"),
    ],
)
def test_a_wrong_name_is_one_line(root: Path, arguments: tuple[str, ...], says: str) -> None:
    done = run(root, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(says)
    assert done.stderr.count("\n") == 1


def test_a_broken_bibliography_is_no_traceback(root: Path) -> None:
    (root / "references.bib").write_text("@article{oops, title = {", encoding="utf-8")
    done = run(root)
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr


def test_outside_a_book_it_says_so(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2
    assert "no conf.py with a folder docs/ beside it" in done.stderr


def test_the_head_of_a_column_says_what_its_figures_count(check: Check, root: Path) -> None:
    path = root / CHAPTER
    table = """
| Who | Losses (millions of $) | Raise (%) |
| --- | --- | --- |
| Analysts {cite:p}`quill2025{¶ 6}` | LOSSES | |
| Port {cite:p}`quill2025{¶ 4}` | | 4.5 |
"""
    text = path.read_text(encoding="utf-8")
    path.write_text(text + table.replace("LOSSES", "31"), encoding="utf-8")
    assert "the figure" not in check(root).stdout
    path.write_text(text + table.replace("LOSSES", "37"), encoding="utf-8")
    assert "the figure “37” does not stand in quill2025 ¶ 6" in check(root).stdout
