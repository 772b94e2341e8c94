"""Whatever the text, Typst takes it for text, and the same text."""

from __future__ import annotations

import json

import pytest
import typst
from hypothesis import example, given
from hypothesis import strategies as st

from briefbook.pdf.typst.literal import flow, literal


@pytest.fixture(scope="module")
def compiler(tmp_path_factory: pytest.TempPathFactory) -> typst.Compiler:
    main = tmp_path_factory.mktemp("typst") / "main.typ"
    main.write_text("", encoding="utf-8")
    return typst.Compiler(main, root=main.parent)


@given(st.text())
@example('#panic("x")')
@example('"#read("/etc/passwd")"')
@example("\\u{41} \\n \\")
@example("*bold* _emph_ `raw` $x$ = heading <label> @ref // comment /* */ -- --- ~")
@example("\u202eabc\u2066def\u2069 e\u0301 \u0000\u0007\u001b\u007f\u0085\u2028\u2029\ufeff")
def test_typst_reads_back_what_was_written(compiler: typst.Compiler, text: str) -> None:
    assert json.loads(compiler.eval(literal(text))) == text


@given(st.text())
def test_a_literal_is_one_line_that_hides_nothing(text: str) -> None:
    written = literal(text)
    assert len(written.splitlines()) == 1
    assert not any(char < " " or char in "\u202a\u202b\u202d\u202e\u200f\u200e" for char in written)


def test_half_a_character_is_no_text() -> None:
    with pytest.raises(ValueError, match=r"U\+D800"):
        literal("a\ud800b")


def test_running_text_has_single_spaces_and_keeps_the_unbreakable_ones() -> None:
    assert flow("a\n  b\tc\u00a0 d") == "a b c\u00a0 d"
