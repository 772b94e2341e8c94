"""The examples of EXTENDING.md work as they are printed, and what goes wrong is one line."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from books import ROOT, MakeBook, SmallBook, run_briefbook, run_sphinx, write_files
from briefbook import api
from reading_back.pdf_reader import read_pdf

TEXT = (ROOT / "EXTENDING.md").read_text(encoding="utf-8")
#: Each file that is printed there whole, by the name that begins the line above it.
EXAMPLES = {
    found["name"]: found["text"]
    for found in re.finditer(
        r"^`(?P<name>\w+\.\w+)`[^\n]*:\n\n```\w+\n(?P<text>.*?)^```$",
        TEXT,
        re.DOTALL | re.MULTILINE,
    )
}
CALLOUT = {name: EXAMPLES[name] for name in ("callout.py", "callout.typ")}
INDEX = "# A book\n\n```{callout} Mind #this\nWith *words* inside.\n```\n"
CONF = 'extensions.append("callout")\n'


@pytest.fixture(autouse=True)
def anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let each test import the modules of its own book."""
    monkeypatch.syspath_prepend(str(tmp_path / "book"))
    yield
    for name in ("callout", "counting", "house_style"):
        sys.modules.pop(name, None)


def with_callout(old: str = "", new: str = "", file: str = "callout.py") -> dict[str, str]:
    """Return a book with the example's node, one of its files edited."""
    assert old in CALLOUT[file]
    return {**CALLOUT, file: CALLOUT[file].replace(old, new), "docs/index.md": INDEX}


def printed(book: SmallBook) -> str:
    (pdf,) = book.out.glob("*.pdf")
    return read_pdf(pdf).text()


def test_what_is_promised_is_there() -> None:
    assert api.API_VERSION == 1
    assert all(hasattr(api, name) for name in api.__all__)
    used = set(re.findall(r"from briefbook\.api import (.*)", TEXT))
    assert {name for names in used for name in names.split(", ")} <= set(api.__all__)


# A node of another extension


def test_a_node_of_an_extension_is_on_the_page_and_in_the_pdf(make_book: MakeBook) -> None:
    page = make_book(with_callout(), conf=CONF).page("index")
    box = page.select_one("aside.callout")
    assert box is not None and box.get_text(" ", strip=True) == "Mind #this With words inside."
    book = make_book({}, "briefpdf", conf=CONF)
    assert "Mind#thisWithwordsinside." in printed(book)


def test_a_changed_visitor_or_typst_file_makes_a_new_pdf(make_book: MakeBook) -> None:
    make_book(with_callout(), "briefpdf", conf=CONF)
    new = with_callout("#strong(title)", "#strong[Note: #title]", "callout.typ")
    assert "Note:Mind#this" in printed(make_book(new, "briefpdf", conf=CONF))
    sys.modules.pop("callout")
    new |= with_callout('node["title"])', 'node["title"].upper())')
    assert "MIND#THIS" in printed(make_book(new, "briefpdf", conf=CONF))


#: What a visitor may do, by the title of its callout: its code, and what is printed.
WAYS = {
    "children": (
        "self.text('First: '); self.children(node); raise nodes.SkipNode",
        "First:Words.2",
    ),
    "none": ("self.text('2 Alone'); raise nodes.SkipChildren", "2AloneGone.3"),
    "open": ("self.text('3 Open: '); raise nodes.SkipDeparture", "3Open:Words.4"),
    "typst": ("self.begin('upper'); self.text('4 a'); self.end()", "4AWords.Gone."),
    "values": ("self.call('repr', [1, None, {'a': '#b'}])", '(1,none,(a:"#b"))'),
    "options": ("self.call('raw', 'five', tab_size=4)", "five"),
}
#: What goes wrong in it, in the same way: its code, and what is said.
FAULTS = {
    "an exception": ("node['titel']", "KeyError: 'titel'; this is a fault of callout.visit_pdf"),
    "no file": (
        "self.begin('colour.box')",
        "no Typst file is called 'colour'; add_typst() was given callout",
    ),
    "no name": (
        "self.call('callout.box)[#evil')",
        "'callout.box)[#evil' is not the name of a Typst",
    ),
    "left open": ("self.begin('callout.box', '')", "begin('callout.box') without end()"),
    "never open": ("self.end()", "end() without begin()"),
    "no value": ("self.call('callout.box', node)", "TypeError: no Typst value for <callout"),
}


def many_callouts(ways: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Return a book with a callout for each way, whose visitor goes it."""
    files = with_callout("    self.end()", "    self.text('Gone.')")
    begin = '    self.begin("callout.box", node["title"])\n'
    chosen = "".join(
        f"    if node['title'] == {title!r}:\n        {code}\n"
        for title, (code, _said) in ways.items()
    )
    files["callout.py"] = files["callout.py"].replace(begin, chosen)
    callouts = "".join(f"```{{callout}} {title}\nWords.\n```\n" for title in ways)
    return files | {"docs/index.md": f"# A book\n\n{callouts}"}


def test_a_visitor_writes_what_the_table_says(make_book: MakeBook) -> None:
    text = printed(make_book(many_callouts(WAYS), "briefpdf", conf=CONF))
    assert [said for _code, said in WAYS.values() if said not in text] == []


def test_a_visitor_that_fails_is_named_with_the_place_of_its_node(make_book: MakeBook) -> None:
    book = make_book(many_callouts(FAULTS), "briefpdf", conf=CONF, clean=False)
    told = book.messages.splitlines()
    for number, (_code, said) in enumerate(FAULTS.values()):
        start = f"docs/index.md:{3 + 3 * number}: WARNING: the PDF cannot show a <callout>: "
        assert told[number].startswith(start)
        assert said in told[number]
    assert len(told) == len(FAULTS)
    assert printed(book).count("Words.") == len(FAULTS)


def test_an_error_in_a_typst_file_names_its_line(make_book: MakeBook) -> None:
    files = with_callout("#body", "#bodi", "callout.typ")
    book = make_book(files, "briefpdf", conf=CONF, clean=False)
    assert book.messages.startswith(
        "docs/index.md:3: ERROR: the PDF step failed in callout.typ, line 3: unknown variable: bodi"
    )
    # Of another length: Python takes a module of the same second and size for the one it compiled.
    other = with_callout('"callout.box"', '"callout.boxed"')
    sys.modules.pop("callout")
    book = make_book(CALLOUT | other, "briefpdf", conf=CONF, clean=False)
    assert book.messages.startswith(
        "docs/index.md:3: ERROR: the PDF step failed here: unresolved import"
    )


# Something drawn: tests/domain/drawing/test_drawn.py has the rest.


def test_the_drawn_example_follows_the_book(make_book: MakeBook) -> None:
    chapter = "---\nprefix: a\n---\n# A\n\n{#a-1}\nOne.[^n]\n\n[^n]: Comment: A note.\n"
    files = {
        "counting.py": EXAMPLES["counting.py"],
        "docs/a.md": chapter,
        "docs/count.md": "# Count\n\n```{note-count}\n```\n",
    }
    conf = 'extensions.append("counting")\n'
    assert "has 1 notes" in make_book(files, conf=conf).page("count").get_text()
    more = chapter.replace("\n\n[^n]", "[^o]\n\n[^o]: Comment: More.\n\n[^n]", 1)
    after = make_book({"docs/a.md": more}, conf=conf)
    assert "has 2 notes" in after.page("count").get_text()


# Checks

ETC = "docs/index.md:3: a list ends with “etc.”; name what is left out [house_style.etc]\n"
CHECKED = {
    "conf.py": 'project = "A book"\nextensions = ["briefbook"]\nhtml_theme = "basic"\n'
    'brief_checks = ["house_style:CHECK"]\n',
    "references.bib": "",
    "house_style.py": EXAMPLES["house_style.py"],
    "docs/index.md": '# A book\n\nShips, quays etc.\n\nHe said ["etc."]{.own} twice.\n',
}


def checked(root: Path, files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> str:
    write_files(root, CHECKED | files)
    assert run_sphinx(root, "briefcheck").messages == ""
    return capsys.readouterr().out


def test_a_check_of_the_book_is_run_with_ours(tmp_path: Path) -> None:
    write_files(tmp_path / "book", CHECKED)
    done = run_briefbook(tmp_path / "book", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(ETC + "no errors, 1 warning;")


def test_its_codes_are_explained_in_sarif(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    conf = CHECKED["conf.py"] + 'brief_check_format = "sarif"\n'
    (run,) = json.loads(checked(tmp_path / "book", {"conf.py": conf}, capsys))["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == run["results"][0]["ruleId"] == "house_style.etc"
    assert rule["shortDescription"]["text"] == "A list ends with “etc.”."
    assert rule["defaultConfiguration"]["level"] == "warning"


def test_a_package_offers_a_check_by_its_entry_point(tmp_path: Path) -> None:
    group, entry = re.findall(r'^\[project\.entry-points\."(.*)"\]\n(.*)$', TEXT, re.MULTILINE)[0]
    info = "house_style-1.0.dist-info"
    package = {
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: house-style\nVersion: 1.0\n",
        f"{info}/entry_points.txt": f"[{group}]\n{entry}\n".replace('"', ""),
        "house_style.py": EXAMPLES["house_style.py"],
    }
    write_files(tmp_path / "packages", package)
    root = tmp_path / "book"
    write_files(root, CHECKED | {"conf.py": CHECKED["conf.py"].partition("brief_checks")[0]})
    (root / "house_style.py").unlink()
    path = f"{tmp_path / 'packages'}:{ROOT / 'src'}"
    done = run_briefbook(root, "check", environment={"PYTHONPATH": path})
    assert done.stdout.startswith(ETC)


BAD_CHECKS = {
    "no module": (
        '["hause_style:CHECK"]', "", "",
        "cannot be used: ModuleNotFoundError: No module named 'hause_style'; the other checks",
    ),
    "no attribute": (
        '["house_style:CHEK"]', "", "",
        "brief_checks: the check 'house_style:CHEK' cannot be used: the module house_style has no",
    ),
    "no name": (
        '["house_style"]', "", "", "cannot be used: write 'module:NAME', as in 'house_style:CHECK'",
    ),
    "no check": ('["house_style:etc"]', "", "", "it is neither a Check nor a list of them"),
    "another's name": (
        '["house_style:CHECK", "house_style:OTHER"]',
        "CHECK = Check(", "OTHER = Check('house_style')\nCHECK = Check(",
        "there is another check 'house_style'; rename this one",
    ),
    "a name of ours": (
        '["house_style:CHECK"]', '("house_style"', '("brief"', "the name 'brief' is taken",
    ),
    "another's code": (
        '["house_style:CHECK"]', '"house_style.etc"', '"links.etc"',
        "its code 'links.etc' does not begin with 'house_style.'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD_CHECKS)
def test_a_check_that_cannot_be_used_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bad: str
) -> None:
    value, old, new, said = BAD_CHECKS[bad]
    conf = CHECKED["conf.py"].replace('["house_style:CHECK"]', value)
    text = EXAMPLES["house_style.py"].replace(old, new)
    files = {"conf.py": conf, "house_style.py": text}
    first, *_others, last = checked(tmp_path / "book", files, capsys).splitlines()
    assert first.startswith("conf.py:4: ") and said in first
    assert last.startswith("1 error, ")


def test_a_check_that_fails_costs_only_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "house_style.py": EXAMPLES["house_style.py"].replace("found.start(), ETC", "1 // 0, ETC"),
        "docs/index.md": CHECKED["docs/index.md"] + "\nA [link](#nowhere).\n",
    }
    failed, found, _last = checked(tmp_path / "book", files, capsys).splitlines()
    assert failed == (
        "docs/index.md:3: the check 'house_style' broke off here: ZeroDivisionError: integer "
        "division or modulo by zero; this is a fault of the check, which may have missed other "
        "findings [brief.check_failed]"
    )
    assert "leads nowhere" in found


WHOLE = """
from briefbook.api import Check, CheckCode

SHORT = CheckCode("house_style.short", what="Too short.", why="Nobody reads it.", remedy="Write.")


def short(material):
    for docname, document in material.book.documents.items():
        if len(document.passages) < 4:
            yield material.finding_at(docname, 1, SHORT, f"{docname} is short")


CHECK = Check("house_style", codes=(SHORT,), book=short)
"""


def test_a_check_of_the_book_is_asked_once_and_tells_of_what_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"house_style.py": WHOLE, "docs/other.md": "---\norphan: true\n---\n# Other\n"}
    whole = checked(tmp_path / "book", files, capsys).splitlines()
    assert [line.partition(":")[0] for line in whole[:-1]] == ["docs/index.md", "docs/other.md"]
    conf = CHECKED["conf.py"] + 'brief_check_only = ["other"]\n'
    part = checked(tmp_path / "book", files | {"conf.py": conf}, capsys).splitlines()
    assert [line.partition(":")[0] for line in part[:-1]] == ["docs/other.md"]
    left = files | {"house_style.py": WHOLE.replace("=short)", "=short, whole_book_only=True)")}
    sys.modules.pop("house_style")
    none = checked(tmp_path / "book", left | {"conf.py": conf}, capsys).splitlines()
    assert len(none) == 1
