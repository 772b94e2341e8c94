"""A project of somebody else, with briefbook among its extensions, stays as it is."""

from __future__ import annotations

from pathlib import Path
from posixpath import join
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.inventory import InventoryFile

from books import EPOCH, SMALL_CONF, SMALL_INDEX, SmallBook, run_sphinx, write_files
from reading_back.pdf_reader import dense, read_only_pdf, read_pdf

CONF = """\
project = "Handbook"
author = "Its authors"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.todo", "sphinxcontrib.bibtex"]
bibtex_bibfiles = ["works.bib"]
bibtex_reference_style = "author_year"
html_theme = "alabaster"
myst_heading_anchors = 2
todo_include_todos = True
html_static_path = ["_nowhere"]

from docutils import nodes
from docutils.parsers.rst import Directive


class Tabs(Directive):
    # As sphinx-tabs has them where it reads for the site.

    def run(self):
        titles = nodes.container(role="tablist")
        made = nodes.container("", titles)
        for name, words in (("Inland", "No tide there."), ("Seaward", "A tide twice a day.")):
            titles += nodes.paragraph("", name, ids=[f"tab-{name}"], role="tab")
            panel = nodes.container("", nodes.paragraph("", words), ids=[f"panel-{name}"])
            panel["role"], panel["aria-labelledby"] = "tabpanel", f"tab-{name}"
            made += panel
        return [made]


def setup(app):
    app.add_directive("lock-tabs", Tabs)
    return {"parallel_read_safe": True}
"""
FILES = {
    "works.bib": "@book{reed, author = {Reed, Ada}, title = {Locks}, year = 2001}\n",
    "docs/index.md": """\
(front)=
# Handbook

A "quoted" word, [a section](#second-part), a note[^1], {term}`Lock`, {cite:p}`reed`.

```{toctree}
page
python
logo
```

## Second part

```{glossary}
Lock
    A chamber for boats.
```

```{bibliography}
```

[^1]: No kind of note.
""",
    "docs/logo.md": """\
# <img src="dot.png" alt="A logo of locks">

Below it.

##

No heading.

## ![A dot as a heading](dot.png)

## {math}`x^2`
""",
    "docs/page.rst": """\
둘째 \\*
=======

.. _step-2:

A numbered thing, autonumbered [#]_, with a symbol [*]_ and a manual note [7]_.

.. _fig-3:

.. figure:: dot.png
   :alt: A dot

   A caption

See :ref:`fig-3`.

Minutes
-------

Minutes
-------

.. todo:: Write this.

As [Bay2001]_ has it, a `page of the site <python.html#locks.fill>`_ and a
`file <drawings/lock.zip>`_.

+--------+-----------------+
| outer  | +------+------+ |
|        | | east | west | |
|        | +------+------+ |
+--------+-----------------+
| second | row             |
+--------+-----------------+
+ third  | of a plus sign  |
+--------+-----------------+

.. raw:: html

   <iframe src="https://lock.example/film" title="A lock fills"></iframe>

.. role:: html(raw)
   :format: html

Ask :html:`keeper&#32;&#97;t&#32;lock.example`, or `nobody <python.html#gone>`_.

.. lock-tabs::

.. [Bay2001] A work that is cited by its label.

.. [#] An autonumbered note.
.. [*] A note with a symbol.
.. [7] A manual note.
""",
    "docs/python.rst": """\
Python
======

.. module:: locks

.. function:: fill(level)

   Fills a lock.

See :func:`fill`.

.. c:function:: int lock_drain(struct lock *lock, unsigned level, unsigned drainage)

   Drains a lock.
""",
}

LINE = 1 + FILES["docs/page.rst"].splitlines().index(".. raw:: html")


class Project(NamedTuple):
    """The same project without briefbook and with it, and its PDF."""

    plain: SmallBook
    ours: SmallBook
    printed: SmallBook


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("project")
    for name, conf in {"plain": CONF, "ours": CONF + 'extensions += ["briefbook"]\n'}.items():
        _write(root / name, {"conf.py": conf, **FILES})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return Project(
            run_sphinx(root / "plain", "html"),
            run_sphinx(root / "ours", "html"),
            run_sphinx(root / "ours", "briefpdf"),
        )


def _write(root: Path, files: dict[str, str]) -> None:
    write_files(root, files)
    Image.new("RGB", (4, 4)).save(root / "docs" / "dot.png")


def _pages(book: SmallBook) -> dict[str, str]:
    return {
        path.relative_to(book.out).as_posix(): path.read_text("utf-8")
        for path in sorted(Path(book.out).rglob("*.html"))
    }


def test_its_pages_are_byte_for_byte_those_without_briefbook(project: Project) -> None:
    assert _pages(project.ours) == _pages(project.plain)
    assert BeautifulSoup(_pages(project.ours)["page.html"], "lxml").find(id="fig-3")


def test_its_inventory_and_messages_are_too(project: Project) -> None:
    plain, ours = (Path(book.out, "objects.inv").read_bytes() for book in project[:2])
    assert ours == plain
    assert project.ours.messages == project.plain.messages


def test_it_is_printed_whole(project: Project) -> None:
    pdf = read_only_pdf(project.printed.out)
    text = dense(pdf.text())
    for words in ("A chamber for boats", "An autonumbered note", "A note with a symbol",
                  "Fills a lock", "Write this", "Reed", "No kind of note"):  # fmt: skip
        assert dense(words) in text
    assert {"fig-3", "step-2", "second-part"} <= set(pdf.structure.named_destinations)
    assert "[Bay2001]Aworkthatiscited" in text
    assert "[Alockfills]" in text
    assert "InlandNotidethere.SeawardAtidetwiceaday." in text
    # Words that are written with signs for letters are words: so docutils hides addresses.
    # A heading without words has those of its picture or formula, which follow it.
    for heading in ("Adotasaheading", "x²", "AlogooflocksBelowit.Noheading."):
        assert heading in text
    assert "Askkeeperatlock.example" in text
    assert "keeper" not in project.printed.messages
    said = f"page.rst:{LINE}: WARNING: the PDF cannot show the <iframe> of raw HTML, and prints “A"
    assert said in project.printed.messages
    assert "fig-3" not in text
    assert "¶" not in text
    assert "TLP" not in text


def test_a_table_in_a_cell_takes_no_columns_of_the_table_around_it(project: Project) -> None:
    words = ("outer", "east", "west", "second", "third")
    outer, east, west, second, third = map(read_only_pdf(project.printed.out).place, words)
    # The plus sign makes two rows of the last, of which one has no cells.
    assert third[1] < second[1] < outer[1]
    assert second[0] == pytest.approx(outer[0], abs=1)
    assert outer[0] < east[0] < west[0]


def test_a_signature_stands_close_to_what_it_does(project: Project) -> None:
    """The lines of one in C or C++ are nodes of their own; none is empty."""
    head, body = map(read_only_pdf(project.printed.out).place, ("lock_drain", "Drains a lock"))
    assert 10 < head[1] - body[1] < 25


def test_an_address_of_the_site_leads_to_its_page_in_print(project: Project) -> None:
    (file,) = project.printed.out.glob("*.pdf")
    said = [
        line.partition("the link to “")[2].split(";")[0][:62]
        for line in project.printed.messages.splitlines()
        if "the link to" in line
    ]
    assert said == [
        "drawings/lock.zip” leads to an address on the site that is not",
        "python.html#gone” has no target in the PDF, which prints its w",
    ]
    # The other one is that of the role.
    leads = [target for _page, target in read_pdf(file).internal_links()]
    assert leads.count("locks.fill") == 2


def test_a_page_without_a_prefix_stays_as_it_is_beside_chapters(tmp_path: Path) -> None:
    chapter = "---\nprefix: alpha\n---\n\n# Alpha\n\n{#alpha-1}\nWords.\n"
    files = {**FILES, "docs/alpha.md": chapter}
    files["docs/index.md"] = FILES["docs/index.md"].replace("page\n", "page\nalpha\n", 1)
    _write(tmp_path, {**files, "conf.py": CONF + 'extensions += ["briefbook"]\n'})
    book = run_sphinx(tmp_path, "html")
    page = book.page("page")
    assert [section["id"] for section in page.select("section[id]")][1:] == ["minutes", "id5"]
    assert page.find(id="fig-3")
    assert page.find(id="step-2")
    assert "step-2" not in page.get_text()
    assert book.page("index").select_one("#second-part")
    assert book.page("alpha").select_one("#alpha-1 .brief-number")
    with Path(book.out, "objects.inv").open("rb") as file:
        labels = InventoryFile.load(file, "", join)["std:label"]
    assert labels["front"].display_name == "Handbook"
    assert labels["alpha-1"].display_name.endswith("¶\N{NO-BREAK SPACE}1")


@pytest.mark.parametrize(
    ("builder", "kind"), [("html", StandaloneHTMLBuilder), ("dirhtml", DirectoryHTMLBuilder)]
)
def test_a_site_has_the_builder_that_other_extensions_look_for(
    builder: str, kind: type, tmp_path: Path
) -> None:
    """Rediraffe, for one, writes its redirects for exactly Sphinx's own two classes."""
    asks = """
def setup(app):
    app.connect("build-finished", lambda app, _: (app.outdir / "kind").write_text(
        f"{type(app.builder).__module__}.{type(app.builder).__name__}"))
"""
    chapter = "---\nprefix: alpha\n---\n\n# Alpha\n\n{#alpha-1}\nWords.\n"
    files = {
        "conf.py": SMALL_CONF + asks,
        "references.bib": "",
        "docs/index.md": SMALL_INDEX,
        "docs/chapters/alpha.md": chapter,
    }
    write_files(tmp_path, files)
    made = run_sphinx(tmp_path, builder)
    assert (made.out / "kind").read_text("utf-8") == f"{kind.__module__}.{kind.__name__}"


def test_code_runs_from_left_to_right_in_a_language_that_does_not(tmp_path: Path) -> None:
    """Persian, of which there are no labels: what each PDF says is docutils' or no word at all."""
    text = """\
قفل\u200cها
========

قفل با ``fill(level)`` پر می\u200cشود.

.. code-block:: python
   :linenos:

   def drain(lock, speed):
       return lock
"""
    conf = 'project = "قفل"\nlanguage = "fa"\nextensions = ["briefbook"]\n'
    write_files(tmp_path, {"conf.py": conf, "docs/index.rst": text})
    book = run_sphinx(tmp_path, "briefpdf")
    assert "no font" not in book.messages
    pdf = read_only_pdf(book.out)
    number, drain, lock, speed, end = map(pdf.place, ("1", "drain", "lock", "speed", ":"))
    assert number[0] < drain[0] < lock[0] < speed[0] < end[0] < 350
    fill, level = pdf.place("fill"), pdf.place("level")
    assert fill[0] < level[0]
    assert "of" not in pdf.text()
    assert "Contents" not in pdf.text()
