"""HTML within a line, in print: raised, struck, linked and hidden as a browser shows it."""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

import pytest
from PIL import Image

from books import MakeBook, SmallBook
from chapters import line_of
from reading_back.pdf_reader import Pdf, dense, read_pdf

PAGE = """\
---
prefix: a
---

# Tanks

{#a-1}
Held 10<sup>6</sup> litres, CO<sub>2</sub> rose, <s>500</s> 600, <del>not</del> allowed.

{#a-2}
Press <kbd>Ctrl</kbd>; see <a href="https://example.org/notice">the *notice*</a> of the
<abbr title="Port State Control">PSC</abbr>, <q>well said</q>, <img src="dot.png" alt="A red boat">
ends.<span style="display:none">BILGEWORD</span><!-- a remark -->

{#a-3}
A <blink>loud</blink> word, <sup>left open.

{#a-4}
- [ ] buy rope
- [x] sell boat

```{raw} html
<style>.tide { color: red }</style>
<script>var tide = "high water words";</script>
```

```{eval-rst}
.. role:: keg(raw)
   :format: html

Of :keg:`the <BIG>keg</BIG> with H<sub>9</sub>O &amp; <!-- unseen -->beer` much is left.
```
"""


class Printed(NamedTuple):
    book: SmallBook
    pdf: Pdf


@pytest.fixture(scope="module")
def printed(make_shared_book: MakeBook) -> Printed:
    dot = BytesIO()
    Image.new("RGB", (4, 4)).save(dot, "png")
    conf = 'myst_enable_extensions = ["tasklist"]\n'
    files: dict[str, str | bytes] = {"docs/a.md": PAGE, "docs/dot.png": dot.getvalue()}
    book = make_shared_book(files, "briefpdf", conf=conf, clean=False)
    (file,) = book.out.glob("*.pdf")
    return Printed(book, read_pdf(file))


def _box(pdf: Pdf, words: str, of: str) -> tuple[float, float]:
    """Return the bottom and the height of a letter, found within words that stand once."""
    for page in pdf.drawn:
        text = page.get_textpage()
        if match := text.search(words, match_case=True).get_next():
            _left, bottom, _right, top = text.get_charbox(match[0] + words.index(of))
            return bottom, top - bottom
    raise AssertionError(f"{words!r} is not in the PDF")


def test_raised_and_lowered_figures_stand_so(printed: Printed) -> None:
    one, six = (_box(printed.pdf, "106", figure) for figure in "16")
    assert six[0] > one[0] + 1
    assert six[1] < one[1]
    letter, two = (_box(printed.pdf, "CO2", sign) for sign in "O2")
    assert two[0] < letter[0]


def test_a_role_of_raw_html_is_parted_into_its_tags_and_words(printed: Printed) -> None:
    letter, nine = (_box(printed.pdf, "H9O", sign) for sign in "O9")
    assert nine[0] < letter[0]
    assert dense("Of the keg with H9O & beer much is left.") in printed.pdf.text()


def test_what_is_struck_a_key_linked_short_or_quoted_is_written_so(printed: Printed) -> None:
    files = (printed.book.root / "build" / "doctrees").rglob("*.typ")
    typst = "".join(file.read_text("utf-8") for file in files)
    for written in ('#strike[#"500"]', '#strike[#"not"]', '#key[#"Ctrl"]', '#quoted[#"well said"]',
                    '", "A red boat")'):  # fmt: skip
        assert written in typst
    assert dense("PSC (Port State Control)") in printed.pdf.text()
    assert "https://example.org/notice" in {
        annotation.get_object().get("/A", {}).get("/URI")
        for page in printed.pdf.structure.pages
        for annotation in page.get("/Annots") or ()
    }


def test_a_done_task_and_an_open_one_have_their_boxes(printed: Printed) -> None:
    assert dense("☐ buy rope") in printed.pdf.text()
    assert dense("☑ sell boat") in printed.pdf.text()


def test_what_a_browser_hides_is_not_printed(printed: Printed) -> None:
    text = printed.pdf.text()
    for hidden in ("BILGEWORD", "a remark", "high water", "color"):
        assert dense(hidden) not in text


def test_what_cannot_be_printed_is_named_with_its_line_and_nothing_else(printed: Printed) -> None:
    assert dense("A loud word, left open.") in printed.pdf.text()
    line = line_of(PAGE, "blink")
    assert [message.split(",")[0] for message in printed.book.messages.splitlines()] == [
        f"docs/a.md:{line}: WARNING: the PDF cannot print the tag <{name}>"
        for name in ("blink", "sup")
    ]
