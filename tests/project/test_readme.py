"""What README and handbook tell a stranger to type is there, and works as it says."""

from __future__ import annotations

import os
import re
import subprocess

import pytest

from books import ROOT, MakeBook, run_briefbook

README = (ROOT / "README.md").read_text(encoding="utf-8")
HANDBOOK = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "handbook" / "docs").glob("*.md"))
}
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    ".readthedocs.yaml",
    *(str(path.relative_to(ROOT)) for path in sorted((ROOT / ".github/workflows").glob("*.yml"))),
)


def targets() -> dict[str, str]:
    """Return the Makefile's targets with their help."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z-]+):.*?## (.+)$", makefile, re.MULTILINE))


def test_make_alone_prints_each_target_on_a_line() -> None:
    # A make that another make calls also names its folder; a person's shell has no such caller.
    shell = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True, env=shell)
    assert dict(re.findall(r"^make (\S+) +(.+)$", done.stdout, re.MULTILINE)) == targets()
    assert len(done.stdout.splitlines()) == len(targets())
    assert {"book", "html", "pdf", "test", "lint", "clean"} <= targets().keys()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_that_is_named_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = set(
        re.findall(r"(?:^ *- (?:run: )?|^ {4}|`)make(?: [A-Z]+=\S+)* ([a-z-]+)", text, re.MULTILINE)
    )
    assert named <= targets().keys()


def test_the_run_that_must_pass_is_the_readmes() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert run.rstrip().endswith("make lint\nmake test")
    assert "\n    make test\n" in README


def test_every_file_that_is_linked_exists() -> None:
    for document in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        links = re.findall(
            r"\]\((?!https?:)([^)#]+)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        )
        assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_subcommand_that_is_named_exists() -> None:
    text = "\n".join([README, *HANDBOOK.values()])
    named = set(re.findall(r"(?:`|^ {4}|^\$ )briefbook ([a-z]+)", text, re.MULTILINE))
    assert len(named) >= 10
    listed = run_briefbook(ROOT, "--help", cold=True).stdout
    assert {
        name for name in named if not re.search(rf"^ +{name}( |$)", listed, re.MULTILINE)
    } == set()


def test_the_content_policy_is_the_one_that_pages_are_tested_under() -> None:
    (policy,) = re.findall(r'add_header Content-Security-Policy "([^"]+)"', HANDBOOK["hosting"])
    tested = (ROOT / "tests" / "html" / "conftest.py").read_text(encoding="utf-8")
    assert f'POLICY = "{policy}"' in tested


def _examples(language: str, page: str) -> list[str]:
    fence = rf"^```{language}\n(.*?)^```$"
    return re.findall(fence, HANDBOOK[page], re.MULTILINE | re.DOTALL)


def test_the_worked_example_builds_and_prints_what_it_says(make_book: MakeBook) -> None:
    chapter, glossary, withdrawn, table = _examples("markdown", "writing")
    (judgement,) = _examples("markdown", "side-by-side")
    (bibliography,) = _examples("bibtex", "writing")
    book = make_book(
        {
            "docs/chapters/sample.md": chapter,
            "docs/glossary/places.md": glossary,
            "docs/sources.md": "# Sources\n\n```{bibliography}\n```\n",
            "docs/judgements.md": f"# Judgements\n\n{judgement}",
            "docs/index.md": "# Book\n\n```{toctree}\n:numbered:\nchapters/sample\n```\n\n"
            "```{toctree}\nglossary/places\njudgements\nsources\n```\n\nSee [](#sample-1).\n",
            "references.bib": bibliography,
        }
    )
    page = " ".join(book.page("chapters/sample").get_text().split())
    assert "closed bridges (Smith 2025, ¶ 4)" in page
    assert "promised repairs (¶ 1)" in page
    assert "(Ministry of Works c. 2024, in Smith 2025, ¶¶ 6–7); see also the count." in page
    assert "Comment: The ministry has never published a list." in page
    assert "See chapter 1, ¶ 1." in " ".join(book.page("index").get_text().split())
    assert book.page("chapters/sample").select("#sample-n-count")
    assert book.page("judgements").select("#judgement-1 a[href$='#sample-2']")
    assert "Ривертон" in book.page("glossary/places").get_text()
    assert book.page("glossary/places").select("#term-places-riverton")
    # What is gone leaves its id behind; a table is linked to as a paragraph is.
    kept = chapter.partition("{#sample-2}")[0].replace("[^count]", "")
    other = make_book({"docs/chapters/sample.md": f"{kept}{withdrawn}\n{table}"}, clean=False)
    assert other.page("chapters/sample").select("#sample-2")
    assert other.page("chapters/sample").select("table#sample-table, #sample-table table")
    assert other.page("chapters/sample").select("a[href='#sample-table']")
