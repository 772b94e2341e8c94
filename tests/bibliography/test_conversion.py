"""From an entry to a CSL-JSON item, and what of it is told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.bibliography.inheritance import inherit
from briefbook.bibliography.items.conversion import Conversion, to_csl
from briefbook.bibliography.reading import read_bib


def converted(source: str) -> Conversion:
    return to_csl(inherit(read_bib(source, "x.bib")).entries[-1])


def item(source: str) -> dict[str, Any]:
    found = converted(source)
    assert not found.unmapped and not found.findings
    assert json.loads(json.dumps(found.item)) == found.item
    return found.item


def test_an_article() -> None:
    assert item("""@article{a, author={Low, Ann and {Tide Board}}, title={One}, subtitle={Two},
        journaltitle={J. Quays}, volume=12, number={3}, pages={101--120}, date={2020-05},
        doi={https://doi.org/10.1000/xyz_1}, issn={1234-5679}, langid={english}}""") == {
        "id": "a", "type": "article-journal",
        "author": [{"family": "Low", "given": "Ann"}, {"literal": "Tide Board"}],
        "title": "One: Two", "title-short": "One", "container-title": "J. Quays",
        "volume": "12", "issue": "3",
        "page": "101-120", "issued": {"date-parts": [[2020, 5]]}, "DOI": "10.1000/xyz_1",
        "ISSN": "1234-5679", "language": "en-US",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "@report{a, type={resreport}, number={TB-1}, institution={Board}, location={Port}}",
            {"type": "report", "genre": "research report", "number": "TB-1", "publisher": "Board",
             "publisher-place": "Port"},
        ),
        (
            "@book{a, title={T}, edition=2, volume=3, series={S}, number=4, volumes=5}",
            {"edition": "2", "volume": "3", "collection-title": "S", "collection-number": "4",
             "number-of-volumes": "5"},
        ),
        (
            "@book{a, title={T}, maintitle={M}, volume=3}",
            {"title": "M", "volume-title": "T", "volume": "3"},
        ),
        (
            "@incollection{a, title={T}, booktitle={B}, booksubtitle={S}, editor={Low, A}}",
            {"type": "chapter", "container-title": "B: S",
             "editor": [{"family": "Low", "given": "A"}]},
        ),
        ("@phdthesis{a, school={U}}", {"type": "thesis", "genre": "PhD thesis", "publisher": "U"}),
        (
            "@patent{a, number={GB1}, location={countryuk and countryde}, holder={{Quay Ltd}}}",
            {"number": "GB1", "jurisdiction": "United Kingdom; Germany",
             "custom": {"holder": [{"literal": "Quay Ltd"}]}},
        ),
        (
            "@online{a, eprint={1701.01234}, eprinttype={arxiv}, eprintclass={cs.CL}}",
            {"archive": "arXiv", "archive_location": "1701.01234 [cs.CL]",
             "URL": "https://arxiv.org/abs/1701.01234",
                "custom": {"eprint-url": "https://arxiv.org/abs/1701.01234"}},
        ),
        ("@article{a, journal={J}, eid={77}}", {"number": "77", "custom": {"eid": "77"}}),
        ("@dataset{a, version={3.1}}", {"type": "dataset", "version": "3.1"}),
        ("@jurisdiction{a, title={A v. B}}", {"type": "legal_case"}),
        ("@legislation{a, title={Act}}", {"type": "legislation"}),
        ("@video{a, title={T}}", {"type": "motion_picture"}),
        ("@audio{a, title={T}}", {"type": "song"}),
        ("@image{a, title={T}}", {"type": "graphic"}),
        ("@software{a, title={T}}", {"type": "software"}),
        ("@standard{a, title={T}, number={N 1}}", {"type": "standard", "number": "N 1"}),
        ("@article{a, journal={J}, series={newseries}}", {"collection-title": "new series"}),
        ("@article{a, journal={J}, series=3}", {"collection-title": "3rd series"}),
        ("@book{a, pubstate={inpress}}", {"status": "in press"}),
        (
            "@misc{a, howpublished={\\url{https://example.org/a_b}}, urldate={2024-01-02}}",
            {"URL": "https://example.org/a_b", "accessed": {"date-parts": [[2024, 1, 2]]}},
        ),
        (
            "@online{a, url={https://example.org/a; https://example.org/b}}",
            {"URL": "https://example.org/a", "custom": {"other-urls": ["https://example.org/b"]}},
        ),
        ("@misc{a, howpublished={Public lecture}}", {"publisher": "Public lecture"}),
        (
            "@inproceedings{a, eventtitle={E}, venue={Port}, eventdate={1968-05-19}}",
            {"event-title": "E", "event-place": "Port",
             "event-date": {"date-parts": [[1968, 5, 19]]}},
        ),
        (
            "@book{a, editora={Low, A}, editoratype={redactor}}",
            {"custom": {"redactor": [{"family": "Low", "given": "A"}]}},
        ),
        ("@book{a, author={Low, A and others}}", {"custom": {"et-al": ["author"]}}),
        ("@book{a, origdate={1959}, origpublisher={W}}",
         {"original-date": {"date-parts": [[1959]]}, "original-publisher": "W"}),
        ("@online{a, archiveurl={https://archive.example/a}, archivedate={2023-01-02}}",
         {"custom": {"archive-url": "https://archive.example/a",
                     "archive-date": {"date-parts": [[2023, 1, 2]],
                                                      "edtf": "2023-01-02"}}}),
    ],
)  # fmt: skip
def test_fields_and_types_have_their_place(source: str, expected: dict[str, Any]) -> None:
    found = item(source)
    assert {name: found.get(name) for name in expected} == expected


def test_text_has_csl_s_markup() -> None:
    assert item(r"@book{a, title={The \emph{Undine} of {NATO}, x\textsuperscript{2}}}")[
        "title"
    ] == ('The <i>Undine</i> of <span class="nocase">NATO</span>, x<sup>2</sup>')


def test_a_set_holds_its_members() -> None:
    found = item("@book{a, title={A}} @book{b, title={B}} @set{s, entryset={a,b}}")
    assert [member["title"] for member in found["custom"]["set"]] == ["A", "B"]


def test_what_is_given_and_not_printed_is_told_with_its_line() -> None:
    found = converted("@book{a,\n title={T},\n colour={green},\n abstract={Long},\n file={x.pdf}}")
    assert found.unmapped == ("colour",)
    assert [str(finding) for finding in found.findings] == [
        (
            "x.bib:3: a: colour is printed nowhere; put it into a field that is, e.g. "
            "note, or remove "
            "it [brief.bib_unprinted]"
        )
    ]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("@book{a, author={Dow, A, Roe, B}}", "a: author: 'Dow, A, Roe, B' is more than one name"),
        ("@book{a, date={yesterday}}", "a: date = 'yesterday' is not a date; write e.g. 2024"),
        ("@book{a, title={\\quay{T}}}", "a: title has the TeX command \\quay, which is not known"),
    ],
)
def test_what_is_doubtful_is_told(source: str, says: str) -> None:
    (finding,) = converted(source).findings
    assert finding.message.startswith(says)


NAMES = st.sampled_from(
    "author editor title subtitle date year month pages number volume series doi url eprint type "
    "edition note howpublished langid options editortype crossref entryset".split()
)
VALUES = st.text(alphabet="abA{}\\\"'$^_~-/.,1 2%&=#é", max_size=16)
TYPES = st.sampled_from("article book incollection online report patent set misc quux".split())


@given(TYPES, st.dictionaries(NAMES, VALUES, max_size=6))
def test_no_entry_stops_the_conversion(kind: str, fields: dict[str, str]) -> None:
    body = ", ".join(f'{name} = "{value}"' for name, value in fields.items())
    for entry in inherit(read_bib(f"@{kind}{{a, {body}}}")).entries:
        json.dumps(to_csl(entry).item)
