"""Graphs are drawn by the program that conf.py names, else printed as their source."""

from __future__ import annotations

import sys
from pathlib import Path

from books import MakeBook, SmallBook
from pdf.conftest import pdf_file
from reading_back.pdf_reader import dense, read_pdf

DOT = f"""\
#!{sys.executable}
import sys
source = sys.stdin.read()
if "spilt" in source:
    sys.exit("Error: syntax error in line 1")
print('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">'
      f'<text x="2" y="20">Drawn {{len(source.split())}}</text></svg>')
"""
LONG = "\n".join(f"  boat{n} -> boat{n + 1};" for n in range(120))
PAGE = f"""\
# Boats

```{{graphviz}}
:caption: How they moor

digraph {{ sail -> moor }}
```

```{{graphviz}}
graph {{ spilt
```

```{{inheritance-diagram}} collections.Counter
:caption: Their kinds
```

```{{digraph}} fleet
:caption: All of them

{LONG}
```
"""
NAMES = {"graphviz", "inheritance_diagram"}


def _book(make_book: MakeBook, program: Path) -> SmallBook:
    conf = f"""
extensions += [f"sphinx.ext.{{name}}" for name in {sorted(NAMES)}]
graphviz_dot = {str(program)!r}
"""
    return make_book({"docs/index.md": PAGE}, builder="briefpdf", conf=conf, clean=False)


def test_a_graph_is_printed_as_its_picture(make_book: MakeBook, tmp_path: Path) -> None:
    program = tmp_path / "dot"
    program.write_text(DOT, encoding="utf-8")
    program.chmod(0o755)
    book = _book(make_book, program)
    text = dense(read_pdf(pdf_file(book)).text())
    assert dense("Drawn 6 How they moor") in text
    assert "collections.Counter" not in text
    assert dense("graph { spilt") in text
    assert book.messages == (
        "docs/index.md:9: WARNING: this graph is printed as its source: "
        f"{program} says “Error: syntax error in line 1”; correct it [brief.pdf]\n"
    )


def test_without_the_program_its_source_is_printed_over_the_page(
    make_book: MakeBook, tmp_path: Path
) -> None:
    book = _book(make_book, tmp_path / "nodot")
    pdf = read_pdf(pdf_file(book))
    text = dense(pdf.text())
    assert all(words in text for words in ("sail->moor", "collections.Counter", "boat0->boat1;"))
    assert "boat119->boat120;" in text
    lines = [line.split(": WARNING")[0] for line in book.messages.splitlines()]
    assert lines == [f"docs/index.md:{line}" for line in (3, 9, 13, 17)]
    assert "install Graphviz, or set graphviz_dot in conf.py" in book.messages
    assert "runs off the paper" not in book.messages
