"""Markup that Markdown leaves in the text in silence is named, with its line and what to write."""

from __future__ import annotations

import re

import pytest

from books import MakeBook

TYPED = r"""# Ferries

A first look, ![](a boat.png)
and [the log](old log.md#may) of *May*.

{note}
Closed in May.

See {term}quay and {term} `quay`.

The **long ** and **“short”**s way, **never ended.

Boats&nbsp and boats&nbps;.

```note
Shown as code.
```

:::warning
A plain box.
:::

> [!TIP]
> Ask.

As [@smith2020, p. 3] says, ~~not~~ ==so==, [[Harbour]], {{ said }}.

# The quay {#quay}

| boats | crews |
| 3     | 12    |
"""
SAID = {
    3: ["write ![](<a boat.png>)"],
    4: ["write [the log](<old log.md#may>)"],
    6: ["write ```{note} before it"],
    9: ["write {term}`…`", "write {term}`…`"],
    11: ["write **long**", "bold cannot end", "nothing closes it"],
    13: ["write &nbsp;", "no character of that name"],
    15: ["write ```{note}"],
    19: ["write :::{warning}"],
    23: ["write ```{tip}"],
    26: [
        "write {cite:p}`smith2020`",
        '"strikethrough"',
        "write *…*",
        "link to Harbour",
        '"substitution"',
    ],
    28: ["on a line of its own"],
    30: ["| --- | --- |"],
}
SWALLOWED = {
    "inner": (5, ":::{tip}", "# I\n\n::::{note}\n\n:::{tip}\nWords.\n::::\n\nMore.\n"),
    "last": (5, "~~~", "# L\n\nWords.\n\n~~~\ncode\n\nMore words.\n"),
    "listed": (4, "```text", "# T\n\n- One\n  ```text\n  code\n\nMore words.\n"),
    "quoted": (3, ":::{note}", "# Q\n\n> :::{note}\n> Words.\n\nMore words.\n"),
}
STRAY = "# S\n\n:::{note}\nWords.\n:::\n:::\n\nMore words.\n"
MEANT = r"""# Meant

![A boat](boat.png "of old") and [the log](ferries.md), [so](see page 3), \![](a boat.png).

`{note}`, {{}}, `{{ said }}` and `**so **`,
2 ** 3 and 0.45**, AT&T; R&D, a&lt=2, &amp;nbsp; &copy; \**so **, {date}.

{#meant-1}
She wrote to [a]@b.org, [1][2], [[1] of 2], $\{i\}$ and {term}`quay`.

```text
![](a boat.png) **so ** &nbsp [[Page]] {#id}
```

````markdown
```note
:::warning
````

::::{note}
:::{tip}
Words.
:::
::::

> ```
> code
> ```

:::box
A box.
:::

:::{glossary}
Quay
: Where **ships** lie.
:::
"""


@pytest.fixture(scope="module")
def said(make_shared_book: MakeBook) -> list[tuple[str, int, str]]:
    """Return page, line and message of each warning of this kind."""
    pages = {name: text for name, (_, _, text) in SWALLOWED.items()}
    pages |= {"ferries": TYPED, "meant": MEANT, "stray": STRAY}
    files = {f"docs/{name}.md": text for name, text in pages.items()}
    book = make_shared_book(files, "dummy", clean=False)
    found = re.findall(
        r"docs/(\w+)\.md:(\d+): WARNING: (.*) \[brief\.markup_unread\]", book.messages
    )
    return [(page, int(line), words) for page, line, words in found]


def test_what_stays_as_it_is_typed_is_named_by_its_line(said: list[tuple[str, int, str]]) -> None:
    for line, remedies in SAID.items():
        named = [words for page, at, words in said if (page, at) == ("ferries", line)]
        assert len(named) == len(remedies), (line, named)
        for remedy in remedies:
            assert remedy in " ".join(named)
    assert {line for page, line, _ in said if page == "ferries"} == SAID.keys()


@pytest.mark.parametrize("page", SWALLOWED)
def test_a_fence_that_nothing_closes_is_named(said: list[tuple[str, int, str]], page: str) -> None:
    line, fence, _ = SWALLOWED[page]
    (found,) = [each for each in said if each[0] == page]
    assert found[:2] == (page, line)
    assert found[2].startswith(f"nothing closes {fence},")


def test_an_end_of_nothing_is_named(said: list[tuple[str, int, str]]) -> None:
    ((_, line, words),) = [each for each in said if each[0] == "stray"]
    assert (line, words.startswith("this ::: closes nothing")) == (6, True)


def test_what_is_meant_so_is_left_alone(said: list[tuple[str, int, str]]) -> None:
    assert [each for each in said if each[0] == "meant"] == []
