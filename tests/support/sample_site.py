"""A small book with everything that a page can hold, for the browser to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

CONF = """\
project = "Bridges of the Delta"
author = "The testers"
copyright = "2026, the testers"
extensions = ["briefbook"]
html_theme = "sphinx_book_theme"
html_title = "Bridges of the Delta"
nitpicky = True
suppress_warnings = ["brief.term_unused"]
brief_subtitle = "A book for tests"
brief_edition = "Second edition"
brief_date = "2026-01-01"
brief_handling = "TLP:GREEN"
brief_licence = "CC-BY-4.0"
brief_url = "https://book.example/delta/"
"""

INDEX = """\
# Bridges of the Delta

What the two reports say, in short: the old bridge was closed ([](#river-2)).

```{toctree}
:caption: Chapters
:numbered:

chapters/river
chapters/harbour
```

```{toctree}
:caption: Apparatus

figures
glossary/places
glossary/people
notes
bibliography
```
"""

RIVER = """\
---
prefix: river
source: lake2024
---

{#river}
# The river & its bridges

```{source}
```

:::{admonition} In brief
:class: in-brief

- The bridge was closed in May ([](#river-2)).
:::

{#river-closing}
## Closing the bridge

{#river-1}
The {term}`old bridge` stood for ninety years, writes {term}`Anna Lake`
{cite:p}`lake2024{¶ 1}`.[^age]

{#river-2}
It was closed in May, after 11,000 lorries had crossed it in a week {cite:p}`lake2024{¶ 2}`.[^count]
The harbour says otherwise, see [](#harbour-1) and [](#harbour-n-rival).[^age]

| Month | Lorries |
| ----- | ------: |
| April |   9,000 |
| May   |  11,000 |

{#river-later}
## What came later

{#river-3}
A ferry took its place in {term}`Kursk` {cite:p}`ferry2024,lake2024{¶ 3}`.[^fix]

```python
lorries = 11_000
```

[^age]: Context: The report does not say who measured its age.
[^count]: Comment: A later count gives less; see [](#harbour-2).
[^fix]: Correction: The name was misspelt in the first edition.
"""

HARBOUR = """\
---
prefix: harbour
source: lake2024
---

{#harbour}
# The harbour

{#harbour-1}
The harbour master gives 8,000 lorries {cite:p}`lake2024{¶ 4}`.[^rival]

{#harbour-2}
A text is data: `<script>alert(1)</script>` and <b>bold</b> & "quotes" stay what they are
{cite:p}`lake2024{¶ 5}`.

[^rival]: Source: The harbour competes with the bridge ([](#river-2)).
"""

PLACES = """\
# Places

:::{glossary} places

old bridge | the bridge
: A bridge over the river, closed in May {cite:p}`lake2024{¶ 2}`.

Kursk | ru: Курск
: A town {cite:p}`lake2024{¶ 3}`.

Zandvoort
: A town that [](#river-3) does not name {cite:p}`lake2024{¶ 3}`.
:::
"""

PEOPLE = """\
# People

:::{glossary} people

Anna Lake
: The author of the report {cite:p}`lake2024{¶ 1}`.
:::
"""

FIGURES = """\
# Figures and dates

```{readings-plot}
:measures: lorries
```

```{readings}
```

```{timeline-plot}
```

```{timeline}
```
"""
READINGS = (
    "id,measure,low,high,qualifier,as_of,reported,says,relayed_by,origin,source,locator,"
    "paragraph,note\n"
    "may,lorries,10500,,,2024-05,2024-05,the reporter,,courier,lake2024,¶ 2,river-2,in a week\n"
    "port,lorries,8000,,at least,2024-04,2024-05,the harbour master,,port,lake2024,¶ 4,harbour-1,\n"
)
EVENTS = (
    "id,date,basis,title,topics,source,locator,paragraph\n"
    "closed,2024-05,,The old bridge is closed.,bridge,lake2024,¶ 2,river-2\n"
    'ferry,2024-06?,"inferred: a month later",A ferry takes its place.,ferry,lake2024,¶ 3,river-3\n'
)

BIB = """\
@article{lake2024,
  author = {Lake, Anna},
  title = {Ninety Years of a Bridge},
  journaltitle = {The Delta Courier},
  date = {2024-05-02},
  datebasis = {stated},
}
@misc{ferry2024,
  author = {{The ferry company}},
  date = {2024},
  note = {A statement on the ferry},
  related = {lake2024},
  relatedtype = {reportedin},
  relatedlocator = {¶ 3},
}
"""

FILES = {
    "conf.py": CONF,
    "references.bib": BIB,
    "docs/index.md": INDEX,
    "docs/chapters/river.md": RIVER,
    "docs/chapters/harbour.md": HARBOUR,
    "docs/glossary/places.md": PLACES,
    "docs/glossary/people.md": PEOPLE,
    "docs/figures.md": FIGURES,
    "docs/data/measures.csv": "measure,title,unit\nlorries,Lorries in a week,lorries\n",
    "docs/data/origins.csv": "origin,name,named,interest\ncourier,Courier,yes,\nport,Port,no,\n",
    "docs/data/readings.csv": READINGS,
    "docs/data/events.csv": EVENTS,
    "docs/notes.md": "# Notes\n\n```{notes}\n```\n",
    "docs/bibliography.md": "# Bibliography\n\n```{bibliography}\n```\n",
}

PAGES = (
    "index.html",
    "chapters/river.html",
    "chapters/harbour.html",
    "figures.html",
    "glossary/places.html",
    "notes.html",
    "bibliography.html",
    "search.html",
)
"""One page of every kind, and the chapters; ``test_lost`` looks at 404.html."""


@dataclass
class Reader:
    """Somebody with a browser in front of one page.

    ``complaints`` holds what the browser says of errors, and ``requests`` every address that
    the page asked for.
    """

    page: Page
    complaints: list[str]
    requests: list[str]


OpenPage = Callable[..., Reader]
