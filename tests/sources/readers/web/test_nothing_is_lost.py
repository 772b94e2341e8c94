"""Words of the chosen node = words of the blocks + words of what was left out."""

from __future__ import annotations

import os
import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.pages import TITLE, page, read

#: ``DOCUMENTS=10000`` tries as many; the suite tries a few.
DOCUMENTS = int(os.environ.get("DOCUMENTS", "60"))
#: Each word of a page is another one, so that none can stand for one that is lost.
MARK = "{}"
INLINE = "b i em strong a span q sup sub code cite small u mark abbr s del ruby".split()
BLOCK = (
    "p div section ul ol dl blockquote table pre h2 h3 h4 figure aside details nav form header "
    "footer center address main my-box"
).split()

words = st.integers(1, 4).map(lambda count: " ".join([MARK] * count))


def inline(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    wrapped = st.tuples(st.sampled_from(INLINE), inner).map(
        lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
    )
    linked = inner.map(lambda text: f"<a href='/a'>{text}</a>")
    noted = st.sampled_from(
        ("<sup><a href='#n1'>{}</a></sup>", "<br>", "<br><br>", "<!-- -->", "<wbr>")
    )
    many = st.lists(st.one_of(words, wrapped, linked, noted), min_size=1, max_size=4)
    return many.map(" ".join)


def wrap(tag: str, parts: list[str], extra: str) -> str:
    if tag in {"ul", "ol"}:
        return f"<{tag}>{''.join(f'<li>{part}</li>' for part in parts)}</{tag}>"
    if tag == "dl":
        return f"<dl>{''.join(f'<dt>{MARK}</dt><dd>{part}</dd>' for part in parts)}</dl>"
    if tag == "table":
        rows = "".join(f"<tr><td>{MARK}</td><td colspan=2>{part}</td></tr>" for part in parts)
        return f"<table><caption>{MARK}</caption>{rows}</table>"
    if tag == "figure":
        return f"<figure><img src=a>{''.join(parts)}<figcaption>{MARK}</figcaption></figure>"
    return f"<{tag}{extra}>{MARK} {''.join(parts)} {MARK}</{tag}>"


def block(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    extra = st.sampled_from(
        ("", "", "", " hidden", " style='display:none'", " class=pullquote", " class=related",
         " id=n1", " class=caption", " class='sr-only'")
    )  # fmt: skip
    parts = st.lists(inner, min_size=1, max_size=3)
    return st.tuples(st.sampled_from(BLOCK), parts, extra).map(lambda each: wrap(*each))


texts = st.recursive(words, inline, max_leaves=6)
blocks = st.recursive(st.one_of(texts, texts.map("<p>{0}</p>".format)), block, max_leaves=8)


def numbered(html: str) -> str:
    """Give each word of a generated page a name of its own."""
    parts = html.split(MARK)
    return "".join(f"{part}w{n}x " for n, part in enumerate(parts[:-1])) + parts[-1]


def found_words(text: str) -> Counter[str]:
    return Counter(re.findall(r"w\d+x", text))


@settings(max_examples=DOCUMENTS, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(blocks, max_size=4).map("".join))
def test_every_word_is_in_one_block_or_named(middle: str) -> None:
    html = numbered(page(middle))
    article = read(html).article
    kept = Counter[str]()
    for each in article.blocks:
        kept += found_words(each.text)
    for omission in article.left_out:
        kept += found_words(omission.text)
    # The chosen node holds all of the article's element, or all but what stands at its ends.
    inside = found_words(html)
    assert not kept - inside, "a word stands twice"
    assert not [omission for omission in article.left_out if omission.reason == "found no place"]
    assert not inside - kept, (html, inside - kept)
    assert article.metadata.title == TITLE
