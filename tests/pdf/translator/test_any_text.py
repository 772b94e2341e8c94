"""Whatever the text, the PDF holds it, or names what it cannot show."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from pathlib import Path
from typing import cast

import typst
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefbook.output.fonts import FONTS
from briefbook.pdf.layout.typesetter import Typesetter
from briefbook.pdf.typst.literal import literal
from reading_back.pdf_reader import read_pdf

# Characters that the fonts of the PDF have, and all that Typst or Markdown could take for markup.
LETTERS = st.sampled_from("abcXYZ018 äöüßéñøЖдя한국αβ“”‘’–—…№¶#$*_`~@<>[]{}()\\/\"'=+-|&%^!?.,:;")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(LETTERS, min_size=1, max_size=60), min_size=1, max_size=8))
@example(['#panic("x")', "= heading <label> @ref // comment /* */", "$x$ *b* _e_ `r` \\n \\u{41}"])
def test_what_is_read_back_from_the_pdf_is_what_went_in(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lines = "".join(f"#par[#{literal(text)}]\n" for text in texts)
        fonts = '("Libertinus Serif", "NanumMyeongjo")'
        head = f"#set page(width: 90cm)\n#set text(font: {fonts}, ligatures: false)\n"
        root.joinpath("main.typ").write_text(head + lines, encoding="utf-8")
        typesetter = Typesetter(root, "main", [FONTS])
        try:
            pdf = typesetter._compiler.compile(format="pdf")
        except typst.TypstError as error:
            raise AssertionError(error.diagnostic) from error
        root.joinpath("main.pdf").write_bytes(cast("bytes", pdf))
        printed = read_pdf(root / "main.pdf").structure
        words = "".join(page.extract_text() for page in printed.pages)
    assert _signs(words) == _signs("".join(texts))


def _signs(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))
