"""Text is data: what is written parses back to that text and to nothing but text."""

from __future__ import annotations

import warnings

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser

from briefbook.core.words.text import tidy
from briefbook.sources.adding.escape import UNCARRIED, escape, escape_cell
from hostile import FRAGMENTS

EXTENSIONS = [
    "alert",
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "gfm_autolink",
    "html_admonition",
    "html_image",
    "linkify",
    "replacements",
    "section_ref",
    "smartquotes",
    "strikethrough",
    "substitution",
    "tasklist",
]
SETTINGS = {
    "myst_enable_extensions": EXTENSIONS,
    "myst_substitutions": {"x": "SUBSTITUTED", "key": "SUBSTITUTED"},
    "myst_suppress_warnings": ["myst.strikethrough"],
    "report_level": 5,
    "smart_quotes": False,
}
CARRIED = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")))
MARKUP = st.text(st.sampled_from("\\`*_{}[]<>$~^|\"'#@+-%(:=!.&)/;,? \n\tacmprtwx0123§½«ㄱ"))
HOSTILE = st.lists(st.one_of(st.sampled_from(FRAGMENTS), MARKUP, CARRIED)).map("".join)


def parse(myst: str) -> nodes.document:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return publish_doctree(myst, parser=Parser(), settings_overrides=SETTINGS)


def assert_only_text(container: nodes.Element, text: str) -> None:
    """One paragraph, in it one text, and that text is the one that went in."""
    (paragraph,) = container.children
    assert isinstance(paragraph, nodes.paragraph), container.pformat()
    assert [type(child) for child in paragraph.children] == [nodes.Text], container.pformat()
    assert paragraph.astext() == text


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_hostile_fragment_is_text(fragment: str) -> None:
    text = tidy(fragment)
    if text:
        assert_only_text(parse(escape(text)), text)
        assert_only_text(parse(f"{{#k-1}}\n{escape(text)}"), text)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE)
@example("word (c) -- and ... \"quoted\" 'it's' +- ?!....")
@example("http://example.com www.example.com a@b.example ftp://x //y mailto:a@b.c")
@example("1. one")
@example("a\\")
def test_any_text_is_text(raw: str) -> None:
    text = UNCARRIED.sub("", raw)
    if text.strip():
        assert_only_text(parse(escape(text)), text)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE)
def test_any_text_is_text_wherever_it_stands(raw: str) -> None:
    text = tidy(raw)
    if not text:
        return
    written = escape(text)
    document = parse(
        f"first\n\n{{.caption}}\n{written}\n\n- {{#k-2}}\n  {written}\n\n"
        f"> {{#k-3}}\n> {written}\n\n3. {{#k-4}}\n   {written}\n\nlast\n"
    )
    kinds = (nodes.paragraph, nodes.bullet_list, nodes.block_quote, nodes.enumerated_list)
    first, caption, items, quote, ordered, last = document.children
    assert [type(n) for n in (first, items, quote, ordered, last)] == [
        nodes.paragraph,
        *kinds[1:],
        nodes.paragraph,
    ]
    assert caption.astext() == text
    for container in (items.children[0], quote, ordered.children[0]):
        assert isinstance(container, nodes.Element)
        assert_only_text(container, text)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE)
def test_any_text_is_text_in_a_heading_and_in_a_table(raw: str) -> None:
    text = tidy(raw)
    if not text:
        return
    document = parse(f"# Title\n\ntext\n\n## {escape(text)}\n\ntext\n\n## Next\n\nx\n")
    titles = [title.children for title in document.findall(nodes.title)]
    assert titles[-2] == [nodes.Text(text)], document.pformat()
    cell = escape_cell(text)
    table = parse(f"| {cell} | b |\n| --- | --- |\n| c | {cell} |\n")
    entries = list(table.findall(nodes.entry))
    assert len(entries) == 4, table.pformat()
    assert_only_text(entries[0], text)
    assert_only_text(entries[3], text)
