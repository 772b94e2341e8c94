"""References get new numbers, and what looks like one in a string stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbook.pdf.merge.fast.renumbering import renumber

NUMBERS = {b"%d" % n: b"%d" % (n + 900) for n in range(1, 200)}

_words = st.sampled_from(
    [b"12 0 R", b"/ID", b"/Headers[", b"/StructParent 4", b"a", b" ", b"]", b"\\(", b"\\)", b"\\\\"]
)
_strings = st.recursive(
    st.lists(_words).map(b"".join),
    lambda inner: st.lists(inner | inner.map(lambda s: b"(" + s + b")")).map(b"".join),
    max_leaves=6,
).map(lambda s: (b"(%s)" % s,) * 2)
_references = st.integers(1, 199).map(lambda n: (b" %d 0 R" % n, b" %d 0 R" % (n + 900)))
_keys = st.integers(0, 9999).map(
    lambda n: (b"/StructParents %d/X" % n, b"/StructParents %d/X" % (n + 70))
)
_plain = st.sampled_from([b"/K[0", b"<<", b">>", b"/R 0.5 ", b"/W[1 0 2", b"<feff0041>"]).map(
    lambda s: (s, s)
)
_objects = st.lists(st.lists(_strings | _references | _keys | _plain), min_size=1)


@settings(max_examples=60)
@given(_objects)
def test_references_and_keys_change_and_strings_do_not(
    objects: list[list[tuple[bytes, bytes]]],
) -> None:
    before = [b"".join(old for old, _new in parts) for parts in objects]
    after = [b"".join(new for _old, new in parts) for parts in objects]
    assert renumber(before, NUMBERS, keys=70) == after


def test_ids_of_a_chunk_get_its_number_before_them() -> None:
    before = b"<</P 3 0 R/ID(U1x0y0)/A[<</Headers[(U1x0y0)(U1x1y0)]>>]/Alt(/ID(no) 3 0 R)>>"
    (after,) = renumber([before], NUMBERS, ids=b"2-")
    assert after == (
        b"<</P 903 0 R/ID(2-U1x0y0)/A[<</Headers[(2-U1x0y0)(2-U1x1y0)]>>]/Alt(/ID(no) 3 0 R)>>"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"<</P 777 0 R>>", "leads to no object: “777”"),
        (b"<</T(a (b) >>", "a string of the PDF does not end"),
        (b"<</T(a (b)) ) (c>>", "a string of the PDF does not end"),
        (b"<</T(a >>", "a string of the PDF does not end"),
    ],
)
def test_what_cannot_be_renumbered_is_refused(text: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        renumber([text], NUMBERS)
