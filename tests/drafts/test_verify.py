"""``briefbook verify``: a draft that no briefbook wrote, beside a folder of articles."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst
from bs4 import BeautifulSoup

from articles.word_files import paragraph, word_file
from briefbook.cli import main

PLAIN = """\
Three bridges closed

By Ada Smith

The town of Riverton closed three bridges on 4 March 2025 after engineers found cracks.

"We will never sell the railway," the mayor told a crowd of 2,500. He denied that the council knew.

The repairs will cost $12 million and take seven months, the ministry said.
"""
PAGE = """<!DOCTYPE html><html lang="en"><head><title>A budget for the harbour</title>
<link rel="canonical" href="https://press.example/harbour-budget"></head><body><article>
<h1>A budget for the harbour</h1>
<p>The harbour authority approved a budget of 18 million euros for new cranes, its largest ever.</p>
<p>“The cranes are older than the men who drive them,” said the director. She expects 340 jobs.</p>
<p>Ships waited eleven days in May, and exporters complained to the ministry about the delay.</p>
</article></body></html>
"""
JAPANESE = "市長は港を売却しないと述べた。修理には七か月かかる。"


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a text, a saved page with its files, and an article in Japanese."""
    folder = tmp_path_factory.mktemp("articles")
    (folder / "smith2025.txt").write_text(PLAIN, encoding="utf-8")
    (folder / "harbour.html").write_text(PAGE, encoding="utf-8")
    (folder / "port.txt").write_text(f"港\n\n{JAPANESE}\n", encoding="utf-8")
    (folder / "harbour_files").mkdir()
    (folder / "harbour_files" / "advert.html").write_text("<p>We shall build a tunnel.</p>")
    return folder


Verify = Any


@pytest.fixture
def verify(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Verify:
    """Return what writes a draft, verifies it, and gives the status and the claims."""
    monkeypatch.chdir(tmp_path)

    def run(draft: str | bytes, name: str = "draft.md") -> tuple[int, list[dict[str, Any]]]:
        data = draft if isinstance(draft, bytes) else draft.encode()
        (tmp_path / name).write_bytes(data)
        command = ["verify", name, "--sources", str(articles), "--format", "json"]
        status = main([*command, "--output", "out.json"])
        return status, json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["claims"]

    return run


@pytest.mark.parametrize(
    ("said", "status", "where"),
    [
        ('The mayor said: "We will never sell the railway".', "exact", "smith2025.txt ¶ 2"),
        ("Once he said “we will … sell the railway”.", "changed", "smith2025.txt ¶ 2"),
        ('He said "we will never sell the harbour".', "changed", "smith2025.txt ¶ 2"),
        ('Brown said "the council knew".', "changed", "smith2025.txt ¶ 2"),
        ('He denied "the council knew".', "exact", "smith2025.txt ¶ 2"),
        ('He promised "a tunnel under the whole bay".', "not found", None),
        ('An advert says "We shall build a tunnel".', "not found", None),
        ("「港を売却しない」と市長は言う。", "exact", "port.txt ¶ 1"),
        ("> The cranes are older than the men who drive them.", "exact", "harbour.html ¶ 2"),
        ("> The cranes are older than the men (A budget for the harbour).", "exact",
         "harbour.html ¶ 2"),
        ("> The cranes are older than the men\n> — [@harbour, ¶ 2]", "exact", "harbour.html ¶ 2"),
        ("The ministry puts the repairs at $12 million.", "exact", "smith2025.txt ¶ 3"),
        ("The ministry puts the repairs at $15 million.", "changed", "smith2025.txt ¶ 3"),
        ("Ships waited nine days, and exporters complained.", "changed", "harbour.html ¶ 3"),
        ("Nobody knows why 77 penguins dance.", "not found", None),
        ("| jobs | the director expects 340 |\n|---|---|", "exact", "harbour.html ¶ 2"),
        ("A [“so called”]{.own} plan, `of 99 cents`.", None, None),
        ("A “so called” plan.", "too short to judge", None),
        ('"She expects 340 jobs. Ships waited eleven days in May"', "exact", None),
        ('"expects 340 jobs and exporters complained to the ministry"', "changed", None),
    ],
)  # fmt: skip
def test_a_claim_is_found_by_its_words_alone(
    verify: Verify, said: str, status: str | None, where: str | None
) -> None:
    code, claims = verify(f"# 1. A draft\n\n{said}\n")
    assert [claim["status"] for claim in claims] == ([status] if status else [])
    assert code == (status in ("changed", "not found"))
    if where:
        assert f"{claims[0]['source']['source']} {claims[0]['source']['block']}" == where


QUOTED = '"We will never sell the railway"'


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (f"He said {QUOTED} (Smith 2025).", "smith2025.txt"),
        (f"Smith (2025, p. 4) has {QUOTED}.", "smith2025.txt"),
        (f"He said {QUOTED} [@smith2025, ¶ 2].", "smith2025.txt"),
        (f"He said {QUOTED} {{cite:p}}`smith2025{{¶ 2}}`.", "smith2025.txt"),
        (f"He said {QUOTED}. It was loud (Smith 2025).", "smith2025.txt"),
        (f"He said {QUOTED} (Jones 2019).", "Jones 2019"),
        (f"He said {QUOTED} [@harbour].", "harbour.html"),
        (f"{QUOTED}, [he said](https://www.press.example/harbour-budget/?x=1).", "harbour.html"),
        (f"He said {QUOTED}, see https://press.example/harbour-budget.", "harbour.html"),
        (f"In A budget for the harbour he says {QUOTED}.", "harbour.html"),
        (f"He said {QUOTED}.[^1]\n\n[^1]: From *A budget for the harbour*.", "harbour.html"),
        (f"He said {QUOTED} [2].\n\n## References\n\n1. Other.\n2. A budget for the harbour.",
         "harbour.html"),
    ],
)  # fmt: skip
def test_the_source_named_beside_it_is_known_in_every_form(
    verify: Verify, said: str, named: str
) -> None:
    code, claims = verify(said)
    first = claims[0]
    assert (first["words"], first["named"]) == (QUOTED, [named])
    elsewhere = named == "harbour.html"
    assert first["status"] == ("found elsewhere" if elsewhere else "exact")
    assert first["source"]["source"] == "smith2025.txt"
    assert code == elsewhere
    assert [claim["kind"] for claim in claims[1:]] == []


SHORT = {
    "a.txt": "Tann valley\n\nThe mill in the valley was sold to a bank before the war began.\n",
    "b.txt": "The long road to Riverton\n\nA bridge of wood was built there by forty men.\n",
}


@pytest.mark.parametrize(
    "said",
    [
        "“sold to a bank” (Tann valley) and “a bridge of wood” (The long road to Riverton)",
        (
            "“sold to a bank”[^1] and “a bridge of wood”[^2].\n\n[^1]: Tann valley\n"
            "[^2]: The long road to Riverton"
        ),
        (
            "“sold to a bank”[^1] and “a bridge of wood”[^2].\n\n[^1]: An old book\n"
            "[^2]: The long road to Riverton"
        ),
    ],
)
def test_each_quotation_has_the_source_right_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    (tmp_path / "articles").mkdir()
    for name, text in SHORT.items():
        (tmp_path / "articles" / name).write_text(text, encoding="utf-8")
    (tmp_path / "draft.md").write_text(said, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    command = ["verify", "draft.md", "--sources", "articles", "--format", "json"]
    assert main([*command, "--output", "out.json"]) == 0
    claims = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["claims"]
    assert [claim["status"] for claim in claims] == ["exact", "exact"]


TYPST = """#set page(height: 6cm)
The mayor of Riverton said: "We will never sell the railway."
#pagebreak()
The director said: "The cranes are older than the ships." """


HTML = """<html><body>
<p>On</p>
<p>Of
“The <b>cranes</b> are &nbsp; older than the ships”</p></body></html>"""


@pytest.mark.parametrize(
    ("name", "draft", "place"),
    [
        ("draft.md", "---\na: b\n---\nOn\n*cranes*: “The cranes are\n**older** than the ships”.\n",
         {"line": 5, "column": 11, "end_line": 6, "end_column": 26}),
        ("draft.txt", 'A TITLE\n\nOf cranes, "The cranes are\nolder than the ships".\n',
         {"line": 3, "column": 12, "end_line": 4, "end_column": 22}),
        ("draft.html", HTML, {"line": 4, "column": 1, "end_line": 4}),
        ("draft.docx",
         word_file(paragraph("A"), paragraph("“The cranes are older than the ships”")),
         {"paragraph": 2}),
        ("draft.pdf", typst.compile(TYPST.encode()), {"pages": ["2"]}),
    ],
)  # fmt: skip
def test_a_draft_of_any_format_says_where_it_stands(
    verify: Verify, name: str, draft: str | bytes, place: dict[str, object]
) -> None:
    _code, claims = verify(draft, name)
    claim = next(each for each in claims if each["status"] == "changed")
    assert {key: claim.get(key) for key in place} == place
    changes = [(each["kind"], each["text"].strip('”."')) for each in claim["difference"]]
    assert [change for change in changes if change[0]] == [("source", "men"), ("draft", "ships")]


def test_the_terminal_shows_both_and_counts(
    articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(
        b'The mayor said "We will never sell the ship" (Jones 2019), "a [large] crowd", and "never'
    )))  # fmt: skip
    assert main(["verify", "-", "--sources", str(articles)]) == 1
    said = capsys.readouterr()
    first, words, key, named, put_in, alone, counts, following = said.out.splitlines()
    assert following.startswith("next: correct the draft, then run it again")
    assert first == (
        '-:1: changed: quotation "We will never sell the ship": not word for word; '
        "smith2025.txt ¶ 2 has “We will never sell the railway”"
    )
    assert words == "    We will never sell the [-railway-] {+ship+}"
    assert key == "    ([-words of the source-] {+words of the draft+})"
    assert named == "named in the draft, not among the sources: Jones 2019"
    assert alone == (
        'not looked at: -:1: a quotation whose mark has no partner: "never …; add the other'
    )
    assert put_in == 'words put in by the draft: -:1 "a [large] crowd"'
    assert counts == "2 quotations: 1 exact, 1 changed; 0 figures; against 10 blocks of 3 sources"
    assert said.err == ""


def test_a_figure_is_told_with_what_its_source_has(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "a.md"
    draft.write_text(
        "The ministry puts the repairs at $15 million.\n\nNobody knows why 77 penguins dance.\n\n"
        "He said “[W]e will never sell a railway”.\n"
    )
    assert main(["verify", str(draft), "--sources", str(articles)]) == 1
    first, second, third, words, *_ = capsys.readouterr().out.splitlines()
    assert first.endswith("changed: figure “$15 million”: smith2025.txt ¶ 3 has $12 million, seven")
    assert second.endswith("not found: figure “77”: no source speaks of the same")
    assert third.endswith("; smith2025.txt ¶ 2 has “We will never sell the railway”")
    assert words == "    We will never sell [-the-] {+a+} railway"


def test_sarif_and_the_page_say_the_same(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text('The mayor said\n"We will never &lt;buy&gt; the railway" twice.\n')
    for form in ("sarif", "html"):
        command = ["verify", "a.md", "--sources", str(articles), "--format", form]
        assert main([*command, "--output", f"out.{form}"]) == 1
    result = json.loads(Path("out.sarif").read_text())["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert result["ruleId"] == "brief.quote_near"
    assert place["artifactLocation"] == {"uri": "a.md"}
    assert place["region"] == {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 40}
    page = BeautifulSoup(Path("out.html").read_text(encoding="utf-8"), "html.parser")
    marked = page.select_one("section mark.changed")
    assert marked and marked.text == '"We will never <buy> the railway"'
    assert "told a crowd of 2,500" in page.select("aside")[0].text
    assert (
        "changed a source speaks of the same, and has something else"
        in page.select("header")[0].text
    )


@pytest.mark.parametrize(
    ("name", "data", "wrong"),
    [
        ("locked.pdf", None, "is encrypted"),
        ("empty.md", b"", "is empty"),
        ("code.md", b"---\n---\n***\n", "holds no words"),
        ("b.txt", bytes(range(32)) * 9, "is binary"),
        ("short.docx", b"PK\x03\x04 and no more", "broken archive"),
    ],
)
def test_a_draft_that_cannot_be_read_is_one_line(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str,
    data: bytes | None, wrong: str,
) -> None:  # fmt: skip
    path = tmp_path / name
    if data is None:
        locked = pikepdf.new()
        locked.add_blank_page()
        locked.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    else:
        path.write_bytes(data)
    assert main(["verify", str(path), "--sources", str(articles)]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert name in said.err and wrong in said.err


def test_in_a_book_its_own_sources_are_looked_through(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text("The ministry puts the repairs at $12 million.\n")
    assert main(["verify", "draft.md"]) == 2
    assert "no book is here; name the folder of the articles: --sources" in capsys.readouterr().err
    Path("conf.py").write_text("project = 'A'\n")
    shutil.copytree(articles, "sources")
    assert main(["verify", "draft.md"]) == 0


def test_a_folder_without_articles_is_one_line_and_a_bad_one_among_others_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text(f"He said {QUOTED}.\n")
    Path("in").mkdir()
    for folder, wrong in (("none", "no such folder"), ("draft.md", "is not a folder"),
                          ("in", "no article in it can be read")):  # fmt: skip
        assert main(["verify", "draft.md", "--sources", folder]) == 2
        assert f"briefbook: --sources {folder}: {wrong}" in capsys.readouterr().err
    # The draft itself, and what holds no article, are no sources.
    assert main(["verify", "draft.md", "--sources", "."]) == 2
    Path("in/smith.txt").write_text(PLAIN)
    Path("in/bad.pdf").write_bytes(b"no pdf")
    Path("in/photo.png").write_bytes(b"png")
    assert main(["verify", "draft.md", "--sources", "."]) == 0
    said = capsys.readouterr().out
    assert "in/bad.pdf: is not a .pdf file inside; save it again in its own format" in said
    assert "1 file of . passed over, of kinds that hold no article: .png" in said
