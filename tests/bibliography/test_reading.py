"""Reading a .bib file: what is broken costs its entry, and says where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.bibliography.items.conversion import to_csl
from briefbook.bibliography.reading import Bibliography, read_bib, read_bib_file, read_bib_files

GOOD = """@string{hup = {Harbour University Press}}
@book{lock1998,
  author = {Lock, Ida},
  title  = {Sluices},   % a comment
  publisher = hup # { and } # "Quay",
  year = 1998,
}
% @book{hidden, title = {No}}
@comment{@book{commented, title = {No}}}
@preamble{"\\newcommand{\\noop}[1]{}"}
@Article(pier2001, title = "A {"}pier{"}", MONTH = mar)
Mail to editor@example.org {not an entry}.
"""


def said(read: Bibliography) -> list[str]:
    return [str(finding) for finding in read.findings]


def test_strings_comments_preamble_and_round_brackets_are_read() -> None:
    lock, pier = read_bib(GOOD).entries
    assert (lock.key, lock.type, lock.line) == ("lock1998", "book", 2)
    assert lock.get("publisher") == "Harbour University Press and Quay"
    assert lock.line_of("year") == 6
    assert (pier.key, pier.type) == ("pier2001", "article")
    assert (pier.get("title"), pier.get("month")) == ('A {"}pier{"}', "3")
    assert not read_bib(GOOD).findings


@pytest.mark.parametrize(
    ("source", "keys", "says"),
    [
        (
            "@book{a, title={One}}\n@book{a, title={Two}}\n@book{b, title={Three}}",
            ["a", "b"],
            r"x\.bib:2: a: the key is used a second time \(first in x\.bib:1\)",
        ),
        (
            "@book[a, title={One}]\n@book{b, title={Two}}",
            ["b"],
            r"x\.bib:1: @book: column 1: it opens with no brace; write e\.g\. @book\{key",
        ),
        (
            "@book{b, title={Two}}\n@{a, title={One}}",
            ["b"],
            r"x\.bib:2: @: column 1: it has no type; write e\.g\. @book\{key",
        ),
        (
            "@book{a,\n  note={x},\n  note={y}}",
            ["a"],
            r"x\.bib:3: a: note is used a second time \(first in line 2\)",
        ),
        (
            "@article{a, journal=quay_j, year=2001}\n@book{b, title={T}}",
            ["a", "b"],
            r"x\.bib:1: a: journal = quay_j: no @string of this name",
        ),
        (
            "@book{, title={T}}\n@book{b, title={T}}",
            ["b"],
            r"x\.bib:1: @book: column 7: it has no key",
        ),
        (
            "@book{title = {T}}\n@book{b, title={T}}",
            ["b"],
            r"x\.bib:1: @book: column 7: it has no key",
        ),
        (
            (
                "@book{a, title={T}}\n@book{b, author={Dow, title={T}, year={2001}}\n@book{c, "
                "title={U}}"
            ),
            ["a", "c"],
            r"x\.bib:2: b: column 10: no brace closes author before 'title'",
        ),
        (
            '@book{a,\n  title="T,\n  year=2001}\n@book{b, title={T}}',
            ["b"],
            r"x\.bib:1: a: line 2, column 9: the quotation mark that opens here is not closed",
        ),
        (
            "@book{a, title={T}},\n  year={2001}}\n@book{b, title={T}}",
            ["a", "b"],
            r"x\.bib:2: a: 'year' is after the entry's last brace",
        ),
        (
            "@book{a, title={T}\n  year={2001}}",
            ["a"],
            r"x\.bib:2: a: no comma precedes 'year'",
        ),
        (
            "@book{a, title {T}}\n@book{b, title={T}}",
            ["b"],
            r"x\.bib:1: a: column 10: expected = after 'title', read '\{T\}\}'",
        ),
        (
            "@book{a, title = }\n@book{b, title={T}}",
            ["b"],
            r"x\.bib:1: a: column 18: expected a value",
        ),
        (
            "@book{a key title={T}}\n@book{b, title={T}}",
            ["b"],
            r"x\.bib:1: @book: column 7: it has no key",
        ),
        (
            "@string{s = {x}\n@book{b, title={T}}",
            ["b"],
            r"x\.bib:1: @string: column 8: no brace closes the entry; write \}; the string is left",
        ),
    ],
)
def test_a_bad_entry_costs_that_entry_and_says_where(
    source: str, keys: list[str], says: str
) -> None:
    read = read_bib(source, "x.bib")
    assert [entry.key for entry in read.entries] == keys
    assert len(read.findings) == 1
    assert re.match(says, said(read)[0]), said(read)[0]


def test_a_comment_that_is_not_closed_costs_its_line() -> None:
    source = "@comment{ {never closed\n@book{a, title={T}}\n@comment(short) @book{b, title={T}}"
    assert [entry.key for entry in read_bib(source).entries] == ["a", "b"]


def test_an_escaped_brace_is_a_sign_and_a_backslash_at_the_end_is_not() -> None:
    entries = read_bib(
        "@misc{a, title={Sets \\{a\\} and \\{}}\n@misc{b, file={C:\\}, year={1}}"
    ).entries
    assert [entry.get("title", "file") for entry in entries] == ["Sets \\{a\\} and \\{", "C:\\"]
    assert entries[1].get("year") == "1"


def test_a_value_that_swallows_the_next_entry_lacks_a_brace() -> None:
    read = read_bib("@misc{a, note={open\n@misc{b, note={x}}\n}", "x.bib")
    assert [entry.key for entry in read.entries] == ["b"]
    assert said(read) == [
        (
            "x.bib:1: a: column 15: the brace that opens here is not closed; write }; the entry is "
            "left out until then [brief.bib_entry]"
        )
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_for_every_kind_of_line_end(end: str) -> None:
    entry = read_bib(end.join(["", "@book{a,", " title={T},", " year=1}"])).entries[0]
    assert (entry.line, entry.line_of("year")) == (2, 4)


def test_bytes_that_are_not_utf8_name_the_line_and_the_rest_stays_right() -> None:
    source = "@book{a, title={Küste}}\n@book{b,\n author={D".encode() + b"\xfcrer, A}}"
    read = read_bib(source, "x.bib")
    assert [entry.get("title", "author") for entry in read.entries] == ["Küste", "Dürer, A"]
    assert said(read) == [
        (
            "x.bib:3: the byte 0xFC is not UTF-8; it was read as Windows-1252, save the "
            "file as UTF-8 "
            "[brief.bib_encoding]"
        )
    ]


def test_utf16_is_read_and_named() -> None:
    read = read_bib("@book{a, title={Küste}}".encode("utf-16"), "x.bib")
    assert read.entries[0].get("title") == "Küste"
    assert said(read) == ["x.bib:1: the file is UTF-16; save it as UTF-8 [brief.bib_encoding]"]


def test_a_mark_at_the_begin_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text("@book{a, title={T}}", "utf-8-sig")
    assert read_bib_file(path) == read_bib("@book{a, title={T}}", str(path))
    assert read_bib("\ufeff@book{a, title={T}}").entries[0].key == "a"


def test_keys_are_unique_across_files() -> None:
    read = read_bib_files([("x.bib", "@book{a, title={T}}"), ("y.bib", "\n@book{a, title={U}}")])
    assert [entry.get("title") for entry in read.entries] == ["T"]
    assert said(read)[0].startswith("y.bib:2: a: the key is used a second time (first in x.bib:1)")


SIGNS = st.text(alphabet='@{}()",=#%\\ \nabAB1é', max_size=60)


@given(SIGNS)
def test_no_text_stops_the_reading(text: str) -> None:
    read_bib(text)


@given(st.binary(max_size=80))
def test_no_bytes_stop_the_reading(source: bytes) -> None:
    read_bib(source)


@given(st.integers(0, len(GOOD)), st.integers(0, 6), SIGNS)
def test_a_damaged_file_is_read_from_its_next_entry_on(at: int, cut: int, put: str) -> None:
    read = read_bib(GOOD[:at] + put + GOOD[at + cut :] + "\n@book{whole, title={Last}}\n")
    assert read.entries[-1].key == "whole"


@given(st.lists(st.sampled_from(["@book{a, title={T}}", "@book{b, title={T}", "@book{c title}"])))
def test_a_whole_entry_is_read_whatever_stands_before_it(blocks: list[str]) -> None:
    read = read_bib("\n".join([*blocks, "@book{whole, title={Last}}"]))
    assert read.entries[-1].key == "whole"


def test_a_file_without_an_entry_is_named_but_not_one_of_strings_or_remarks() -> None:
    (found,) = read_bib('[{"id": "a"}]', "x.bib").findings
    assert str(found).startswith("x.bib:1: the file has no entry; write e.g. @book{key")
    for source in ("", "% nothing yet\n", "@string{q = {Quay}}", "@comment{jabref}"):
        assert not read_bib(source).findings


def test_addresses_on_lines_of_their_own_stay_several() -> None:
    source = "@book{a, title={T}, url={https://x.example/a\nb\nhttps://x.example/c}}"
    item = to_csl(read_bib(source).entries[0]).item
    assert (item["URL"], item["custom"]["other-urls"]) == (
        "https://x.example/ab", ["https://x.example/c"],
    )  # fmt: skip
