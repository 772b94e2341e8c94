"""TeX in a .bib file as text: accents, symbols, looks, formulas, quotation marks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.bibliography.addresses import verbatim
from briefbook.bibliography.rich_text import from_markup, markup, plain, quoted
from briefbook.bibliography.tex.decode import decode, decode_plain


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"G{\"u}nther, \"{u}, \"u", "Günther, ü, ü"),
        (r"{\v S}koda \v{S} {\v{s}}", "Škoda Š š"),
        (r"{\O}rn {\AA}se {\L}aba \ss{} stra{\ss}e", "Ørn Åse Łaba ß straße"),
        (r"\'\i{} {\'{\i}} \^{\i} \u\i{} \v{\i}", "í í î ĭ ǐ"),
        (r"\H{o}\k{a}\d{h}\b{d}\r{u}\={a}\.{I}\c{C}", "őąḥḏůāİÇ"),
        (r"\t{oo} \textcommabelow{s}", "o͡o ș"),
        (r"O{\textquoteright}Hara, d'Or", "O’Hara, d’Or"),
        (r"``Tide'' --- ebb -- flow", "“Tide” — ebb – flow"),
        (",,Ebbe`` und ,,Flut``, a,,b ,, c", "„Ebbe“ und „Flut“, a,,b ,, c"),
        (r"\bibstring{reviewof} Ebb, \bibstring{by} \bibsstring{quay}", "review of Ebb, by quay"),
        (r"\MakeUppercase{ebb {\'e}} \lowercase{FLOW}", "EBB É flow"),
        (r"H\ensuremath{_2}O, \ensuremath{\alpha}", "H₂O, α"),
        (
            r"Ebb\footnote{As it was.} \parteditandtrans Low",
            "Ebb (As it was.) edited and translated by Low",
        ),
        ('the "low" tide', "the “low” tide"),
        (r"Up 50% \& R&D, 7\%, \#1, a\_b", "Up 50% & R&D, 7%, #1, a_b"),
        (r"Sets \{a\} and \{", "Sets {a} and {"),
        (r"On $E=mc^2$ and $\alpha$-rays", "On E = mc² and α-rays"),
        (
            r"$O(n\log n)$, $x_1 \leq -2$, $90^\circ$, $\frac{a}{b}$",
            "O(n log n), x₁ ≤ −2, 90°, a/b",
        ),
        (r"$\mathbb{R}^n$ and \(\hat{x}\)", "ℝⁿ and x̂"),
        ("from $5 to $6", "from $5 to $6"),
        ("US$ and A$", "US$ and A$"),
        (r"H\textsubscript{2}O, x\textsuperscript{2}, 5\textsuperscript{th}", "H₂O, x², 5th"),
        (r"\TeX, {\LaTeX}, {\TeX book}", "TeX, LaTeX, TeXbook"),
        (r"\mkbibquote{so \enquote{it} is}", "“so ‘it’ is”"),
        (r"Nucl.~Phys. a\slash b", "Nucl.\u00a0Phys. a/b"),
        (r"\href{https://example.org}{here} \texorpdfstring{$x$}{x}\char8211", "here x–"),
        ("two\n   lines", "two lines"),
        (r"\noopsort{1973b}1973, \"{}", "1973, ¨"),
        (r"\copyright\ 2020 \textdegree{}C \S~4 \P~5 \pounds5", "© 2020 °C §\u00a04 ¶\u00a05 £5"),
        # TeX that somebody typed into Zotero comes out as signs.
        (r"d{\textbackslash}textquotesingle Or{\textbackslash}'e", "d'Oré"),
        (r"the {\textbackslash}emph\{Sea\}, a {\textbackslash} b", "the Sea, a \\ b"),
    ],
)
def test_tex_is_text(source: str, text: str) -> None:
    assert decode_plain(source) == text


def test_looks_and_protected_words_are_kept() -> None:
    text = decode(r"The \emph{Undine} of {NATO}, {\bf bold}, \textsc{ad}").text
    assert markup(text) == (
        'The <i>Undine</i> of <span class="nocase">NATO</span>, <b>bold</b>, '
        '<span style="font-variant:small-caps;">ad</span>'
    )
    assert from_markup(markup(text)) == text


def test_an_accent_in_braces_protects_no_case() -> None:
    assert not any(run.nocase for run in decode(r"{\"U}ber die {\'E}tat").text)


def test_a_command_that_is_not_known_keeps_its_words_and_is_told() -> None:
    read = decode(r"\quaystyle{Piers} and \Wharf")
    assert plain(read.text) == "Piers and Wharf"
    assert read.unknown == (r"\quaystyle", r"\Wharf")


@pytest.mark.parametrize(
    ("source", "address"),
    [
        (r"\url{https://example.org/a_b%20c~d}", "https://example.org/a_b%20c~d"),
        ("https://example.org/a_b%20c~d#x&y", "https://example.org/a_b%20c~d#x&y"),
        (r"https://example.org/a\_b\%20c{\textasciitilde}d", "https://example.org/a_b%20c~d"),
        (r"10.1000/a{\_}b", "10.1000/a_b"),
    ],
)
def test_an_address_is_verbatim(source: str, address: str) -> None:
    assert verbatim(source) == address


def test_a_url_in_text_is_a_link() -> None:
    (run,) = decode(r"\url{https://example.org/a_b}").text
    assert run.href == "https://example.org/a_b"
    assert decode(r"\url{javascript:alert(1)}").text[0].href == ""


def test_inner_quotation_marks_turn_single() -> None:
    assert plain(quoted(decode(r"``Quoted'' words, it's").text)) == "“‘Quoted’ words, it’s”"


@given(st.text(alphabet="\\{}$^_%&#~`'\"-? aeouvcHt\n", max_size=40))
def test_no_tex_stops_the_reading_or_leaves_a_brace(source: str) -> None:
    text = decode_plain(source)
    if "\\{" not in source and "\\}" not in source and "\\" not in source.replace("\\\\", ""):
        assert not re.search(r"[{}]", text)


@given(st.text(max_size=40))
def test_words_are_kept(source: str) -> None:
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\\([A-Za-z]+|.)", " ", source))
    assert all(word in decode_plain(source) for word in words if word.isascii())


def test_deep_braces_are_read() -> None:
    assert decode_plain("{" * 5000 + "deep" + "}" * 5000) == "deep"
    assert decode_plain("\\emph{" * 500 + "deep" + "}" * 500) == "deep"
    assert decode_plain("\\'" * 3000 + "e").endswith("\N{COMBINING ACUTE ACCENT}")
    assert decode_plain("$" + "{" * 500 + "x" + "}" * 500 + "$") is not None
