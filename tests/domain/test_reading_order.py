"""One order of the book: of numbers and lists, of the contents beside a page, and of print."""

from __future__ import annotations

from typing import cast

from books import MakeBook
from briefbook.domain.domain import BriefDomain
from briefbook.output.contents import read_contents
from briefbook.output.reading_order import DocumentPlace, reading_order

INDEX = """\
# A book

```{toctree}
:caption: Chapters

Second <z>
https://elsewhere.example/
self
folder/index
```

```{toctree}
:caption: Back
:glob:
:reversed:

back*
z
```
"""


def test_everybody_reads_the_book_in_one_order(make_book: MakeBook) -> None:
    nested = "# Folder\n\n```{toctree}\n:caption: Inside\ninner\n../z\n```\n"
    files = {f"docs/{name}.md": f"# {name}\n" for name in ("z", "back1", "back2", "folder/inner")}
    lost = {"docs/lost.md": "---\norphan: true\n---\n# Lost\n"}
    book = make_book({"docs/index.md": INDEX, "docs/folder/index.md": nested, **files, **lost})
    env = book.app.env
    assert reading_order(env) == (
        DocumentPlace("index", 0, ""),
        DocumentPlace("z", 1, "Chapters"),
        DocumentPlace("folder/index", 1, ""),
        DocumentPlace("folder/inner", 2, "Inside"),
        DocumentPlace("back2", 1, "Back"),
        DocumentPlace("back1", 1, ""),
    )
    domain = cast("BriefDomain", env.get_domain("brief"))
    assert list(domain.book.documents) == [
        *(place.docname for place in reading_order(env)),
        "lost",
    ]
    assert [
        (group.caption, [(entry.docname, entry.title) for entry in group.entries])
        for group in read_contents(env).groups
    ] == [
        ("Chapters", [("z", "Second"), ("folder/index", "Folder")]),
        ("Back", [("z", "z"), ("back2", "back2"), ("back1", "back1")]),
    ]
