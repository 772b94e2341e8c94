"""A book with one secret word in each of its parts, so that one can tell where any part went."""

from __future__ import annotations

from pathlib import Path

from books import SMALL_CONF, write_files

CONF = (
    SMALL_CONF.replace("basic", "sphinx_book_theme")
    + 'brief_handling = "TLP:RED"\nbrief_edition = "First edition"\n'
)
INDEX = """\
# A small book

```{toctree}
:caption: Chapters

chapters/river
chapters/harbour
```

```{toctree}
:caption: Apparatus

glossary
figures
notes
bibliography
```
"""
RIVER = """\
---
prefix: river
---

{#river}
# The river

% a comment that says Qumran

{#river-1}
The bridge at {term}`Alderton` was closed, and Bremgarten knew it {cite:p}`open2025`.[^plain]

{#river-2 handling="TLP:AMBER"}
An informant called Zwyndrechter told of 48,513 crates {cite:p}`shared2025`.[^hidden]

{#river-3}
Later came {term}`the ferryman <Yttersund>`, as the Kvaerner papers say.[^amber]

{#river-trade handling="TLP:GREEN"}
## The Oudenaarde trade

{#river-4}
Nobody but Ghislenghien paid for it.

{#river-5}
The last paragraph is Plouezec's.

{handling="TLP:RED"}
- One item of Ruthven.

- {#river-6}
  Another item of Ruthven.

[^plain]: Comment: what Feodosia said of the bridge.

[^hidden]: Source: the notebook of Scheveningen.

{handling="TLP:AMBER"}
[^amber]: Context: a hint of Marchwood.
"""
HARBOUR = """\
---
prefix: harbour
source: secret2025
---

{#harbour}
# The harbour

{#harbour-1}
Wassenaar keeps the harbour {cite:p}`secret2025`.
"""
GLOSSARY = """\
# Glossary

:::{glossary} places
Alderton | Alder Town
: A town that Montreuil founded.

{handling="TLP:AMBER"}
Yttersund
: A sound where Kirkwall lies.
:::
"""
BIB = """\
@misc{open2025, author = {Ann Tidworth}, title = {Of bridges}, date = {2025}}
@misc{shared2025, author = {Ben Oldenzaal}, title = {Of crates}, date = {2025}}
@misc{secret2025, author = {Cay Vlissingen}, title = {Of harbours}, date = {2025},
  handling = {TLP:RED}}
"""
READINGS = (
    "id,measure,low,high,qualifier,as_of,reported,says,relayed_by,origin,source,locator,"
    "paragraph,note\n"
    "shut,bridges,3,,,2025,2025,Dirk Uithoorn,,mill,open2025,p. 1,river-1,\n"
    "crates,crates,48513,,,2025,2025,Emil Zaltbommel,,spy,shared2025,p. 2,river-2,\n"
)
PACKS = """\
unmarked = "TLP:CLEAR"

[public]
mark = "TLP:CLEAR"
title = "Public part"
recipients = ["Ann Bell", "Carl Dörn"]

[embassy]
mark = "TLP:AMBER"
"""

#: The secret of each part that a public pack must not hold.
WITHHELD = (
    "Qumran", "Zwyndrechter", "48,513", "Scheveningen", "Marchwood", "Oudenaarde", "Ghislenghien",
    "Plouezec", "Ruthven", "Wassenaar", "Kirkwall", "Yttersund", "Oldenzaal", "Vlissingen",
    "Zaltbommel", "Heerenveen", "Dordrecht",
)  # fmt: skip
#: And of those that it has.
PUBLIC = ("Bremgarten", "Feodosia", "Kvaerner", "Montreuil", "Tidworth", "Uithoorn", "Alderton")


def book_files(packs: str = PACKS, **pages: str) -> dict[str, str]:
    """Return the files of the book; ``pages`` are other texts for pages, by their names."""
    return {
        "conf.py": CONF,
        "references.bib": BIB,
        "docs/packs.toml": packs,
        "docs/index.md": INDEX,
        "docs/chapters/river.md": pages.get("river", RIVER),
        "docs/chapters/harbour.md": pages.get("harbour", HARBOUR),
        "docs/glossary.md": pages.get("glossary", GLOSSARY),
        "docs/figures.md": "# Figures\n\n```{readings}\n```\n",
        "docs/notes.md": "# Notes\n\n```{notes}\n```\n\n```{index-of} places\n```\n",
        "docs/bibliography.md": "# Bibliography\n\n```{bibliography}\n```\n",
        "docs/data/readings.csv": READINGS,
        "docs/data/measures.csv": "measure,title,unit\nbridges,Bridges shut,bridges\n"
        "crates,Crates at Heerenveen,crates\n",
        "docs/data/origins.csv": "origin,name,named,interest\nmill,The mill,no,none\n"
        "spy,A man of Dordrecht,no,none\n",
    }


def write_book(root: Path, packs: str = PACKS, **pages: str) -> Path:
    """Write the book into a folder, and return it."""
    write_files(root, book_files(packs, **pages))
    return root


def words_of(tree: Path) -> str:
    """Return all that a tree says."""
    return "\n".join(path.read_text("utf-8") for path in sorted(tree.rglob("*")) if path.is_file())
