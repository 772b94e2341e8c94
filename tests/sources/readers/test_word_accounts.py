"""Every word of a generated Word document is in one block, or left out once by name."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from articles.word_files import paragraph, row, run, word_file
from briefbook.sources.readers.word.reader import read_word
from briefbook.sources.reading.accounts import unaccounted

#: What may stand around runs, and what makes of them something that is left out.
AROUND = [
    "{}",
    "<w:ins w:id='1'>{}</w:ins>",
    "<w:del w:id='1'>{}</w:del>",
    "<w:moveFrom w:id='1'>{}</w:moveFrom>",
    "<w:moveTo w:id='1'>{}</w:moveTo>",
    "<w:smartTag>{}</w:smartTag>",
    "<w:hyperlink r:id='web'>{}</w:hyperlink>",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:fldSimple w:instr='DATE'>{}</w:fldSimple>",
]
PROPERTIES = ["", "<w:b/>", "<w:vanish/>", '<w:vertAlign w:val="superscript"/>']
#: Each @ becomes a word of its own.
WORD = " @ "
runs = st.builds(
    lambda around, properties: around.format(run(WORD, properties)),
    st.sampled_from(AROUND),
    st.sampled_from(PROPERTIES),
)
paragraphs = st.builds(
    lambda inside, style: paragraph(*inside, style=style),
    st.lists(runs, min_size=1, max_size=4),
    st.sampled_from(["", "H1", "TOC1"]),
)


def table(rows: list[list[str]]) -> str:
    return (
        f"<w:tbl>{''.join(row(*(cell + paragraph() for cell in cells)) for cells in rows)}</w:tbl>"
    )


def boxed(inside: str) -> str:
    box = f"<w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>"
    return paragraph(run(WORD), box)


blocks = st.recursive(
    paragraphs,
    lambda inner: st.one_of(
        st.builds(table, st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3)),
        st.builds(boxed, inner),
    ),
    max_leaves=8,
)


@given(st.lists(blocks, min_size=1, max_size=5))
def test_every_word_is_read_once_or_left_out_once(generated: list[str]) -> None:
    names = (f"word{n}x" for n in count())
    body = re.sub("@", lambda _match: next(names), "".join(generated))
    words = re.findall(r"word\d+x", body)
    result = read_word("a.docx", word_file(body))
    parts = [piece.text for piece in result.pieces] + [out.text for out in result.left_out]
    assert Counter(re.findall(r"word\d+x", " ".join(parts))) == Counter(words)
    assert unaccounted(result.whole, parts) == ""
