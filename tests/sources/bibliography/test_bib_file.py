"""references.bib: entries are added, and nothing else changes by a byte."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from articles.adding import Adder, article
from briefbook.bibliography.names import read_names
from briefbook.bibliography.persons import full_name, name_in_list
from briefbook.bibliography.reading import read_bib
from briefbook.bibliography.tex.decode import decode_plain
from briefbook.bibliography.tex.encode import to_tex
from briefbook.core.words.text import tidy
from briefbook.sources.bibliography.bib_file import append_entries
from briefbook.sources.bibliography.source_entry import source_entry
from briefbook.sources.reading.article import Metadata
from hostile import FRAGMENTS

VALUES = st.lists(
    st.one_of(
        st.sampled_from(FRAGMENTS),
        st.text(st.sampled_from("-`'?!,<>\\~%&#_$^\"@=abc ")),
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"))),
    )
).map(lambda parts: tidy("".join(parts)))


# Making the texts takes longer than testing them.
SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def straight(text: str) -> str:
    """Quotation marks as a keyboard has them; TeX's are typographic."""
    return text.translate(str.maketrans("“”‘’`\u00a0", "\"\"''' ")).strip()


def bare(text: str) -> str:
    """A name that stands in braces is what is in them."""
    return text[1:-1].strip() if text.startswith("{") and text.endswith("}") else text


def braces_gone(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")


@SLOW
@given(VALUES)
def test_any_text_reads_back_from_a_field(text: str) -> None:
    entry = source_entry("k", Metadata(title=text, publisher="P", authors=("A B",)))
    (read,) = read_bib(entry).entries
    # White space that TeX folds is folded already: tidy() left single spaces.
    assert straight(decode_plain(read.get("title"))) == straight(braces_gone(text))


@SLOW
@given(VALUES)
def test_any_author_is_one_person(text: str) -> None:
    entry = source_entry("k", Metadata(title="T", authors=(text, "Ann Bell") if text else ()))
    (read,) = read_bib(entry).entries
    people = [cast("dict[str, str]", name) for name in read_names(read.get("author")).names]
    assert len(people) == (2 if bare(text) else 1 if text else 0)
    if bare(text):
        shown = {straight(full_name(people[0])), straight(name_in_list(people[0]))}
        assert straight(braces_gone(bare(text))) in shown


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_no_fragment_breaks_the_file(fragment: str) -> None:
    data = Metadata(
        title=tidy(fragment), authors=(tidy(fragment),), publisher=tidy(fragment),
        date_basis=f"inferred: {tidy(fragment)}", date="2024", url=f"https://x.example/{fragment}",
    )  # fmt: skip
    entries = source_entry("one", data) + "\n" + source_entry("two", data)
    assert list(parse_string(entries, "bibtex").entries) == ["one", "two"]


def test_an_entry_has_the_fields_of_biblatex_and_no_empty_one(adder: Adder) -> None:
    adder.add(
        article(), "--author", "Ann Bell", "--publisher", "The Paper", "--date", "2024-11~",
        "--date-basis", "inferred: from its own words", "--url", "https://paper.example/a_b%20c",
    )  # fmt: skip
    (entry,) = parse_string((adder.root / "references.bib").read_text(), "bibtex").entries.values()
    assert entry.type == "online"
    fields = dict(entry.fields)
    assert fields == {
        "title": "Officials on the road",
        "publisher": "The Paper",
        "date": "2024-11~",
        "datebasis": "inferred: from its own words",
        "url": "https://paper.example/a_b%20c",
        "langid": "english",
    }
    assert [str(person) for person in entry.persons["author"]] == ["Bell, Ann"]


@pytest.mark.parametrize(
    "old",
    [
        b"",
        b"@misc{a,\n}\n",
        b"@misc{a,\n}",
        b'% a comment\r\n\r\n@misc{a ,  title   = "x"}\r\n',
        "@string{x = {y}}\n@misc{a, title = x # { and ü}, }\n\n\n@comment{z}".encode(),
        b"\xef\xbb\xbf@misc{a,\n}\n",
    ],
)
def test_the_rest_of_the_file_stays_byte_for_byte(adder: Adder, old: bytes) -> None:
    path = adder.root / "references.bib"
    path.write_bytes(old)
    adder.add(article())
    data = path.read_bytes()
    assert data.startswith(old)
    added = data[len(old) :]
    assert b"@online{k," in added
    assert (b"\r\n" in added) == (b"\r\n" in old)
    assert list(parse_string(data.decode("utf-8-sig"), "bibtex").entries)[-1] == "k"


def test_several_entries_are_parted_by_blank_lines() -> None:
    text = append_entries(b"@misc{a,\n}\n", ["@misc{b,\n}\n", "@misc{c,\n}\n"])
    assert text == b"\n@misc{b,\n}\n\n@misc{c,\n}\n"


def test_braces_become_parentheses() -> None:
    assert to_tex("{a} }{") == "(a) )("


def test_what_is_remembered_of_a_bibliography_counts_only_for_the_same_bytes(
    adder: Adder,
) -> None:
    adder.add(article())
    path = adder.root / "references.bib"
    path.write_bytes(path.read_bytes() + b"@misc{mine,\n}\n")
    other = adder.file("b.txt", article(start=9, title="Another title"))
    done = adder.run(other, "--key", "mine")
    assert "the key mine exists in references.bib" in done.err
    assert adder.run(other, "--key", "yours").status == 0
    (adder.root / "build/bibliography-keys.json").write_text("{broken", encoding="utf-8")
    third = adder.file("c.txt", article(start=19, title="A third title"))
    done = adder.run(third, "--key", "mine")
    assert "the key mine exists in references.bib" in done.err
    path.write_bytes(path.read_bytes() + b"@misc{broken")
    assert adder.run(third, "--key", "new").status == 2
